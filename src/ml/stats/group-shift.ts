export interface GroupShiftInput {
  /** Float64Array[m], how far each member lies from what was expected of it alone, as a logarithm; NaN: not known. */
  readonly change: Float64Array
  /** Float64Array[m], > 0, variance of each by chance. */
  readonly variance: Float64Array
  /** Int32Array[m], group of each; -1: in none. */
  readonly group: Int32Array
}

export interface GroupShift {
  /** Float64Array[m], the change each shares with the others of its group, drawn towards 0 the less they say. */
  readonly shift: Float64Array
  /** Float64Array[m], how uncertain that is. */
  readonly variance: Float64Array
  /** Variance between groups; 0 where they move together. */
  readonly between: number
}

/** Variance of a median against that of a mean, of normal values. */
const MEDIAN_COST = Math.PI / 2

/**
 * What the members of a group have in common: the weighted median of the *others'* changes, so that one that moves by itself does
 * not hide in it, drawn towards no change by how much groups differ at all.
 * @throws RangeError  lengths differ, or a variance is not positive
 * Source: DerSimonian & Laird (1986), "Meta-analysis in clinical trials", with medians for the means of the groups
 */
export function groupShift({ change, variance, group }: GroupShiftInput): GroupShift {
  const m = change.length
  if (variance.length !== m || group.length !== m)
    throw new RangeError(`lengths differ: ${m} changes, ${variance.length} variances, ${group.length} groups`)
  const bad = variance.findIndex((value) => !(value > 0))
  if (bad >= 0) throw new RangeError(`variance[${bad}] must be positive, got ${variance[bad]}`)
  const members = new Map<number, number[]>()
  group.forEach((g, i) => {
    if (g < 0 || Number.isNaN(change[i])) return
    const known = members.get(g)
    if (known === undefined) members.set(g, [i])
    else known.push(i)
  })
  // `as number` below: indices come from the arrays themselves.
  for (const list of members.values()) list.sort((x, y) => (change[x] as number) - (change[y] as number))
  const between = betweenGroups([...members.values()], change, variance)
  const shift = new Float64Array(m)
  const uncertainty = new Float64Array(m).fill(between)
  if (between === 0) return { shift, variance: uncertainty, between }
  for (const [g, list] of members) {
    let weights = 0
    for (const i of list) weights += 1 / (variance[i] as number)
    for (let i = 0; i < m; i++) {
      if (group[i] !== g) continue
      const own = Number.isNaN(change[i]) ? 0 : 1 / (variance[i] as number)
      const rest = weights - own
      if (!(rest > 1e-12 * weights)) continue
      const chance = MEDIAN_COST / rest
      const trust = between / (between + chance)
      shift[i] = trust * weightedMedian(list, change, variance, i)
      uncertainty[i] = trust * chance
    }
  }
  return { shift, variance: uncertainty, between }
}

/** Weighted median of the sorted members without one of them. */
function weightedMedian(
  sorted: readonly number[],
  change: Float64Array,
  variance: Float64Array,
  without: number,
): number {
  let total = 0
  for (const i of sorted) if (i !== without) total += 1 / (variance[i] as number)
  let sum = 0
  let last = 0
  for (const i of sorted) {
    if (i === without) continue
    sum += 1 / (variance[i] as number)
    last = change[i] as number
    if (sum >= total / 2) break
  }
  return last
}

function betweenGroups(groups: readonly (readonly number[])[], change: Float64Array, variance: Float64Array): number {
  const weights: number[] = []
  const middles: number[] = []
  for (const list of groups) {
    if (list.length < 2) continue
    let sum = 0
    for (const i of list) sum += 1 / (variance[i] as number)
    weights.push(sum / MEDIAN_COST)
    middles.push(weightedMedian(list, change, variance, -1))
  }
  const total = weights.reduce((sum, w) => sum + w, 0)
  if (weights.length < 2) return 0
  const mean = middles.reduce((sum, y, k) => sum + y * (weights[k] as number), 0) / total
  const q = middles.reduce((sum, y, k) => sum + (weights[k] as number) * (y - mean) ** 2, 0)
  const squares = weights.reduce((sum, w) => sum + w * w, 0)
  return Math.max(0, (q - (weights.length - 1)) / (total - squares / total))
}
