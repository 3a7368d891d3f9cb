/** The sentences of the funnel. */
import type { Lang, Text } from '../../core/lang.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { joinList } from '../../language/numbers.ts'
import { bothLangs, many, pensFor, prose, type Statement, steps, zahl } from '../../language/sentences/pen.ts'
import { matchText } from '../visits/index.ts'
import type { FunnelStep, Leak, Money, NextAction, Share } from './schema.ts'
import { BACK_DAYS } from './store.ts'

export const TITLE: Text = { de: 'Der Weg zur Bestellung', en: 'The way to the order' }

export const METHOD: Text = {
  de: `Besucher zählen einmal und so weit, wie sie in dieser Reihenfolge binnen 24 Stunden kamen; Spannen nach Wilson (95 %). Was ein Abbruch kostet: Hätten die Verlorenen so oft und so viel bestellt wie jene, die weitergingen, abzüglich dessen, was sie später doch noch bestellten. Das ist das Höchste, was auf dem Spiel steht: Viele wollten nur schauen. „Wiedergekommen“: ein neuer Besuch binnen ${BACK_DAYS} Tagen, nur bei denen, für die diese Tage vorbei sind.`,
  en: `Visitors count once and as far as they came in this order within 24 hours; Wilson intervals (95%). What a drop-off costs: had those lost ordered as often and as much as those who went on, less what they ordered later after all. That is the most that can be at stake: many only wanted to look. “Came back”: another visit within ${BACK_DAYS} days, only among those for whom these days are over.`,
}

export const NEXT_NAMES: Readonly<Record<NextAction, Text>> = {
  left: { de: 'Shop verlassen', en: 'Left the shop' },
  searched: { de: 'Gesucht', en: 'Searched' },
  'other-product': { de: 'Ein anderes Produkt angesehen', en: 'Looked at another product' },
  'same-product': { de: 'Dasselbe Produkt noch einmal angesehen', en: 'Looked at the same product again' },
  page: { de: 'Eine andere Seite angesehen', en: 'Looked at another page' },
  cart: { de: 'Zum Warenkorb', en: 'Went to the cart' },
  checkout: { de: 'Zum Bezahlvorgang', en: 'Went to the checkout' },
  order: { de: 'Bestellt', en: 'Ordered' },
  other: { de: 'Etwas anderes getan', en: 'Did something else' },
}

/** After 'x % ...': what those visitors did. */
const DID: Readonly<Record<NextAction, Text>> = {
  left: { de: 'verließen den Shop', en: 'left the shop' },
  searched: { de: 'suchten', en: 'searched' },
  'other-product': { de: 'sahen ein anderes Produkt an', en: 'looked at another product' },
  'same-product': { de: 'sahen dasselbe Produkt noch einmal an', en: 'looked at the same product again' },
  page: { de: 'sahen eine andere Seite an', en: 'looked at another page' },
  cart: { de: 'gingen zum Warenkorb', en: 'went to the cart' },
  checkout: { de: 'gingen zum Bezahlvorgang', en: 'went to the checkout' },
  order: { de: 'bestellten', en: 'ordered' },
  other: { de: 'taten etwas anderes', en: 'did something else' },
}

export function tooFewText(have: number, need: number): Text {
  return {
    de: `Für den Weg zur Bestellung sind es noch zu wenige Besucher: ${zahl(have, 'Besucher', { zero: 'digit' })} von ${need} nötigen.`,
    en: `There are too few visitors yet for the way to the order: ${many(have, 'visitor', 'digit')} of the ${need} needed.`,
  }
}

export interface LeakFacts {
  readonly step: FunnelStep
  readonly next: FunnelStep
  readonly leak: Leak
  readonly worth: Money
  /** Assumed share of the lost who could be won back. */
  readonly share: number
  readonly days: number
  readonly currency: string
}

