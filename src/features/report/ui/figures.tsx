import { Link } from '@tanstack/react-router'
import { formatRange } from '../../../language/format.ts'
import { formatMoneyProse } from '../../../language/money.ts'
import { formatPercent } from '../../../language/numbers.ts'
import { useFormat, useLocale, useText } from '../../../web/lang.tsx'
import { Sparkline } from '../../../web/ui/sparkline.tsx'
import type { FigureOfDay } from '../schema.ts'
import classes from './today.module.css'
import { words } from './today-words.ts'

/** Yesterday in a few figures; each leads to the rows it was reckoned from. */
export function Figures({ figures, day }: { figures: readonly FigureOfDay[]; day: string }) {
  const t = useText()
  return (
    <section className={classes.figures} aria-label={t(words.figures)}>
      {figures.map((figure, index) => (
        <Figure key={figure.id} figure={figure} day={day} isFirst={index === 0} />
      ))}
    </section>
  )
}

function Figure({ figure, day, isFirst }: { figure: FigureOfDay; day: string; isFirst: boolean }) {
  const t = useText()
  const format = useFormat()
  const { lang, currency } = useLocale()
  const { label, value, unit, missing, course, expected, comparison, evidenceId } = figure
  const shown = unit === 'cents' ? formatMoneyProse(value, { lang, currency }) : format.value(value, unit)
  return (
    <div className={`${classes.figure} ${isFirst ? classes.first : ''}`}>
      <div className={classes.figureLabel}>{t(label).replace(/,.*$/, '')}</div>
      <div className={classes.figureLine}>
        <Link
          to="/reports/$day"
          params={{ day }}
          search={{ rows: evidenceId } as never}
          className={classes.value}
          title={format.value(value, unit)}
        >
          {shown}
        </Link>
        <Sparkline
          values={course}
          band={expected}
          width={isFirst ? 104 : 72}
          height={isFirst ? 36 : 26}
          label={t(words.course(label))}
        />
      </div>
      {missing !== null && <div className={classes.note}>{t(missing)}</div>}
      {comparison !== null && comparison.change !== null && (
        <div className={classes.note}>
          <span className={classes.change}>{formatPercent(comparison.change, { lang, sign: 'changes' })}</span> ·{' '}
          {t(comparison.label)}
        </div>
      )}
      {expected !== null && <Expected figure={figure} expected={expected} />}
    </div>
  )
}

function Expected({ figure, expected }: { figure: FigureOfDay; expected: NonNullable<FigureOfDay['expected']> }) {
  const t = useText()
  const { currency } = useLocale()
  const { value, unit } = figure
  const { low, high, inBand } = expected
  const range = {
    de: formatRange(low, high, unit, { lang: 'de', currency }),
    en: formatRange(low, high, unit, { lang: 'en', currency }),
  }
  if (inBand === null || value === null) return null
  const said = inBand ? words.expected : value > high ? words.above : words.below
  return <div className={`${classes.note} ${inBand ? '' : classes.outside}`}>{t(said(range))}</div>
}
