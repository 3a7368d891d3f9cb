/** Prices that are probably a mistake: far from the product's own, and not part of a promotion. Pure. */
import type { Text } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import type { Statement } from '../../language/sentences/pen.ts'
import { wrongPrice } from '../../language/sentences/stock-price.ts'
import { NORMAL_CONSISTENCY } from '../../ml/stats/median-absolute-deviation.ts'
import { median } from '../../ml/stats/quantile.ts'
import { type Chart, type Finding, type Interval, type Table, tableOf, textCell } from '../findings/index.ts'
import { type Article, articleName } from './catalogue.ts'
import { PRICE_DAYS, type PriceRow, type ShiftRow, WHOLE_SHOP } from './store.ts'
import { priceChart } from './texts.ts'

/** A price is far off from this factor on; more for one announced as a reduction, less for one below cost. */
const FACTOR = { plain: 2, announced: 4, belowCost: 1.25 } as const
/** ... and by so many robust standard deviations of the product's own prices. */
const DEVIATIONS = 6
/** ... and by so much outside of the middle 96 % of what was paid before. */
const BEYOND = Math.log(1.1)
/** Below cost counts from this share of it: rounding and currencies are no loss. */
const BELOW_COST = 0.95
const LEAST_ORDERS = 3
/** Share of the pieces since it began that went at the wrong price; one customer's own price is no mistake. */
const LEAST_SHARE = 0.7
/** Other products that must have moved alike for it to be a promotion. */
const LEAST_FAMILY = 4
/** More products than that becoming so much cheaper (or dearer) within one week are a sale, not so many mistakes. */
const MOST_MISTAKES = 5
/** What is less than this share of the shop's daily revenue stays in the table. */
const LEAST_MONEY = 0.005
const TABLE_ROWS = 200
const LEVEL = 0.95

export interface WrongPrice {
  readonly product: string
  readonly name: Text
  readonly since: Day
  readonly soldAtCents: number
  readonly usualCents: number
  readonly units: number
  readonly orders: number
  /** What came in less what would have at the usual price; the interval from how far usual prices lie apart. */
  readonly differenceCents: number
  readonly interval: Interval | null
  readonly costCents: number | null
  readonly belowCost: boolean
  readonly rows: readonly PriceRow[]
  /** Those of them that are wrong. */
  readonly off: readonly PriceRow[]
}

export interface PriceInput {
  readonly rows: readonly PriceRow[]
  readonly shifts: readonly ShiftRow[]
  readonly articles: ReadonlyMap<string, Article>
  readonly taxPercent: number
  readonly asOf: Day
}

/** Products sold at a probably wrong price up to their last sale, those with most money first. */
export function findWrongPrices({ rows, shifts, articles, taxPercent, asOf }: PriceInput): WrongPrice[] {
  const moved = new Map(shifts.map((row) => [`${row.category}/${row.day}`, row]))
  const groups = new Map<string, PriceRow[]>()
  for (const row of rows) {
    const group = groups.get(row.product)
    if (group === undefined) groups.set(row.product, [row])
    else group.push(row)
  }
  const found: WrongPrice[] = []
  for (const [product, group] of groups) {
    const since = sinceWhen(group, (row) => isOff(row, moved, taxPercent), asOf)
    if (since === null) continue
    const off = group.filter((row) => row.day >= since && isOff(row, moved, taxPercent))
    const sum = (pick: (row: PriceRow) => number) => off.reduce((total, row) => total + pick(row), 0)
    const [units, orders] = [sum(({ quantity }) => quantity), sum((row) => row.orders)]
    if (orders < LEAST_ORDERS) continue
    const { paid, usual, differenceCents, interval } = priceGap(off)
    const cost = off.every(({ cost_cents }) => cost_cents !== null)
      ? sum((row) => row.quantity * (row.cost_cents ?? 0)) / units
      : null
    found.push({
      product,
      name: articleName(articles.get(`product/${product}`), product),
      since,
      soldAtCents: Math.round(paid / units),
      usualCents: Math.round(usual / units),
      units,
      orders,
      differenceCents,
      interval,
      costCents: cost === null ? null : Math.round(cost),
      belowCost: cost !== null && paid / units / (1 + taxPercent / 100) < cost,
      rows: group,
      off,
    })
  }
  const mistakes = [...withoutSale(found.filter(isCheap)), ...withoutSale(found.filter((one) => !isCheap(one)))]
  return mistakes.sort((a, b) => Math.abs(b.differenceCents) - Math.abs(a.differenceCents))
}

