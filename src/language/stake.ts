/** Money at stake over a period: '−3.900 € am Tag'. */
import type { Lang } from '../core/lang.ts'
import { formatMoney, formatMoneyWhole, type MoneyStyle } from './money.ts'
import { formatCount } from './numbers.ts'

/** From here on cents do not matter. */
const WHOLE_FROM_CENTS = 10_000

/** Empty where the money is not known. */
export function formatStake(cents: number | null, periodDays: number, style: MoneyStyle): string {
  if (cents === null) return ''
  const signed = { ...style, sign: 'changes' } as const
  const isWhole = Math.abs(cents) >= WHOLE_FROM_CENTS || cents === 0
  const amount = isWhole ? formatMoneyWhole(cents, signed) : formatMoney(cents, signed)
  return `${amount} ${periodText(periodDays, style.lang)}`.trimEnd()
}

function periodText(days: number, lang: Lang): string {
  const de = lang === 'de'
  if (days <= 0) return ''
  if (days === 1) return de ? 'am Tag' : 'a day'
  if (days === 7) return de ? 'in der Woche' : 'a week'
  if (days === 365) return de ? 'im Jahr' : 'a year'
  return de ? `in ${formatCount(days, { lang })} Tagen` : `in ${formatCount(days, { lang })} days`
}
