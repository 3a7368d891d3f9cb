import { Link, useParams } from '@tanstack/react-router'
import type { Text } from '../../../core/lang.ts'
import { formatStake } from '../../../language/stake.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Chart } from '../../../web/ui/chart/chart.tsx'
import type { Finding } from '../../findings/schema.ts'
import classes from './report.module.css'
import { words } from './report-words.ts'

interface FindingViewProps {
  readonly finding: Finding
  /** Names of the evidence, by its id. */
  readonly evidence: ReadonlyMap<string, Text>
  onAsk(evidenceId: string, x?: string): void
}

/** One matter: the sentence, the money, the chart that can be asked, what one could do, and what it rests on. */
export function FindingView({ finding, evidence, onAsk }: FindingViewProps) {
  const t = useText()
  const { lang, currency } = useLocale()
  const { day = '' }: { day?: string } = useParams({ strict: false })
  const { id, title, sentence, stakeCents, stakePeriodDays, direction, chart, evidenceIds, next } = finding
  const tone = direction === 'good' ? classes.good : direction === 'bad' ? classes.bad : ''
  return (
    <article className={classes.finding} id={id} aria-label={t(title)}>
      <div className={classes.findingHead}>
        <h3>
          <Link to="/reports/$day" params={{ day }} hash={id} aria-label={t(words.linkTo(t(title)))}>
            {t(title)}
          </Link>
        </h3>
        <span className={`${classes.stake} ${tone}`}>
          {formatStake(stakeCents, stakePeriodDays, { lang, currency })}
        </span>
      </div>
      <p className={classes.prose}>{t(sentence)}</p>
      {chart !== null && <Chart spec={chart} onPick={({ x }) => onAsk(chart.evidenceId, x)} />}
      {next.length > 0 && (
        <ul className={classes.next} aria-label={t(words.next)}>
          {next.map((step) => (
            <li key={step.en}>{t(step)}</li>
          ))}
        </ul>
      )}
      <div className={classes.basis}>
        <span>{t(words.basis)}:</span>
        {evidenceIds.map((evidenceId) => (
          <button key={evidenceId} type="button" onClick={() => onAsk(evidenceId)}>
            {t(evidence.get(evidenceId) ?? { de: evidenceId, en: evidenceId })}
          </button>
        ))}
      </div>
    </article>
  )
}