/** What came in at these prices, what would have at the usual ones, and how sure that is. */
export function priceGap(off: readonly PriceRow[]) {
  const sum = (pick: (row: PriceRow) => number) => off.reduce((total, row) => total + row.quantity * pick(row), 0)
  const paid = sum((row) => row.unit_cents)
  const usual = sum((row) => Math.exp(row.usual))
  const reach = (way: 1 | -1) => paid - sum((row) => Math.exp(row.usual + way * 1.96 * NORMAL_CONSISTENCY * row.spread))
  const steady = off.every(({ spread }) => spread === 0)
  const interval = steady ? null : { low: Math.round(reach(1)), high: Math.round(reach(-1)), level: LEVEL }
  return { paid, usual, differenceCents: Math.round(paid - usual), interval }
}

const isCheap = ({ soldAtCents, usualCents }: WrongPrice) => soldAtCents < usualCents

/** Where many moved to the same side at once, only those that went as far again beyond the middle of them. */
function withoutSale(found: readonly WrongPrice[]): readonly WrongPrice[] {
  if (found.length <= MOST_MISTAKES) return found
  const shift = ({ soldAtCents, usualCents }: WrongPrice) => Math.abs(Math.log(Math.max(soldAtCents, 1) / usualCents))
  const middle = median(found.map(shift))
  return found.filter((one) => shift(one) >= middle + Math.log(FACTOR.plain))
}

/** How far (in logarithms) a price lies from the usual beyond what its category or the whole shop did on that day. */
function excessOf(row: PriceRow, moved: ReadonlyMap<string, ShiftRow>): number {
  const own = Math.log(Math.max(row.unit_cents, 1)) - row.usual
  const together = [row.category, WHOLE_SHOP].flatMap((family) => {
    const shift = moved.get(`${family}/${row.day}`)
    return shift === undefined || shift.products < LEAST_FAMILY ? [] : [shift.shift]
  })
  // Only a movement to the same side explains anything.
  const explained = together.filter((shift) => Math.sign(shift) === Math.sign(own)).map(Math.abs)
  return Math.sign(own) * Math.max(0, Math.abs(own) - Math.max(0, ...explained))
}

function isOff(row: PriceRow, moved: ReadonlyMap<string, ShiftRow>, taxPercent: number): boolean {
  const excess = excessOf(row, moved)
  const level = Math.log(Math.max(row.unit_cents, 1))
  const outside = level < row.lowest - BEYOND || level > row.highest + BEYOND
  if (!outside || Math.abs(excess) < DEVIATIONS * NORMAL_CONSISTENCY * row.spread) return false
  const net = (cents: number) => cents / (1 + taxPercent / 100)
  const loses = row.cost_cents !== null && row.cost_cents > 0 && net(row.unit_cents) < BELOW_COST * row.cost_cents
  const usuallyEarns = row.cost_cents !== null && net(Math.exp(row.usual)) >= row.cost_cents
  if (excess < 0 && loses && usuallyEarns) return -excess >= Math.log(FACTOR.belowCost)
  const announced = excess < 0 && (row.compare_at_cents ?? 0) > row.unit_cents
  return Math.abs(excess) >= Math.log(announced ? FACTOR.announced : FACTOR.plain)
}

/** First day of the last days from which on most pieces went at a wrong price up to the last sale; null: none. */
function sinceWhen(rows: readonly PriceRow[], off: (row: PriceRow) => boolean, asOf: Day): Day | null {
  let since: Day | null = null
  let wrong = 0
  let all = 0
  for (let back = 0; back < PRICE_DAYS; back++) {
    const today = rows.filter(({ day }) => day === addDays(asOf, -back))
    const sum = (some: readonly PriceRow[]) => some.reduce((total, { quantity }) => total + quantity, 0)
    const wrongToday = sum(today.filter(off))
    if (all === 0 && today.length > 0 && wrongToday < LEAST_SHARE * sum(today)) return null
    wrong += wrongToday
    all += sum(today)
    if (wrongToday > 0 && wrongToday >= 0.5 * sum(today) && wrong >= LEAST_SHARE * all) since = addDays(asOf, -back)
  }
  return since
}

export interface PriceScene {
  readonly asOf: Day
  readonly currency: string
  /** The shop's revenue on an average day. */
  readonly centsPerDay: number
  readonly evidence: { readonly prices: string; readonly shifts: string; readonly catalogue: string }
}

