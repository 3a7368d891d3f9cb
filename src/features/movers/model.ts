/** From tested products to figures, the table and the few findings worth reading. Pure. */
import type { Text } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { newBestseller, productMove, viralProduct } from '../../language/sentences/movers.ts'
import { bothLangs, type Statement } from '../../language/sentences/pen.ts'
import type { Chart, Figure, Finding, Table } from '../findings/index.ts'
import { type Article, articleName } from '../incidents/index.ts'
import { LEVEL, MAX_Q, type Move, type Shop } from './compare.ts'
import { findOnset, type Onset } from './onset.ts'
import { CHART_DAYS, MONTH, type ProductDay, type ProductRow } from './store.ts'
import { chartTitle, NOT_SOLD_BEFORE, seasonSentence } from './texts.ts'

const MOST_FINDINGS = 5
/** So many of the clearest are looked at day by day. */
const CANDIDATES = 24
const TABLE_ROWS = 200
/** No sale for so long: not falling but gone, which is told among the faults. */
const GONE_DAYS = 14
const VIRAL = { factor: 3, leastFactor: 2, orders: 5, days: 14 } as const
const TOP = 10
const LEAST_BESTSELLER_ORDERS = 10

export interface Scene {
  readonly shop: Shop
  readonly currency: string
  readonly articles: ReadonlyMap<string, Article>
  /** Products tested in the longer window. */
  readonly tested: number
  readonly evidence: { readonly products: string; readonly days: string; readonly shop: string; readonly stock: string }
}

const articleOf = (scene: Scene, product: string) => scene.articles.get(`product/${product}`)
const nameOf = (scene: Scene, product: string): Text => articleName(articleOf(scene, product), product)

/** Per product the window in which it stands out; the longer one where both do. */
export function chooseMoves(windows: readonly (readonly Move[])[]): Move[] {
  const chosen = new Map<string, Move>()
  for (const move of windows.flat()) {
    if (move.q <= MAX_Q && !chosen.has(move.row.product)) chosen.set(move.row.product, move)
  }
  return [...chosen.values()].sort((a, b) => Math.abs(b.cents) - Math.abs(a.cents))
}

/** The products that need a look at their days: those with most money, and all that may be going viral. */
export function productsToChart(windows: readonly (readonly Move[])[], fresh: readonly ProductRow[]): string[] {
  const chosen = chooseMoves(windows).slice(0, CANDIDATES)
  const risen = windows.flat().filter((move) => maybeViral(move))
  return [
    ...new Set([
      ...chosen.map(({ row }) => row.product),
      ...risen.map(({ row }) => row.product),
      ...fresh.map(({ product }) => product),
    ]),
  ]
}

function maybeViral(move: Move): boolean {
  return (
    move.window.name === 'week' &&
    move.q <= MAX_Q &&
    move.after >= VIRAL.orders &&
    move.ratio >= VIRAL.factor &&
    move.low >= VIRAL.leastFactor
  )
}

/** Whether the incidents tell it: sold out, or not sold any more. */
function isGone({ row }: Move, scene: Scene): boolean {
  const stock = articleOf(scene, row.product)?.stock ?? null
  return stock === 0 || daysBetween(row.last_day, scene.shop.asOf) >= GONE_DAYS
}

/** New products among those ordered most, with their rank. */
export function findBestsellers(
  rows: readonly ProductRow[],
  shop: Shop,
): { row: ProductRow; rank: number; top: number }[] {
  if (daysBetween(shop.from, shop.asOf) + 1 < 3 * MONTH) return []
  const ranked = rows
    .filter(({ month }) => (month[0] ?? 0) > 0)
    .sort(
      (a, b) => (b.month[0] ?? 0) - (a.month[0] ?? 0) || b.cents[0] - a.cents[0] || (a.product < b.product ? -1 : 1),
    )
  const top = Math.min(TOP, Math.floor(ranked.length / 10))
  return ranked
    .slice(0, top)
    .map((row, i) => ({ row, rank: i + 1, top }))
    .filter(({ row }) => row.first_day > addDays(shop.asOf, -MONTH) && (row.month[0] ?? 0) >= LEAST_BESTSELLER_ORDERS)
}

