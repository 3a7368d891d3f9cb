import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { order } from '../../../test/event-store.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { runInline } from '../../compute/index.ts'
import { openLog } from '../../core/log.ts'
import { enqueueFacts } from '../../ingest/write/outbox.ts'
import { orderFact } from '../../ingest/write/to-events.ts'
import { type EventStore, openEventStore } from '../../stores/events/store.ts'
import type { SkillStep } from '../desk/index.ts'
import type { Contribution, NightStep } from '../findings/index.ts'
import { runNight } from './night.ts'
import { listSteps, type StepProgress } from './run.ts'
import { readSteps } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-night-'))
let events: EventStore
let state: TestState
beforeAll(async () => {
  events = await openEventStore({ url: null, folder })
})
beforeEach(async () => {
  state = await openTestState()
  await events.command('TRUNCATE TABLE events')
})
afterEach(() => state.close())
afterAll(async () => {
  await events.close()
  rmSync(folder, { recursive: true, force: true })
})

const EMPTY: Contribution = {
  title: { de: 'T', en: 'T' },
  method: { de: '', en: '' },
  figures: [],
  findings: [],
  tables: [],
  charts: [],
  evidence: [],
  claims: [],
  notEnoughData: null,
}

function step(name: string, needs: readonly string[] = [], run: NightStep['run'] = async () => EMPTY): NightStep {
  return { name, title: { de: name, en: name }, needs, run }
}

const asOf = '2026-05-10'

function night(
  steps: readonly NightStep[],
  {
    skillSteps = [],
    ...part
  }: {
    skillSteps?: readonly SkillStep[]
    asOf?: string
    signal?: AbortSignal
    onProgress?: (step: StepProgress) => void
  } = {},
) {
  const shop = { timeZone: 'Europe/Berlin', currency: 'EUR', taxPercent: 0, holidays: 'DE' }
  const clock = { now: () => Date.UTC(2026, 4, 11, 0, 0) }
  const deps = {
    state,
    events,
    compute: runInline,
    clock,
    log: openLog('silent'),
    steps,
    skillSteps,
    shop,
    shopName: 'Testladen',
  }
  return runNight(deps, { asOf, signal: new AbortController().signal, ...part })
}

describe('a night', () => {
  it('brings the log up to date before the steps, and binds what they say', async () => {
    await state.transaction((client) => enqueueFacts(client, [orderFact('test', order('1', asOf, [['A', 2, 500]]))]))
    let seen = 0
    const counting = step('count', [], async ({ ask }) => {
      const { rows } = await ask({
        id: 'lines',
        title: EMPTY.title,
        sql: 'SELECT * FROM sales_lines',
        params: {},
        row: z.unknown(),
      })
      seen = rows.length
      return EMPTY
    })
    const { report } = await night([counting])
    expect(seen).toBe(1)
    expect(report).toMatchObject({
      asOf,
      shop: { name: 'Testladen', currency: 'EUR' },
      totals: { invoices: 1, lineTotalCents: 1000 },
    })
    expect(report.night.steps.map(({ name, status, rows }) => [name, status, rows])).toEqual([
      ['prepare', 'done', 1],
      ['count', 'done', 1],
    ])
  })

  it('names a step that fails, skips what needs it, and lets the others go on', async () => {
    let attempts = 0
    const failing = step('broken', [], async () => {
      attempts++
      throw new Error('the figures are gone')
    })
    const { report } = await night([failing, step('after', ['broken']), step('other')])
    expect(attempts).toBe(3)
    expect(report.night.steps.map(({ name, status, error }) => [name, status, error])).toEqual([
      ['prepare', 'done', null],
      ['broken', 'failed', 'the figures are gone'],
      ['after', 'skipped', "'broken' did not end well, and this step needs it."],
      ['other', 'done', null],
    ])
    expect(report.sections.map((section) => section.step)).toEqual(['other'])
  }, 30_000)

  it('stops without a report where the disk is full, and goes on there when there is room again', async () => {
    let full = true
    let runs = 0
    const steps = [
      step('first', [], async () => {
        runs++
        return EMPTY
      }),
      step('second', [], async () => {
        if (full) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
        return EMPTY
      }),
    ]
    await expect(night(steps)).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringMatching(/^The disk is full: .*'second'.*run the night again; it goes on there\.$/),
    })
    expect((await state.pool.query('SELECT FROM reports')).rows).toEqual([])
    full = false
    const { report } = await night(steps)
    expect(report.night.steps.map(({ status }) => status)).toEqual(['done', 'done', 'done'])
    expect(runs).toBe(1)
  })

  it('tries a step again that failed once', async () => {
    let attempts = 0
    const shaky = step('shaky', [], async () => {
      if (++attempts === 1) throw new Error('once')
      return EMPTY
    })
    const { report } = await night([shaky])
    expect(report.night.steps.at(-1)).toMatchObject({ status: 'done', error: null })
  })

  it('stopped between two steps goes on after the last one that was done, and binds one report', async () => {
    const runs = { first: 0, second: 0 }
    const stop = new AbortController()
    const steps = [
      step('first', [], async () => {
        runs.first++
        stop.abort()
        return EMPTY
      }),
      step('second', ['first'], async () => {
        runs.second++
        return EMPTY
      }),
    ]
    await expect(night(steps, { signal: stop.signal })).rejects.toThrow(/stopped.*run it again/)
    const { nightId } = await night(steps)
    expect(runs).toEqual({ first: 1, second: 1 })
    expect((await readSteps(state, nightId)).map(({ status }) => status)).toEqual(['done', 'done', 'done'])
    const { rows } = await state.pool.query('SELECT night_id FROM reports')
    expect(rows).toEqual([{ night_id: nightId }])
  })

  it('finishes a night that was cut off before it begins one for another day', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(night([step('only')], { signal: stop.signal })).rejects.toThrow()
    const { report } = await night([step('only')], { asOf: '2026-05-11' })
    expect(report.asOf).toBe('2026-05-11')
    const { rows } = await state.pool.query('SELECT as_of FROM reports ORDER BY night_id')
    expect(rows).toEqual([{ as_of: asOf }, { as_of: '2026-05-11' }])
  })

  it('holds what an earlier night claimed against what came, and the first word counts', async () => {
    const claiming = (value: number) =>
      step('forecast', [], async () => ({
        ...EMPTY,
        claims: [
          {
            metric: 'revenueCents' as const,
            day: '2026-05-11',
            value,
            low: value - 100,
            high: value + 100,
            level: 0.8,
            naive: null,
            method: 'test',
          },
        ],
      }))
    await night([claiming(1000)])
    await night([claiming(9000)])
    await state.transaction((client) =>
      enqueueFacts(client, [orderFact('test', order('1', '2026-05-11', [['A', 1, 1050]]))]),
    )
    const { report } = await night([claiming(1)], { asOf: '2026-05-11' })
    expect(report.claimsChecked.map(({ claim, actual, inBand }) => [claim.value, actual, inBand])).toEqual([
      [1000, 1050, true],
    ])
  })

  it('fails a step whose words are not what the report can show', async () => {
    const odd = step('odd', [], async () => ({ ...EMPTY, figures: 'many' }) as unknown as Contribution)
    const { report } = await night([odd])
    expect(report.night.steps.at(-1)).toMatchObject({ name: 'odd', status: 'failed' })
  }, 30_000)

  it('tells each step as it begins and ends', async () => {
    const told: string[] = []
    await night([step('a')], { onProgress: ({ name, status }) => told.push(`${name} ${status}`) })
    expect(told).toEqual(['prepare running', 'prepare done', 'a running', 'a done'])
  })
})

