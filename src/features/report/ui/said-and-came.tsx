import { formatRange, formatValue } from '../../../language/format.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Badge } from '../../../web/ui/state-badge.tsx'
import type { DayReport } from '../schema.ts'
import classes from './today.module.css'
import { words } from './today-words.ts'

/** What had been said for yesterday, and what came. */
export function SaidAndCame({ report: { checked, held } }: { report: DayReport }) {
  const t = useText()
  const style = useLocale()
  return (
    <section aria-labelledby="said">
      <h2 className={classes.heading} id="said">
        {t(words.said)}
      </h2>
      {held.judged === 0 ? (
        <p className={classes.quiet}>{t(words.notSaid)}</p>
      ) : (
        <p className={classes.quiet}>{t(words.held(held.inBand, held.judged))}</p>
      )}
      <ul className={classes.list}>
        {checked.map(({ claim, actual, inBand }) => {
          const unit = claim.metric === 'revenueCents' ? 'cents' : 'count'
          const verdict = inBand === true ? 'good' : 'warn'
          const came = formatValue(actual === null ? null : Math.round(actual), unit, style)
          return (
            <li key={claim.metric} className={classes.came}>
              <span>{t(words[claim.metric])}</span>
              <span className={classes.rowNote}>{formatRange(claim.low, claim.high, unit, style)}</span>
              {inBand === null ? <span>{came}</span> : <Badge tone={verdict}>{came}</Badge>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
