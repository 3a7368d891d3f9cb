import { Link } from '@tanstack/react-router'
import type { Text } from '../../../core/lang.ts'
import { useText } from '../../../web/lang.tsx'
import { Baton } from '../../../web/ui/machine-mark.tsx'
import { Person } from '../../../web/ui/person.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { AuditEntryView } from '../schema.ts'
import classes from './audit.module.css'
import { actionText, actorText, detailsText } from './entry-text.ts'
import { words } from './words.ts'

export function auditColumns(t: (text: Text) => string): readonly Column<AuditEntryView>[] {
  return [
    { key: 'id', label: words.number, unit: 'count', value: ({ id }) => id, width: 64, grow: 0, sortable: false },
    {
      key: 'at',
      label: words.when,
      value: ({ at }) => at,
      cell: ({ at }) => <When at={at} />,
      width: 150,
      sortable: false,
    },
    {
      key: 'actor',
      label: words.who,
      value: ({ actor }) => actorText(actor, t),
      cell: ({ actor }) => <Actor actor={actor} />,
      width: 150,
      sortable: false,
    },
    { key: 'action', label: words.what, value: ({ action }) => actionText(action, t), width: 190, sortable: false },
    {
      key: 'subject',
      label: words.subject,
      value: ({ subject }) => subject,
      cell: (entry) => <Subject entry={entry} />,
      width: 160,
      grow: 2,
      sortable: false,
    },
    {
      key: 'details',
      label: words.details,
      value: ({ details }) => detailsText(details, t),
      width: 180,
      grow: 3,
      sortable: false,
    },
    { key: 'hash', label: words.hash, value: ({ hash }) => hash, width: 160, hidden: true, sortable: false },
  ]
}

function Actor({ actor }: { actor: AuditEntryView['actor'] }) {
  const t = useText()
  if (actor.id.startsWith('person:')) return <Person name={actor.name} />
  return (
    <span className={classes.machine}>
      <Baton size={12} /> {actorText(actor, t)}
    </span>
  )
}

/** What can be opened is a link. */
function Subject({ entry: { action, subject } }: { entry: AuditEntryView }) {
  const id = subject.replace(/^proposal:/, '')
  if (action.startsWith('proposal.'))
    return (
      <Link to="/desk/{-$id}" params={{ id }} className={classes.link}>
        {id}
      </Link>
    )
  return subject
}
