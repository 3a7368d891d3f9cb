/** A trial of a pricing policy: days of sales from stock at the prices it sets each week, and whether it kept to the rules. */
import type { SalesRows } from '../../src/ml/pricing/fit-shop-demand.ts'
import { HISTORY_WEEKS, type Market, PROMOTED, TAX, WEEK } from './price-market.ts'

/** What every policy has to keep to; the best possible prices know no step and no number of changes. */
export const RULES = { largestStep: 0.1, minimumMargin: 0.1, endings: [95, 99, 49], changesPerWeek: 0.4 } as const
/** A delivery fills the shelf for so many weeks. */
const COVER_WEEKS = 3

/** What a policy sees on a Monday. */
export interface WeekView {
  readonly week: number
  readonly prices: Int32Array
  readonly rows: readonly SalesRows[]
  /** Units on hand and weeks until a delivery, where none comes this week; null where one does. */
  readonly scarce: readonly ({ readonly units: number; readonly weeks: number } | null)[]
}

export interface Policy {
  readonly name: string
  /** New prices in cents; prices that stay are given too. */
  decide(view: WeekView): Int32Array
}

export interface TrialResult {
  readonly profitCents: number
  readonly violations: readonly string[]
  readonly changes: number
  readonly rows: readonly SalesRows[]
}

/** Pairs of one family next to each other by list price: the plainer one never costs more. */
export function priceOrder({ products }: Market): readonly { readonly cheaper: number; readonly dearer: number }[] {
  const families = [...new Set(products.map(({ product }) => product.familyIndex))]
  return families.flatMap((family) => {
    const members = [...products.keys()].filter((p) => products[p]?.product.familyIndex === family)
    const sorted = members.sort((a, b) => (products[a]?.startCents ?? 0) - (products[b]?.startCents ?? 0))
    return sorted.slice(1).map((dearer, i) => ({ cheaper: sorted[i] ?? dearer, dearer }))
  })
}

/** Runs a policy from the first day of the trial to the last. */
export function runTrial(
  market: Market,
  policy: Policy,
  { days, isBound }: { days: number; isBound: boolean },
): TrialResult {
  const { products } = market
  const records = products.map((_one, p) => pastOf(market, p))
  const prices = Int32Array.from(products, ({ startCents }) => startCents)
  const stock = new Float64Array(products.length)
  const guard = new Guard(market, isBound)
  let profitCents = 0
  let changes = 0
  for (let day = 0; day < days; day++) {
    const week = Math.floor(day / WEEK)
    if (day % WEEK === 0) {
      products.forEach((one, p) => {
        const [from, before] = one.gap
        const wanted = market.expect(p, day, prices[p] ?? 0) * WEEK * COVER_WEEKS
        if (day < from || day >= before)
          stock[p] = Math.max(stock[p] ?? 0, Math.ceil(wanted + 2 * Math.sqrt(wanted) + 1))
      })
      const decided = policy.decide(viewOf(market, { week, prices, records, stock }))
      decided.forEach((cents, p) => {
        if (cents !== prices[p]) changes++
        prices[p] = cents
      })
    }
    guard.check(day, prices)
    products.forEach((one, p) => {
      const cents = prices[p] ?? 0
      const onHand = stock[p] ?? 0
      const sold = Math.min(onHand, market.draw(p, day, market.expect(p, day, cents)))
      stock[p] = onHand - sold
      records[p]?.add(week, { cents, sold, hasStock: onHand > 0, promoted: false })
      profitCents += sold * (cents / (1 + TAX) - one.costCents)
    })
  }
  return { profitCents, violations: guard.violations, changes, rows: records.map((record) => record.rows()) }
}

