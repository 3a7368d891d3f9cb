/** A text with what was found underlined in place, and what each sentence rests on. */
import { useText } from '../../../web/lang.tsx'
import type { ShownFinding, WrittenVersion } from '../schema.ts'
import { segmentsOf } from './segments.ts'
import classes from './texts.module.css'
import { sourcesText } from './words.ts'

interface MarkedTextProps {
  readonly text: string
  readonly findings: readonly ShownFinding[]
  readonly sentences?: WrittenVersion['sentences']
}

export function MarkedText({ text, findings, sentences = [] }: MarkedTextProps) {
  const t = useText()
  return (
    <p className={classes.text}>
      {segmentsOf(text, findings, sentences).map((segment) => {
        const { start, finding, sources } = segment
        if (finding !== null)
          return (
            <mark key={start} className={classes[finding.level]} title={t(finding.reason)}>
              {segment.text}
            </mark>
          )
        if (sources.length === 0) return segment.text
        return (
          <span key={start} className={classes.sentence} title={t(sourcesText(sources))}>
            {segment.text}
          </span>
        )
      })}
    </p>
  )
}
