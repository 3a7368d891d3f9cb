import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from '../src/config.ts'
import { openLog } from '../src/core/log.ts'
import { openSystem } from '../src/features/system/service.ts'
import { type JobKind, type Jobs, startJobs } from '../src/worker/jobs.ts'
import { openTestStore, type TestStore } from './event-store.ts'
import { openTestState, type TestState } from './state-store.ts'

const NOW = Date.parse('2026-05-20T10:00:00Z')
let store: TestStore
let state: TestState
let jobs: Jobs
/** What the job of the night is doing, set by each test. */
let night: JobKind['run']

beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

beforeEach(async () => {
  state = await openTestState()
  night = async () => undefined
  const kind = { cron: '0 2 * * *', retries: 0, timeoutSeconds: 60 }
  const kinds: JobKind[] = [{ ...kind, name: 'night', run: (data, signal) => night(data, signal) }]
  jobs = await startJobs(state, kinds, { timeZone: 'Europe/Berlin', log: openLog('silent') })
})
afterEach(async () => {
  await jobs.stop()
  await state.close()
})

const open = () =>
  openSystem({
    state,
    events: store.events,
    clock: { now: () => NOW },
    config: async () => loadConfig({ env: {}, cwd: '/nowhere' }),
    version: '0.1.0',
    steps: [{ name: 'prepare', title: { de: 'Daten ordnen', en: 'Put the data in order' } }],
    jobs: { ask: (job, data = {}) => jobs.ask(job, data), interrupt: (job) => jobs.interrupt(job) },
  })

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await condition()) return
    await sleep(100)
  }
  throw new Error('it never came')
}

const audited = async () =>
  (await state.pool.query<{ action: string }>('SELECT action FROM audit_log ORDER BY id')).rows.map(
    ({ action }) => action,
  )

describe('a night by hand', () => {
  it('is asked for with its day, runs, and is noted', async () => {
    const seen: unknown[] = []
    night = async (data) => void seen.push(data)
    expect(await open().runNight('2026-05-18', 'person:1')).toEqual({ asked: true })
    await until(() => seen.length > 0)
    expect(seen).toEqual([{ byHand: true, asOf: '2026-05-18' }])
    expect(await audited()).toEqual(['night.asked'])
  })

  it('is refused for a day to come, for what is no day, and while one is under way', async () => {
    await expect(open().runNight('2026-05-21', 'cli')).rejects.toMatchObject({ code: 'usage.invalid' })
    await expect(open().runNight('2026-02-30', 'cli')).rejects.toMatchObject({ code: 'usage.invalid' })
    let running = false
    night = (_data, signal) =>
      new Promise((resolve) => {
        running = true
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
    await open().runNight(undefined, 'cli')
    await until(() => running)
    await expect(open().runNight(undefined, 'cli')).rejects.toMatchObject({ code: 'input.conflict' })
  })

  it('is stopped while it runs, and can be asked for again', async () => {
    let stopped = 0
    night = (_data, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          stopped++
          reject(new Error('stopped'))
        })
      })
    await open().runNight(undefined, 'person:1')
    await until(async () => (await open().jobs()).items[0]?.running !== null)
    await open().stopNight('person:1')
    await until(() => stopped === 1)
    expect((await open().deadLetters()).items).toEqual([])
    await until(async () => (await open().jobs()).items[0]?.last?.outcome === 'called-off')
    expect(await open().runNight(undefined, 'person:1')).toEqual({ asked: true })
    expect(await audited()).toEqual(['night.asked', 'night.stopped', 'night.asked'])
  })

  it('that is none cannot be stopped', async () => {
    await expect(open().stopNight('cli')).rejects.toMatchObject({ code: 'input.conflict' })
    expect(await audited()).toEqual([])
  })
})

