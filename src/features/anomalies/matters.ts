/** Which deviations of a day are one and the same matter. Pure. */
import type { Verdict } from './judge.ts'
import type { OverlapRow } from './store.ts'

export interface Deviation {
  readonly verdict: Verdict
  /** Place among the judged days. */
  readonly place: number
  /** Signed money, negative is a loss. */
  readonly cents: number
}

export interface Matter {
  /** What it is told by: the whole shop before its parts, revenue before the rest, then the most money. */
  readonly leader: Deviation
  /** Everything else that stood out for the same reason, the most money first. */
  readonly others: readonly Deviation[]
}

/** A part explains another, or the whole, from this share of the money on. */
const EXPLAINS = 0.5

/**
 * Deviations of one day, joined where they have one cause: figures of the same part, the whole and the part that makes most
 * of it, and parts of two dimensions whose revenue deviates in the orders that they share.
 */
export function findMatters(deviations: readonly Deviation[], overlap: readonly OverlapRow[]): Matter[] {
  const groups = deviations.map((_, i) => i)
  const rootOf = (i: number): number => {
    const up = groups[i] ?? i
    return up === i ? i : rootOf(up)
  }
  deviations.forEach((a, i) => {
    deviations.slice(0, i).forEach((b, j) => {
      if (areOne(a, b, overlap)) groups[rootOf(i)] = rootOf(j)
    })
  })
  const members = new Map<number, Deviation[]>()
  deviations.forEach((deviation, i) => {
    const root = rootOf(i)
    members.set(root, [...(members.get(root) ?? []), deviation])
  })
  return [...members.values()].flatMap((own): Matter[] => {
    const sorted = [...own].sort((a, b) => rank(a) - rank(b) || Math.abs(b.cents) - Math.abs(a.cents))
    const [leader, ...rest] = sorted
    if (leader === undefined) return []
    return [{ leader, others: rest.sort((a, b) => Math.abs(b.cents) - Math.abs(a.cents)) }]
  })
}

function rank({ verdict }: Deviation): number {
  const { dimension, metric } = verdict.series
  return (dimension === null ? 0 : 2) + (metric === 'revenueCents' ? 0 : 1)
}

function areOne(a: Deviation, b: Deviation, overlap: readonly OverlapRow[]): boolean {
  if (Math.sign(a.cents) !== Math.sign(b.cents)) return false
  const [first, second] = [a.verdict.series, b.verdict.series]
  if (first.scopeId === second.scopeId) return true
  const [small, large] = [a, b].map(({ cents }) => Math.abs(cents)).sort((x, y) => x - y)
  if (first.dimension === null || second.dimension === null) return (small ?? 0) >= EXPLAINS * (large ?? 0)
  if (first.dimension === second.dimension) return false
  const shared = overlap
    .filter((row) => [first, second].every(({ dimension, key }) => dimension === null || row[dimension] === key))
    .reduce((sum, row) => sum + row.cents_now - row.cents_usual, 0)
  return shared * Math.sign(a.cents) >= EXPLAINS * (small ?? 0)
}