describe('the skills of a night', () => {
  const skillStep = (name: string, run: SkillStep['run'] = async () => 3): SkillStep => ({
    name: `skill.${name}`,
    title: { de: name, en: name },
    run,
  })

  it('work after the analyses, with what these brought, and the report says how many proposals they made', async () => {
    const told: unknown[] = []
    const tells = skillStep('tells', async ({ contributions }, origin) => {
      told.push([...contributions.keys()], origin)
      return 7
    })
    const { report, nightId } = await night([step('a'), step('b')], { skillSteps: [tells] })
    expect(told).toEqual([['a', 'b'], `night:${nightId}`])
    expect(report.night.steps.map(({ name, status, proposals }) => [name, status, proposals])).toEqual([
      ['prepare', 'done', undefined],
      ['a', 'done', undefined],
      ['b', 'done', undefined],
      ['skill.tells', 'done', 7],
    ])
    expect(report.sections.map((section) => section.step)).toEqual(['a', 'b'])
  })

  it('go on where one of them fails, and the report names it', async () => {
    const failing = skillStep('broken', async () => {
      throw new Error('no model')
    })
    const { report } = await night([], { skillSteps: [failing, skillStep('other')] })
    expect(report.night.steps.map(({ name, status, error }) => [name, status, error])).toEqual([
      ['prepare', 'done', null],
      ['skill.broken', 'failed', 'no model'],
      ['skill.other', 'done', null],
    ])
  }, 30_000)

  it('that were done before the night was cut off are not asked again, and keep their count', async () => {
    const stop = new AbortController()
    let runs = 0
    const once = skillStep('once', async () => {
      runs++
      stop.abort()
      return 2
    })
    const skillSteps = [once, skillStep('after')]
    await expect(night([], { skillSteps, signal: stop.signal })).rejects.toThrow(/stopped/)
    const { report } = await night([], { skillSteps })
    expect(runs).toBe(1)
    expect(report.night.steps.map(({ proposals }) => proposals)).toEqual([undefined, 2, 3])
  })
})

describe('the list of steps', () => {
  it('begins with putting the data in order', () => {
    expect(listSteps({ steps: [step('b', ['a']), step('a')], skillSteps: [] }).map(({ name }) => name)).toEqual([
      'prepare',
      'a',
      'b',
    ])
  })
})
