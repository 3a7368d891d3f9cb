/** What a product costs, as a fact: the price of all its variants, or the lowest of them. */
import type { Lang } from '../../../core/lang.ts'
import { formatMoneyProse } from '../../../language/money.ts'
import type { ProductFacts } from '../../text-check/index.ts'
import type { Fact } from './attribute.ts'

/** Null where no price is known, or the currency is no currency. */
export function priceFact({ variants, currency }: ProductFacts, lang: Lang): Fact | null {
  const prices = variants.flatMap(({ priceCents }) => (priceCents === null || priceCents <= 0 ? [] : [priceCents]))
  if (prices.length === 0 || !/^[A-Z]{3}$/.test(currency)) return null
  const lowest = Math.min(...prices)
  const from = prices.some((price) => price !== lowest) ? (lang === 'de' ? 'ab ' : 'from ') : ''
  const value = from + formatMoneyProse(lowest, { lang, currency })
  return {
    about: 'price',
    kind: 'price',
    rank: 20,
    sources: ['variants'],
    label: lang === 'de' ? 'Preis' : 'Price',
    value,
    items: [value],
    measure: null,
  }
}
