import { quantileSorted } from '../stats/quantile.ts'
import { welchTest } from '../stats/welch.ts'

/** Units of products before and after some of them got another price, all in the same periods. */
export interface PricePanel {
  /** Float64Array[products * periods], product by product, >= 0; NaN where a product was not to be had. */
  readonly units: Float64Array
  readonly periods: number
  /** The first period at the new price, 1..periods - 1. */
  readonly changedAt: number
  /** Uint8Array[products], 1 where the price changed. */
  readonly treated: Uint8Array
  /** Int32Array[products], the group of each product (a category): controls come from the same one where there are enough. */
  readonly groups: Int32Array
}

export type PriceImpact =
  | {
      readonly ok: true
      /** Per cent change against what would have been sold without it, as a share: -0.12 for 12 % less; and its interval. */
      readonly change: number
      readonly low: number
      readonly high: number
      readonly p: number
      readonly treated: number
      readonly controls: number
      /** 'clusters': Student's interval over products; 'randomisation': from which products could have been chosen as well. */
      readonly method: 'clusters' | 'randomisation'
    }
  | {
      readonly ok: false
      readonly reason: 'treated-products' | 'control-products' | 'periods-before' | 'periods-after'
      readonly needs: number
      readonly has: number
    }

export interface ImpactOptions {
  /** Controls matched to each treated product by how its sales went before. */
  readonly controlsPerProduct: number
  /** Of the interval, 0..1 exclusive. */
  readonly level: number
}

const LEAST_PERIODS = 2
/** Clusters on either side from which on their scatter can be told from themselves. */
const LEAST_CLUSTERS = 5
/** Added before the logarithm, so that a period without a sale has one. */
const HALF = 0.5

/**
 * What a change of prices did to units, against products whose price was kept: the mean over treated products of how the logarithm of
 * their units changed, less the same of matched controls. Each product counts once, with the mean before and the mean after, so that weeks
 * that are alike do not pass for independent ones.
 * @throws RangeError  lengths differ, changedAt outside the periods, units below 0, level out of range
 * Source: Bertrand, Duflo & Mullainathan (2004), "How much should we trust differences-in-differences estimates?", section IV.C; few treated:
 * Conley & Taber (2011). Golden values: test/golden/difference-in-differences.json (statsmodels)
 */
export function differenceInDifferences(panel: PricePanel, options: ImpactOptions): PriceImpact {
  checkPanel(panel, options)
  const { treated, periods, changedAt } = panel
  const before = changedAt
  const after = periods - changedAt
  if (before < LEAST_PERIODS) return { ok: false, reason: 'periods-before', needs: LEAST_PERIODS, has: before }
  if (after < 1) return { ok: false, reason: 'periods-after', needs: 1, has: after }
  const changes = Array.from(treated, (_flag, i) => changeOf(panel, i))
  const ofKind = (kind: number) => [...treated.keys()].filter((i) => treated[i] === kind && changes[i] !== null)
  const [changed, kept] = [ofKind(1), ofKind(0)]
  if (changed.length === 0) return { ok: false, reason: 'treated-products', needs: 1, has: 0 }
  const controls = matchedControls(panel, { changed, kept, perProduct: options.controlsPerProduct })
  const values = (products: readonly number[]) => Float64Array.from(products, (i) => changes[i] ?? 0)
  if (changed.length >= LEAST_CLUSTERS && controls.length >= LEAST_CLUSTERS) {
    const { difference, low, high, p } = welchTest(values(changed), values(controls), options.level)
    return said({ difference, low, high, p, method: 'clusters' }, changed.length, controls.length)
  }
  // With so few treated, only the scatter of the others tells how far chance goes; its outer ranks must exist.
  const needs = Math.ceil(2 / (1 - options.level))
  if (kept.length < needs) return { ok: false, reason: 'control-products', needs, has: kept.length }
  return said(
    byRandomisation(values(changed), values(controls), values(kept), options.level),
    changed.length,
    controls.length,
  )
}

interface Effect {
  readonly difference: number
  readonly low: number
  readonly high: number
  readonly p: number
  readonly method: 'clusters' | 'randomisation'
}

