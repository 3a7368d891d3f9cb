/** From counted pairs to a ranking, a table and bundles worth trying. Pure. */
import type { Text } from '../../core/lang.ts'
import { basketPair } from '../../language/sentences/baskets.ts'
import { prose } from '../../language/sentences/pen.ts'
import type { Pairs } from '../../ml/baskets/pairs.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import { type Evidence, type Figure, type Finding, type Interval, type Table, textCell } from '../findings/index.ts'
import type { PairRow, Sizes } from './store.ts'
import { assumptionText } from './texts.ts'

const LEVEL = 0.95
/** False discovery rate of the table. */
export const MAX_Q = 0.01
/** What makes a bundle worth a try: clearly above chance, and most buyers of either do not take the other yet. */
const BUNDLE_LIFT = 2
const BUNDLE_SHARE = 0.5
/** Assumed: so many more joint purchases where both are shown together. */
const MORE_TOGETHER = 0.1

/** Fewer baskets with both say nothing. */
export function minCountFor(baskets: number): number {
  return baskets < 2000 ? 5 : 10
}

/** Baskets as the kernel takes them. */
export function basketsOf({ item, begins }: Record<'item' | 'begins', Float64Array>) {
  const items = Uint32Array.from(item)
  const count = begins.reduce((sum, one) => sum + one, 0)
  const basketOffsets = new Uint32Array(count + 1)
  let basket = 0
  begins.forEach((begin, at) => {
    if (begin === 1) basketOffsets[basket++] = at
  })
  basketOffsets[count] = items.length
  return { items, basketOffsets }
}

export interface Ranked {
  readonly a: number
  readonly b: number
  readonly q: number
}

/** Pairs above chance, those first that occur most often beyond it. */
export function rankPairs(pairs: Pairs): Ranked[] {
  const found: (Ranked & { readonly excess: number })[] = []
  for (let i = 0; i < pairs.n.length; i++) {
    const lift = pairs.lift[i] ?? 0
    const q = pairs.q[i] ?? 1
    const n = pairs.n[i] ?? 0
    if (!(q < MAX_Q) || lift <= 1) continue
    found.push({ a: pairs.a[i] ?? 0, b: pairs.b[i] ?? 0, q, excess: n - n / lift })
  }
  return found.sort((x, y) => y.excess - x.excess || x.a - y.a || x.b - y.b)
}

function liftOf({ n, with_a, with_b, baskets }: PairRow): number {
  return (n * baskets) / (with_a * with_b)
}

/** Of the lift: Wilson's interval of the share of the rarer product's baskets, over the share of the other in all. */
function liftInterval(row: PairRow): Interval | null {
  const [rare, common] = row.with_a <= row.with_b ? [row.with_a, row.with_b] : [row.with_b, row.with_a]
  const ends = wilsonInterval(row.n, rare, LEVEL)
  const chance = common / row.baskets
  return ends === null ? null : { low: ends.low / chance, high: ends.high / chance, level: LEVEL }
}

/** Name of one side in each language; the SKU where the catalogue has none. */
function nameOf(row: PairRow, side: 'a' | 'b'): Text {
  const sku = row[`sku_${side}`]
  return { de: row[`title_de_${side}`] || sku, en: row[`title_en_${side}`] || sku }
}

export function pairTable(ranked: readonly Ranked[], rows: readonly PairRow[], evidence: Evidence): Table {
  const counted = new Map(rows.map((row) => [`${row.a}-${row.b}`, row]))
  const cells = ranked.flatMap(({ a, b, q }) => {
    const row = counted.get(`${a}-${b}`)
    if (row === undefined) return []
    const { n, with_a, with_b } = row
    return [
      [
        row.sku_a,
        textCell(nameOf(row, 'a')),
        row.sku_b,
        textCell(nameOf(row, 'b')),
        n,
        liftOf(row),
        n / with_a,
        n / with_b,
        q,
      ],
    ]
  })
  return {
    id: 'baskets.pairs',
    title: { de: 'Produkte, die zusammen gekauft werden', en: 'Products bought together' },
    note: {
      de: 'Geordnet nach den gemeinsamen Bestellungen über das hinaus, was der Zufall gäbe. q: Anteil falscher Treffer, wenn man bis hier alle nimmt.',
      en: 'Ordered by joint orders beyond what chance would give. q: share of false hits when all up to here are taken.',
    },
    columns: [
      { key: 'skuA', label: { de: 'Artikelnummer A', en: 'SKU A' }, unit: 'text' },
      { key: 'a', label: { de: 'Produkt A', en: 'Product A' }, unit: 'text' },
      { key: 'skuB', label: { de: 'Artikelnummer B', en: 'SKU B' }, unit: 'text' },
      { key: 'b', label: { de: 'Produkt B', en: 'Product B' }, unit: 'text' },
      { key: 'n', label: { de: 'Gemeinsam', en: 'Together' }, unit: 'count' },
      { key: 'lift', label: { de: 'Gegenüber Zufall', en: 'Against chance' }, unit: 'factor' },
      { key: 'ab', label: { de: 'B, wenn A', en: 'B given A' }, unit: 'ratio' },
      { key: 'ba', label: { de: 'A, wenn B', en: 'A given B' }, unit: 'ratio' },
      { key: 'q', label: { de: 'q', en: 'q' }, unit: 'number' },
    ],
    rows: cells,
    rowCount: cells.length,
    evidenceId: evidence.id,
  }
}

