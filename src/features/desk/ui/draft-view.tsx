/** The draft, read or edited, with what the check found at the field it is about. */
import { Switch, VisuallyHidden } from '@mantine/core'
import { useText } from '../../../web/lang.tsx'
import { useRememberedChoice } from '../../../web/remember.ts'
import type { CheckFinding, DraftField, Proposal } from '../schema.ts'
import { CheckLine } from './check-line.tsx'
import classes from './draft.module.css'
import { type Edits, editedFields, type FieldValue } from './draft.ts'
import { FieldEdit } from './field-edit.tsx'
import { FieldView } from './field-view.tsx'
import pane from './pane.module.css'
import { words } from './words.ts'

interface DraftViewProps {
  readonly proposal: Proposal
  /** Null: it is read, not edited. */
  readonly edits: Edits | null
  onEdit(edits: Edits): void
}

export function DraftView({ proposal, edits, onEdit }: DraftViewProps) {
  const t = useText()
  const [shown, show] = useRememberedChoice('desk.diff', ['diff', 'new'])
  const { fields, checks } = proposal
  const isComparable = fields.some(({ before }) => before !== undefined)
  const whole = checks.filter(({ field }) => !fields.some(({ key }) => key === field))
  const first = fields.find(({ editable }) => editable)?.key
  return (
    <section className={pane.draft} aria-labelledby="draft-title">
      <div className={pane.sectionHead}>
        <h2 id="draft-title" className={pane.section}>
          {t(words.draft)}
        </h2>
        {isComparable && edits === null && (
          <Switch
            size="xs"
            label={t(words.diff)}
            checked={shown === 'diff'}
            onChange={(event) => show(event.target.checked ? 'diff' : 'new')}
          />
        )}
      </div>
      {whole.map((check) => (
        <CheckLine key={`${check.code} ${check.message.en}`} check={check} />
      ))}
      {checks.length === 0 && proposal.state === 'open' && <p className={classes.clean}>{t(words.noChecks)}</p>}
      <dl className={classes.fields}>
        {(edits === null ? fields : editedFields(fields, edits)).map((field) => (
          <Field
            key={field.key}
            field={field}
            checks={checks.filter((check) => check.field === field.key)}
            isEditing={edits !== null && field.editable}
            isFirst={field.key === first}
            diff={shown === 'diff'}
            onChange={(value) => onEdit({ ...edits, [field.key]: value })}
          />
        ))}
      </dl>
    </section>
  )
}

interface FieldProps {
  readonly field: DraftField
  readonly checks: readonly CheckFinding[]
  readonly isEditing: boolean
  readonly isFirst: boolean
  readonly diff: boolean
  onChange(value: FieldValue): void
}

function Field({ field, checks, isEditing, isFirst, diff, onChange }: FieldProps) {
  const t = useText()
  if (!isEditing) return <FieldView field={field} checks={checks} diff={diff} />
  return (
    <div className={classes.field}>
      <VisuallyHidden component="dt">{t(field.label)}</VisuallyHidden>
      <dd className={classes.value}>
        <FieldEdit field={field} value={field.value} autoFocus={isFirst} onChange={onChange} />
        {checks.map((check) => (
          <CheckLine key={`${check.code} ${check.message.en}`} check={check} />
        ))}
      </dd>
    </div>
  )
}
