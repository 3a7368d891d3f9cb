/** Products that used to sell and have stopped, and what that costs. Pure. */
import type { Text } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import { stockOut } from '../../language/sentences/stock-price.ts'
import { normalQuantile } from '../../ml/math/normal.ts'
import { benjaminiHochberg } from '../../ml/stats/benjamini-hochberg.ts'
import type { DispersionEstimate } from '../../ml/stats/estimate-dispersion.ts'
import { rateRatio } from '../../ml/stats/rate-ratio.ts'
import { type Chart, type Finding, type Interval, type Table, tableOf, textCell } from '../findings/index.ts'
import { type Article, articleName } from './catalogue.ts'
import { CHART_DAYS, type UnitDay, type UnitRow, USUAL_DAYS } from './store.ts'
import { stoppedChart, viewsSentence } from './texts.ts'

/** Expected share of false alarms among all stops that no empty stock explains. */
const MAX_Q = 0.05
const LEVEL = 0.95
/** What costs less than this share of the shop's daily revenue stays in the table. */
const LEAST_SHARE = 0.001
const TABLE_ROWS = 200
/** Below this share of the usual views the product is no longer shown rather than sold out. */
const SHOWN_SHARE = 0.1
const LEAST_VIEWS = 20

/** Fewer orders of the rest of a category do not tell its season. */
const LEAST_FAMILY_ORDERS = 20

/** Orders between two days, both inclusive. */
export type OrdersBetween = (from: Day, to: Day) => number

export interface Stop {
  readonly unit: UnitRow
  readonly name: Text
  readonly stock: number | null
  readonly quietDays: number
  /** Pieces per day to be expected while it was quiet. */
  readonly usualPerDay: number
  readonly lostPerDay: Interval & { readonly value: number }
  readonly p: number
  readonly q: number
}

export interface StopInput {
  readonly units: readonly UnitRow[]
  readonly dispersion: DispersionEstimate
  readonly articles: ReadonlyMap<string, Article>
  readonly shopOrders: OrdersBetween
  /** Orders with a product of the category. */
  readonly familyOrders: (category: string, from: Day, to: Day) => number
  readonly asOf: Day
}

interface Exposure {
  readonly before: number
  readonly after: number
  /** Of the logarithm of after to before, where it is counted from few orders. */
  readonly variance: number
}

/** All orders of the shop before and after the last sale, or the category's others where these fell further. */
function exposureOf(unit: UnitRow, { shopOrders, familyOrders, asOf }: StopInput): Exposure {
  const { first_day, last_day, category, orders } = unit
  const start = addDays(last_day, -USUAL_DAYS)
  const spans = [first_day > start ? first_day : start, addDays(last_day, -1), addDays(last_day, 1), asOf] as const
  const [from, to, silentFrom, silentTo] = spans
  if (last_day >= asOf) return { before: shopOrders(from, to), after: 0, variance: 0 }
  const shop = { before: shopOrders(from, to), after: shopOrders(silentFrom, silentTo), variance: 0 }
  const before = familyOrders(category, from, to) - orders
  const after = familyOrders(category, silentFrom, silentTo)
  if (category === '' || before < LEAST_FAMILY_ORDERS || after * shop.before >= shop.after * before) return shop
  return { before, after: Math.max(after, 0.5), variance: 1 / before + 1 / Math.max(after, 0.5) }
}

const NO_ORDERS: Exposure = { before: 0, after: 0, variance: 0 }

/**
 * Units whose silence is improbable at their usual rate (none of all these orders after the last sale, by the conditional
 * test of two rates), and those the stock says are empty. A variant is left out where its whole product stopped.
 */
