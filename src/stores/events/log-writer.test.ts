import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { idOf } from '../../core/ids.ts'
import { EMPTY_EVENT, type LogEvent } from './log.ts'
import { type LogWriter, openLogWriter } from './log-writer.ts'
import { type EventStore, openEventStore } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-writer-'))
const clock = { at: Date.UTC(2026, 10, 23, 9), now: () => clock.at }
let store: EventStore
let writer: LogWriter

beforeAll(async () => {
  store = await openEventStore({ url: null, folder })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  for (const table of ['events', 'dead_letters']) await store.command(`TRUNCATE TABLE ${table} SYNC`)
  clock.at = Date.UTC(2026, 10, 23, 9)
  writer = await openLogWriter({ events: store, clock })
})

const event = (n: number, part: Partial<LogEvent> = {}): LogEvent => ({
  ...EMPTY_EVENT,
  event_id: idOf('event', n),
  type: 'Page Viewed',
  time: clock.at - 1_000,
  source: 'shop',
  anonymous_id: `a${n}`,
  ...part,
})
const countRow = z.object({ rows: z.number(), ids: z.number() })
async function count(table = 'events'): Promise<{ rows: number; ids: number }> {
  const ids = table === 'events' ? 'uniqExact(event_id)' : 'uniqExact(body)'
  const [row] = await store.query(`SELECT count() AS rows, ${ids} AS ids FROM ${table}`, {}, countRow)
  return row ?? { rows: -1, ids: -1 }
}

describe('the log writer', () => {
  it('has stored what it acknowledges', async () => {
    expect(await writer.append([event(1), event(2)])).toEqual({ stored: 2, repeated: 0 })
    expect(await count()).toEqual({ rows: 2, ids: 2 })
  })

  it('makes one block of many requests, and tells each of them what of it was new', async () => {
    const requests = Array.from({ length: 200 }, (_, n) => writer.append([event(n), event(n + 1)]))
    const appended = await Promise.all(requests)
    expect(appended.reduce((sum, { stored }) => sum + stored, 0)).toBe(201)
    expect(appended.reduce((sum, { repeated }) => sum + repeated, 0)).toBe(199)
    const parts = await store.query(
      "SELECT name FROM system.parts WHERE table = 'events' AND active",
      {},
      z.object({ name: z.string() }),
    )
    expect(parts).toHaveLength(1)
    expect(await count()).toEqual({ rows: 201, ids: 201 })
  })

  it('knows after a restart what it had stored before', async () => {
    await writer.append([event(1), event(2)])
    await writer.close()
    clock.at += 60_000
    writer = await openLogWriter({ events: store, clock })
    expect(await writer.append([event(2, { time: clock.at - 61_500 }), event(3)])).toEqual({ stored: 1, repeated: 1 })
  })

  it('asks the log about events that are older than what it remembers', async () => {
    await writer.append([event(1), event(2)])
    await writer.close()
    const time = clock.at - 1_000
    clock.at += 7 * 3_600_000
    writer = await openLogWriter({ events: store, clock })
    // A late delivery: its clock was corrected by a little more than the first time.
    const late = [event(2, { time: time + 90_000 }), event(3, { time: time - 3 * 86_400_000 })]
    expect(await writer.append(late)).toEqual({ stored: 1, repeated: 1 })
    expect(await count()).toEqual({ rows: 3, ids: 3 })
  })

  it('asks the log about events whose clock runs ahead', async () => {
    const ahead = clock.at + 20 * 3_600_000
    await writer.append([event(1, { time: ahead })])
    await writer.close()
    clock.at += 8 * 3_600_000
    writer = await openLogWriter({ events: store, clock })
    expect(await writer.append([event(1, { time: ahead })])).toEqual({ stored: 0, repeated: 1 })
  })

  it('forgets ids in generations and still stores each once', async () => {
    await writer.close()
    writer = await openLogWriter({ events: store, clock, windowIds: 100 })
    for (let block = 0; block < 8; block++) {
      await writer.append(Array.from({ length: 60 }, (_, n) => event(block * 60 + n)))
      clock.at += 20 * 60_000
    }
    const again = Array.from({ length: 480 }, (_, n) => event(n, { time: Date.UTC(2026, 10, 23, 9) - 1_000 }))
    for (const [n, late] of again.entries()) again[n] = { ...late, time: late.time + Math.floor(n / 60) * 20 * 60_000 }
    expect(await writer.append(again)).toEqual({ stored: 0, repeated: 480 })
  })

  it('tells senders to come back where too much waits, and takes the next ones again', async () => {
    await writer.close()
    writer = await openLogWriter({ events: store, clock, waitingLimit: 500 })
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => writer.append([event(n)])))
    const taken = outcomes.filter(({ status }) => status === 'fulfilled').length
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThan(10)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'work.overloaded', status: 429 })
    }
    expect(await count()).toEqual({ rows: taken, ids: taken })
    expect(await writer.append([event(99)])).toEqual({ stored: 1, repeated: 0 })
  })

  it('does not acknowledge what the engine refused, and stores it once when it is sent again', async () => {
    let refuse: 'before' | 'after' | null = 'before'
    const flaky: EventStore = {
      ...store,
      async insertLines(table, columns, lines) {
        if (refuse === 'before') throw new Error('no')
        await store.insertLines(table, columns, lines)
        if (refuse === 'after') throw new Error('the answer was lost')
      },
    }
    const unsure = await openLogWriter({ events: flaky, clock })
    const failed: unknown = await unsure.append([event(1)]).catch((thrown: unknown) => thrown)
    expect(failed).toBeInstanceOf(AppError)
    expect(failed).toMatchObject({ code: 'store.unusable', status: 503 })
    refuse = 'after'
    await expect(unsure.append([event(1), event(2)])).rejects.toThrow(/refused a block/)
    refuse = null
    expect(await unsure.append([event(1), event(2), event(3)])).toEqual({ stored: 1, repeated: 2 })
    expect(await count()).toEqual({ rows: 3, ids: 3 })
  })

  it('writes what waits when it is closed, and then takes no more', async () => {
    const waiting = writer.append([event(1)])
    await writer.close()
    expect(await waiting).toEqual({ stored: 1, repeated: 0 })
    await expect(writer.append([event(2)])).rejects.toMatchObject({ code: 'work.stopped' })
  })

  it('keeps what could not be taken, cut to a size and bounded in number', async () => {
    const letter = (n: number) => ({ source: 'shop', way: 'v1', reason: 'no type', body: `${n} ${'x'.repeat(40_000)}` })
    await writer.bury([letter(1), letter(2)])
    expect(await count('dead_letters')).toEqual({ rows: 2, ids: 2 })
    const [longest] = await store.query('SELECT max(length(body)) AS rows, 0 AS ids FROM dead_letters', {}, countRow)
    expect(longest?.rows).toBe(32_768)
    for (let n = 0; n < 30; n++) await writer.bury(Array.from({ length: 50 }, () => ({ ...letter(n), body: `${n}` })))
    expect((await count('dead_letters')).rows).toBe(1_000)
    clock.at += 60_000
    await writer.bury([letter(3)])
    expect((await count('dead_letters')).rows).toBe(1_001)
  })
})
