import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../../test/simulate.ts'
import { autoEts } from './auto-ets.ts'
import { complexSmoothing } from './complex-smoothing.ts'
import { crostonSba, intermittentForecasts } from './intermittent.ts'
import { optimisedTheta } from './optimised-theta.ts'
import { prepareSeries } from './prepare-series.ts'
import { slowSeasons, stlSeason } from './stl.ts'

/** From statsforecast 2.1.1 (theta, complex smoothing, Croston, ETS) and statsmodels 0.15.0 (STL, two inner rounds). */
interface Golden {
  seasonal: number[]
  flat: number[]
  demand: number[]
  theta: number[]
  complex: number[]
  crostonSba: number
  stlSeason: number[]
  ets: { name: string; forecast: number[] }
}
const golden: Golden = JSON.parse(readFileSync(new URL('../../../../test/golden/series.json', import.meta.url), 'utf8'))
const seasonal = Float64Array.from(golden.seasonal)
const flat = Float64Array.from(golden.flat)

function expectNear(found: Float64Array, expected: readonly number[], share: number): void {
  expect(found).toHaveLength(expected.length)
  expected.forEach((value, h) => {
    expect(Math.abs((found[h] ?? Number.NaN) / value - 1)).toBeLessThan(share)
  })
}

describe('optimisedTheta and complexSmoothing', () => {
  it('agree with statsforecast to a fifth of a percent', () => {
    expectNear(optimisedTheta(flat, 6), golden.theta, 0.002)
    expectNear(complexSmoothing(flat, 6), golden.complex, 0.002)
  })
  it('stay where a constant series is', () => {
    expect([...optimisedTheta(new Float64Array(9).fill(4), 2)]).toEqual([4, 4])
    for (const value of complexSmoothing(new Float64Array(9).fill(4), 2)) expect(value).toBeCloseTo(4, 12)
  })
})

describe('autoEts', () => {
  it('chooses the form that statsforecast chooses, and forecasts within the two percent its fitted first season makes', () => {
    const { name, forecast } = autoEts(seasonal, 12, 12)
    expect(name).toBe(golden.ets.name)
    expectNear(forecast, golden.ets.forecast, 0.022)
  })
  it('goes on with a straight line and with a season that grows', () => {
    const line = autoEts(
      Float64Array.from({ length: 30 }, (_, t) => 5 + 2 * t),
      1,
      3,
    ).forecast
    expectNear(line, [65, 67, 69], 0.001)
    const random = randomSource(1)
    const growing = Float64Array.from(
      { length: 84 },
      (_, t) => (50 + t) * (1 + 0.4 * Math.sin((2 * Math.PI * t) / 12)) * (1 + 0.01 * random.normal()),
    )
    const { name, forecast } = autoEts(growing.slice(0, 72), 12, 12)
    expect(name).toMatch(/^ETS\(M,Ad?,M\)$/)
    expectNear(forecast, [...growing.slice(72)], 0.06)
  })
  it('takes no multiplicative form where a value is 0 or negative', () => {
    expect(
      autoEts(
        flat.map((value) => value - 100),
        1,
        1,
      ).name,
    ).toMatch(/^ETS\(A,/)
  })
})

describe('stlSeason and slowSeasons', () => {
  it('agrees with statsmodels to the last digits', () => {
    stlSeason(seasonal, 12, 11).forEach((value, t) => {
      expect(value).toBeCloseTo(golden.stlSeason[t] ?? Number.NaN, 7)
    })
  })
  it('tells a season of the day from one of the week', () => {
    const day = (t: number) => Math.sin((2 * Math.PI * t) / 6)
    const week = (t: number) => 3 * Math.cos((2 * Math.PI * t) / 42)
    const [first, second] = slowSeasons(
      Float64Array.from({ length: 420 }, (_, t) => 10 + day(t) + week(t)),
      [6, 42],
    )
    for (let t = 100; t < 300; t++) {
      expect(Math.abs((first?.[t] ?? 9) - day(t))).toBeLessThan(0.15)
      expect(Math.abs((second?.[t] ?? 9) - week(t))).toBeLessThan(0.25)
    }
  })
  it('names the length that is missing', () => {
    expect(() => stlSeason(new Float64Array(20), 12, 11)).toThrow(/a season of 12 needs 24 values, got 20/)
  })
})

describe('intermittent demand', () => {
  it('agrees with statsforecast on Croston with the correction of Syntetos and Boylan', () => {
    expect(crostonSba(Float64Array.from(golden.demand))).toBeCloseTo(golden.crostonSba, 8)
    expect(crostonSba(new Float64Array(5))).toBe(0)
  })
  it('keeps to the mean of a steady rate and fades with demand that died out', () => {
    const random = randomSource(2)
    const steady = Float64Array.from({ length: 400 }, () => (random.uniform() < 0.25 ? 4 : 0))
    const rates = (intermittentForecasts(steady, 1) ?? []).map(({ forecast }) => forecast[0] ?? Number.NaN)
    expect(rates).toHaveLength(4)
    for (const rate of rates) expect(Math.abs(rate - 1)).toBeLessThan(0.4)
    const dead = steady.map((value, t) => (t < 300 ? value : 0))
    const faded = intermittentForecasts(dead, 1)?.find(({ name }) => name === 'tsb')?.forecast[0] ?? Number.NaN
    expect(faded).toBeLessThan(0.5)
  })
  it('leaves to others what sells at most steps, or is negative', () => {
    expect(intermittentForecasts(flat, 1)).toBeNull()
    expect(intermittentForecasts(Float64Array.of(0, 0, 0, -1, 0, 0, 0, 0), 1)).toBeNull()
  })
})

describe('prepareSeries', () => {
  it('cuts what is not known at the start, fills gaps along the season, and ends with the last known value', () => {
    const gap = Number.NaN
    const week = [1, 5, 9]
    const history = Float64Array.from({ length: 21 }, (_, t) => (t === 10 ? gap : (week[t % 3] ?? 0)))
    const whole = prepareSeries(Float64Array.from([gap, gap, gap, ...history, gap]), 3)
    expect(whole).toHaveLength(21)
    expect(whole[10]).toBeCloseTo(5, 10)
    expect(prepareSeries(Float64Array.of(gap), 3)).toHaveLength(0)
  })
  it('pulls back a single value of a million and leaves a level that moved', () => {
    const random = randomSource(3)
    const calm = Float64Array.from({ length: 40 }, () => 10 + random.normal())
    const wild = calm.slice()
    wild[20] = 1e6
    expect(prepareSeries(wild, 1)[20]).toBeLessThan(15)
    const moved = calm.map((value, t) => (t < 30 ? value : value + 100))
    expect([...prepareSeries(moved, 1)]).toEqual([...moved])
  })
})