/** The findings with most money, at most five. */
export function moverFindings(
  windows: readonly (readonly Move[])[],
  bestsellers: ReturnType<typeof findBestsellers>,
  days: readonly ProductDay[],
  scene: Scene,
): Finding[] {
  const daily = new Map<string, ProductDay[]>()
  for (const row of days) daily.set(row.product, [...(daily.get(row.product) ?? []), row])
  const viral = windows
    .flat()
    .filter((move) => maybeViral(move))
    .flatMap((move) => viralFinding(move, daily.get(move.row.product) ?? [], scene) ?? [])
  const told = new Set(viral.map(({ product }) => product))
  const moves = chooseMoves(windows).filter(
    (move) => !told.has(move.row.product) && (move.ratio > 1 || !isGone(move, scene)),
  )
  const all = [
    ...viral.map(({ finding }) => finding),
    ...bestsellers.map((one) => bestsellerFinding(one, daily.get(one.row.product) ?? [], scene)),
    ...moves
      .filter(({ row }) => daily.has(row.product))
      .map((move) => moveFinding(move, daily.get(move.row.product) ?? [], scene)),
  ]
  return all.sort((a, b) => Math.abs(b.stakeCents ?? 0) - Math.abs(a.stakeCents ?? 0)).slice(0, MOST_FINDINGS)
}

interface Series {
  readonly days: readonly Day[]
  readonly orders: Float64Array
  readonly cents: Float64Array
  readonly exposure: Float64Array
}

function seriesOf(rows: readonly ProductDay[], { shop }: Scene): Series {
  const days = Array.from({ length: CHART_DAYS }, (_, i) => addDays(shop.asOf, i + 1 - CHART_DAYS))
  const byDay = new Map(rows.map((row) => [row.day, row]))
  return {
    days,
    orders: Float64Array.from(days, (day) => byDay.get(day)?.orders ?? 0),
    cents: Float64Array.from(days, (day) => byDay.get(day)?.cents ?? 0),
    exposure: Float64Array.from(days, (_, i) => shop.orders(CHART_DAYS - 1 - i, CHART_DAYS - 1 - i)),
  }
}

function viralFinding(
  move: Move,
  rows: readonly ProductDay[],
  scene: Scene,
): { product: string; finding: Finding } | null {
  const { product, first_day } = move.row
  const { shop } = scene
  const series = seriesOf(rows, scene)
  const from = Math.max(0, CHART_DAYS - 1 - daysBetween(first_day, shop.asOf))
  const onset = findOnset({ ...series, from, dispersion: move.dispersion, level: LEVEL })
  if (onset === null || onset.days > VIRAL.days || onset.orders < VIRAL.factor * onset.expected.mean) return null
  const { days, orders, expected } = onset
  const cents = series.cents.subarray(CHART_DAYS - days).reduce((sum, value) => sum + value, 0)
  const article = articleOf(scene, product)
  const stock = article === undefined || article.stock === null ? null : article.stock - article.sold_since
  const today = addDays(shop.asOf, 1)
  const known = stock !== null && stock >= 0 ? stock : null
  const statement = viralProduct({
    product: nameOf(scene, product),
    period: days === 1 ? { kind: 'day', day: shop.asOf, today } : { kind: 'days', days, until: shop.asOf, today },
    orders,
    expected,
    stock: known,
    stockDays: known === null ? null : known / Math.max(orders / days, 1e-9),
  })
  const figure: Figure = {
    id: `movers.viral.${product}`,
    label: { de: 'Bestellungen seit Beginn', en: 'Orders since it began' },
    value: orders,
    unit: 'count',
    interval: { low: expected.low, high: expected.high, level: LEVEL },
    n: orders,
    missing: null,
    comparisons: [
      {
        label: { de: 'Erwartet', en: 'Expected' },
        value: Math.round(10 * expected.mean) / 10,
        change: orders / expected.mean - 1,
      },
    ],
    evidenceId: scene.evidence.days,
  }
  const mark = { x: addDays(shop.asOf, 1 - days), text: { de: 'Beginn', en: 'Start' } }
  const finding = findingOf(scene, {
    id: `movers.viral.${product}`,
    direction: 'good',
    cents: Math.round(cents * (1 - expected.mean / orders)),
    days,
    statement,
    figure,
    chart: chartOf(product, series, rateBefore(series, onset), scene, { rising: true, marks: [mark] }),
  })
  return { product, finding }
}

