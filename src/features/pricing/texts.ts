/** The words of the skill that chooses prices. */
import type { Lang, Text } from '../../core/lang.ts'
import { formatDay } from '../../language/dates.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { bothLangs, type Pen, pensFor } from '../../language/sentences/pen.ts'
import type { Refusal } from './reduction.ts'
import type { FigureChange, Guardrail, Plan, Position, PriceEffect } from './schema.ts'

export const TITLE: Text = { de: 'Preise wählen', en: 'Choose prices' }

export const ABOUT: Text = {
  de: 'Schätzt jede Nacht aus zwei Jahren Verkäufen, wie die Nachfrage jedes Produkts auf den Preis antwortet, und schlägt innerhalb der Leitplanken den Preis vor, der am meisten bringt. Freigegeben, wird er im Shop gesetzt, wenn dort noch der alte steht. Ein Teil der Produkte bleibt unverändert, damit sich messen lässt, was die Änderungen gebracht haben. Für alle Kunden gilt derselbe Preis.',
  en: 'Estimates every night from two years of sales how demand for each product answers to its price, and proposes the price within the guardrails that brings most. Approved, it is set in the shop if the old one is still there. Some products stay as they are, so that what the changes brought can be measured. The price is the same for every customer.',
}

export const LABELS = {
  toCents: { de: 'Neuer Preis', en: 'New price' },
  compareAtCents: { de: 'Streichpreis daneben', en: 'Crossed-out price beside it' },
  skus: { de: 'Artikelnummern', en: 'Article numbers' },
} as const satisfies Readonly<Record<string, Text>>

export const BASIS: Text = {
  de: 'Deckungsbeitrag von vier Wochen zum neuen Preis gegen den zum alten, aus der Nachfragekurve des Produkts; die Spanne kommt daher, wie unsicher diese ist.',
  en: 'Margin of four weeks at the new price against that at the old one, from the demand curve of the product; the interval comes from how uncertain that is.',
}

/** 'Preis von „Fjell“: 12,90 € → 13,49 €' */
export function proposalTitle(
  name: Text,
  change: { fromCents: number; toCents: number; currency: string; trial: boolean },
): Text {
  return bothLangs((lang) => {
    const pen = pensFor(change.currency)[lang]
    const way = `${pen.price(change.fromCents)} → ${pen.price(change.toCents)}`
    const [what, of] = lang === 'de' ? ['Preis', 'von'] : ['Price', 'of']
    const trial = change.trial ? (lang === 'de' ? ' (Versuch)' : ' (trial)') : ''
    return `${what} ${of} ${quoteName(name, lang)}${trial}: ${way}`
  })
}

const signed = (value: number, pen: Pen) =>
  `${value >= 0 ? '+' : '−'}${pen.mean(Math.abs(Math.round(value * 10) / 10))}`

function figures({ units, revenue, margin }: PriceEffect, currency: string, lang: Lang): string {
  const pen = pensFor(currency)[lang]
  const [from, to] = lang === 'de' ? ['', ' bis '] : ['', ' to ']
  const money = (change: FigureChange) =>
    `${pen.wholeChange(change.change)} (${from}${pen.wholeChange(change.low)}${to}${pen.wholeChange(change.high)})`
  const pieces = `${signed(units.change, pen)} (${signed(units.low, pen)}${to}${signed(units.high, pen)})`
  if (lang === 'de') {
    const of = margin === null ? '' : `, Deckungsbeitrag ${money(margin)}`
    return `Stück ${pieces}, Umsatz ohne Steuer ${money(revenue)}${of}`
  }
  return `units ${pieces}, revenue without tax ${money(revenue)}${margin === null ? '' : `, margin ${money(margin)}`}`
}

/** Why this price, in two or three sentences. */
export function reasonText({ demand, effect, currency, guardrails, position, trial, others }: Plan): Text {
  return bothLangs((lang) => {
    const pen = pensFor(currency)[lang]
    const said: string[] = trial === null ? [] : [trialText(demand, trial.regret, pen)]
    if (demand.ok) {
      const answer = pen.mean(Math.abs(Math.round(demand.elasticity * 10) / 10))
      said.push(
        lang === 'de'
          ? `Ein Prozent ${demand.elasticity < 0 ? 'mehr Preis kostet' : 'mehr Preis bringt'} rund ${answer} % der Nachfrage (${BASIS_WORDS[demand.basis].de}).`
          : `One per cent more price ${demand.elasticity < 0 ? 'costs' : 'brings'} about ${answer}% of demand (${BASIS_WORDS[demand.basis].en}).`,
      )
    }
    if (effect !== null) {
      const expected = figures(effect, currency, lang)
      said.push(
        lang === 'de'
          ? `In vier Wochen erwartet, mit 90-%-Spanne: ${expected}.`
          : `Expected in four weeks, with the 90% interval: ${expected}.`,
      )
    }
    if (others.length > 0) said.push(othersText(others, pen))
    // That prices end with certain cents explains no more than a few of them.
    const bound = guardrails.find((one) => one !== 'price-ending')
    if (bound !== undefined) said.push(guardrailText(bound, { boundCents: null, position, currency })[lang])
    return said.join(' ')
  })
}

