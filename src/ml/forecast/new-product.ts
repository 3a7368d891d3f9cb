import { poissonDeviance } from '../math/deviance.ts'

/** What is known of a product before it sells. */
export interface ProductTraits {
  /** From coarse to fine: 'clothing', 'jackets'. */
  readonly categories: readonly string[]
  /** Above 0; null: not known. */
  readonly price: number | null
  /** What is said of it, such as 'colour=red' and 'brand=acme'. */
  readonly tags: ReadonlySet<string>
}

export interface LaunchedProduct extends ProductTraits {
  /** Units by step since the launch, >= 0, NaN where it could not be bought; without the season, where there is one. */
  readonly demand: Float64Array
}

/** How much a difference of each kind takes from the weight of an analogue. */
interface Sharpness {
  readonly category: number
  readonly price: number
  readonly tags: number
}

export interface LaunchModel {
  readonly launches: readonly LaunchedProduct[]
  readonly horizon: number
  readonly sharpness: Sharpness
  /** Units a step that are added to a forecast before its error is divided by it. */
  readonly offset: number
  /** What came minus what was forecast from the others, in forecasts, ascending: of single steps and of the whole horizon. */
  readonly stepErrors: Float64Array
  readonly totalErrors: Float64Array
}

export type LaunchFit =
  | { readonly ok: true; readonly model: LaunchModel }
  /** Too few launches whose demand over the whole horizon is known. */
  | { readonly ok: false; readonly needs: number; readonly has: number }

interface Range {
  readonly point: number
  readonly low: number
  readonly high: number
}

export interface LaunchForecast {
  /** One for each step from the launch on. */
  readonly steps: readonly Range[]
  readonly total: Range
  /** The launches it rests on most, the weightiest first: places in the model's, shares of all weight. */
  readonly analogues: readonly { readonly place: number; readonly share: number }[]
}

/** Fewer launches tell nothing of how launches differ. */
const LEAST_LAUNCHES = 8
/** Launches that the search tries each other on; more cost time and choose the same. */
const MOST_TRIED = 300
const TRIED: Sharpness[] = [0, 1, 3].flatMap((category) =>
  [0, 1, 3].flatMap((price) => [0, 2, 6].map((tags) => ({ category, price, tags }))),
)
/** The curve is taken from farther around than the level: products differ more in how much sells than in when. */
const CURVE_REACH = 0.5
const MOST_ANALOGUES = 10
/** Stands for nothing sold where a logarithm is taken. */
const LEAST_UNITS = 1e-9

/**
 * Learns from past launches which likeness matters (category, price or what is said of a product), each launch being forecast from
 * all others, and how far such forecasts miss.
 * @param horizon  steps from the launch on, a whole number >= 1
 * @throws RangeError  horizon or a price is out of range, a demand is negative
 * Source: kernel regression on analogues (Nadaraya, 1964; Watson, 1964); for launches e.g. Hu, Acimovic, Erize, Thomas & Van Mieghem
 * (2019), "Forecasting new product life cycle curves". Intervals by leave-one-out conformal errors (Barber et al., 2021).
 */
export function fitLaunches(launches: readonly LaunchedProduct[], horizon: number): LaunchFit {
  check(launches, horizon)
  const isWhole = ({ demand }: LaunchedProduct) =>
    demand.length >= horizon && demand.subarray(0, horizon).every(Number.isFinite)
  const whole = launches.filter(isWhole)
  if (whole.length < LEAST_LAUNCHES) return { ok: false, needs: LEAST_LAUNCHES, has: whole.length }
  // Spread evenly over what is there, the same at every run.
  const every = Math.max(1, whole.length / MOST_TRIED)
  const tried = Array.from({ length: Math.min(whole.length, MOST_TRIED) }, (_, i) => Math.floor(i * every))
  const products = tried.flatMap((place) => whole[place] ?? [])
  const sharpness = bestSharpness(products, horizon)
  const offset =
    (0.1 * products.reduce((sum, product) => sum + totalOf(product, horizon), 0)) / products.length / horizon
  const [stepErrors, totalErrors]: [number[], number[]] = [[], []]
  products.forEach((product, own) => {
    const made = combine(products, weightsOf(product, products, sharpness, own), horizon)
    for (let h = 0; h < horizon; h++) stepErrors.push(relative(product.demand[h] ?? 0, made[h] ?? 0, offset))
    totalErrors.push(relative(totalOf(product, horizon), sumOf(made), horizon * offset))
  })
  const sorted = (values: number[]) => Float64Array.from(values).sort()
  const errors = { stepErrors: sorted(stepErrors), totalErrors: sorted(totalErrors) }
  return { ok: true, model: { launches, horizon, sharpness, offset, ...errors } }
}

/**
 * What a product will sell that has not sold yet, from the launches of those like it.
 * @param level  share of launches the intervals are meant to hold, 0..1 exclusive
 * @throws RangeError  level or the price is out of range
 */
