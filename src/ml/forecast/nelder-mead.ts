export interface NelderMeadOptions {
  /** Size of the first simplex along each axis. */
  step: number
  maxEvaluations: number
  /** Stops when worst and best of the simplex differ by less than this share of the best. */
  tolerance: number
}

/**
 * The lowest point of a function without derivatives, near a start.
 * @param objective  a value that is not finite counts as infinitely bad
 * @param start      Float64Array[d], d >= 1
 * @returns          the best point seen and its value; the start itself when nothing was better
 * Source: Nelder & Mead (1965), "A simplex method for function minimization", standard coefficients.
 */
export function nelderMead(
  objective: (point: Float64Array) => number,
  start: Float64Array,
  options: NelderMeadOptions,
): { point: Float64Array; value: number } {
  const d = start.length
  let evaluations = 0
  const evaluate = (point: Float64Array) => {
    evaluations++
    const value = objective(point)
    return { point, value: Number.isFinite(value) ? value : Number.POSITIVE_INFINITY }
  }
  const vertices = [evaluate(start.slice())]
  for (let i = 0; i < d; i++) {
    const moved = start.slice()
    moved[i] = (moved[i] ?? 0) + options.step
    vertices.push(evaluate(moved))
  }
  for (;;) {
    vertices.sort((a, b) => a.value - b.value)
    const best = vertices[0]
    const worst = vertices[d]
    const second = vertices[Math.max(0, d - 1)]
    if (best === undefined || worst === undefined || second === undefined)
      throw new RangeError('start must not be empty')
    const settled = Math.abs(worst.value - best.value) <= options.tolerance * (Math.abs(best.value) + 1e-300)
    if (settled || evaluations >= options.maxEvaluations) return best
    const centre = new Float64Array(d)
    for (let v = 0; v < d; v++) {
      const point = vertices[v]?.point
      for (let i = 0; i < d; i++) centre[i] = (centre[i] ?? 0) + (point?.[i] ?? 0) / d
    }
    const along = (factor: number) =>
      evaluate(centre.map((value, i) => value + factor * ((worst.point[i] ?? 0) - value)))
    const reflected = along(-1)
    if (reflected.value < best.value) {
      const expanded = along(-2)
      vertices[d] = expanded.value < reflected.value ? expanded : reflected
      continue
    }
    if (reflected.value < second.value) {
      vertices[d] = reflected
      continue
    }
    const contracted = reflected.value < worst.value ? along(-0.5) : along(0.5)
    if (contracted.value < Math.min(worst.value, reflected.value)) {
      vertices[d] = contracted
      continue
    }
    for (let v = 1; v <= d; v++) {
      const point = vertices[v]?.point
      vertices[v] = evaluate(best.point.map((value, i) => value + 0.5 * ((point?.[i] ?? value) - value)))
    }
  }
}
