import { poissonDeviance } from '../math/deviance.ts'
import { median } from '../stats/quantile.ts'

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

export interface LaunchOptions {
  /** Steps that are forecast, a whole number >= 1. */
  readonly horizon: number
  /** Steps that a product has sold for at most when it is asked about, a whole number >= 0. */
  readonly mostAge: number
  /** Sums that are wanted with intervals of their own, by the share of each step: Float64Array[1..horizon], >= 0. */
  readonly sums: readonly Float64Array[]
}

/** What came minus what was forecast from the others, in forecasts, ascending: of single steps, and of each sum. */
interface LaunchErrors {
  readonly steps: Float64Array
  readonly sums: readonly Float64Array[]
}

export interface LaunchModel extends LaunchOptions {
  readonly launches: readonly LaunchedProduct[]
  readonly sharpness: Sharpness
  /** Units a step that are added to a forecast before its error is divided by it. */
  readonly offset: number
  /** Variance of what products sell over what the others told of them, and of a step's units over their mean, at least 1. */
  readonly ratioVariance: number
  readonly dispersion: number
  /** By the number of steps that were known of the product. */
  readonly errors: readonly LaunchErrors[]
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
  /** One for each step after those it has sold for. */
  readonly steps: readonly Range[]
  /** In the order of the model's. */
  readonly sums: readonly Range[]
  /** How many launches of equal weight would tell as much. */
  readonly effectiveLaunches: number
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
/** However alike launches were: the next one differs by as much. */
const LEAST_VARIANCE = 0.05

/**
 * Learns from past launches which likeness matters (category, price or what is said of a product), each launch being forecast from
 * all others, and how far such forecasts miss, the fewer of its own steps are known the farther.
 * @throws RangeError  an option or a price is out of range, a demand is negative
 * Source: kernel regression on analogues (Nadaraya, 1964; Watson, 1964); for launches e.g. Hu, Acimovic, Erize, Thomas & Van Mieghem
 * (2019), "Forecasting new product life cycle curves". Intervals by leave-one-out conformal errors (Barber et al., 2021).
 */
export function fitLaunches(launches: readonly LaunchedProduct[], options: LaunchOptions): LaunchFit {
  check(launches, options)
  const { horizon, mostAge } = options
  const span = mostAge + horizon
  const isWhole = ({ demand }: LaunchedProduct) =>
    demand.length >= span && demand.subarray(0, span).every(Number.isFinite)
  const whole = launches.filter(isWhole)
  if (whole.length < LEAST_LAUNCHES) return { ok: false, needs: LEAST_LAUNCHES, has: whole.length }
  // Spread evenly over what is there, the same at every run.
  const every = Math.max(1, whole.length / MOST_TRIED)
  const tried = Array.from({ length: Math.min(whole.length, MOST_TRIED) }, (_, i) => Math.floor(i * every))
  const products = tried.flatMap((place) => whole[place] ?? [])
  const sharpness = bestSharpness(products, span)
  const offset = (0.1 * products.reduce((sum, product) => sum + totalOf(product, span), 0)) / products.length / span
  const made = products.map((product, own) => combine(products, weightsOf(product, products, sharpness, own), span))
  const spread = spreadOf(products, made, offset)
  const errors = Array.from({ length: mostAge + 1 }, (_, age) =>
    errorsAt(products, made, { ...options, ...spread, offset, age }),
  )
  return { ok: true, model: { ...options, launches, sharpness, offset, ...spread, errors } }
}

/**
 * What a product will sell that has hardly sold yet: as the launches of those like it, drawn to its own sales the more there are.
 * @param sold   Float64Array[0..mostAge], its units since the launch, as those of the launches
 * @param level  share of launches the intervals are meant to hold, 0..1 exclusive
 * @throws RangeError  level, the price or what was sold is out of range
 * Source: the level as a Gamma prior from the launches and Poisson counts, e.g. Fader & Hardie (2005), "A note on an integrated
 * model of customer buying behavior"
 */
export function forecastLaunch(
  model: LaunchModel,
  product: ProductTraits,
  { sold, level }: { readonly sold: Float64Array; readonly level: number },
): LaunchForecast {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie above 0 and below 1, got ${level}`)
  checkPrice(product, 'the product')
  checkUnits(sold, 'sold')
  const { launches, horizon, mostAge, sharpness, offset, errors } = model
  const age = sold.length
  if (age > mostAge) throw new RangeError(`sold has ${age} steps, the model knows products of ${mostAge} at most`)
  const weights = weightsOf(product, launches, sharpness, -1)
  const made = afterOwn(combine(launches, weights, mostAge + horizon), sold, model).subarray(age, age + horizon)
  const sum = sumOf(weights.level)
  const shareOf = (place: number) => (weights.level[place] ?? 0) / sum
  const places = Array.from(weights.level.keys()).sort((a, b) => shareOf(b) - shareOf(a))
  const missed = errors[age] ?? { steps: new Float64Array(0), sums: [] }
  return {
    steps: Array.from(made, (point) => rangeAround(point, offset, missed.steps, level)),
    sums: model.sums.map((shares, i) =>
      rangeAround(shared(made, shares), sumOf(shares) * offset, missed.sums[i] ?? new Float64Array(0), level),
    ),
    effectiveLaunches: 1 / places.reduce((squares, place) => squares + shareOf(place) ** 2, 0),
    analogues: places.slice(0, MOST_ANALOGUES).map((place) => ({ place, share: shareOf(place) })),
  }
}

export interface LaunchQuestion {
  readonly launches: readonly LaunchedProduct[]
  readonly products: readonly (ProductTraits & { readonly sold: Float64Array })[]
  readonly options: LaunchOptions
  readonly level: number
}

/** `fitLaunches`, and `forecastLaunch` of each product; null where there are too few launches. */
export function forecastLaunches({ launches, products, options, level }: LaunchQuestion): LaunchForecast[] | null {
  const fit = fitLaunches(launches, options)
  return fit.ok ? products.map((product) => forecastLaunch(fit.model, product, { sold: product.sold, level })) : null
}

/** A curve moved to the level of the product's own sales, as far as they tell more than chance; the first steps stay. */
function afterOwn(
  made: Float64Array,
  sold: Float64Array,
  { ratioVariance, dispersion }: Pick<LaunchModel, 'ratioVariance' | 'dispersion'>,
): Float64Array {
  let [units, expected] = [0, 0]
  sold.forEach((own, h) => {
    if (Number.isNaN(own)) return
    units += own
    expected += made[h] ?? 0
  })
  const trust = dispersion / ratioVariance
  const ratio = (trust + units) / (trust + expected)
  return made.map((value) => ratio * value)
}

/** How far products' levels lie from what the others told, beyond chance, and how far steps lie from the curve at their own level. */
function spreadOf(products: readonly LaunchedProduct[], made: readonly Float64Array[], offset: number) {
  const span = made[0]?.length ?? 0
  const totals = products.map((product) => totalOf(product, span))
  const dispersions = products.flatMap(({ demand }, i) => {
    const [curve, total] = [made[i], totals[i] ?? 0]
    const expected = curve === undefined ? 0 : sumOf(curve)
    if (curve === undefined || !(total > 0 && expected > 0) || span < 2) return []
    const own = curve.map((value) => Math.max(LEAST_UNITS, (value * total) / expected))
    return own.reduce((sum, value, h) => sum + ((demand[h] ?? 0) - value) ** 2 / value, 0) / (span - 1)
  })
  const dispersion = dispersions.length === 0 ? 1 : Math.max(1, median(Float64Array.from(dispersions)))
  let variance = 0
  made.forEach((curve, i) => {
    const expected = sumOf(curve) + span * offset
    if (!(expected > 0)) return
    variance += (((totals[i] ?? 0) - sumOf(curve)) ** 2 - dispersion * sumOf(curve)) / expected ** 2 / made.length
  })
  return { dispersion, ratioVariance: Math.max(LEAST_VARIANCE, variance) }
}

function errorsAt(
  products: readonly LaunchedProduct[],
  made: readonly Float64Array[],
  model: LaunchOptions & Pick<LaunchModel, 'offset' | 'ratioVariance' | 'dispersion'> & { readonly age: number },
): LaunchErrors {
  const { age, horizon, offset, sums } = model
  const steps: number[] = []
  const ofSums = sums.map((): number[] => [])
  products.forEach(({ demand }, i) => {
    const curve = afterOwn(made[i] ?? new Float64Array(age + horizon), demand.subarray(0, age), model)
    const [came, said] = [demand.subarray(age, age + horizon), curve.subarray(age, age + horizon)]
    came.forEach((units, h) => void steps.push(relative(units, said[h] ?? 0, offset)))
    sums.forEach((shares, place) => {
      ofSums[place]?.push(relative(shared(came, shares), shared(said, shares), sumOf(shares) * offset))
    })
  })
  const sorted = (values: number[]) => Float64Array.from(values).sort()
  return { steps: sorted(steps), sums: ofSums.map(sorted) }
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
const shared = (values: Float64Array, shares: Float64Array): number =>
  shares.reduce((sum, share, h) => sum + share * (values[h] ?? 0), 0)
const totalOf = ({ demand }: LaunchedProduct, horizon: number): number => sumOf(demand.subarray(0, horizon))

function check(launches: readonly LaunchedProduct[], { horizon, mostAge, sums }: LaunchOptions): void {
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon must be a whole number >= 1, got ${horizon}`)
  if (!Number.isInteger(mostAge) || mostAge < 0)
    throw new RangeError(`mostAge must be a whole number >= 0, got ${mostAge}`)
  sums.forEach((shares, place) => {
    if (shares.length < 1 || shares.length > horizon || !shares.every((share) => share >= 0 && share < Infinity))
      throw new RangeError(`sums[${place}] must be 1 to ${horizon} shares >= 0, got ${shares.join(', ')}`)
  })
  launches.forEach((launch, place) => {
    checkPrice(launch, `launches[${place}]`)
    checkUnits(launch.demand, `launches[${place}].demand`)
  })
}

function checkUnits(units: Float64Array, of: string): void {
  const bad = units.findIndex((value) => value < 0 || value === Infinity)
  if (bad >= 0) throw new RangeError(`${of}[${bad}] must be >= 0, got ${units[bad]}`)
}

function checkPrice({ price }: ProductTraits, of: string): void {
  if (price !== null && !(price > 0 && price < Infinity))
    throw new RangeError(`price of ${of} must be above 0 or null, got ${price}`)
}
