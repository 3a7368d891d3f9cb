import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../../test/event-store.ts'
import { addDays } from '../../core/time.ts'
import type { Scope } from '../visits/index.ts'
import { changeOf, firstWeek, shareOf, toCohorts, toCurve } from './model.ts'
import { findRetention } from './service.ts'
import { retentionStep } from './step.ts'

/** A Sunday. */
const TO = '2026-11-22'
const SCOPE: Scope = { period: { from: '2026-11-09', to: TO }, filters: [] }
let store: TestStore

type Session = readonly [visitor: number, day: string, what?: { agent?: string; cents?: number; browser?: string }]

beforeAll(async () => {
  store = await openTestStore()
  const sessions: Session[] = [
    [1, '2026-10-28'],
    [1, '2026-11-03'],
    [2, '2026-11-02'],
    [2, '2026-11-02'],
    [2, '2026-11-10', { cents: 4000 }],
    [2, '2026-11-20', { browser: 'Firefox 130' }],
    [3, '2026-11-08'],
    [4, '2026-11-12', { browser: 'Firefox 130' }],
    [5, '2026-11-02', { agent: 'bot' }],
    [5, '2026-11-09', { agent: 'bot' }],
  ]
  const rows = sessions.map(([visitor, day, { agent = 'person', cents = 0, browser = '' } = {}], i) => {
    return `(${i + 1}, ${visitor}, '${day} 10:00:00', '${day}', '${agent}', ${cents > 0 ? 1 : 0}, ${cents}, '${browser}')`
  })
  await store.events.command(
    `INSERT INTO sessions (session_id, visitor_id, started_at, day, agent, orders, revenue_cents, browser) VALUES ${rows.join(', ')}`,
  )
  await store.events.command(
    `INSERT INTO hits (visitor_id, session_id, day, time, properties) VALUES (2, 6, '2026-11-20', '2026-11-20 10:00:00', '{"coupon":"NEU"}'), (1, 1, '2026-10-28', '2026-10-28 10:00:00', '{}')`,
  )
})
afterAll(() => store.close())

const ask = () => store.context('retention', { asOf: TO }).ask

describe('retention', () => {
  it('counts each visitor once a week, without bots, and leaves out the week in which the records begin', async () => {
    const { cohorts, since } = await findRetention({ ask: ask() }, SCOPE, 4)
    expect(since).toBe('2026-10-28')
    expect(cohorts.map(({ week, visitors, returned }) => [week, visitors, returned.map(({ count }) => count)])).toEqual(
      [
        ['2026-11-02', 2, [1, 1]],
        ['2026-11-09', 1, [0]],
      ],
    )
  })

  it('tells new visitors from those who were there before the period, with what they brought', async () => {
    const { isNew, newcomers, returning } = await findRetention({ ask: ask() }, SCOPE, 4)
    expect([isNew.count, isNew.of]).toEqual([1, 2])
    expect([newcomers.visitors, newcomers.bought.count]).toEqual([1, 0])
    expect([returning.visitors, returning.sessions, returning.bought.count, returning.value]).toEqual([1, 2, 1, null])
  })

  it('narrows visits by columns of the session and by properties of its events', async () => {
    const by = async (filter: Scope['filters'][number]) =>
      (await findRetention({ ask: ask() }, { ...SCOPE, filters: [filter] }, 4)).isNew
    expect(await by({ dimension: 'browser', values: ['Firefox 130'] })).toMatchObject({ count: 1, of: 2 })
    expect(await by({ dimension: 'property:coupon', values: ['NEU'] })).toMatchObject({ count: 0, of: 1 })
  })

  it('says when it will be possible where no week has passed', async () => {
    const said = await retentionStep.run(store.context('retention', { asOf: '2026-11-04' }))
    expect(said.notEnoughData?.de).toContain('0 von 2 nötigen Wochen')
    expect(said.notEnoughData?.de).toContain('16. November 2026')
    expect(said.findings).toEqual([])
  })
})

describe('cohorts', () => {
  const cell = (cohort: string, age: number, visitors: number) => ({ cohort, age, visitors, since: '2026-09-28' })

  it('have only weeks that are over', () => {
    const [one] = toCohorts(
      [cell('2026-11-02', 0, 10), cell('2026-11-02', 1, 4), cell('2026-11-02', 2, 9)],
      '2026-11-21',
    )
    expect(one?.returned.map(({ count }) => count)).toEqual([4])
  })

  it('make a curve over those that have come so far', () => {
    const rows = [
      cell('2026-11-02', 0, 100),
      cell('2026-11-02', 1, 10),
      cell('2026-11-02', 2, 5),
      cell('2026-11-09', 0, 300),
    ]
    const curve = toCurve(toCohorts(rows, TO))
    expect(curve.map(({ age, cohorts, count, of }) => [age, cohorts, count, of])).toEqual([
      [1, 2, 10, 400],
      [2, 1, 5, 100],
    ])
  })

  it('begin with the Monday so many weeks back', () => {
    expect(firstWeek(TO, 1)).toBe('2026-11-16')
    expect(firstWeek('2026-11-23', 2)).toBe('2026-11-16')
  })

  it('are compared without the first three weeks on record', () => {
    const week = (monday: string, count: number) => ({ week: monday, visitors: 1000, returned: [shareOf(count, 1000)] })
    const mondays = (from: string, weeks: number) => Array.from({ length: weeks }, (_, k) => addDays(from, 7 * k))
    const early = mondays('2026-08-31', 3).map((monday) => week(monday, 500))
    const later = mondays('2026-09-21', 7).map((monday) => week(monday, 60))
    const latest = mondays('2026-11-09', 2).map((monday) => week(monday, 120))
    const change = changeOf({ cohorts: [...early, ...later, ...latest], since: '2026-08-31' })
    expect([change?.before, change?.now]).toEqual([0.06, 0.12])
    expect(change?.p).toBeLessThan(0.01)
    expect(changeOf({ cohorts: latest, since: '2026-09-28' })).toBeNull()
  })
})
