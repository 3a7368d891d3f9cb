import { type Name, quoteName } from '../grammar/quote.ts'
import { bothLangs, type Interval, many, pensFor, prose, type Statement, steps, zahl } from './pen.ts'

export interface BasketPair {
  readonly first: Name
  readonly second: Name
  /** Orders that held both. */
  readonly together: number
  /** How many times as often as by chance, with its interval where it is known. */
  readonly lift: number
  readonly liftInterval: Interval | null
  /** Share of the orders with the first product that held the second too. */
  readonly shareOfFirst: number
}

/** 'In 84 Bestellungen lagen „A“ und „B“ zusammen, 5,2-mal so oft wie bei unabhängigen Käufen. …' */
export function basketPair(params: BasketPair): Statement {
  const { together, lift, liftInterval, shareOfFirst } = params
  return {
    title: bothLangs((lang) => {
      const [a, b] = [quoteName(params.first, lang), quoteName(params.second, lang)]
      return lang === 'de' ? `${a} und ${b} werden zusammen gekauft` : `${a} and ${b} are bought together`
    }),
    sentence: bothLangs((lang) => {
      const pen = pensFor('EUR')[lang]
      const [a, b] = [quoteName(params.first, lang), quoteName(params.second, lang)]
      const range = liftInterval === null ? '' : ` (${pen.range(liftInterval, 'factor')})`
      const share = pen.share(shareOfFirst)
      if (lang === 'de') {
        const orders = zahl(together, 'Bestellung', { case: 'dative' })
        return prose(
          `In ${orders} lagen ${a} und ${b} zusammen, ${pen.factor(lift)} so oft wie bei unabhängigen Käufen${range}.`,
          `Wer ${a} bestellte, nahm in ${share} der Fälle auch ${b}.`,
        )
      }
      return prose(
        `In ${many(together, 'order')} ${a} and ${b} came together, ${pen.factor(lift)} as often as with independent purchases${range}.`,
        `Those who ordered ${a} also took ${b} in ${share} of cases.`,
      )
    }),
    next: steps(
      ['Auf beiden Produktseiten gemeinsam zeigen', 'Show them together on both product pages'],
      ['Als Set zu einem Preis anbieten', 'Offer them as a set at one price'],
    ),
  }
}
