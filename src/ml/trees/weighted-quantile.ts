/**
 * The least of the values at or below which a share of the weight lies.
 * @param weight  null counts each as 1
 * @returns       0 where there is no value
 */
export function weightedQuantile(values: Float64Array, weight: Float64Array | null, share: number): number {
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number)) // own keys
  const weightAt = (at: number) => (weight === null ? 1 : (weight[at] as number))
  let total = 0
  for (const at of order) total += weightAt(at)
  let sum = 0
  for (const at of order) {
    sum += weightAt(at)
    if (sum >= share * total) return values[at] as number
  }
  return 0
}
