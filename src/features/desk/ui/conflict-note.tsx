/** The draft is another one than what was looked at: what changed, and the question again. */
import { Alert, Button, Text } from '@mantine/core'
import { IconRefreshAlert } from '@tabler/icons-react'
import { useFormat, useText } from '../../../web/lang.tsx'
import { WordDiff } from '../../../web/ui/word-diff.tsx'
import type { Proposal } from '../schema.ts'
import classes from './draft.module.css'
import { differences } from './draft.ts'
import { valueText } from './field-view.tsx'
import { decidedLive, words } from './words.ts'

interface ConflictNoteProps {
  readonly seen: Proposal
  readonly now: Proposal
  onSeen(): void
}

export function ConflictNote({ seen, now, onSeen }: ConflictNoteProps) {
  const t = useText()
  const format = useFormat()
  const changed = differences(seen.fields, now.fields)
  return (
    <Alert color="yellow" icon={<IconRefreshAlert size={18} />} title={t(words.changedTitle)} role="alert">
      <Text size="sm">{t(words.changedHint)}</Text>
      {now.state !== 'open' && now.decidedBy !== null && (
        <Text size="sm" fw={600}>
          {t(decidedLive(now.decidedBy.name, now.state))}
        </Text>
      )}
      {changed.length === 0 && <Text size="sm">{t(words.changedNothing)}</Text>}
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
      <Button mt="xs" size="compact-sm" variant="default" onClick={onSeen}>
        {t(words.understood)}
      </Button>
    </Alert>
  )
}