function rateBefore({ orders, exposure }: Series, { days }: Onset): number {
  const cut = orders.length - days
  const sum = (values: Float64Array) => values.subarray(0, cut).reduce((total, value) => total + value, 0)
  return sum(orders) / Math.max(1, sum(exposure))
}

function bestsellerFinding(
  { row, rank, top }: ReturnType<typeof findBestsellers>[number],
  rows: readonly ProductDay[],
  scene: Scene,
): Finding {
  const orders = row.month[0] ?? 0
  const name = nameOf(scene, row.product)
  return findingOf(scene, {
    id: `movers.new.${row.product}`,
    direction: 'good',
    cents: row.cents[0],
    days: MONTH,
    statement: newBestseller({ product: name, rank, rankBefore: null, top, orders, days: MONTH, since: row.first_day }),
    figure: {
      id: `movers.new.${row.product}`,
      label: { de: 'Bestellungen, letzte 28 Tage', en: 'Orders, last 28 days' },
      value: orders,
      unit: 'count',
      interval: null,
      n: orders,
      missing: null,
      comparisons: [],
      evidenceId: scene.evidence.products,
    },
    chart: chartOf(row.product, seriesOf(rows, scene), null, scene, { rising: true, marks: [] }),
  })
}

function moveFinding(move: Move, rows: readonly ProductDay[], scene: Scene): Finding {
  const { row, window, before, after, ratio, low, high, q, expected } = move
  const known = Number.isFinite(ratio)
  const rising = ratio > 1
  const name = nameOf(scene, row.product)
  const statement = productMove({
    product: name,
    ordersBefore: before,
    ordersAfter: after,
    beforeDays: window.beforeDays,
    afterDays: window.afterDays,
    ratio: known ? { value: ratio, low, high } : null,
    againstShop: true,
    qValue: q,
    tested: scene.tested,
    centsPerDay: move.cents / window.afterDays,
    currency: scene.currency,
  })
  const season = seasonSentence(move.season)
  const series = seriesOf(rows, scene)
  const rate = expected / Math.max(1, scene.shop.orders(0, window.afterDays - 1))
  return findingOf(scene, {
    id: `movers.${rising ? 'rising' : 'falling'}.${row.product}`,
    direction: rising ? 'good' : 'bad',
    cents: move.cents,
    days: window.afterDays,
    statement: { ...statement, sentence: bothLangs((lang) => statement.sentence[lang] + season[lang]) },
    figure: {
      id: `movers.ratio.${row.product}`,
      label: { de: 'Bestellungen gegenüber dem Erwarteten', en: 'Orders against what was expected' },
      value: known ? ratio : null,
      unit: 'factor',
      interval: known && Number.isFinite(high) ? { low, high, level: LEVEL } : null,
      n: before + after,
      missing: known ? null : NOT_SOLD_BEFORE,
      comparisons: [],
      evidenceId: scene.evidence.products,
    },
    chart: chartOf(row.product, series, rate, scene, { rising, marks: [] }),
  })
}

interface Told {
  readonly id: string
  readonly direction: Finding['direction']
  readonly cents: number
  readonly days: number
  readonly statement: Statement
  readonly figure: Figure
  readonly chart: Chart
}

function findingOf({ evidence }: Scene, { id, direction, cents, days, statement, figure, chart }: Told): Finding {
  return {
    id,
    kind: 'mover',
    direction,
    stakeCents: cents,
    stakePeriodDays: days,
    title: statement.title,
    sentence: statement.sentence,
    figure,
    chart,
    evidenceIds: [evidence.products, evidence.days, evidence.shop, evidence.stock],
    next: [...statement.next],
  }
}

