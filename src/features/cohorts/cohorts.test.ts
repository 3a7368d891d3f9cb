import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, type TestStore } from '../../../test/event-store.ts'
import { expectRerun } from '../../../test/evidence.ts'
import { randomSource } from '../../../test/simulate.ts'
import { addDays, daysBetween } from '../../core/time.ts'
import type { OrderRecord } from '../../ingest/records.ts'
import { contributionSchema } from '../findings/index.ts'
import { compareCohorts } from './change.ts'
import { cohortsStep } from './step.ts'
import type { RepeatRow } from './store.ts'

const AS_OF = '2026-11-22'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})

/** 30 new customers a day; from June 2026 on far fewer of them come back. */
function makeOrders(): OrderRecord[] {
  const random = randomSource(11).uniform
  const orders: OrderRecord[] = []
  for (let day = '2025-01-01', i = 0; day <= AS_OF; day = addDays(day, 3)) {
    for (let k = 0; k < 12; k++, i++) {
      const customerExternalId = `c${i}`
      orders.push(order(`a${i}`, day, [['A', 1, 2000 + Math.floor(random() * 3000)]], { customerExternalId }))
      const chance = day >= '2026-06-01' ? 0.12 : 0.4
      if (random() < chance) {
        const next = addDays(day, Math.floor(random() * 150))
        if (next <= AS_OF) orders.push(order(`b${i}`, next, [['B', 1, 4000]], { customerExternalId }))
      }
    }
  }
  return orders
}

interface Person {
  first: string
  second: string | null
  spent: { day: string; cents: number }[]
}

function peopleOf(orders: readonly OrderRecord[]): Person[] {
  const people = new Map<string, Person>()
  const sorted = [...orders].sort((a, b) => a.placedAt - b.placedAt)
  for (const one of sorted) {
    const day = new Date(one.placedAt).toISOString().slice(0, 10)
    const person = people.get(one.customerExternalId) ?? { first: day, second: null, spent: [] }
    people.set(one.customerExternalId, person)
    if (day > person.first) person.second ??= day
    person.spent.push({ day, cents: one.lines.reduce((sum, line) => sum + line.totalCents, 0) })
  }
  return [...people.values()]
}

const monthEnd = (month: string) => {
  const next = new Date(`${month}-01T00:00:00Z`)
  next.setUTCMonth(next.getUTCMonth() + 1, 0)
  return next.toISOString().slice(0, 10)
}

describe('the cohort analysis', () => {
  it('of an empty shop says what is missing', async () => {
    const said = await cohortsStep.run(store.context('cohorts', { asOf: AS_OF }))
    expect(contributionSchema.parse(said)).toEqual(said)
    expect(said.notEnoughData?.en).toBe('No order of a known customer.')
    expect(said.tables).toEqual([])
  })

  it('gives repeat rates, revenue and retention as counted by hand, and reports the fall', async () => {
    const orders = makeOrders()
    await store.fill(orders)
    const said = await cohortsStep.run(store.context('cohorts', { asOf: AS_OF }))
    expect(contributionSchema.parse(said)).toEqual(said)
    await expectRerun(store.events, said.evidence)
    const people = peopleOf(orders)
    const mature = (days: number) => {
      const months = [...new Set(people.map(({ first }) => first.slice(0, 7)))].sort()
      return months.filter((month) => addDays(monthEnd(month), days) <= AS_OF)
    }
    for (const days of [30, 60, 90, 365]) {
      const months = new Set(mature(days).slice(-12))
      const group = people.filter(({ first }) => months.has(first.slice(0, 7)))
      const again = group.filter(({ first, second }) => second !== null && daysBetween(first, second) <= days)
      const figure = said.figures.find(({ id }) => id === `cohorts.repeat-${days}`)
      expect(figure?.value).toBeCloseTo(again.length / group.length, 12)
      expect(figure?.n).toBe(group.length)
      if (days === 90 || days === 365) {
        const spent = group.flatMap(({ first, spent }) => spent.filter(({ day }) => daysBetween(first, day) <= days))
        const cents = spent.reduce((sum, one) => sum + one.cents, 0)
        expect(said.figures.find(({ id }) => id === `cohorts.revenue-${days}`)?.value).toBeCloseTo(
          cents / group.length,
          6,
        )
      }
    }
    const heatmap = said.charts.find(({ kind }) => kind === 'heatmap')
    const march = people.filter(({ first }) => first.startsWith('2026-03'))
    const inMay = march.filter(({ spent }) => spent.some(({ day }) => day.startsWith('2026-05')))
    const row = heatmap?.series.find(({ name }) => name.en === 'March 2026')
    expect(row?.values[2]).toBeCloseTo(inMay.length / march.length, 12)
    // November is not over.
    expect(row?.values[8]).toBeNull()

    const found = said.findings[0]
    expect(found?.id).toBe('cohorts.repeat-change')
    expect(found?.direction).toBe('bad')
    const months = mature(90).filter((month) => month >= '2025-04')
    const rateIn = (chosen: string[]) => {
      const group = people.filter(({ first }) => chosen.includes(first.slice(0, 7)))
      const again = group.filter(({ first, second }) => second !== null && daysBetween(first, second) <= 90)
      return { n: group.length, rate: again.length / group.length, again: again.length, group }
    }
    const now = rateIn(months.slice(-3))
    const before = rateIn(months.slice(0, -3).slice(-12))
    expect(found?.figure.value).toBeCloseTo((now.rate - before.rate) * 100, 9)
    const later = before.group
      .flatMap(({ first, spent }) => spent.filter(({ day }) => day > first && daysBetween(first, day) <= 90))
      .reduce((sum, { cents }) => sum + cents, 0)
    expect(found?.stakeCents).toBe(Math.round((now.rate - before.rate) * now.n * (later / before.again)))
  })
})

describe('the comparison of cohorts', () => {
  const zero = { cents_30: 0, cents_60: 0, cents_90: 0, cents_365: 0 }
  const none = {
    squares_30: 0,
    squares_60: 0,
    squares_90: 0,
    squares_365: 0,
    later_30: 0,
    later_60: 0,
    later_90: 0,
    later_365: 0,
  }
  const row = (cohort: string, seen: number, again: number): RepeatRow => ({
    ...zero,
    ...none,
    cohort,
    customers: seen,
    seen_30: seen,
    seen_60: seen,
    seen_90: seen,
    seen_365: seen,
    again_30: again,
    again_60: again,
    again_90: again,
    again_365: again,
    log_start: '2024-10',
  })
  const months = Array.from({ length: 15 }, (_, i) => new Date(Date.UTC(2025, i, 1)).toISOString().slice(0, 7))

  it('takes the scatter between earlier cohorts into account', () => {
    const calm = months.map((month, i) => row(month, 1000, i < 12 ? 200 + (i % 2) : 150))
    const wild = months.map((month, i) => row(month, 1000, i < 12 ? 200 + (i % 2 === 0 ? 90 : -90) : 150))
    expect(compareCohorts(calm, '2026-12-31')?.p).toBeLessThan(0.001)
    expect(compareCohorts(wild, '2026-12-31')?.p).toBeGreaterThan(0.05)
  })

  it('leaves out the first months of the log and answers null with too few cohorts', () => {
    const rows = months.slice(0, 8).map((month) => ({ ...row(month, 1000, 200), log_start: '2025-01' }))
    expect(compareCohorts(rows, '2026-12-31')).toBeNull()
    expect(compareCohorts([], '2026-12-31')).toBeNull()
  })
})
