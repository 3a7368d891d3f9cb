/** Which of the tested products are worth a word, the figures and the table. Pure. */
import type { Text } from '../../core/lang.ts'
import { addDays, daysBetween } from '../../core/time.ts'
import { type Figure, type Table, textCell } from '../findings/index.ts'
import { type Article, articleName } from '../incidents/index.ts'
import { MAX_Q, type Move, type Shop } from './compare.ts'
import { MONTH, type ProductRow } from './store.ts'

/** So many of the clearest are looked at day by day. */
const CANDIDATES = 24
const TABLE_ROWS = 200
/** No sale for so long: not falling but gone, which is told among the faults. */
const GONE_DAYS = 14
export const VIRAL = { factor: 3, leastFactor: 2, orders: 5, days: 14 } as const
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

export const articleOf = (scene: Scene, product: string) => scene.articles.get(`product/${product}`)
export const nameOf = (scene: Scene, product: string): Text => articleName(articleOf(scene, product), product)

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

export function maybeViral(move: Move): boolean {
  return (
    move.window.name === 'week' &&
    move.q <= MAX_Q &&
    move.after >= VIRAL.orders &&
    move.ratio >= VIRAL.factor &&
    move.low >= VIRAL.leastFactor
  )
}

/** Whether the incidents tell it: sold out, or not sold any more. */
export function isGone({ row }: Move, scene: Scene): boolean {
  const stock = articleOf(scene, row.product)?.stock ?? null
  return stock === 0 || daysBetween(row.last_day, scene.shop.asOf) >= GONE_DAYS
}

export interface Bestseller {
  readonly row: ProductRow
  readonly rank: number
  /** How long the list is that it stands in. */
  readonly top: number
}

/** New products among those ordered most, with their rank. */
export function findBestsellers(rows: readonly ProductRow[], shop: Shop): Bestseller[] {
  if (daysBetween(shop.from, shop.asOf) + 1 < 3 * MONTH) return []
  const ranked = rows
    .filter(({ month }) => (month[0] ?? 0) > 0)
    .sort(
      (a, b) =>
        (b.month[0] ?? 0) - (a.month[0] ?? 0) || b.month_cents - a.month_cents || (a.product < b.product ? -1 : 1),
    )
  const top = Math.min(TOP, Math.floor(ranked.length / 10))
  return ranked
    .slice(0, top)
    .map((row, i) => ({ row, rank: i + 1, top }))
    .filter(({ row }) => row.first_day > addDays(shop.asOf, -MONTH) && (row.month[0] ?? 0) >= LEAST_BESTSELLER_ORDERS)
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

/** Every product tested over the longer window, those that stand out most in either first. */
export function moverTable([month = [], week = []]: readonly (readonly Move[])[], scene: Scene): Table {
  const lately = new Map(week.map((move) => [move.row.product, move]))
  const clearest = ({ row, q }: Move) => Math.min(q, lately.get(row.product)?.q ?? 1)
  const sorted = [...month].sort(
    (a, b) => clearest(a) - clearest(b) || a.p - b.p || (a.row.product < b.row.product ? -1 : 1),
  )
  const beforeDays = month[0]?.window.beforeDays ?? 0
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
      { key: 'before', label: { de: `${beforeDays} Tage davor`, en: `${beforeDays} days before` }, unit: 'count' },
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
      { key: 'week', label: { de: 'Letzte 7 Tage', en: 'Last 7 days' }, unit: 'count' },
      { key: 'weekExpected', label: { de: 'Erwartet (7 Tage)', en: 'Expected (7 days)' }, unit: 'number' },
      { key: 'weekQ', label: { de: 'q (7 Tage)', en: 'q (7 days)' }, unit: 'number' },
    ],
    rows: sorted.slice(0, TABLE_ROWS).map((move) => {
      const name = nameOf(scene, move.row.product)
      const last = lately.get(move.row.product)
      return [
        move.row.product,
        textCell(name),
        ...[move.before, move.expected, move.after, finite(move.ratio), finite(move.low), finite(move.high), move.q],
        ...[move.cents, last?.after ?? null, last?.expected ?? null, last?.q ?? null],
      ]
    }),
    rowCount: month.length,
    evidenceId: scene.evidence.products,
  }
}
