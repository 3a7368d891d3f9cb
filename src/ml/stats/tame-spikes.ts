import { quantileSorted } from './quantile.ts'

/** Times what nine of ten of the other values stay below: no season, promotion or price does that. */
const WILD = 20
/** Of the other values above 0: demand that comes seldom is no small demand. */
const USUAL = 0.9

/**
 * Amounts with single ones that are beyond anything the others know, such as one bulk order, brought down to what is usual of the
 * high ones among them.
 * @param values  Float64Array[n], NaN where not known; negative ones stay as they are
 * @returns       Float64Array[n]; the same array where nothing is wild
 * Source: winsorising, Dixon (1960), "Simplified estimation from censored normal samples"; the largest value has no part in the
 * bound, so that it cannot vouch for itself
 */
export function tameSpikes(values: Float64Array): Float64Array {
  const others = values
    .filter((value) => value > 0)
    .sort()
    .subarray(0, -1)
  const usual = quantileSorted(others, USUAL)
  const isWild = (value: number) => value > WILD * usual
  return values.some(isWild) ? values.map((value) => (isWild(value) ? usual : value)) : values
}
