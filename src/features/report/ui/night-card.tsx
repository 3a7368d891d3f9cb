import { Link } from '@tanstack/react-router'
import { formatDecimal } from '../../../language/numbers.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { StateBadge } from '../../../web/ui/state-badge.tsx'
import type { DayReport } from '../schema.ts'
import classes from './today.module.css'
import { words } from './today-words.ts'

/** What ran overnight, what failed, and what is waiting for data. */
export function NightCard({ report: { night, waiting, asOf } }: { report: DayReport }) {
  const t = useText()
  const { lang } = useLocale()
  const seconds = night.steps.reduce((sum, step) => sum + step.seconds, 0)
  const troubled = night.steps.filter(({ status }) => status !== 'done')
  return (
    <>
      <section aria-labelledby="overnight">
        <h2 className={classes.heading} id="overnight">
          {t(words.overnight)}
        </h2>
        <p className={classes.quiet}>
          {t(words.nightSum(night.steps.length, formatDecimal(seconds, { lang, maxDigits: 0 })))}
          {troubled.length === 0 && `, ${t(words.allGood)}`}
          {' · '}
          <Link to="/reports/$day" params={{ day: asOf }} hash="night">
            {t(words.allSteps)}
          </Link>
        </p>
        {troubled.length > 0 && (
          <ul className={classes.list}>
            {troubled.map(({ name, title, status, error }) => (
              <li key={name} className={classes.trouble}>
                <StateBadge state={status} /> {t(title)}
                {error !== null && <div className={classes.quiet}>{error}</div>}
              </li>
            ))}
          </ul>
        )}
      </section>
      {waiting.length > 0 && (
        <section aria-labelledby="waiting">
          <h2 className={classes.heading} id="waiting">
            {t(words.waiting)}
          </h2>
          <ul className={classes.list}>
            {waiting.map(({ step, title, missing }) => (
              <li key={step} className={classes.trouble}>
                {t(title)}
                <div className={classes.quiet}>{t(missing)}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