function said({ difference, low, high, p, method }: Effect, treated: number, controls: number): PriceImpact {
  const [change, least, most] = [difference, low, high].map(Math.expm1)
  return { ok: true, change: change ?? 0, low: least ?? 0, high: most ?? 0, p, treated, controls, method }
}

/** Mean logarithm of units after less before; null where one of the two was not to be had. */
function changeOf({ units, periods, changedAt }: PricePanel, product: number): number | null {
  const own = units.subarray(product * periods, (product + 1) * periods)
  const [before, after] = [meanLog(own.subarray(0, changedAt)), meanLog(own.subarray(changedAt))]
  return before === null || after === null ? null : after - before
}

function meanLog(units: Float64Array): number | null {
  const known = units.filter((count) => !Number.isNaN(count))
  return known.length === 0 ? null : known.reduce((sum, count) => sum + Math.log(count + HALF), 0) / known.length
}

/** For each treated product those kept ones of its group (of all, where it has none) whose sales before went most like its own; each once. */
function matchedControls(
  panel: PricePanel,
  { changed, kept, perProduct }: { changed: readonly number[]; kept: readonly number[]; perProduct: number },
): readonly number[] {
  const { groups } = panel
  const paths = new Map([...changed, ...kept].map((i) => [i, pathOf(panel, i)]))
  const chosen = new Set<number>()
  for (const product of changed) {
    const same = kept.filter((i) => groups[i] === groups[product])
    const own = paths.get(product)
    const ranked = (same.length >= perProduct ? same : kept)
      .map((i) => ({ i, away: distance(own, paths.get(i)) }))
      .sort((a, b) => a.away - b.away || a.i - b.i)
    for (const { i } of ranked.slice(0, perProduct)) chosen.add(i)
  }
  return [...chosen].sort((a, b) => a - b)
}

/** Logarithm of units before the change, about their mean. */
function pathOf({ units, periods, changedAt }: PricePanel, product: number): Float64Array {
  const path = units.slice(product * periods, product * periods + changedAt).map((count) => Math.log(count + HALF))
  const mean = meanLog(units.subarray(product * periods, product * periods + changedAt)) ?? 0
  return path.map((value) => value - mean)
}

function distance(one?: Float64Array, other?: Float64Array): number {
  let sum = 0
  one?.forEach((value, t) => {
    const away = value - (other?.[t] ?? value)
    if (!Number.isNaN(away)) sum += away * away
  })
  return sum
}

/** The same effect on every treated product, against the scatter of single products that were kept. */
function byRandomisation(changed: Float64Array, controls: Float64Array, kept: Float64Array, level: number): Effect {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const difference = mean(changed) - mean(controls)
  const scatter = kept.map((value) => value - mean(kept)).sort()
  const shrink = 1 / Math.sqrt(changed.length)
  const [low, high] = [0.5 - level / 2, 0.5 + level / 2].map((part) => quantileSorted(scatter, part) * shrink)
  const beyond = scatter.filter((value) => Math.abs(value * shrink) >= Math.abs(difference)).length
  const p = (beyond + 1) / (scatter.length + 1)
  return { difference, low: difference - (high ?? 0), high: difference - (low ?? 0), p, method: 'randomisation' }
}

function checkPanel(
  { units, periods, changedAt, treated, groups }: PricePanel,
  { level, controlsPerProduct }: ImpactOptions,
) {
  const n = treated.length
  if (!(Number.isInteger(periods) && periods >= 1))
    throw new RangeError(`periods must be whole and >= 1, got ${periods}`)
  if (units.length !== n * periods || groups.length !== n)
    throw new RangeError(`units and groups must be of ${n} products and ${periods} periods`)
  if (!(Number.isInteger(changedAt) && changedAt >= 0 && changedAt <= periods))
    throw new RangeError(`changedAt must lie within 0..${periods}, got ${changedAt}`)
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, got ${level}`)
  if (!(controlsPerProduct >= 1)) throw new RangeError(`controlsPerProduct must be >= 1, got ${controlsPerProduct}`)
  const bad = units.findIndex((count) => count < 0 || count === Infinity)
  if (bad >= 0) throw new RangeError(`units[${bad}] must be finite and >= 0, or NaN, got ${units[bad]}`)
}