export function basketFigures(sizes: Sizes, pairs: number, evidence: Evidence): Figure[] {
  const { baskets, several, lines } = sizes
  const shared = { interval: null, comparisons: [], n: baskets, missing: null, evidenceId: evidence.id }
  const none: Text | null =
    baskets === 0 ? { de: 'Keine Bestellung mit Produkten.', en: 'No order with products.' } : null
  const ends = wilsonInterval(several, baskets, LEVEL)
  return [
    {
      ...shared,
      id: 'baskets.orders',
      label: { de: 'Bestellungen mit Produkten', en: 'Orders with products' },
      value: baskets,
      unit: 'count',
    },
    {
      ...shared,
      id: 'baskets.several',
      label: { de: 'Bestellungen mit mehreren Produkten', en: 'Orders with several products' },
      value: baskets === 0 ? null : several / baskets,
      unit: 'ratio',
      interval: ends === null ? null : { ...ends, level: LEVEL },
      missing: none,
    },
    {
      ...shared,
      id: 'baskets.size',
      label: { de: 'Verschiedene Produkte je Bestellung', en: 'Different products per order' },
      value: baskets === 0 ? null : lines / baskets,
      unit: 'number',
      missing: none,
    },
    {
      ...shared,
      id: 'baskets.pairs',
      label: {
        de: 'Paare, die öfter als zufällig zusammenkommen',
        en: 'Pairs that come together more often than by chance',
      },
      value: pairs,
      unit: 'count',
    },
  ]
}

/** Money of the window if so many more bought both: each such purchase adds one of the two products. */
function bundleCents({ n, cents_a, cents_b }: PairRow): number {
  return Math.round((MORE_TOGETHER * n * (cents_a + cents_b)) / 2)
}

/** The best bundles, each product in one of them only. */
export function chooseBundles(rows: readonly PairRow[], count: number): PairRow[] {
  const used = new Set<number>()
  return rows
    .filter((row) => liftOf(row) >= BUNDLE_LIFT && Math.max(row.n / row.with_a, row.n / row.with_b) <= BUNDLE_SHARE)
    .filter((row) => bundleCents(row) > 0)
    .sort((x, y) => bundleCents(y) - bundleCents(x) || x.a - y.a || x.b - y.b)
    .filter(({ a, b }) => {
      if (used.has(a) || used.has(b)) return false
      used.add(a).add(b)
      return true
    })
    .slice(0, count)
}

export interface BundleContext {
  readonly evidence: Evidence
  /** Where the number of all baskets comes from. */
  readonly sizes: Evidence
  readonly currency: string
  /** Days the baskets are from. */
  readonly days: number
}

export function bundleFinding(row: PairRow, { evidence, sizes, currency, days }: BundleContext): Finding {
  const [first, second] = row.with_a <= row.with_b ? (['a', 'b'] as const) : (['b', 'a'] as const)
  const interval = liftInterval(row)
  const statement = basketPair({
    first: nameOf(row, first),
    second: nameOf(row, second),
    together: row.n,
    lift: liftOf(row),
    liftInterval: interval,
    shareOfFirst: row.n / row[`with_${first}`],
  })
  const stakeCents = bundleCents(row)
  const assumption = assumptionText({ share: MORE_TOGETHER, cents: stakeCents, days, currency })
  return {
    id: `baskets.bundle.${row.sku_a}+${row.sku_b}`,
    kind: 'basket',
    direction: 'good',
    stakeCents,
    stakePeriodDays: days,
    title: statement.title,
    sentence: { de: prose(statement.sentence.de, assumption.de), en: prose(statement.sentence.en, assumption.en) },
    figure: {
      id: 'baskets.lift',
      label: { de: 'Zusammen gekauft gegenüber Zufall', en: 'Bought together against chance' },
      value: liftOf(row),
      unit: 'factor',
      interval,
      n: row.n,
      missing: null,
      comparisons: [],
      evidenceId: evidence.id,
    },
    chart: null,
    evidenceIds: [evidence.id, sizes.id],
    next: [...statement.next],
  }
}
