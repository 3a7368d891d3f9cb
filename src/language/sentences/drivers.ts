import type { Lang, Text } from '../../core/lang.ts'
import { countryName, theCountry } from '../grammar/country.ts'
import { type Name, quoteName } from '../grammar/quote.ts'
import { germanFinite } from '../grammar/verb.ts'
import { joinList } from '../numbers.ts'
import { type Metric, metricLabel } from './metric.ts'
import { bothLangs, capitalise, pensFor, prose, type Statement, steps } from './pen.ts'
import { type Baseline, baselineWhen, type Period, when } from './period.ts'

type DriverKind = 'price' | 'volume' | 'mix' | 'new-products' | 'dropped-products' | 'rest'

/** What moved the whole, and by how many cents. */
type DriverPart =
  | { readonly kind: DriverKind; readonly cents: number }
  | { readonly kind: 'country'; readonly country: string; readonly cents: number }
  | { readonly kind: 'category' | 'channel' | 'product'; readonly name: Name; readonly cents: number }

export interface Drivers {
  readonly metric: Extract<Metric, 'revenueCents' | 'marginCents' | 'refundCents'>
  readonly period: Period
  readonly baseline: Baseline
  readonly beforeCents: number
  readonly afterCents: number
  /** All parts; they must add up to `afterCents - beforeCents` to the cent, but for one cent of rounding each. */
  readonly parts: readonly DriverPart[]
  readonly currency: string
}

const KIND_WORDS: Readonly<Record<DriverKind, Text>> = {
  price: { de: 'Preise', en: 'prices' },
  volume: { de: 'Menge', en: 'volume' },
  mix: { de: 'Sortimentsmischung', en: 'product mix' },
  'new-products': { de: 'neue Produkte', en: 'new products' },
  'dropped-products': { de: 'weggefallene Produkte', en: 'discontinued products' },
  rest: { de: 'alles Übrige', en: 'everything else' },
}

/** At most so many parts are named, the others go into the rest. */
const NAMED_PARTS = 4

function partName(part: DriverPart, lang: Lang): string {
  switch (part.kind) {
    case 'country':
      return lang === 'de' ? countryName(part.country, lang) : theCountry(part.country, lang)
    case 'category':
      return `${lang === 'de' ? 'Kategorie' : 'category'} ${quoteName(part.name, lang)}`
    case 'channel':
      return `${lang === 'de' ? 'Kanal' : 'channel'} ${quoteName(part.name, lang)}`
    case 'product':
      return quoteName(part.name, lang)
    default:
      return KIND_WORDS[part.kind][lang]
  }
}

function total(parts: readonly DriverPart[]): number {
  return parts.reduce((sum, part) => sum + part.cents, 0)
}

function bySize(parts: readonly DriverPart[]): readonly DriverPart[] {
  return parts.toSorted((a, b) => Math.abs(b.cents) - Math.abs(a.cents))
}

/** The largest parts by size, and one for all others, so that what is listed still adds up to the change. */
function mainParts(params: Drivers): readonly DriverPart[] {
  const { parts } = params
  const sorted = bySize(parts.filter((part) => part.kind !== 'rest' && part.cents !== 0))
  const rest = [...sorted.slice(NAMED_PARTS), ...parts.filter((part) => part.kind === 'rest')]
  const named = sorted.slice(0, NAMED_PARTS)
  const listed: readonly DriverPart[] = rest.length === 0 ? named : [...named, { kind: 'rest', cents: total(rest) }]
  const slack = params.afterCents - params.beforeCents - total(listed)
  return listed.map((part, index) => (index === 0 ? { ...part, cents: part.cents + slack } : part))
}

/** Rounds to multiples of `step` so that the parts still add up to the rounded sum (largest remainder). Halves go away from zero. */
export function roundToSum(values: readonly number[], step: number): readonly number[] {
  const floors = values.map((value) => Math.floor(value / step))
  const exact = values.reduce((sum, value) => sum + value, 0) / step
  const goal = Math.sign(exact) * Math.round(Math.abs(exact))
  const missing = goal - floors.reduce((sum, value) => sum + value, 0)
  const order = values
    .map((value, index) => ({ index, remainder: value / step - Math.floor(value / step) }))
    .toSorted((a, b) => b.remainder - a.remainder)
  const raised = new Set(order.slice(0, missing).map(({ index }) => index))
  return floors.map((floor, index) => (floor + (raised.has(index) ? 1 : 0)) * step)
}