describe('jobs that were given up', () => {
  const fail = async () => {
    night = async () => {
      throw new Error('the mail server is away')
    }
    await jobs.ask('night', { byHand: true })
    await until(async () => (await open().deadLetters()).items.length > 0)
    const [letter] = (await open().deadLetters()).items
    return letter?.id ?? ''
  }

  it('are tried again with the same data, and noted', async () => {
    const id = await fail()
    const seen: unknown[] = []
    night = async (data) => void seen.push(data)
    await open().retry(id, 'person:1')
    await until(() => seen.length > 0)
    expect(seen).toEqual([{ byHand: true }])
    expect((await open().deadLetters()).items).toEqual([])
    await expect(open().retry(id, 'person:1')).rejects.toMatchObject({ code: 'input.not-found' })
    expect(await audited()).toEqual(['dead-letter.retried'])
  })

  it('are discarded, and the list says how the last run ended', async () => {
    const id = await fail()
    expect((await open().jobs()).items).toMatchObject([
      { name: 'night', cron: '0 2 * * *', last: { outcome: 'failed', error: 'the mail server is away' } },
    ])
    await open().discard(id, 'person:1')
    expect((await open().deadLetters()).items).toEqual([])
    expect(await audited()).toEqual(['dead-letter.discarded'])
  })
})

describe('nights', () => {
  it('are listed with their steps in pieces, the latest first', async () => {
    await state.pool.query(`
      INSERT INTO nights (as_of, status, started_at, finished_at) VALUES ('2026-05-17', 'done', now(), now());
      INSERT INTO nights (as_of, status, started_at) VALUES ('2026-05-18', 'running', now());
      INSERT INTO night_steps (night_id, position, name, status) SELECT max(id), 2, 'later', 'waiting' FROM nights;
      INSERT INTO night_steps (night_id, position, name, status, seconds, row_count) SELECT max(id), 1, 'prepare', 'done', 1.5, 10 FROM nights`)
    const first = await open().nights({ limit: 1 })
    expect(first.items).toMatchObject([
      {
        asOf: '2026-05-18',
        // Nothing works on it: it was cut off.
        status: 'stopped',
        steps: [
          { name: 'prepare', title: { en: 'Put the data in order' }, status: 'done', seconds: 1.5, rows: 10 },
          { name: 'later', title: { en: 'later' }, status: 'waiting' },
        ],
      },
    ])
    const rest = await open().nights({ limit: 1, after: first.next ?? '' })
    expect(rest).toMatchObject({ items: [{ asOf: '2026-05-17', status: 'done' }], next: null })
    expect(await open().night(first.items[0]?.id ?? 0)).toEqual(first.items[0])
    await expect(open().night(999)).rejects.toMatchObject({ code: 'input.not-found' })
  })
})

describe('the workbench', () => {
  it('says its versions and sizes', async () => {
    const shown = await open().show()
    expect(shown).toMatchObject({
      version: '0.1.0',
      outbox: 0,
      state: { version: expect.stringContaining('PostgreSQL') },
    })
    expect(shown.state.bytes).toBeGreaterThan(0)
  })

  it('checks itself in both languages', async () => {
    const { items } = await open().checks()
    expect(items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['runtime', 'mail', 'state', 'events', 'jobs']),
    )
    for (const { text } of items) expect([text.de, text.en].every((said) => said !== '')).toBe(true)
  })

  it('has the book of imports, the latest first', async () => {
    await state.pool.query(
      `INSERT INTO imports (format, source, file_name, file_hash, settings_hash, status, rows_taken, accepted, rejected, started_at)
       VALUES ('csv', 'shop', 'a.csv', 'a', 's', 'done', 3, 2, 1, now()), ('csv', 'shop', 'b.csv', 'b', 's', 'running', 0, 0, 0, now())`,
    )
    const { items } = await open().imports({ limit: 10 })
    expect(items).toMatchObject([
      { fileName: 'b.csv', status: 'running', finishedAt: null },
      { fileName: 'a.csv', rows: 3, accepted: 2, rejected: 1 },
    ])
  })
})