/** Why a price is tried that is not believed best. */
function trialText(demand: Plan['demand'], regret: number, pen: Pen): string {
  const tenths = (value: number) => pen.mean(Math.round(value * 10) / 10)
  const reach = demand.ok ? 1.645 * demand.elasticityError : 0
  const [low, high] = demand.ok ? [demand.elasticity - reach, demand.elasticity + reach].map(tenths) : ['', '']
  const cost = tenths(100 * regret)
  return pen.lang === 'de'
    ? `Das ist ein Versuch: Wie die Nachfrage hier auf den Preis antwortet, ist noch nicht sicher (Elastizität ${low} bis ${high}), und an diesem Preis lässt es sich lernen. Gegen den Preis, der als bester gilt, kostet das erwartet ${cost} %.`
    : `This is a trial: how demand answers to the price here is not sure yet (elasticity ${low} to ${high}), and it can be learnt at this price. Against the price that is believed best it is expected to cost ${cost}%.`
}

const MOST_OTHERS = 3

/** What a price does to others that are bought in its place or with it, the largest first. */
function othersText(others: Plan['others'], pen: Pen): string {
  const sorted = others.toSorted((a, b) => Math.abs(b.units) - Math.abs(a.units))
  const named = sorted.slice(0, MOST_OTHERS).map(({ title, units, marginCents }) => {
    const money = marginCents === null ? '' : `, ${pen.wholeChange(marginCents)}`
    return `${quoteName(title, pen.lang)} ${signed(units, pen)}${money}`
  })
  const left = others.length - named.length
  if (pen.lang === 'de') {
    const more = left > 0 ? ` und ${left} weitere` : ''
    return `Was andere dadurch mehr oder weniger verkaufen (Stück, Deckungsbeitrag): ${named.join('; ')}${more}.`
  }
  return `What others sell more or less because of it (units, margin): ${named.join('; ')}${left > 0 ? ` and ${left} more` : ''}.`
}

const BASIS_WORDS: Readonly<Record<'own' | 'group' | 'literature', Text>> = {
  own: { de: 'aus eigenen Preisen und denen der Kategorie', en: 'from its own prices and those of its category' },
  group: {
    de: 'aus denen der Kategorie, eigene Preise sagen zu wenig',
    en: 'from those of its category, its own prices say too little',
  },
  literature: {
    de: 'aus Studien anderer Shops, hier hat sich noch kein Preis bewegt',
    en: 'from studies of other shops, no price has moved here yet',
  },
}

interface GuardrailScene {
  /** The price at which it stops; null: not said. */
  readonly boundCents: number | null
  readonly position: Position
  readonly currency: string
}

/** What a guardrail says. */
export function guardrailText(guardrail: Guardrail, { boundCents, position, currency }: GuardrailScene): Text {
  const at = bothLangs((lang) => (boundCents === null ? '' : ` (${pensFor(currency)[lang].price(boundCents)})`))
  switch (guardrail) {
    case 'paused':
      return { de: 'Preise sind hier auf „angehalten“ gestellt.', en: 'Prices are set to ‘paused’ here.' }
    case 'family-mixed':
      return {
        de: 'Die Preisfamilie soll einen Preis haben und hat mehrere; erst angleichen.',
        en: 'The price family is to have one price and has several; make them the same first.',
      }
    case 'running-test':
      return {
        de: `Die letzte Änderung wird noch bis ${formatDay(position.testUntil, 'medium', 'de')} gemessen; bis dahin ruht der Preis.`,
        en: `The last change is being measured until ${formatDay(position.testUntil, 'medium', 'en')}; the price rests until then.`,
      }
    case 'shop-changes':
      return {
        de: `In den letzten sieben Tagen wurden ${position.shopChanges} Preise geändert; mehr als ${position.shopChangesPerWeek} sind nicht erlaubt.`,
        en: `${position.shopChanges} prices were changed in the last seven days; more than ${position.shopChangesPerWeek} are not allowed.`,
      }
    case 'product-changes':
      return {
        de: 'Der Preis wurde in den letzten sieben Tagen schon so oft geändert, wie es erlaubt ist.',
        en: 'The price was changed as often as is allowed within the last seven days.',
      }
    case 'cost-unknown':
      return {
        de: 'Was der Einkauf kostet, ist nicht bekannt; ohne das gibt es keine Untergrenze.',
        en: 'What it costs to buy is not known; without that there is no floor.',
      }
    default:
      return { de: `${BOUNDS[guardrail].de}${at.de}.`, en: `${BOUNDS[guardrail].en}${at.en}.` }
  }
}

