import { describe, expect, it } from 'vitest'
import { changesOf, checkClaims, type DueClaim, FRESH, nextStanding, type Outcome, WINDOW_NIGHTS } from './accuracy.ts'

const claim = (part: Partial<DueClaim> & { point?: number; naive?: number }): DueClaim => {
  const { point = 10, naive = 14, ...rest } = part
  const said = { point, low: point - 3, high: point + 3, naive, model: point }
  return { kind: 'product', key: 'A', horizon: 'week', said, scale: 2, squareScale: 8, ...rest }
}

const outcome = (week: number, category = 'Tents'): Outcome => ({ category, day: null, week, month: 4 * week })

describe('what was said against what came', () => {
  it('is summed by kind, category and horizon, beside the naive forecast', () => {
    const claims = [claim({}), claim({ key: 'B', point: 20, naive: 20 }), claim({ key: 'C' })]
    const came = new Map([
      ['product A', outcome(12)],
      ['product B', outcome(24)],
      ['product C', outcome(10, 'Shoes')],
    ])
    const { scores, weekErrors } = checkClaims(claims, came)
    const tents = scores.find(({ category }) => category === 'Tents')
    expect(tents).toMatchObject({ series: 2, inside: 1, came: 36, error: 6, naiveError: 6 })
    expect(tents).toMatchObject({ scaledSeries: 2, scaled: 3, naiveScaled: 3, squared: 2.5, naiveSquared: 2.5 })
    expect(scores.find(({ category }) => category === 'Shoes')?.error).toBe(0)
    expect(weekErrors.get('product A')).toEqual({ model: 2, naive: 2 })
  })

  it('leaves out what could not be seen and what is not sold any more', () => {
    const came = new Map([['product A', outcome(Number.NaN)]])
    expect(checkClaims([claim({}), claim({ key: 'GONE' })], came).scores).toEqual([])
  })

  it('has no scaled error of a history that never changed, nor of other spans than weeks', () => {
    const came = new Map([['product A', outcome(12)]])
    const { scores } = checkClaims([claim({ scale: null, squareScale: null }), claim({ horizon: 'month' })], came)
    expect(scores.map(({ series, scaledSeries }) => [series, scaledSeries])).toEqual([
      [1, 0],
      [1, 0],
    ])
  })
})

describe('a standing', () => {
  const standingAfter = (nights: number, errors: { model: number; naive: number }, from = FRESH) =>
    Array.from({ length: nights }).reduce<typeof FRESH>((standing) => nextStanding(standing, errors), from)

  it('lets a model that is worse give way, but not before it has been watched for a while', () => {
    expect(standingAfter(WINDOW_NIGHTS - 1, { model: 3, naive: 2 }).uses).toBe('model')
    expect(standingAfter(WINDOW_NIGHTS, { model: 3, naive: 2 }).uses).toBe('naive')
  })

  it('keeps a model that is a little worse, or as good', () => {
    expect(standingAfter(100, { model: 2.1, naive: 2 }).uses).toBe('model')
    expect(standingAfter(100, { model: 0, naive: 0 }).uses).toBe('model')
  })

  it('brings a model back once it is better over the time that is remembered', () => {
    const out = standingAfter(WINDOW_NIGHTS, { model: 3, naive: 2 })
    expect(nextStanding(out, { model: 0, naive: 2 }).uses).toBe('naive')
    expect(standingAfter(60, { model: 1, naive: 2 }, out).uses).toBe('model')
  })

  it('stays as it was on a night that nothing can be said about', () => {
    expect(nextStanding(FRESH, undefined)).toEqual(FRESH)
  })
})

describe('the unit of errors', () => {
  it('is the change from season to season where there are two, else from step to step', () => {
    expect(changesOf(Float64Array.of(1, 5, 3, 9), 2)).toEqual({ scale: 3, squareScale: 10 })
    expect(changesOf(Float64Array.of(1, 5, 3), 4)).toEqual({ scale: 3, squareScale: 10 })
  })

  it('is not known where nothing changed or nothing is known', () => {
    expect(changesOf(Float64Array.of(4, 4, 4), 1)).toBeNull()
    expect(changesOf(Float64Array.of(4, Number.NaN, 4), 1)).toBeNull()
    expect(changesOf(new Float64Array(0), 52)).toBeNull()
  })
})
