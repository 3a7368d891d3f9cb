import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { dampingSums, forecastEts, runEts } from './ets.ts'
import { forecastDaily } from './forecast-daily.ts'
import { mase } from './mase.ts'
import { nelderMead } from './nelder-mead.ts'
import { seasonalNaive } from './seasonal-naive.ts'
import { smape } from './smape.ts'
import { solveSymmetric } from './solve-symmetric.ts'

interface Golden {
  ets: {
    values: number[]
    level: number
    slope: number
    season: number[]
    alpha: number
    beta: number
    gamma: number
    phi: number
    residuals: number[]
    forecast: number[]
  }
}
const golden: Golden = JSON.parse(readFileSync(new URL('../../../test/golden/forecast.json', import.meta.url), 'utf8'))

const WEEK = [1, 0.9, 0.9, 1, 1.2, 0.6, 0.7]
const meanOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value / values.length, 0)

/** A shop's days: a week, a slow wave, noise of a tenth. */
function shopDays(days: number, seed: number, size = 1e6): Float64Array {
  const random = randomSource(seed)
  return Float64Array.from(
    { length: days },
    (_, t) => size * (WEEK[t % 7] ?? 1) * Math.exp(0.2 * Math.sin(t / 60) + 0.1 * random.normal()),
  )
}

describe('seasonalNaive', () => {
  it('repeats the last known value of each place of the season', () => {
    const history = Float64Array.of(1, 2, 3, 4, Number.NaN, 6)
    expect([...seasonalNaive(history, 5, 3)]).toEqual([4, 2, 6, 4, 2])
  })
  it('falls back to the last known value where a place was never seen', () => {
    expect([...seasonalNaive(Float64Array.of(5, Number.NaN), 3, 7)]).toEqual([5, 5, 5])
    expect([...seasonalNaive(new Float64Array(0), 1, 7)]).toEqual([Number.NaN])
  })
  it('refuses a horizon that is no number of steps', () => {
    expect(() => seasonalNaive(Float64Array.of(1), 0, 7)).toThrow(/horizon must be a whole number >= 1, got 0/)
  })
})

describe('smape and mase', () => {
  it('reckon worked examples', () => {
    expect(smape(Float64Array.of(100, 0), Float64Array.of(50, 0))).toBeCloseTo(100 / 3, 10)
    // Naive errors of the history are 1, 1, 2: scale 4/3; forecast errors 2 and 0.
    expect(mase(Float64Array.of(7, 5), Float64Array.of(5, 5), Float64Array.of(1, 2, 3, 5), 1)).toBeCloseTo(0.75, 10)
  })
  it('leave out days that are not known, and know nothing from none', () => {
    expect(smape(Float64Array.of(Number.NaN, 10), Float64Array.of(1, 10))).toBe(0)
    expect(mase(Float64Array.of(Number.NaN), Float64Array.of(1), Float64Array.of(1, 2), 1)).toBeNaN()
    expect(mase(Float64Array.of(1), Float64Array.of(1), Float64Array.of(2, 2, 2), 1)).toBeNaN()
  })
  it('refuse lengths that differ', () => {
    expect(() => smape(Float64Array.of(1), new Float64Array(2))).toThrow(/actual has 1 values and forecast 2/)
  })
})

describe('runEts', () => {
  const { values, level, slope, season, residuals, forecast, ...parameters } = golden.ets
  const history = Float64Array.from(values)
  const start = Float64Array.of(level, slope, ...season)
  const scale = new Float64Array(history.length).fill(1)
  it('agrees with statsmodels in every one-step error and in the forecast', () => {
    const run = runEts(history, scale, start, parameters, Number.POSITIVE_INFINITY)
    residuals.forEach((expected, t) => {
      expect(run.residuals[t]).toBeCloseTo(expected, 8)
    })
    const damping = dampingSums(parameters.phi, forecast.length)
    forecast.forEach((expected, h) => {
      expect(forecastEts(run, history.length, h, damping)).toBeCloseTo(expected, 8)
    })
  })
  it('lets a wild day move the level by no more than the clamp', () => {
    const wild = history.slice()
    wild[40] = 1e6
    const run = runEts(wild, scale, start, parameters)
    const row = 41 * 9
    expect(run.states[row]).toBeLessThan((run.states[row - 9] ?? 0) + (run.states[row - 8] ?? 0) + 0.3 * 2.5 + 1e-9)
  })
  it('passes over gaps with the level it had', () => {
    const gaps = history.slice()
    gaps.fill(Number.NaN, 30, 37)
    const run = runEts(gaps, scale, start, { ...parameters, beta: 0, phi: 0 })
    expect(run.states[37 * 9]).toBe(run.states[30 * 9])
    expect(run.residuals[33]).toBeNaN()
  })
})

