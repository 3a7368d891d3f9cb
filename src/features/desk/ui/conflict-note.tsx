/** The draft is another one than what was looked at: what changed, and the question again. */
import { Button } from '@mantine/core'
import { IconRefreshAlert } from '@tabler/icons-react'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Kbd } from '../../../web/ui/kbd.tsx'
import { WordDiff } from '../../../web/ui/word-diff.tsx'
import type { Proposal } from '../schema.ts'
import classes from './draft.module.css'
import { differences } from './draft.ts'
import { valueText } from './field-view.tsx'
import { decidedByOther, decidedLive, words } from './words.ts'

interface ConflictNoteProps {
  readonly seen: Proposal
  readonly now: Proposal
  /** Whether a decision was refused for it; else it changed while somebody looked. */
  readonly wasRefused: boolean
  onSeen(): void
}

export function ConflictNote({ seen, now, wasRefused, onSeen }: ConflictNoteProps) {
  const t = useText()
  const format = useFormat()
  const changed = differences(seen.fields, now.fields)
  const isDecided = now.state !== seen.state && now.state !== 'open'
  return (
    <section className={classes.conflict} role="alert">
      <h2 className={classes.conflictTitle}>
        <IconRefreshAlert size={18} aria-hidden="true" />
        {t(isDecided ? words.decidedTitle : words.changedTitle)}
      </h2>
      {isDecided && <Decided now={now} wasRefused={wasRefused} />}
      {!isDecided && <p>{t(wasRefused ? words.changedRefused : words.changedMeanwhile)}</p>}
      {!isDecided && changed.length === 0 && <p>{t(words.changedNothing)}</p>}
      <dl className={classes.fields}>
        {changed.map(({ field, before, after }) => (
          <div key={field.key} className={classes.field}>
            <dt className={classes.label}>{t(field.label)}</dt>
            <dd className={classes.value}>
              <WordDiff before={valueText(field, before, format, t)} after={valueText(field, after, format, t)} />
            </dd>
          </div>
        ))}
      </dl>
      <Button mt="xs" size="compact-sm" variant="default" onClick={onSeen} rightSection={<Kbd keys="a" />}>
        {t(words.understood)}
      </Button>
    </section>
  )
}

/** By whom, where it was a person; and what became of the decision of whoever looks. */
function Decided({ now: { state, decidedBy }, wasRefused }: Pick<ConflictNoteProps, 'now' | 'wasRefused'>) {
  const t = useText()
  if (wasRefused && decidedBy !== null) return <p>{t(decidedByOther(decidedBy.name, state))}</p>
  return (
    <>
      {decidedBy !== null && <p>{t(decidedLive(decidedBy.name, state))}</p>}
      {wasRefused && <p>{t(words.decidedHint)}</p>}
    </>
  )
}