export function findStops(input: StopInput): Stop[] {
  const { units, dispersion, articles, asOf } = input
  const exposures = units.map((unit) => exposureOf(unit, input))
  const p = Float64Array.from(units, ({ orders }, i) => {
    const { before, after, variance } = exposures[i] ?? NO_ORDERS
    if (before === 0 || after === 0) return 1
    return rateRatio({
      before: orders,
      after: 0,
      exposureBefore: before,
      exposureAfter: after,
      // The test takes half of the variance for either period.
      dispersion: (dispersion.dispersion[i] ?? 0) + variance / 2,
      dispersionSpread: dispersion.spread,
      level: LEVEL,
    }).p
  })
  const q = benjaminiHochberg(p)
  const stops = units.flatMap((unit, i): Stop[] => {
    const { before, after, variance } = exposures[i] ?? NO_ORDERS
    const article = articles.get(`${unit.kind}/${unit.key}`)
    const quietDays = daysBetween(unit.last_day, asOf)
    // Taken out of the shop on purpose.
    if (quietDays < 1 || before === 0 || (article !== undefined && article.status !== 'active')) return []
    const stock = article?.stock ?? null
    const empty = stock === 0 && unit.last_day <= addDays(article?.recorded_day ?? asOf, 1)
    if (!empty && !((q[i] ?? 1) <= MAX_Q)) return []
    const scale = (after > 0 ? after / quietDays : before / USUAL_DAYS) / before
    const spread = Math.sqrt(unit.squares / unit.cents ** 2 + (dispersion.dispersion[i] ?? 0) + variance)
    const reach = Math.exp(normalQuantile(0.5 + LEVEL / 2) * spread)
    const value = unit.cents * scale
    return [
      {
        unit,
        name: articleName(article, unit.key),
        // A stock that was sold from since is no longer what it says.
        stock: empty ? 0 : stock === 0 ? null : stock,
        quietDays,
        usualPerDay: unit.pieces * scale,
        lostPerDay: { value, low: value / reach, high: value * reach, level: LEVEL },
        p: p[i] ?? 1,
        q: q[i] ?? 1,
      },
    ]
  })
  const whole = new Set(stops.filter(({ unit }) => unit.kind === 'product').map(({ unit }) => unit.product))
  return stops
    .filter(({ unit }) => unit.kind === 'product' || !whole.has(unit.product))
    .sort((a, b) => b.lostPerDay.value - a.lostPerDay.value)
}

export interface StopScene {
  readonly asOf: Day
  readonly currency: string
  /** The shop's revenue on an average day. */
  readonly centsPerDay: number
  /** Pieces and views per SKU and day of the largest stops. */
  readonly days: readonly UnitDay[]
  /** First day with a view of any product; null: no shop events. */
  readonly viewsFrom: Day | null
  readonly evidence: {
    readonly units: string
    readonly days: string
    readonly catalogue: string
    readonly shop: string
  }
}

interface Views {
  readonly since: number
  /** Views to be expected since, from as long before. */
  readonly usual: number
}

/** Views since the last sale and as many days before it; null where the events do not reach back so far. */
function viewsOf({ unit, quietDays }: Stop, { days, viewsFrom }: StopScene): Views | null {
  const from = addDays(unit.last_day, -quietDays)
  if (viewsFrom === null || viewsFrom > from) return null
  const own = days.filter((row) => (unit.kind === 'product' ? row.product === unit.key : row.sku === unit.key))
  const sum = (rows: readonly UnitDay[]) => rows.reduce((total, { views }) => total + views, 0)
  return {
    since: sum(own.filter(({ day }) => day > unit.last_day)),
    usual: sum(own.filter(({ day }) => day > from && day <= unit.last_day)),
  }
}

