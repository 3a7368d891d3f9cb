/** What stands against a text, the gravest first, each with its mend where there is one. */
import { Button } from '@mantine/core'
import { useText } from '../../../web/lang.tsx'
import type { ShownFinding } from '../schema.ts'
import classes from './texts.module.css'
import { levelWords, words } from './words.ts'

interface FindingListProps {
  readonly text: string
  readonly findings: readonly ShownFinding[]
  /** Left out: nothing can be changed here. */
  onMend?(finding: ShownFinding): void
}

const LEVELS = ['error', 'warning', 'hint'] as const

export function FindingList({ text, findings, onMend }: FindingListProps) {
  const t = useText()
  if (findings.length === 0) return <p className={classes.good}>{t(words.nothing)}</p>
  const sorted = LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level))
  return (
    <ul className={classes.findings}>
      {sorted.map((finding) => {
        const { rule, level, start, end, reason, mend } = finding
        const place = text.slice(start, end).trim()
        return (
          <li key={`${rule} ${start} ${end}`} className={classes.finding}>
            <span className={classes.level} data-level={level}>
              {t(levelWords[level])}
            </span>
            {place !== '' && <q>{place}</q>}
            <span>{t(reason)}</span>
            {onMend !== undefined && mend !== null && (
              <Button size="compact-xs" variant="default" onClick={() => onMend(finding)}>
                {mend === '' ? t(words.leaveOut) : `${t(words.replace)} ${mend}`}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
