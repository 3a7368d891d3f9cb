import { studentQuantile } from '../math/student.ts'

/** Pieces sold in a time before and a time after; the two may differ in length. */
export interface BeforeAfter {
  readonly before: number
  readonly after: number
}

export interface ChangeAgainstControls {
  /** What the change multiplied sales by, with its interval. */
  readonly factor: number
  readonly low: number
  readonly high: number
  readonly controls: number
}

/** With fewer the scatter of sales that nobody changed is not known. */
export const LEAST_CONTROLS = 5

/**
 * What a change did to the sales of one product, by the difference of its difference to those of products that did not change.
 * The interval has the scatter among the controls, and the chance in the product's own counts.
 * @param controls  at least LEAST_CONTROLS, in the same times as `treated`
 * @param level     of the interval, 0..1 exclusive
 * @returns         null where there are too few controls
 * @throws RangeError  a count is negative or not finite
 * Source: Card & Krueger (1994), "Minimum wages and employment"; variance of log rates by the delta method, McCullagh & Nelder (1989)
 */
export function changeAgainstControls(
  treated: BeforeAfter,
  controls: readonly BeforeAfter[],
  level = 0.9,
): ChangeAgainstControls | null {
  for (const { before, after } of [treated, ...controls]) {
    if (!(before >= 0 && after >= 0 && before + after < Infinity))
      throw new RangeError(`counts must be finite and >= 0, got ${before} before and ${after} after`)
  }
  const n = controls.length
  if (n < LEAST_CONTROLS) return null
  const shifts = controls.map(logShift)
  const mean = shifts.reduce((sum, shift) => sum + shift, 0) / n
  const scatter = shifts.reduce((sum, shift) => sum + (shift - mean) ** 2, 0) / (n - 1)
  const chance = controls.reduce((sum, one) => sum + countNoise(one), 0) / n
  // What scatters beyond chance scatters for the treated product too; its own chance comes on top.
  const beyond = Math.max(0, scatter - chance)
  const error = Math.sqrt(beyond + countNoise(treated) + scatter / n)
  const reach = studentQuantile(0.5 + level / 2, n - 1) * error
  const change = logShift(treated) - mean
  return { factor: Math.exp(change), low: Math.exp(change - reach), high: Math.exp(change + reach), controls: n }
}

/** Half a piece more on both sides, so that nothing sold is no infinite change. */
const logShift = ({ before, after }: BeforeAfter) => Math.log((after + 0.5) / (before + 0.5))

const countNoise = ({ before, after }: BeforeAfter) => 1 / (after + 0.5) + 1 / (before + 0.5)