/** The stops that cost enough, and that visitors still meet where this can be seen. */
export function stopFindings(stops: readonly Stop[], scene: StopScene): Finding[] {
  const { currency, evidence } = scene
  return stops.flatMap((stop): Finding[] => {
    const { unit, name, lostPerDay } = stop
    const views = viewsOf(stop, scene)
    const hidden = views !== null && views.usual >= LEAST_VIEWS && views.since < SHOWN_SHARE * views.usual
    if (hidden || lostPerDay.value < LEAST_SHARE * scene.centsPerDay) return []
    const statement = stockOut({
      product: name,
      lastSaleDay: unit.last_day,
      quietDays: stop.quietDays,
      usualPerDay: stop.usualPerDay,
      stock: stop.stock,
      lostPerDay,
      currency,
    })
    const seen = views === null || views.usual < LEAST_VIEWS ? { de: '', en: '' } : viewsSentence(views.since)
    const id = `incidents.stock.${unit.kind}.${unit.key}`
    return [
      {
        id,
        kind: 'stock',
        direction: 'bad',
        stakeCents: -Math.round(7 * lostPerDay.value),
        stakePeriodDays: 7,
        title: statement.title,
        sentence: bothLangs((lang) => statement.sentence[lang] + seen[lang]),
        figure: {
          id,
          label: { de: 'Entgangener Umsatz am Tag', en: 'Revenue lost per day' },
          value: Math.round(lostPerDay.value),
          unit: 'cents',
          interval: { low: Math.round(lostPerDay.low), high: Math.round(lostPerDay.high), level: LEVEL },
          n: unit.orders,
          missing: null,
          comparisons: [],
          evidenceId: evidence.units,
        },
        chart: chartOf(stop, scene),
        evidenceIds: [evidence.units, evidence.days, evidence.catalogue, evidence.shop],
        next: [...statement.next],
      },
    ]
  })
}

/** Pieces per day with the last sale marked. */
function chartOf({ unit, name }: Stop, { asOf, days, evidence }: StopScene): Chart {
  const x = Array.from({ length: CHART_DAYS }, (_, i) => addDays(asOf, i + 1 - CHART_DAYS))
  const own = days.filter((row) => (unit.kind === 'product' ? row.product === unit.key : row.sku === unit.key))
  const pieces = new Map<string, number>()
  for (const row of own) pieces.set(row.day, (pieces.get(row.day) ?? 0) + row.pieces)
  return {
    id: `incidents.stock.${unit.kind}.${unit.key}`,
    title: stoppedChart(name),
    kind: 'line',
    unit: 'count',
    x,
    series: [
      {
        name: { de: 'Verkaufte Stücke', en: 'Pieces sold' },
        role: 'actual',
        values: x.map((day) => pieces.get(day) ?? 0),
      },
    ],
    marks: [{ x: unit.last_day, text: { de: 'letzter Verkauf', en: 'last sale' } }],
    evidenceId: evidence.days,
  }
}

export function stopTable(stops: readonly Stop[], evidenceId: string): Table {
  return tableOf(
    {
      id: 'incidents.stopped',
      title: { de: 'Produkte, deren Verkauf aufgehört hat', en: 'Products that have stopped selling' },
      note: {
        de: 'q: Anteil falscher Meldungen, wenn man bis hier alle nimmt; wo der Bestand 0 ist, kommt es darauf nicht an.',
        en: 'q: share of false alerts when all up to here are taken; it does not matter where the stock is 0.',
      },
      evidenceId,
      shown: TABLE_ROWS,
    },
    stops,
    [
      ['key', { de: 'Artikel', en: 'Item' }, 'text', ({ unit }) => unit.key],
      ['name', { de: 'Produkt', en: 'Product' }, 'text', ({ name }) => textCell(name)],
      ['last', { de: 'Letzter Verkauf', en: 'Last sale' }, 'date', ({ unit }) => unit.last_day],
      ['usual', { de: 'Stück am Tag, üblich', en: 'Pieces a day, usual' }, 'number', ({ usualPerDay }) => usualPerDay],
      ['stock', { de: 'Bestand', en: 'Stock' }, 'count', ({ stock }) => stock],
      [
        'lost',
        { de: 'Entgangen am Tag', en: 'Lost per day' },
        'cents',
        ({ lostPerDay }) => Math.round(lostPerDay.value),
      ],
      ['low', { de: 'von', en: 'from' }, 'cents', ({ lostPerDay }) => Math.round(lostPerDay.low)],
      ['high', { de: 'bis', en: 'to' }, 'cents', ({ lostPerDay }) => Math.round(lostPerDay.high)],
      ['q', { de: 'q', en: 'q' }, 'number', ({ q }) => q],
    ],
  )
}