/** Orders per day; grey what the rate before leads one to expect of a shop as busy as it was. */
function chartOf(
  product: string,
  { days, orders, exposure }: Series,
  rate: number | null,
  scene: Scene,
  { rising, marks }: { rising: boolean; marks: Chart['marks'] },
): Chart {
  return {
    id: `movers.${product}`,
    title: chartTitle(nameOf(scene, product), rising),
    kind: 'line',
    unit: 'count',
    x: [...days],
    series: [
      { name: { de: 'Bestellungen', en: 'Orders' }, role: 'actual', values: [...orders] },
      ...(rate === null
        ? []
        : [
            {
              name: { de: 'Erwartet', en: 'Expected' },
              role: 'comparison' as const,
              values: Array.from(exposure, (shown) => Math.round(100 * rate * shown) / 100),
            },
          ]),
    ],
    marks,
    evidenceId: scene.evidence.days,
  }
}

export function moverFigures(windows: readonly (readonly Move[])[], scene: Scene): Figure[] {
  const named = chooseMoves(windows)
  const count = (id: string, label: Text, value: number): Figure => ({
    id: `movers.${id}`,
    label,
    value,
    unit: 'count',
    interval: null,
    n: scene.tested,
    missing: null,
    comparisons: [],
    evidenceId: scene.evidence.products,
  })
  return [
    count('tested', { de: 'Geprüfte Produkte', en: 'Products tested' }, scene.tested),
    count('risen', { de: 'Gestiegen', en: 'Risen' }, named.filter(({ ratio }) => ratio > 1).length),
    count('fallen', { de: 'Gefallen', en: 'Fallen' }, named.filter(({ ratio }) => ratio < 1).length),
  ]
}

const finite = (value: number) => (Number.isFinite(value) ? value : null)

/** Every product tested over the longer window, the clearest first. */
export function moverTable(moves: readonly Move[], scene: Scene): Table {
  const sorted = [...moves].sort((a, b) => a.q - b.q || a.p - b.p || Math.abs(b.cents) - Math.abs(a.cents))
  return {
    id: 'movers.products',
    title: { de: 'Alle geprüften Produkte, die deutlichsten zuerst', en: 'All products tested, the clearest first' },
    note: {
      de: 'Erwartet: Bestellungen davor, umgerechnet auf alle Bestellungen des Shops und die Jahreszeit. q: Anteil falscher Meldungen, wenn man bis hier alle nimmt. Umsatz: Unterschied zum Erwarteten, Stornierungen abgezogen.',
      en: 'Expected: orders before, scaled to all orders of the shop and the season. q: share of false alerts when all up to here are taken. Revenue: difference to what was expected, cancellations deducted.',
    },
    columns: [
      { key: 'product', label: { de: 'Artikel', en: 'Item' }, unit: 'text' },
      { key: 'name', label: { de: 'Produkt', en: 'Product' }, unit: 'text' },
      {
        key: 'before',
        label: {
          de: `Davor (${moves[0]?.window.beforeDays ?? 0} Tage)`,
          en: `Before (${moves[0]?.window.beforeDays ?? 0} days)`,
        },
        unit: 'count',
      },
      { key: 'expected', label: { de: 'Erwartet', en: 'Expected' }, unit: 'number' },
      { key: 'after', label: { de: 'Letzte 28 Tage', en: 'Last 28 days' }, unit: 'count' },
      { key: 'ratio', label: { de: 'Verhältnis', en: 'Ratio' }, unit: 'factor' },
      { key: 'low', label: { de: 'von', en: 'from' }, unit: 'factor' },
      { key: 'high', label: { de: 'bis', en: 'to' }, unit: 'factor' },
      { key: 'q', label: { de: 'q', en: 'q' }, unit: 'number' },
      {
        key: 'cents',
        label: { de: 'Umsatz gegenüber dem Erwarteten', en: 'Revenue against what was expected' },
        unit: 'cents',
      },
    ],
    rows: sorted.slice(0, TABLE_ROWS).map((move) => {
      const name = nameOf(scene, move.row.product)
      return [
        move.row.product,
        name.de === name.en ? name.de : `${name.de} / ${name.en}`,
        move.before,
        move.expected,
        move.after,
        finite(move.ratio),
        finite(move.low),
        finite(move.high),
        move.q,
        move.cents,
      ]
    }),
    rowCount: moves.length,
    evidenceId: scene.evidence.products,
  }
}
