/** What is expected of a proposal, in words: money with its period, the interval, and how many cases it rests on. */
import type { Lang } from '../../../core/lang.ts'
import { formatMoneyRange, formatMoneyShort } from '../../../language/money.ts'
import { formatCount, formatPercent } from '../../../language/numbers.ts'
import type { Effect } from '../schema.ts'

interface Writing {
  readonly lang: Lang
  readonly currency: string
}

/** '+2,1 Tsd. €'; null where the effect is not in money. */
function moneyText({ cents }: Effect, { lang, currency }: Writing): string | null {
  return cents === null ? null : formatMoneyShort(cents, { lang, currency, sign: 'changes' })
}

/** Days that the list is ordered by: a year's money beside a month's would not be in order. */
const LIST_DAYS = 28

/** The money of at most four weeks, as the list is ordered by it; null where the effect is not in money. */
export function listedMoney(effect: Effect, writing: Writing): string | null {
  const share = Math.min(1, LIST_DAYS / Math.max(1, effect.periodDays))
  return moneyText(effect.cents === null ? effect : { ...effect, cents: Math.round(effect.cents * share) }, writing)
}

/** '+2,1 Tsd. € in 28 Tagen'; null where the effect is not in money. */
export function effectText(effect: Effect, writing: Writing): string | null {
  const money = moneyText(effect, writing)
  return money === null ? null : `${money} ${periodText(effect.periodDays, writing.lang)}`.trim()
}

/** '1,2 bis 3,4 Tsd. € (95 %), n 318'; null where there is no interval. */
export function spreadText({ low, high, level, n }: Effect, { lang, currency }: Writing): string | null {
  if (low === null || high === null) return null
  const range = formatMoneyRange(low, high, { lang, currency })
  const cases = n === null ? '' : `, n ${formatCount(n, { lang })}`
  return `${range} (${formatPercent(level, { lang, digits: 'prose' })})${cases}`
}

function periodText(days: number, lang: Lang): string {
  const de = lang === 'de'
  if (days <= 0) return ''
  if (days === 1) return de ? 'am Tag' : 'a day'
  if (days === 7) return de ? 'in der Woche' : 'a week'
  if (days === 365) return de ? 'im Jahr' : 'a year'
  return de ? `in ${formatCount(days, { lang })} Tagen` : `in ${formatCount(days, { lang })} days`
}

const STEPS = [
  { unit: 'minute', ms: 60_000, below: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, below: 86_400_000 },
  { unit: 'day', ms: 86_400_000, below: Number.POSITIVE_INFINITY },
] as const

/** How long ago, for a narrow column: '3 Std.', '2 Tg.'. */
export function ageText(instant: string, now: number, lang: Lang): string {
  const distance = Math.max(0, now - Date.parse(instant))
  const step = STEPS.find(({ below }) => distance < below) ?? STEPS[2]
  return ageFormat(step.unit, lang).format(Math.floor(distance / step.ms))
}

/** Making one takes longer than drawing a row. */
const ageFormats = new Map<string, Intl.NumberFormat>()

function ageFormat(unit: string, lang: Lang): Intl.NumberFormat {
  const key = `${lang} ${unit}`
  const format =
    ageFormats.get(key) ??
    new Intl.NumberFormat(lang === 'de' ? 'de-DE' : 'en-GB', { style: 'unit', unit, unitDisplay: 'short' })
  ageFormats.set(key, format)
  return format
}