export function forecastLaunch(model: LaunchModel, product: ProductTraits, level: number): LaunchForecast {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie above 0 and below 1, got ${level}`)
  checkPrice(product, 'the product')
  const { launches, horizon, sharpness, offset, stepErrors, totalErrors } = model
  const weights = weightsOf(product, launches, sharpness, -1)
  const made = combine(launches, weights, horizon)
  const sum = weights.level.reduce((total, weight) => total + weight, 0)
  const places = Array.from(weights.level.keys()).sort((a, b) => (weights.level[b] ?? 0) - (weights.level[a] ?? 0))
  return {
    steps: Array.from(made, (point) => rangeAround(point, offset, stepErrors, level)),
    total: rangeAround(sumOf(made), horizon * offset, totalErrors, level),
    analogues: places.slice(0, MOST_ANALOGUES).map((place) => ({ place, share: (weights.level[place] ?? 0) / sum })),
  }
}

function rangeAround(point: number, offset: number, errors: Float64Array, level: number): Range {
  const tail = (1 - level) / 2
  const rank = Math.max(0, Math.floor(tail * (errors.length + 1)) - 1)
  const [below, above] = [errors[rank] ?? 0, errors[errors.length - 1 - rank] ?? 0]
  const at = (error: number) => point + error * (point + offset)
  return { point, low: Math.max(0, Math.min(point, at(below))), high: Math.max(point, at(above)) }
}

const relative = (actual: number, forecast: number, offset: number): number =>
  forecast + offset > 0 ? (actual - forecast) / (forecast + offset) : 0

/** Of all kinds tried the one whose forecasts of each launch from the others have the least deviance; of equals the first. */
function bestSharpness(products: readonly LaunchedProduct[], horizon: number): Sharpness {
  const totals = Float64Array.from(products, (product) => totalOf(product, horizon))
  const differences = products.map((product) => products.map((other) => differencesOf(product, other)))
  let best = { sharpness: { category: 0, price: 0, tags: 0 }, loss: Number.POSITIVE_INFINITY }
  for (const sharpness of TRIED) {
    let loss = 0
    differences.forEach((row, own) => {
      let [sum, weights] = [0, 0]
      row.forEach((difference, other) => {
        if (other === own) return
        const weight = weightAt(difference, sharpness)
        sum += weight * (totals[other] ?? 0)
        weights += weight
      })
      loss += poissonDeviance(Math.max(totals[own] ?? 0, LEAST_UNITS), Math.max(sum / weights, LEAST_UNITS))
    })
    if (loss < best.loss) best = { sharpness, loss }
  }
  return best.sharpness
}

interface Weights {
  /** Of each launch for how much sells, and for how it is spread over the steps. */
  readonly level: Float64Array
  readonly curve: Float64Array
}

/** @param left  place of the launch that is left out, -1 for none */
function weightsOf(
  product: ProductTraits,
  launches: readonly LaunchedProduct[],
  sharpness: Sharpness,
  left: number,
): Weights {
  const level = Float64Array.from(launches, (launch, place) =>
    place === left ? 0 : weightAt(differencesOf(product, launch), sharpness),
  )
  return { level, curve: level.map((weight) => weight ** CURVE_REACH) }
}

/** 0 for alike to 1 for nothing in common; the price's is the size of its logarithmic ratio. */
function differencesOf(a: ProductTraits, b: ProductTraits): Sharpness {
  const depth = Math.max(a.categories.length, b.categories.length)
  let shared = 0
  while (shared < depth && a.categories[shared] !== undefined && a.categories[shared] === b.categories[shared]) shared++
  let common = 0
  for (const tag of a.tags) if (b.tags.has(tag)) common++
  const tags = a.tags.size + b.tags.size - common
  return {
    category: depth === 0 ? 0 : 1 - shared / depth,
    // A price that is not known is as far off as one of half or twice the size.
    price: a.price === null || b.price === null ? Math.LN2 : Math.abs(Math.log(a.price / b.price)),
    tags: tags === 0 ? 0 : 1 - common / tags,
  }
}

function weightAt(difference: Sharpness, sharpness: Sharpness): number {
  const { category, price, tags } = difference
  return Math.exp(-sharpness.category * category - sharpness.price * price - sharpness.tags * tags)
}

/** Level times curve: launches that began lately count with the steps they have. */
function combine(launches: readonly LaunchedProduct[], { level, curve }: Weights, horizon: number): Float64Array {
  const sums = new Float64Array(horizon)
  const weights = new Float64Array(horizon)
  launches.forEach(({ demand }, place) => {
    const weight = curve[place] as number // one for each launch, as below
    for (let h = 0; h < Math.min(horizon, demand.length); h++) {
      const units = demand[h] as number // within both
      if (Number.isNaN(units)) continue
      sums[h] = (sums[h] as number) + weight * units
      weights[h] = (weights[h] as number) + weight
    }
  })
  const shape = sums.map((sum, h) => (weights[h] === 0 ? 0 : sum / (weights[h] as number)))
  let [units, expected] = [0, 0]
  launches.forEach(({ demand }, place) => {
    const weight = level[place] as number
    for (let h = 0; h < Math.min(horizon, demand.length); h++) {
      const own = demand[h] as number
      if (Number.isNaN(own)) continue
      units += weight * own
      expected += weight * (shape[h] as number)
    }
  })
  return expected > 0 ? shape.map((value) => (value * units) / expected) : shape
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)
const totalOf = ({ demand }: LaunchedProduct, horizon: number): number => sumOf(demand.subarray(0, horizon))

function check(launches: readonly LaunchedProduct[], horizon: number): void {
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon must be a whole number >= 1, got ${horizon}`)
  launches.forEach((launch, place) => {
    checkPrice(launch, `launches[${place}]`)
    const bad = launch.demand.findIndex((units) => units < 0 || units === Infinity)
    if (bad >= 0) throw new RangeError(`launches[${place}].demand[${bad}] must be >= 0, got ${launch.demand[bad]}`)
  })
}

function checkPrice({ price }: ProductTraits, of: string): void {
  if (price !== null && !(price > 0 && price < Infinity))
    throw new RangeError(`price of ${of} must be above 0 or null, got ${price}`)
}