function viewOf(
  { products }: Market,
  now: { week: number; prices: Int32Array; records: readonly Record[]; stock: Float64Array },
): WeekView {
  const day = now.week * WEEK
  const scarce = products.map(({ gap: [from, before] }, p) => {
    const isInGap = day >= from && day < before
    return isInGap ? { units: now.stock[p] ?? 0, weeks: Math.ceil((before - day) / WEEK) } : null
  })
  return { week: now.week, prices: now.prices.slice(), rows: now.records.map((record) => record.rows()), scarce }
}

/** What was sold of a product, week by week. */
class Record {
  readonly #weeks = new Map<number, { cents: number; sold: number; days: number; stocked: number; promoted: boolean }>()

  add(week: number, day: { cents: number; sold: number; hasStock: boolean; promoted: boolean }): void {
    const sum = this.#weeks.get(week) ?? { cents: day.cents, sold: 0, days: 0, stocked: 0, promoted: day.promoted }
    sum.sold += day.sold
    sum.days++
    if (day.hasStock) sum.stocked++
    this.#weeks.set(week, sum)
  }

  rows(): SalesRows {
    const weeks = [...this.#weeks]
    return {
      period: Int32Array.from(weeks, ([week]) => week),
      price: Float64Array.from(weeks, ([, { cents }]) => cents),
      units: Float64Array.from(weeks, ([, { sold }]) => sold),
      promotion: Uint8Array.from(weeks, ([, { promoted }]) => Number(promoted)),
      inStock: Float64Array.from(weeks, ([, { stocked, days }]) => stocked / days),
    }
  }
}

function pastOf(market: Market, p: number): Record {
  const record = new Record()
  for (let day = -HISTORY_WEEKS * WEEK; day < 0; day++) {
    const week = Math.floor(day / WEEK)
    const { cents, promoted } = market.pastPrice(p, week)
    const sold = market.draw(p, day, market.expect(p, day, cents) * (promoted ? PROMOTED : 1))
    record.add(week, { cents, sold, hasStock: true, promoted })
  }
  return record
}

/** Looks at the prices of each day with eyes of its own: nothing of how they were chosen is used here. */
class Guard {
  readonly violations: string[] = []
  readonly #market: Market
  readonly #isBound: boolean
  readonly #order: ReturnType<typeof priceOrder>
  #before: Int32Array | null = null
  readonly #changedOn: number[][] = []

  constructor(market: Market, isBound: boolean) {
    this.#market = market
    this.#isBound = isBound
    this.#order = priceOrder(market)
  }

  check(day: number, prices: Int32Array): void {
    const before = this.#before
    this.#before = prices.slice()
    const changed: number[] = []
    this.#market.products.forEach((one, p) => {
      const cents = prices[p] ?? 0
      const wrong = (what: string) =>
        this.violations.push(`day ${day}, ${one.product.externalId}, ${cents} cents: ${what}`)
      if (cents > one.ceilingCents) wrong('above the recommended price')
      if ((cents / (1 + TAX)) * (1 - RULES.minimumMargin) < one.costCents - 1e-6) wrong('below the minimum margin')
      if (!RULES.endings.some((ending) => ending === cents % 100)) wrong('ending')
      const old = before?.[p]
      if (old === undefined || old === cents) return
      changed.push(p)
      if (!this.#isBound) return
      if (Math.abs(cents - old) > RULES.largestStep * old + 1e-6) wrong(`step from ${old}`)
      if (this.#changedOn.slice(-WEEK + 1).some((products) => products.includes(p))) wrong('changed twice in a week')
    })
    this.#changedOn.push(changed)
    const most = Math.floor(RULES.changesPerWeek * prices.length)
    const lately = this.#changedOn.slice(-WEEK).flat().length
    if (this.#isBound && lately > most)
      this.violations.push(`day ${day}: ${lately} changes in a week, ${most} are allowed`)
    for (const { cheaper, dearer } of this.#isBound ? this.#order : []) {
      if ((prices[cheaper] ?? 0) > (prices[dearer] ?? 0))
        this.violations.push(`day ${day}: order of ${cheaper} and ${dearer}`)
    }
  }
}
