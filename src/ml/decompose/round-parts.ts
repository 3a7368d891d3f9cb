/**
 * Rounds parts to whole cents so that they add up to a whole exactly: each is rounded down, and the cents left over go to
 * the parts with the largest remainders, the earlier one where remainders are equal (largest remainder, Hare-Niemeyer).
 * @param parts  finite, in cents; their sum may differ from `total` by the noise of floating point only
 * @param total  whole cents
 * @returns      Float64Array[n] of whole cents; none is more than one cent from its part
 * @throws RangeError  total is not a whole number, a part is not finite, or the parts do not add up to it
 */
export function roundParts(parts: ArrayLike<number>, total: number): Float64Array {
  if (!Number.isSafeInteger(total)) throw new RangeError(`total must be whole cents, got ${total}`)
  const n = parts.length
  const rounded = new Float64Array(n)
  const remainders = new Float64Array(n)
  let sum = 0
  for (let i = 0; i < n; i++) {
    const part = parts[i] ?? Number.NaN
    if (!Number.isFinite(part)) throw new RangeError(`parts[${i}] must be finite, got ${part}`)
    // Adding 0 turns -0 into 0.
    rounded[i] = Math.floor(part) + 0
    remainders[i] = part - Math.floor(part)
    sum += rounded[i] ?? 0
  }
  const left = total - sum
  // Noise may push a sum of whole parts just below itself: then the smallest remainder gives a cent back.
  if (left < -n || left > n) throw new RangeError(`parts add up to about ${sum}, not to the total ${total}`)
  const order = Array.from({ length: n }, (_, i) => i)
  order.sort((a, b) => (remainders[b] ?? 0) - (remainders[a] ?? 0) || a - b)
  for (let k = 0; k < left; k++) bump(rounded, order[k], 1)
  for (let k = 0; k < -left; k++) bump(rounded, order[n - 1 - k], -1)
  return rounded
}

function bump(values: Float64Array, index: number | undefined, by: number): void {
  if (index !== undefined) values[index] = (values[index] ?? 0) + by
}
