/** Prices that are probably a mistake, found anew by the rule the report names. */
import type { Chart, Table } from '../../src/features/findings/index.ts'
import {
  type Audits,
  expectChart,
  expectFigure,
  expectTable,
  expectValues,
  oncePerWorld,
  plain,
  type World,
} from './audit.ts'
import { countOf, daysFrom, distance, groupBy, type Line, shift, sumOf } from './ledger.ts'
import { keyOf, salesOf } from './sums.ts'

/** What was paid for a product in one of the last days, beside what is usual of it (logarithms of prices). */
interface Paid {
  readonly code: string
  readonly day: string
  readonly unitCents: number
  readonly orders: number
  readonly pieces: number
  readonly level: number
  readonly usual: number
  readonly spread: number
  readonly lowest: number
  readonly highest: number
}

const PRICE_DAYS = 7
const HISTORY_DAYS = 90
const MAD = 1.482602218505602

const exact = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN

const unitCentsOf = ({ priceMills }: Line) => Math.floor((2 * priceMills + 10) / 20)

function paidOf(world: World): Paid[] {
  const sales = salesOf(world, PRICE_DAYS + HISTORY_DAYS)
  const cut = shift(world.asOf, -PRICE_DAYS)
  return [...groupBy(sales, ({ code }) => code)].flatMap(([code, own]) => {
    const levelOf = (line: Line) => Math.log(Math.max(unitCentsOf(line), 1))
    const levels = own.filter(({ day }) => day <= cut).map(levelOf)
    if (levels.length < 8) return []
    const usual = exact(levels, 0.5)
    const spread = exact(
      levels.map((level) => Math.abs(level - usual)),
      0.5,
    )
    const [lowest, highest] = [exact(levels, 0.02), exact(levels, 0.98)]
    const recent = groupBy(
      own.filter(({ day }) => day > cut),
      (line) => `${line.day} ${unitCentsOf(line)}`,
    )
    return [...recent.values()].flatMap((same): Paid[] => {
      const [line] = same
      if (line === undefined) return []
      const orders = countOf(same, ({ invoice }) => invoice)
      const pieces = sumOf(same, ({ quantity }) => quantity)
      const price = { code, day: line.day, unitCents: unitCentsOf(line), level: levelOf(line) }
      return [{ ...price, orders, pieces, usual, spread, lowest, highest }]
    })
  })
}

/** How far the prices of the whole shop moved on each day: the median product, by its lines. */
function movesOf(world: World, paid: readonly Paid[]): Map<string, number> {
  const usual = new Map(paid.map((one) => [one.code, one.usual]))
  const lines = salesOf(world, PRICE_DAYS).filter(({ code }) => usual.has(code))
  return new Map(
    [...groupBy(lines, ({ day }) => day)].map(([day, own]) => {
      const means = [...groupBy(own, ({ code }) => code)].map(([code, same]) => {
        const offs = same.map((line) => Math.log(Math.max(unitCentsOf(line), 1)) - (usual.get(code) ?? 0))
        return sumOf(offs, (off) => off) / offs.length
      })
      return [day, exact(means, 0.5)]
    }),
  )
}

function isOff({ level, day, usual, spread, lowest, highest }: Paid, moves: ReadonlyMap<string, number>): boolean {
  const own = level - usual
  const shop = moves.get(day) ?? 0
  const explained = Math.sign(shop) === Math.sign(own) ? Math.abs(shop) : 0
  const excess = Math.max(0, Math.abs(own) - explained)
  const outside = level < lowest - Math.log(1.1) || level > highest + Math.log(1.1)
  return outside && excess >= 6 * MAD * spread && excess >= Math.log(2)
}

interface WrongPrice {
  readonly code: string
  readonly since: string
  readonly pieces: number
  readonly orders: number
  readonly paid: number
  readonly usual: number
  readonly low: number
  readonly high: number
  readonly isSteady: boolean
  readonly rows: readonly Paid[]
}

const wrongPricesOf = oncePerWorld(findWrongPrices)

function findWrongPrices(world: World): readonly WrongPrice[] {
  const all = paidOf(world)
  const moves = movesOf(world, all)
  const prices = [...groupBy(all, ({ code }) => code)].flatMap(([code, rows]): WrongPrice[] => {
    const off = (row: Paid) => isOff(row, moves)
    const since = sinceWhen(rows, off, world.asOf)
    const wrong = rows.filter((row) => since !== null && row.day >= since && off(row))
    const orders = sumOf(wrong, (row) => row.orders)
    if (since === null || orders < 3) return []
    const at = (way: number) =>
      sumOf(wrong, ({ pieces, usual, spread }) => pieces * Math.exp(usual + way * 1.96 * MAD * spread))
    const paid = sumOf(wrong, ({ pieces, unitCents }) => pieces * unitCents)
    return [
      {
        ...{ code, since, orders, paid, rows, usual: at(0), low: paid - at(1), high: paid - at(-1) },
        pieces: sumOf(wrong, ({ pieces }) => pieces),
        isSteady: wrong.every(({ spread }) => spread === 0),
      },
    ]
  })
  const cheap = prices.filter((price) => shiftOf(price) < 0)
  const mistakes = [...withoutSale(cheap), ...withoutSale(prices.filter((price) => !cheap.includes(price)))]
  return mistakes.sort((a, b) => differenceOf(b, true) - differenceOf(a, true))
}

