import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { trainTrees } from '../trees/train-trees.ts'
import { type BatchForecast, scaleOf } from './forecast-batch.ts'
import { withGlobal } from './global-combine.ts'
import { forecastGlobal, trainGlobal } from './global-forecast.ts'
import { type PanelSeries, sumPanel } from './global-panel.ts'

const [PERIOD, HORIZON, STEPS] = [12, 4, 60] as const

/** Demand whose category has a season and whose promotion doubles it; what it is to be stands beside. */
function made(count: number, seed: number) {
  const random = randomSource(seed)
  return Array.from({ length: count }, (_, i) => {
    const level = 3 + 20 * random.uniform()
    const length = i % 5 === 0 ? 20 : STEPS
    const promotion = Float64Array.from({ length: length + HORIZON }, () => (random.uniform() < 0.15 ? 1 : 0))
    const expected = promotion.map((on, t) => {
      const place = (2 * Math.PI * (STEPS - length + t)) / PERIOD + (i % 2) * Math.PI
      return level * (1 + 0.6 * Math.sin(place)) * (1 + on)
    })
    const history = Float64Array.from(expected.subarray(0, length), (mean) => random.poisson(mean))
    const series: PanelSeries = { history, category: `category ${i % 2}`, regressors: [promotion] }
    return { series, ahead: expected.subarray(length) }
  })
}

const options = { horizon: HORIZON, heldBack: 0, seed: 3 }

async function trained(series: readonly PanelSeries[], heldBack = 0) {
  const panel = sumPanel({ series, period: PERIOD })
  const model = await trainGlobal(panel, { ...options, heldBack }, trainTrees)
  if (model === null) throw new Error('too little to learn from')
  return { panel, model }
}

describe('trainGlobal and forecastGlobal', () => {
  it('learn season and promotion from all series together', async () => {
    const products = made(50, 1)
    const { panel, model } = await trained(products.map(({ series }) => series))
    let [miss, missOfMean] = [0, 0]
    forecastGlobal(model, panel, 0).forEach((forecast, i) => {
      const { series, ahead } = products[i] ?? { series: undefined, ahead: new Float64Array(0) }
      const late = series?.history.subarray(-PERIOD) ?? new Float64Array(0)
      const mean = late.reduce((sum, value) => sum + value, 0) / late.length
      ahead.forEach((expected, h) => {
        miss += Math.abs((forecast?.[h] ?? Number.NaN) - expected)
        missOfMean += Math.abs(mean - expected)
      })
    })
    expect(miss).toBeLessThan(0.5 * missOfMean)
  })

  it('know nothing of what came after their origin', async () => {
    const series = made(20, 2).map((one) => one.series)
    const changed = series.map((one) => ({ ...one, history: one.history.slice() }))
    for (const { history } of changed) history.fill(1000, history.length - HORIZON)
    const [before, after] = [await trained(series, HORIZON), await trained(changed, HORIZON)]
    expect(after.model).toEqual(before.model)
    expect(forecastGlobal(after.model, after.panel, HORIZON)).toEqual(
      forecastGlobal(before.model, before.panel, HORIZON),
    )
  })

  it('leave aside what is too young or never sold, and give finite numbers for gaps', async () => {
    const series = made(20, 3).map((one) => one.series)
    const [first] = series
    if (first === undefined) throw new Error('none made')
    const young = { ...first, history: Float64Array.of(3, 4), regressors: [new Float64Array(2 + HORIZON)] }
    const unsold = { ...first, history: first.history.map(() => 0) }
    const gappy = { ...first, history: first.history.map((value, t) => (t % 3 === 0 ? Number.NaN : value)) }
    const { model, panel } = await trained([...series, young, unsold, gappy])
    const [a, b, c] = forecastGlobal(model, panel, 0).slice(-3)
    expect([a, b]).toEqual([null, null])
    expect(c?.every((value) => Number.isFinite(value) && value >= 0)).toBe(true)
  })

  it('say what is missing and what is wrong', async () => {
    const series = made(3, 4).map((one) => one.series)
    const panel = sumPanel({ series, period: PERIOD })
    expect(await trainGlobal(panel, options, trainTrees)).toBeNull()
    await expect(trainGlobal(panel, { ...options, horizon: 0 }, trainTrees)).rejects.toThrow(/horizon/)
    const negative = { history: Float64Array.of(1, -1), category: 'a', regressors: [] }
    expect(() => sumPanel({ series: [negative], period: PERIOD })).toThrow(/series\[0\].history\[1\]/)
    expect(sumPanel({ series: [], period: 1 }).steps).toBe(0)
  })
})

describe('withGlobal', () => {
  const random = randomSource(5)
  const histories = Array.from({ length: 40 }, () => Float64Array.from({ length: 30 }, () => 10 + random.normal()))
  /** Forecasts that miss by `bias` and noise, now and a horizon ago. */
  const own = (bias: number): BatchForecast[] =>
    histories.map((history) => {
      const scale = scaleOf(history.subarray(0, -HORIZON), 1)
      const misses = history.slice(-HORIZON).map((value) => (value - 10 - bias) / scale)
      const point = new Float64Array(HORIZON).fill(10 + bias)
      return { point, method: 'combination', tooLittle: null, naive: point, ets: null, scale, floor: 0, misses }
    })
  const global = (bias: number) => histories.map(() => new Float64Array(HORIZON).fill(10 + bias))
  const mix = (bias: number, globalBias: number) =>
    withGlobal(own(bias), { ahead: global(globalBias), past: global(globalBias) }, histories, {
      horizon: HORIZON,
      period: 1,
    })

  it('gives half to the global one where it was right, nothing where it was wrong, and in between what cancels errors', () => {
    expect(mix(3, 0).shares.combination).toBeGreaterThan(0.45)
    expect(mix(0, 3).shares.combination).toBeLessThan(0.05)
    const { shares, forecasts } = mix(-2, 4)
    expect(Math.abs((shares.combination ?? 0) - 1 / 6)).toBeLessThan(0.04)
    for (const { point, misses } of forecasts) {
      expect(Math.abs((point[0] ?? 0) - 9)).toBeLessThan(0.3)
      expect(misses.every(Number.isFinite)).toBe(true)
    }
  })

  it('leaves what has no global forecast as it was', () => {
    const made = own(1)
    const none = histories.map(() => null)
    expect(withGlobal(made, { ahead: none, past: none }, histories, { horizon: HORIZON, period: 1 }).forecasts).toEqual(
      made,
    )
    expect(() => withGlobal(made, { ahead: [], past: none }, histories, { horizon: HORIZON, period: 1 })).toThrow(/40/)
  })
})
