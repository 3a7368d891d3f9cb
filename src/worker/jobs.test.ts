import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../test/state-store.ts'
import { openLog } from '../core/log.ts'
import { listDeadLetters } from '../features/system/index.ts'
import { type JobKind, type Jobs, startJobs } from './jobs.ts'

let state: TestState
let jobs: Jobs | null = null
beforeEach(async () => {
  state = await openTestState()
})
afterEach(async () => {
  await jobs?.stop()
  jobs = null
  await state.close()
})

const kind = (part: Partial<JobKind> & Pick<JobKind, 'run'>): JobKind => ({
  name: 'work',
  cron: null,
  retries: 0,
  timeoutSeconds: 60,
  ...part,
})
const start = (kinds: readonly JobKind[]) =>
  startJobs(state, kinds, { timeZone: 'Europe/Berlin', log: openLog('silent') })

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await condition()) return
    await sleep(100)
  }
  throw new Error('it never came')
}

async function countIn(stage: string): Promise<number> {
  const { rows } = await state.pool.query(`SELECT 1 FROM jobs.job WHERE name = 'work' AND state = $1`, [stage])
  return rows.length
}

describe('jobs', () => {
  it('run what is asked for, with its data', async () => {
    const seen: unknown[] = []
    jobs = await start([kind({ run: async (data) => void seen.push(data) })])
    await jobs.ask('work', { day: '2026-05-10' })
    await until(() => seen.length > 0)
    expect(seen).toEqual([{ day: '2026-05-10' }])
  })

  it('that fail for good are kept as dead letters with the reason', async () => {
    expect(await listDeadLetters(state, 10)).toEqual([])
    jobs = await start([
      kind({
        run: async () => {
          throw new Error('the mail server is away')
        },
      }),
    ])
    await jobs.ask('work', { n: 1 })
    await until(async () => (await listDeadLetters(state, 10)).length > 0)
    expect(await listDeadLetters(state, 10)).toMatchObject([
      { job: 'work', data: { n: 1 }, error: 'the mail server is away' },
    ])
  })

  it('survive the end of the process that was asked', async () => {
    jobs = await start([kind({ run: () => new Promise(() => undefined) })])
    await jobs.ask('work', {})
    await jobs.ask('work', {})
    await jobs.stop()
    const seen: unknown[] = []
    jobs = await start([kind({ run: async (data) => void seen.push(data) })])
    await until(() => seen.length > 0)
  })

  it('wait once with the same data, and beside those with other data', async () => {
    jobs = await start([
      kind({ run: (_data, signal) => new Promise((_, reject) => signal.addEventListener('abort', reject)) }),
    ])
    await jobs.ask('work', { day: 1 })
    await until(async () => (await countIn('active')) === 1)
    for (const data of [{ day: 2, of: 'a' }, { of: 'a', day: 2 }, { day: 3 }, {}, {}]) await jobs.ask('work', data)
    expect(await countIn('created')).toBe(3)
  })

  it('keep their schedule in the shop time zone', async () => {
    jobs = await start([kind({ name: 'night', cron: '0 2 * * *', run: async () => undefined })])
    const { rows } = await state.pool.query('SELECT name, cron, timezone FROM jobs.schedule')
    expect(rows).toEqual([{ name: 'night', cron: '0 2 * * *', timezone: 'Europe/Berlin' }])
  })
})
