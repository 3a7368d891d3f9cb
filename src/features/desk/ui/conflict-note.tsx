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
import { decidedLive, words } from './words.ts'

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
  return (
    <section className={classes.conflict} role="alert">
      <h2 className={classes.conflictTitle}>
        <IconRefreshAlert size={18} aria-hidden="true" />
        {t(words.changedTitle)}
      </h2>
      <p>{t(wasRefused ? words.changedRefused : words.changedMeanwhile)}</p>
      {now.state !== 'open' && now.decidedBy !== null && (
        <p>
          <strong>{t(decidedLive(now.decidedBy.name, now.state))}</strong>
        </p>
      )}
      {changed.length === 0 && <p>{t(words.changedNothing)}</p>}
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
