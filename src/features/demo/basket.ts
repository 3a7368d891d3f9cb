/** What goes into a basket: products by the day's demand and the buyer's taste, what belongs with them, what is sold out. */
import type { DemoVariant } from './catalogue.ts'
import { FAMILIES } from './families.data.ts'
import type { Plan } from './plan.ts'
import { geometric, pick, type Rng, searchCumulative, weighted } from './rng.ts'

const MAX_PICKS = 6

/** Somebody's wish to buy at a second of the day, and what it comes from. */
export interface Wish {
  readonly second: number
  /** -1: a guest. */
  readonly customer: number
  readonly first: boolean
  readonly cause: 'usual' | 'viral' | 'bargain'
}

export interface BasketItem {
  readonly product: number
  readonly variant: DemoVariant
  readonly quantity: number
  readonly priceCents: number
}

/** A day of the window with the running totals of the products' demand. */
export interface Day {
  readonly day: number
  readonly cumulative: Float64Array
  readonly total: number
}

/** What makes one buyer's baskets differ from another's. */
export interface Taste {
  readonly woman: boolean
  /** Probability of one more product. */
  readonly appetite: number
  /** Probability of taking the dearer of two products. */
  readonly taste: number
}

export interface StockOutTally {
  lostUnits: number
  lostCents: number
  substitutedUnits: number
}

interface Filling {
  readonly plan: Plan
  readonly today: Day
  readonly ranges: readonly (readonly [from: number, to: number])[]
  readonly rng: Rng
  /** Counts what the empty shelf does. */
  readonly tally: { readonly stockOut: StockOutTally }
}

function drawProduct({ today, rng }: Filling): number {
  return searchCumulative(today.cumulative, rng() * today.total, 0, today.cumulative.length)
}

/** A product of a family by the day's demand, or -1 where the family has nothing on sale. */
function drawOfFamily({ today, rng, ranges }: Filling, family: number, without: number): number {
  const [from, to] = ranges[family] ?? [0, 0]
  const below = from === 0 ? 0 : (today.cumulative[from - 1] ?? 0)
  const span = (today.cumulative[to - 1] ?? 0) - below
  if (!(span > 0)) return -1
  for (let attempt = 0; attempt < 8; attempt++) {
    const product = searchCumulative(today.cumulative, below + rng() * span, from, to)
    if (product !== without) return product
  }
  return -1
}

/** One product for a buyer: of two by taste, and again where it is cut for somebody else. */
function choose(filling: Filling, buyer: Taste): number {
  const { plan, rng } = filling
  const suits = (p: number) => {
    const cut = plan.products[p]?.cut ?? null
    return cut === null || (cut === 'women') === buyer.woman || rng() < 0.3
  }
  const one = () => {
    const first = drawProduct(filling)
    return suits(first) ? first : drawProduct(filling)
  }
  const a = one()
  const b = one()
  const dearer = (plan.products[a]?.listCents ?? 0) >= (plan.products[b]?.listCents ?? 0) ? a : b
  return rng() < buyer.taste ? dearer : a + b - dearer
}

/** The goods of one wish, and the products that were wanted and sold out. */
export function fillBasket(
  filling: Filling,
  wish: Wish,
  buyer: Taste,
): { items: readonly BasketItem[]; missed: readonly number[] } {
  const { plan, today, rng } = filling
  const { viral, wrongPrice } = plan.incidents
  const wanted: number[] = []
  const missed: number[] = []
  if (wish.cause === 'viral') wanted.push(viral.product)
  if (wish.cause === 'bargain') wanted.push(wrongPrice.product)
  const picks =
    wish.cause === 'usual' ? 1 + Math.min(MAX_PICKS - 1, geometric(rng, buyer.appetite)) : rng() < 0.2 ? 1 : 0
  for (let i = 0; i < picks; i++) {
    const product = choose(filling, buyer)
    if (!wanted.includes(product)) wanted.push(product)
  }
  if (wish.cause === 'usual') addComplements(filling, wanted)
  const items: BasketItem[] = []
  for (const product of wanted) {
    const { taken, quantity } = takeFromShelf(filling, product, quantityOf(filling, product, wish), missed)
    const article = plan.products[taken]
    if (article === undefined || items.some((item) => item.product === taken)) continue
    items.push({
      product: taken,
      variant: drawVariant(rng, article.variants),
      quantity,
      priceCents: plan.priceOn(taken, today.day),
    })
  }
  return { items, missed }
}

/** Goods that belong together; price and season of the partner count as they do for any other product. */
function addComplements(filling: Filling, wanted: number[]): void {
  const { plan, today, rng } = filling
  for (const product of [...wanted]) {
    for (const [key, probability] of plan.products[product]?.family.complements ?? []) {
      const family = FAMILIES.findIndex((other) => other.key === key)
      if (rng() >= Math.min(1, probability * plan.demand.priceEffect(today.day, family))) continue
      const partner = drawOfFamily(filling, family, -1)
      if (partner >= 0 && !wanted.includes(partner)) wanted.push(partner)
    }
  }
}

const severalDraw = weighted([
  [1, 0.62],
  [2, 0.24],
  [3, 0.09],
  [4, 0.05],
] as const)
const bargainDraw = weighted([
  [1, 0.55],
  [2, 0.3],
  [3, 0.15],
] as const)

function quantityOf({ plan, rng }: Filling, product: number, wish: Wish): number {
  if (wish.cause === 'bargain' && product === plan.incidents.wrongPrice.product) return bargainDraw(rng)
  if (plan.products[product]?.family.several === true) return severalDraw(rng)
  return rng() < 0.02 ? 2 : 1
}

/** What becomes of a wish for the product that is sold out: another one of the family (taken), or nothing (-1). */
function takeFromShelf(
  filling: Filling,
  product: number,
  quantity: number,
  missed: number[],
): { taken: number; quantity: number } {
  const { plan, today, rng, tally } = filling
  const { stockOut } = plan.incidents
  if (product !== stockOut.product || today.day < stockOut.fromDay) return { taken: product, quantity }
  missed.push(product)
  const substitute =
    rng() < stockOut.substituteRate ? drawOfFamily(filling, plan.products[product]?.familyIndex ?? 0, product) : -1
  if (substitute >= 0) tally.stockOut.substitutedUnits += quantity
  else {
    tally.stockOut.lostUnits += quantity
    tally.stockOut.lostCents += quantity * plan.priceOn(product, today.day)
  }
  return { taken: substitute, quantity }
}

/** A variant by its share of the product's units. */
export function drawVariant(rng: Rng, variants: readonly DemoVariant[]): DemoVariant {
  let left = rng()
  for (const variant of variants) {
    left -= variant.weight
    if (left < 0) return variant
  }
  return pick(rng, variants)
}