/** The leak that costs most. */
export function leakStatement(facts: LeakFacts): Statement {
  const { step, next, leak, currency } = facts
  const pens = pensFor(currency)
  const [here, there] = [matchText(step.match), matchText(next.match)]
  return {
    title: bothLangs((lang) => {
      const share = pens[lang].share(leak.lost.share)
      return lang === 'de'
        ? `${share} der Besucher brechen nach ${quoteName(here, lang)} ab`
        : `${share} of visitors drop off after ${quoteName(here, lang)}`
    }),
    sentence: bothLangs((lang) =>
      leakSentence(facts, { here: quoteName(here, lang), there: quoteName(there, lang) }, lang),
    ),
    next: steps(
      [
        'Die Seite nach diesem Schritt auf dem Handy und am Rechner durchspielen',
        'Walk through the page after this step on a phone and on a computer',
      ],
      [
        'Abbrecher mit Einwilligung am nächsten Tag an ihren Warenkorb erinnern',
        'Remind those who dropped off, with their consent, of their cart the next day',
      ],
    ),
  }
}

function leakSentence(facts: LeakFacts, names: { here: string; there: string }, lang: Lang): string {
  const { leak, worth, share, days, currency } = facts
  const pen = pensFor(currency)[lang]
  const won = (cents: number) => cents * share
  const money = pen.short(won(worth.cents))
  const range = pen.range({ low: won(worth.low), high: won(worth.high) }, 'cents')
  const later = [after(leak.cameBack, lang, true), after(leak.boughtLater, lang, false)].filter((part) => part !== null)
  const did = leak.next.slice(0, 3).map(({ action, share: of }) => `${pen.percent(of)} ${DID[action][lang]}`)
  const lost = pen.percent(leak.lost.share)
  const range95 = pen.range({ low: leak.lost.low ?? 0, high: leak.lost.high ?? 1 }, 'ratio')
  if (lang === 'de') {
    return prose(
      `Von ${zahl(leak.lost.of, 'Besucher', { case: 'dative', zero: 'digit' })}, die bis ${names.here} kamen, gingen ${pen.count(leak.lost.count)} (${lost}; ${range95}) nicht weiter zu ${names.there}.`,
      did.length === 0
        ? null
        : `Danach: ${joinList(did, lang)}${later.length === 0 ? '' : `; ${joinList(later, lang)}`}.`,
      `Annahme: Gewinnt man ${pen.share(share)} von ihnen zurück und bestellen diese wie jene, die weitergingen, bringt das in ${zahl(days, 'Tag', { case: 'dative' })} etwa ${money} (${range}).`,
    )
  }
  return prose(
    `Of ${many(leak.lost.of, 'visitor', 'digit')} who came as far as ${names.here}, ${pen.count(leak.lost.count)} (${lost}; ${range95}) did not go on to ${names.there}.`,
    did.length === 0 ? null : `Then: ${joinList(did, lang)}${later.length === 0 ? '' : `; ${joinList(later, lang)}`}.`,
    `Assumption: if ${pen.share(share)} of them can be won back and order like those who went on, that brings about ${money} in ${many(days, 'day')} (${range}).`,
  )
}

/** 'binnen sieben Tagen kamen 12,0 % wieder', '1,4 % bestellten später doch'. */
function after(share: Share | null, lang: Lang, isReturn: boolean): string | null {
  if (share === null || share.share === null) return null
  const percent = pensFor('EUR')[lang].percent(share.share)
  if (isReturn)
    return lang === 'de' ? `binnen sieben Tagen kamen ${percent} wieder` : `within seven days ${percent} came back`
  return lang === 'de' ? `${percent} bestellten später doch` : `${percent} ordered later after all`
}

export function chartTitle(first: FunnelStep, last: FunnelStep): Text {
  return bothLangs((lang) => {
    const share = pensFor('EUR')[lang].percent(last.fromFirst.share)
    const from = quoteName(matchText(first.match), lang)
    const to = quoteName(matchText(last.match), lang)
    return lang === 'de'
      ? `${share} der Besucher kommen von ${from} bis ${to}`
      : `${share} of visitors come from ${from} to ${to}`
  })
}
