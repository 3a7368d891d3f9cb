/** The sentences of the basket analysis that are its own. */
import type { Text } from '../../core/lang.ts'
import { bothLangs, many, pensFor, zahl } from '../../language/sentences/pen.ts'

export interface Assumption {
  /** Assumed growth of joint purchases. */
  readonly share: number
  readonly cents: number
  readonly days: number
  readonly currency: string
}

/** What a bundle would bring, with the assumption said aloud. */
export function assumptionText({ share, cents, days, currency }: Assumption): Text {
  const pens = pensFor(currency)
  return bothLangs((lang) => {
    const pen = pens[lang]
    return lang === 'de'
      ? `Annahme: Kauft man beide gemeinsam angeboten ${pen.share(share)} öfter zusammen, bringt das in ${zahl(days, 'Tag', { case: 'dative' })} ${pen.whole(cents)} zusätzlich.`
      : `Assumption: if offering them together makes joint purchases ${pen.share(share)} more frequent, that brings an extra ${pen.whole(cents)} in ${many(days, 'day')}.`
  })
}

export function tooFewText(several: number, needed: number): Text {
  return {
    de: `Erst ${zahl(several, 'Bestellung', { zero: 'digit' })} mit mehreren Produkten in zwölf Monaten; Paare lassen sich ab ${needed} beurteilen.`,
    en: `Only ${several === 0 ? '0 orders' : many(several, 'order')} with several products in twelve months; pairs can be judged from ${needed} on.`,
  }
}
