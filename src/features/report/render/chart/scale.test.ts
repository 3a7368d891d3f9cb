import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spread } from './keys.ts'
import { lineDomain, niceScale } from './scale.ts'
import { fitText, textWidth, wrapText } from './text-width.ts'
import { waterfallParts } from './waterfall.ts'
import { xTicks } from './x-axis.ts'

describe('niceScale', () => {
  it('steps by 1, 2 or 5 times a power of ten', () => {
    expect(niceScale(0, 48, 4, false)).toMatchObject({ low: 0, high: 60, step: 20, ticks: [0, 20, 40, 60] })
    expect(niceScale(0, 0.3, 3, false).ticks).toEqual([0, 0.1, 0.2, 0.3])
    expect(niceScale(-7, 12, 4, false)).toMatchObject({ low: -10, high: 15, step: 5 })
  })

  it('keeps counted things at whole steps', () => {
    expect(niceScale(0, 2, 4, true).ticks).toEqual([0, 1, 2])
  })

  it('has one tick for nothing but zeros', () => {
    expect(niceScale(0, 0, 4, false)).toEqual({ low: 0, high: 1, step: 1, ticks: [0] })
  })

  it('covers every range with a handful of ticks', () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)]
        fc.pre(max - min > 1e-6 * Math.max(1, Math.abs(max), Math.abs(min)))
        const scale = niceScale(min, max, 4, false)
        const slack = scale.step * 1e-6
        expect(scale.low).toBeLessThanOrEqual(min + slack)
        expect(scale.high).toBeGreaterThanOrEqual(max - slack)
        expect(scale.ticks.length).toBeGreaterThanOrEqual(2)
        expect(scale.ticks.length).toBeLessThanOrEqual(7)
      }),
    )
  })
})

describe('lineDomain', () => {
  it('takes zero in unless the values keep far from it', () => {
    expect(lineDomain([10, 90])).toEqual([0, 90])
    expect(lineDomain([80, 90])).toEqual([80, 90])
    expect(lineDomain([-90, -10])).toEqual([-90, 0])
    expect(lineDomain([])).toEqual([0, 0])
  })
})

describe('xTicks', () => {
  const days = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => new Date(Date.UTC(2026, 9, 1 + index)).toISOString().slice(0, 10))
  const at = (count: number, width: number): number[] =>
    Array.from({ length: count }, (_, index) => (index * width) / Math.max(1, count - 1))

  it('labels every day of a week, Mondays of two months and months of a year', () => {
    expect(xTicks({ x: days(7), at: at(7, 600), lang: 'de', width: 720 })).toHaveLength(7)
    const mondays = xTicks({ x: days(60), at: at(60, 600), lang: 'en', width: 720 })
    expect(mondays.map((tick) => days(60)[tick.index])).toEqual([
      '2026-10-05',
      '2026-10-12',
      '2026-10-19',
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
    ])
    const months = xTicks({ x: days(365), at: at(365, 700), lang: 'de', width: 720 })
    expect(months.map((tick) => tick.label).slice(0, 4)).toEqual(['Okt', 'Nov', 'Dez', 'Jan'])
    expect(months.map((tick) => tick.year).filter((year) => year !== '')).toEqual(['2026', '2027'])
  })

  it('labels both ends where nothing between them falls on a round date', () => {
    const ticks = xTicks({ x: days(5), at: at(5, 120), lang: 'de', width: 720 })
    expect(ticks.map((tick) => tick.label)).toEqual(['1. Okt', '5. Okt'])
  })
})

describe('spread', () => {
  it('moves boxes apart, keeps their order and stays within the edges', () => {
    expect(spread([50, 52, 10], [20, 20, 20], 0, 100)).toEqual([40, 60, 0])
    expect(spread([95, 96], [20, 20], 0, 100)).toEqual([60, 80])
  })
})

describe('waterfallParts', () => {
  it('takes both ends for totals where the values between them add up', () => {
    const parts = waterfallParts(['before', 'a', 'b', 'after'], [100, 30, -10, 120], 'sum')
    expect(parts.map((part) => [part.from, part.to, part.total])).toEqual([
      [0, 100, true],
      [100, 130, false],
      [130, 120, false],
      [0, 120, true],
    ])
  })

  it('adds the total where all values are parts', () => {
    expect(waterfallParts(['a', 'b'], [-12, 5], 'sum').at(-1)).toEqual({ name: 'sum', from: 0, to: -7, total: true })
  })
})

describe('text width', () => {
  it('counts letters with marks as their base letter and is additive', () => {
    expect(textWidth('Ü', 10)).toBe(textWidth('U', 10))
    expect(textWidth('ab', 10)).toBeCloseTo(textWidth('a', 10) + textWidth('b', 10), 10)
  })

  it('cuts a text to its room and never inside a character', () => {
    const cut = fitText('Zelte 👩‍👩‍👧 und Rucksäcke', 12, 60)
    expect(textWidth(cut, 12)).toBeLessThanOrEqual(60)
    expect(cut).toMatch(/…$/)
    expect(cut.replace('…', '')).not.toMatch(/\u200d$/)
  })

  it('wraps at spaces into the given number of lines', () => {
    expect(wrapText('Erwartet nach dem Wochenrhythmus', 12, 110, 2)).toHaveLength(2)
    expect(wrapText('kurz', 12, 110, 2)).toEqual(['kurz'])
  })
})