/** How far the price is from the usual, as a logarithm. */
function shiftOf({ paid, usual, pieces }: WrongPrice): number {
  return Math.log(Math.max(Math.round(paid / pieces), 1) / Math.round(usual / pieces))
}

/** More than five products that moved to one side in a week are a sale: only what went as far again is a mistake. */
function withoutSale(prices: readonly WrongPrice[]): readonly WrongPrice[] {
  if (prices.length <= 5) return prices
  const sizes = prices.map((price) => Math.abs(shiftOf(price))).sort((a, b) => a - b)
  const half = sizes.length / 2
  const middle = ((sizes[Math.ceil(half) - 1] ?? 0) + (sizes[Math.floor(half)] ?? 0)) / 2
  return prices.filter((price) => Math.abs(shiftOf(price)) >= middle + Math.log(2))
}

/** First of the last days from which on most pieces went at a wrong price up to the last sale. */
function sinceWhen(rows: readonly Paid[], off: (row: Paid) => boolean, asOf: string): string | null {
  let since: string | null = null
  let [wrong, all] = [0, 0]
  for (const day of daysFrom(shift(asOf, 1 - PRICE_DAYS), asOf).toReversed()) {
    const today = rows.filter((row) => row.day === day)
    const pieces = sumOf(today, (row) => row.pieces)
    const odd = sumOf(today.filter(off), (row) => row.pieces)
    if (all === 0 && today.length > 0 && odd < 0.7 * pieces) return null
    wrong += odd
    all += pieces
    if (odd > 0 && odd >= 0.5 * pieces && wrong >= 0.7 * all) since = day
  }
  return since
}

function differenceOf({ paid, usual }: WrongPrice, size = false): number {
  const difference = Math.round(paid - usual)
  return size ? Math.abs(difference) : difference
}

function auditPrices(table: Table, world: World): void {
  const prices = wrongPricesOf(world)
  const rows = new Map(
    prices.map((price) => [
      keyOf(world, price.code),
      {
        product: keyOf(world, price.code),
        name: world.ledger.titleOf(price.code),
        since: price.since,
        sold: Math.round(price.paid / price.pieces),
        usual: Math.round(price.usual / price.pieces),
        cost: null,
        units: price.pieces,
        orders: price.orders,
        difference: differenceOf(price),
      },
    ]),
  )
  const shown = table.rows.map((cells) => rows.get(String(plain(cells[0]))))
  expectTable(
    table,
    shown.map((row) => row ?? {}),
    prices.length,
  )
  // Where the money is the same, any order will do.
  const money = shown.map((row) => Math.abs(row?.difference ?? 0))
  expectValues(
    table.id,
    { order: money.join(' ') },
    {
      order: prices
        .map((price) => differenceOf(price, true))
        .slice(0, money.length)
        .join(' '),
    },
  )
}

function priceFor(world: World, id: string): WrongPrice {
  const key = id.slice('incidents.price.'.length)
  const price = wrongPricesOf(world).find(({ code }) => keyOf(world, code) === key)
  if (price === undefined) throw new Error(`${key} is not sold at an odd price`)
  return price
}

function auditPriceChart(chart: Chart, world: World): void {
  const price = priceFor(world, chart.id)
  const x = daysFrom(shift(world.asOf, 1 - PRICE_DAYS), world.asOf)
  const paid = x.map((day) => {
    const today = price.rows.filter((row) => row.day === day)
    const pieces = sumOf(today, (row) => row.pieces)
    return pieces === 0 ? null : Math.round(sumOf(today, (row) => row.pieces * row.unitCents) / pieces)
  })
  expectChart(chart, {
    kind: 'line',
    unit: 'cents',
    x,
    series: [
      { role: 'actual', values: paid },
      { role: 'comparison', values: x.map(() => Math.round(price.usual / price.pieces)) },
    ],
  })
}

export const oddPriceAudits: Audits = {
  step: 'incidents',
  tables: [{ id: /^incidents\.prices$/, check: auditPrices }],
  charts: [{ id: /^incidents\.price\./, isRare: true, check: auditPriceChart }],
  findings: [
    {
      id: /^incidents\.price\./,
      isRare: true,
      check: ({ id, figure, stakeCents, stakePeriodDays, direction }, world) => {
        const price = priceFor(world, id)
        const difference = differenceOf(price)
        expectFigure(figure, {
          value: difference,
          unit: 'cents',
          n: price.orders,
          ...(price.isSteady
            ? {}
            : { interval: { low: Math.round(price.low), high: Math.round(price.high), level: 0.95 } }),
          comparisons: [{ label: 'Usual price', value: Math.round(price.usual / price.pieces), change: null }],
        })
        expectValues(
          id,
          { stakeCents, stakePeriodDays, direction },
          { stakeCents: difference, stakePeriodDays: distance(price.since, world.asOf) + 1, direction: 'bad' },
        )
      },
    },
  ],
}