/** The mistakes that cost enough, those with most money first. */
export function priceFindings(found: readonly WrongPrice[], scene: PriceScene): Finding[] {
  return found
    .filter(({ differenceCents }) => Math.abs(differenceCents) >= LEAST_MONEY * scene.centsPerDay)
    .map((one) => findingOf(one, scene))
}

/** What is said about a wrong price, in the report and where its correction is proposed. */
export function priceStatement(found: WrongPrice, currency: string): Statement {
  return wrongPrice({
    product: found.name,
    soldAtCents: found.soldAtCents,
    usualCents: found.usualCents,
    units: found.units,
    orders: found.orders,
    since: found.since,
    differenceCents: found.differenceCents,
    costCents: found.belowCost ? found.costCents : null,
    currency,
  })
}

function findingOf(found: WrongPrice, { asOf, currency, evidence }: PriceScene): Finding {
  const statement = priceStatement(found, currency)
  const id = `incidents.price.${found.product}`
  return {
    id,
    kind: 'price',
    // Too dear may have cost orders, too cheap has cost money: neither is good.
    direction: 'bad',
    stakeCents: found.differenceCents,
    stakePeriodDays: daysBetween(found.since, asOf) + 1,
    title: statement.title,
    sentence: statement.sentence,
    figure: {
      id,
      label: { de: 'Unterschied zum üblichen Preis', en: 'Difference to the usual price' },
      value: found.differenceCents,
      unit: 'cents',
      interval: found.interval,
      n: found.orders,
      missing: null,
      comparisons: [
        {
          label: { de: 'Üblicher Stückpreis', en: 'Usual price' },
          value: found.usualCents,
          change: null,
        },
      ],
      evidenceId: evidence.prices,
    },
    chart: chartOf(found, asOf, evidence.prices),
    evidenceIds: [evidence.prices, evidence.shifts, evidence.catalogue],
    next: [...statement.next],
  }
}

/** Mean price per day of the last week beside the usual one. */
function chartOf({ product, name, rows, usualCents }: WrongPrice, asOf: Day, evidenceId: string): Chart {
  const x = Array.from({ length: PRICE_DAYS }, (_, i) => addDays(asOf, i + 1 - PRICE_DAYS))
  const paid = x.map((day) => {
    const today = rows.filter((row) => row.day === day)
    const pieces = today.reduce((sum, { quantity }) => sum + quantity, 0)
    return pieces === 0 ? null : Math.round(today.reduce((sum, row) => sum + row.quantity * row.unit_cents, 0) / pieces)
  })
  return {
    id: `incidents.price.${product}`,
    title: priceChart(name),
    kind: 'line',
    unit: 'cents',
    x,
    series: [
      { name: { de: 'Bezahlt', en: 'Paid' }, role: 'actual', values: paid },
      { name: { de: 'Üblich', en: 'Usual' }, role: 'comparison', values: x.map(() => usualCents) },
    ],
    marks: [],
    evidenceId,
  }
}

export function priceTable(found: readonly WrongPrice[], evidenceId: string): Table {
  return tableOf(
    {
      id: 'incidents.prices',
      title: { de: 'Wahrscheinlich falsche Preise', en: 'Prices that are probably wrong' },
      evidenceId,
      shown: TABLE_ROWS,
    },
    found,
    [
      ['product', { de: 'Artikel', en: 'Item' }, 'text', ({ product }) => product],
      ['name', { de: 'Produkt', en: 'Product' }, 'text', ({ name }) => textCell(name)],
      ['since', { de: 'Seit', en: 'Since' }, 'date', ({ since }) => since],
      ['sold', { de: 'Verkauft zu', en: 'Sold at' }, 'cents', ({ soldAtCents }) => soldAtCents],
      ['usual', { de: 'Üblich', en: 'Usual' }, 'cents', ({ usualCents }) => usualCents],
      ['cost', { de: 'Einkauf', en: 'Cost' }, 'cents', ({ costCents }) => costCents],
      ['units', { de: 'Stück', en: 'Pieces' }, 'count', ({ units }) => units],
      ['orders', { de: 'Bestellungen', en: 'Orders' }, 'count', ({ orders }) => orders],
      ['difference', { de: 'Unterschied', en: 'Difference' }, 'cents', ({ differenceCents }) => differenceCents],
    ],
  )
}
