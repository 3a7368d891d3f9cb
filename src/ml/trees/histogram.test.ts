import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { Histograms } from './histogram.ts'
import { gather } from './partition.ts'
import { quantise } from './quantise.ts'
import { BINS, openWorkspace, PACK } from './workspace.ts'

const FEATURES = 6

/** A workspace of random bins and slopes, all rows in their order. */
function made(rows: number, slope: () => { gradient: number; hessian: number }) {
  const random = randomSource(8)
  const shared = openWorkspace({ rows, features: FEATURES, members: 1, leaves: 3 })
  for (let row = 0; row < rows; row++) {
    const { gradient, hessian } = slope()
    shared.gradient[row] = gradient
    shared.hessian[row] = hessian
    shared.order[row] = row
    for (let feature = 0; feature < FEATURES; feature++) {
      const at = Math.floor(feature / PACK) * rows + row
      shared.packed[at] = ((shared.packed[at] ?? 0) | (random.below(BINS) << (8 * (feature % PACK)))) >>> 0
    }
  }
  const units = quantise(shared, 0, 0, rows)
  gather(shared, shared.order, 0)
  return { shared, units, histograms: new Histograms(shared, 0) }
}

/** The same sums by a plain loop over the rows at begin..end. */
function plain(
  { rows, packed, gradient, hessian }: ReturnType<typeof made>['shared'],
  feature: number,
  begin: number,
  end: number,
) {
  const sums = new Float64Array(2 * BINS)
  const counts = new Uint32Array(BINS)
  for (let row = begin; row < end; row++) {
    const bin = ((packed[Math.floor(feature / PACK) * rows + row] ?? 0) >>> (8 * (feature % PACK))) & 255
    sums[2 * bin] = (sums[2 * bin] ?? 0) + (gradient[row] ?? 0)
    sums[2 * bin + 1] = (sums[2 * bin + 1] ?? 0) + (hessian[row] ?? 0)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { sums, counts }
}

describe('Histograms', () => {
  const used = new Uint8Array(FEATURES).fill(1)
  const found = { sums: new Float64Array(2 * BINS), counts: new Uint32Array(BINS) }

  it('hold what a plain loop sums, of parts and of what parts leave', () => {
    const random = randomSource(9)
    const rows = 5000
    const { shared, units, histograms } = made(rows, () => ({ gradient: random.normal(), hessian: random.uniform() }))
    const all = histograms.fill(0, rows, used, units)
    const part = histograms.fill(700, 1900, used, units)
    histograms.subtract(all, part)
    for (let feature = 0; feature < FEATURES; feature++) {
      const whole = plain(shared, feature, 0, rows)
      const taken = plain(shared, feature, 700, 1900)
      histograms.read(part, { place: feature, bins: BINS - 1 }, units, found)
      expect(found.counts).toEqual(taken.counts)
      taken.sums.forEach((sum, i) => void expect(found.sums[i]).toBeCloseTo(sum, 5))
      histograms.read(all, { place: feature, bins: BINS - 1 }, units, found)
      expect(found.counts).toEqual(whole.counts.map((count, bin) => count - (taken.counts[bin] ?? 0)))
      whole.sums.forEach((sum, i) => void expect(found.sums[i]).toBeCloseTo(sum - (taken.sums[i] ?? 0), 5))
    }
  })

  it('do not overflow where every slope is the largest, and keep small ones beside large ones', () => {
    const rows = 300_000
    const { units, histograms, shared } = made(rows, () => ({ gradient: -1, hessian: 1 }))
    shared.packed.fill(0)
    histograms.read(histograms.fill(0, rows, used, units), { place: 0, bins: BINS - 1 }, units, found)
    expect([found.sums[0], found.sums[1], found.counts[0]]).toEqual([-rows, rows, rows])
    let first = true
    const wild = made(1000, () => {
      const one = first ? { gradient: 1e6, hessian: 1e9 } : { gradient: 1, hessian: 1e-3 }
      first = false
      return one
    })
    wild.histograms.read(
      wild.histograms.fill(1, 1000, used, wild.units),
      { place: 3, bins: BINS - 1 },
      wild.units,
      found,
    )
    expect(found.sums.reduce((sum, value, i) => (i % 2 === 0 ? sum + value : sum), 0)).toBeCloseTo(999, 0)
    expect(found.counts.reduce((sum, count) => sum + count, 0)).toBe(999)
  })
})
