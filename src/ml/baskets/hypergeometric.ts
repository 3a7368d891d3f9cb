/** log k! for k = 0..largest, Float64Array[largest + 1]. */
export function logFactorials(largest: number): Float64Array {
  const table = new Float64Array(largest + 1)
  let sum = 0
  let lost = 0
  // Kahan's summation: a plain one would lose four digits over a million terms.
  for (let k = 2; k <= largest; k++) {
    const term = Math.log(k) - lost
    const next = sum + term
    lost = next - sum - term
    sum = next
    table[k] = sum
  }
  return table
}

/**
 * log P(X >= both) for the baskets X that hold two items by chance: of `total` baskets, `first` hold the one and `second`
 * the other.
 * @param both        whole number, at most min(first, second)
 * @param factorials  `logFactorials(total)` or longer
 * @returns           <= 0
 * @throws RangeError  the counts contradict each other
 * Source: Fisher (1935), "The logic of inductive inference". Golden values: test/golden/baskets.json
 */
export function hypergeometricLogUpperTail(
  both: number,
  first: number,
  second: number,
  total: number,
  factorials: Float64Array,
): number {
  const least = Math.max(0, first + second - total)
  const most = Math.min(first, second)
  if (!(both >= 0 && both <= most && first <= total && second <= total)) {
    throw new RangeError(`counts contradict each other: ${both} of ${first} and ${second} in ${total}`)
  }
  if (both <= least) return 0
  const logOf = (k: number) => factorials[k] ?? Number.NaN
  const logAt = (k: number) =>
    logOf(first) -
    logOf(k) -
    logOf(first - k) +
    (logOf(total - first) - logOf(second - k) - logOf(total - first - second + k)) -
    (logOf(total) - logOf(second) - logOf(total - second))
  const mode = ((first + 1) * (second + 1)) / (total + 2)
  if (both > mode) {
    let term = 1
    let sum = 1
    for (let k = both; k < most; k++) {
      term *= ((first - k) * (second - k)) / ((k + 1) * (total - first - second + k + 1))
      sum += term
      if (term < 1e-17 * sum) break
    }
    return Math.min(0, logAt(both) + Math.log(sum))
  }
  // Left of the mode the lower tail is the short one.
  let term = 1
  let sum = 1
  for (let k = both - 1; k > least; k--) {
    term *= (k * (total - first - second + k)) / ((first - k + 1) * (second - k + 1))
    sum += term
    if (term < 1e-17 * sum) break
  }
  return Math.log1p(-Math.min(1, Math.exp(logAt(both - 1)) * sum))
}