type Bounding = Exclude<
  Guardrail,
  'paused' | 'family-mixed' | 'running-test' | 'shop-changes' | 'product-changes' | 'cost-unknown'
>

const BOUNDS: Readonly<Record<Bounding, Text>> = {
  'cost-floor': { de: 'Die Grenze ist der Einkaufspreis mit Steuer', en: 'The bound is the cost with tax' },
  'minimum-margin': { de: 'Die Grenze ist die Mindestmarge', en: 'The bound is the minimum margin' },
  'largest-step': { de: 'Die Grenze ist der größte erlaubte Schritt', en: 'The bound is the largest step allowed' },
  floor: { de: 'Die Grenze ist der gesetzte Mindestpreis', en: 'The bound is the lowest price that was set' },
  ceiling: { de: 'Die Grenze ist die unverbindliche Preisempfehlung', en: 'The bound is the recommended price' },
  'competitor-low': {
    de: 'Die Grenze ist der untere Rand des Bands um die Wettbewerber',
    en: 'The bound is the lower end of the band about competitors',
  },
  'competitor-high': {
    de: 'Die Grenze ist der obere Rand des Bands um die Wettbewerber',
    en: 'The bound is the upper end of the band about competitors',
  },
  'stock-short': { de: 'Der Bestand ist knapp; der Preis fällt nicht', en: 'Stock is short; the price does not fall' },
  'stock-long': {
    de: 'Der Bestand reicht zu lange; der Preis steigt nicht',
    en: 'Stock lasts too long; the price does not rise',
  },
  'family-order': {
    de: 'Die Grenze ist der Nachbar in der Preisfamilie',
    en: 'The bound is the neighbour in the price family',
  },
  'price-ending': { de: 'Preise enden hier anders', en: 'Prices end differently here' },
}

/** Why a reduction may not be announced like that (PAngV, section 11). */
export function refusalText(
  refusal: Refusal,
  { lowestCents, currency }: { lowestCents: number | null; currency: string },
): Text {
  const low = bothLangs((lang) => (lowestCents === null ? '' : pensFor(currency)[lang].price(lowestCents)))
  switch (refusal) {
    case 'unknown-low':
      return {
        de: 'Der niedrigste Preis der letzten 30 Tage ist nicht bekannt; ohne ihn darf mit keiner Ermäßigung geworben werden (§ 11 PAngV).',
        en: 'The lowest price of the last 30 days is not known; without it no reduction may be announced (section 11 PAngV).',
      }
    case 'no-reduction':
      return {
        de: `Der Preis liegt nicht unter dem niedrigsten der letzten 30 Tage (${low.de}): Es gibt keine Ermäßigung, mit der geworben werden darf (§ 11 PAngV; EuGH C-330/23).`,
        en: `The price is not below the lowest of the last 30 days (${low.en}): there is no reduction to announce (section 11 PAngV; CJEU C-330/23).`,
      }
    case 'strike-not-low':
      return {
        de: `Gegenübergestellt werden darf nur der niedrigste Preis der letzten 30 Tage, ${low.de} (§ 11 PAngV).`,
        en: `Only the lowest price of the last 30 days, ${low.en}, may be compared with (section 11 PAngV).`,
      }
    case 'percent-too-large':
      return {
        de: `Der Prozentsatz ist größer als der Abstand zum niedrigsten Preis der letzten 30 Tage (${low.de}; § 11 PAngV, EuGH C-330/23).`,
        en: `The percentage is larger than the distance to the lowest price of the last 30 days (${low.en}; section 11 PAngV, CJEU C-330/23).`,
      }
  }
}