describe('nelderMead and solveSymmetric', () => {
  it('find the bottom of a bent valley', () => {
    const valley = (x: Float64Array) => (1 - (x[0] ?? 0)) ** 2 + 100 * ((x[1] ?? 0) - (x[0] ?? 0) ** 2) ** 2
    const { point } = nelderMead(valley, Float64Array.of(-1.2, 1), {
      step: 0.5,
      maxEvaluations: 1000,
      tolerance: 1e-12,
    })
    expect(point[0]).toBeCloseTo(1, 3)
    expect(point[1]).toBeCloseTo(1, 3)
  })
  it('solve a small system and refuse one without a solution', () => {
    const found = solveSymmetric(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 9))
    expect(found[0]).toBeCloseTo(1.5, 12)
    expect(found[1]).toBeCloseTo(2, 12)
    expect(() => solveSymmetric(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow(
      /not positive definite at row 1/,
    )
  })
})

describe('forecastDaily', () => {
  it('beats the seasonal naive forecast on shop days and holds about the promised share in its interval', () => {
    let error = 0
    let naive = 0
    let inside = 0
    for (let seed = 1; seed <= 12; seed++) {
      const days = shopDays(428, seed)
      const { point, low, high, naive: repeat } = forecastDaily(days.slice(0, 400), { horizon: 28, level: 0.8 })
      for (let h = 0; h < 28; h++) {
        const actual = days[400 + h] ?? 0
        error += Math.abs(actual - (point[h] ?? 0))
        naive += Math.abs(actual - (repeat[h] ?? 0))
        if (actual >= (low[h] ?? 0) && actual <= (high[h] ?? 0)) inside++
      }
    }
    expect(error / naive).toBeLessThan(0.85)
    expect(inside / (12 * 28)).toBeGreaterThan(0.7)
    expect(inside / (12 * 28)).toBeLessThan(0.92)
  })
  it('gives the same shares of a forecast whatever the unit of money', () => {
    const days = shopDays(200, 3)
    const cents = forecastDaily(days, { horizon: 14 })
    const euros = forecastDaily(
      days.map((value) => value / 100),
      { horizon: 14 },
    )
    cents.point.forEach((value, h) => {
      expect((euros.point[h] ?? 0) * 100).toBeCloseTo(value, -1)
    })
  })
  it('forecasts nothing for a weekday the shop is closed on, with an interval of nothing', () => {
    const days = shopDays(200, 4).map((value, t) => (t % 7 === 5 ? 0 : value))
    const { point, low, high } = forecastDaily(days, { horizon: 14 })
    for (let h = 0; h < 14; h++) {
      if ((200 + h) % 7 === 5) expect([point[h], low[h], high[h]]).toEqual([0, 0, 0])
      else expect(low[h]).toBeGreaterThan(0)
    }
  })
  it('forecasts nothing for days known to be closed', () => {
    const closed = new Uint8Array(214)
    closed[203] = 1
    expect(forecastDaily(shopDays(200, 5), { horizon: 14, closed }).point[3]).toBe(0)
  })
  it('is hardly moved by an outlier or by gaps', () => {
    const days = shopDays(300, 6)
    const clean = forecastDaily(days, { horizon: 7 }).point
    const dirty = days.slice()
    dirty[290] = 5e7
    dirty.fill(Number.NaN, 240, 250)
    forecastDaily(dirty, { horizon: 7 }).point.forEach((value, h) => {
      expect(Math.abs(value / (clean[h] ?? 1) - 1)).toBeLessThan(0.1)
    })
  })
  it('learns what a holiday does and applies it to the next one', () => {
    const holiday = Float64Array.from({ length: 414 }, (_, t) => (t % 45 === 5 ? 1 : 0))
    const days = shopDays(400, 7).map((value, t) => (holiday[t] === 1 ? 0.4 * value : value))
    const { point } = forecastDaily(days, { horizon: 14, regressors: [holiday] })
    const without = forecastDaily(days, { horizon: 14 }).point
    const h = 410 - 400
    expect(holiday[410]).toBe(1)
    expect((point[h] ?? 0) / (without[h] ?? 1)).toBeGreaterThan(0.3)
    expect((point[h] ?? 0) / (without[h] ?? 1)).toBeLessThan(0.55)
  })
  it('keeps to what rare sales add up to', () => {
    const random = randomSource(8)
    let said = 0
    let rate = 0
    for (let series = 0; series < 20; series++) {
      const days = Float64Array.from({ length: 300 }, () => random.poisson(0.4))
      said += meanOf(forecastDaily(days, { horizon: 28 }).point) / 20
      rate += meanOf(days.subarray(200)) / 20
    }
    expect(said / rate).toBeGreaterThan(0.8)
    expect(said / rate).toBeLessThan(1.2)
  })
  it('never has an end of the interval on the wrong side, nor a negative day for a shop without any', () => {
    const random = randomSource(9)
    const { point, low, high } = forecastDaily(
      Float64Array.from({ length: 150 }, () => random.poisson(1.5)),
      { horizon: 28, level: 0.95 },
    )
    point.forEach((value, h) => {
      expect(low[h]).toBeGreaterThanOrEqual(0)
      expect(low[h]).toBeLessThanOrEqual(value)
      expect(high[h]).toBeGreaterThanOrEqual(value)
    })
  })
  it('says what little history it was made from', () => {
    const days = shopDays(60, 10)
    expect(forecastDaily(days, { horizon: 7 }).method).toBe('ensemble')
    expect(forecastDaily(days.slice(0, 21), { horizon: 7 }).method).toBe('seasonal-median')
    expect(forecastDaily(days.slice(0, 9), { horizon: 7 }).method).toBe('mean')
    const [single] = [forecastDaily(Float64Array.of(5), { horizon: 2 })]
    expect(single).toMatchObject({ method: 'constant', point: Float64Array.of(5, 5) })
  })
  it('widens with the level asked for', () => {
    const days = shopDays(200, 11)
    const narrow = forecastDaily(days, { horizon: 7, level: 0.8 })
    const wide = forecastDaily(days, { horizon: 7, level: 0.95 })
    narrow.high.forEach((value, h) => {
      expect(wide.high[h]).toBeGreaterThan(value)
      expect(wide.low[h]).toBeLessThan(narrow.low[h] ?? 0)
    })
  })
  it('names what it cannot work with', () => {
    const days = shopDays(30, 12)
    expect(() => forecastDaily(Float64Array.of(Number.NaN), { horizon: 7 })).toThrow(/no known day/)
    expect(() => forecastDaily(days, { horizon: 0 })).toThrow(/horizon must be a whole number >= 1, got 0/)
    expect(() => forecastDaily(days, { horizon: 7, level: 1 })).toThrow(/level must lie between 0 and 1, got 1/)
    expect(() => forecastDaily(days, { horizon: 7, regressors: [new Float64Array(30)] })).toThrow(
      /30 days, expected 37/,
    )
    expect(() => forecastDaily(days, { horizon: 7, closed: new Uint8Array(1) })).toThrow(
      /closed has 1 days, expected 37/,
    )
    expect(() => forecastDaily(Float64Array.of(1, Number.POSITIVE_INFINITY), { horizon: 1 })).toThrow(/history\[1\]/)
  })
})