/** From 1,000 units on cents would only distract. */
function isLarge(params: Drivers): boolean {
  return params.parts.some((part) => Math.abs(part.cents) >= 100_000)
}

/** The listed parts with their money as it is shown: whole units where the change is large, else to the cent. */
function shownParts(params: Drivers, lang: Lang): readonly string[] {
  const pen = pensFor(params.currency)[lang]
  const parts = mainParts(params)
  const large = isLarge(params)
  const rounded = roundToSum(
    parts.map((part) => part.cents),
    large ? 100 : 1,
  )
  return parts.map((part, index) => {
    const cents = rounded[index] ?? 0
    return `${partName(part, lang)} ${large ? pen.wholeChange(cents) : pen.moneyChange(cents)}`
  })
}

function driversIn(lang: Lang, params: Drivers): string {
  const pen = pensFor(params.currency)[lang]
  const change = params.afterCents - params.beforeCents
  const label = metricLabel(params.metric)[lang]
  const now = pen.money(params.afterCents)
  const base = baselineWhen(params.baseline, params.period, lang)
  const size = isLarge(params) ? pen.whole(Math.abs(change)) : pen.money(Math.abs(change))
  const list = joinList(shownParts(params, lang), lang)
  const at = capitalise(when(params.period, lang))
  const parts = list === '' ? null : lang === 'de' ? `Aufgeteilt: ${list}.` : `Broken down: ${list}.`
  if (lang === 'de') {
    const number = params.metric === 'refundCents' ? 'plural' : 'singular'
    const subject = params.metric === 'refundCents' ? `die ${label}` : `der ${label}`
    const level = germanFinite('liegen', 'past', number)
    return prose(
      `${at} ${level} ${subject} mit ${now} um ${size} ${change < 0 ? 'niedriger' : 'höher'} als ${base}.`,
      parts,
    )
  }
  const verb = params.metric === 'refundCents' ? 'were' : 'was'
  return prose(
    `${at} ${label.toLowerCase()} ${verb} ${now}, ${size} ${change < 0 ? 'lower' : 'higher'} than ${base}.`,
    parts,
  )
}

/**
 * What drove a change; the parts listed add up to it: 'Gestern lag der Umsatz mit 41.280 € um 2.400 € höher als am Montag
 * davor. Aufgeteilt: Menge +1.900 €, Preise +700 € und alles Übrige −200 €.'
 * @throws RangeError  the parts do not add up to the change
 */
export function drivers(params: Drivers): Statement {
  const change = params.afterCents - params.beforeCents
  const sum = total(params.parts)
  if (Math.abs(sum - change) > params.parts.length) {
    throw new RangeError(`the parts add up to ${sum} cents, the change is ${change}`)
  }
  const strongest = bySize(params.parts.filter((part) => part.cents * change > 0))[0]
  return {
    title: bothLangs((lang) => {
      const label = metricLabel(params.metric)[lang]
      const signed = pensFor(params.currency)[lang].wholeChange(change)
      if (strongest === undefined) return `${label} ${signed}`
      const name = partName(strongest, lang)
      return lang === 'de' ? `${label} ${signed}: vor allem ${name}` : `${label} ${signed}: mostly ${name}`
    }),
    sentence: bothLangs((lang) => driversIn(lang, params)),
    next: strongest === undefined ? [] : driverSteps(strongest, change < 0),
  }
}

function driverSteps(part: DriverPart, fell: boolean): readonly Text[] {
  switch (part.kind) {
    case 'price':
      return steps(['Preisänderungen und Rabatte ansehen', 'Look at price changes and discounts'])
    case 'volume':
      return fell
        ? steps(['Besuche und Kampagnen ansehen', 'Look at visits and campaigns'])
        : steps(['Bestand der meistgekauften Produkte prüfen', 'Check the stock of the products bought most'])
    case 'mix':
      return steps(['Ansehen, welche Kategorien gewichen sind', 'Look at which categories gave way'])
    case 'new-products':
      return steps(['Neue Produkte weiter zeigen', 'Keep showing the new products'])
    case 'dropped-products':
      return steps(['Ersatz für weggefallene Produkte anbieten', 'Offer replacements for discontinued products'])
    case 'country':
    case 'category':
    case 'channel':
    case 'product':
      return steps(['Diesen Bereich im Einzelnen ansehen', 'Look into this part in detail'])
    case 'rest':
      return []
  }
}
