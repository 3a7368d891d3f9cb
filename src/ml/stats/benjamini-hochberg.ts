/**
 * Adjusted p-values (q-values): calling everything with q <= x a discovery keeps the expected share of false ones at or
 * below x, for tests that are independent or positively dependent.
 * @param pValues  Float64Array[m], 0..1; NaN means the test could not be made and stays NaN
 * @param tests    number of tests made, at least as many as there are p-values; more where only the small ones were kept
 * @returns        Float64Array[m]
 * @throws RangeError  a p-value is outside 0..1, or `tests` is smaller than the number of p-values
 * Source: Benjamini & Hochberg (1995). Golden values: test/golden/stats.json
 */
export function benjaminiHochberg(pValues: Float64Array, tests?: number): Float64Array {
  return adjust(pValues, tests, () => 1)
}

/**
 * Like `benjaminiHochberg`, but valid under any dependence between the tests, at the price of power.
 * Source: Benjamini & Yekutieli (2001), theorem 1.3. Golden values: test/golden/stats.json
 */
export function benjaminiYekutieli(pValues: Float64Array, tests?: number): Float64Array {
  return adjust(pValues, tests, (m) => {
    let harmonic = 0
    for (let i = m; i >= 1; i--) harmonic += 1 / i
    return harmonic
  })
}

function adjust(pValues: Float64Array, tests: number | undefined, penalty: (m: number) => number): Float64Array {
  const bad = pValues.findIndex((p) => p < 0 || p > 1)
  if (bad >= 0) throw new RangeError(`pValues[${bad}] must lie in 0..1, got ${pValues[bad]}`)
  const order = Uint32Array.from(pValues.keys()).filter((i) => !Number.isNaN(pValues[i]))
  const m = tests ?? order.length
  if (!(m >= order.length)) throw new RangeError(`tests must be at least ${order.length}, got ${m}`)
  // `as number` below: `order` holds indices of `pValues`.
  order.sort((a, b) => (pValues[a] as number) - (pValues[b] as number))
  const adjusted = new Float64Array(pValues.length).fill(Number.NaN)
  const factor = m * penalty(m)
  let smallest = 1
  for (let rank = order.length; rank >= 1; rank--) {
    const i = order[rank - 1] as number
    smallest = Math.min(smallest, ((pValues[i] as number) * factor) / rank)
    adjusted[i] = smallest
  }
  return adjusted
}
