import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { openLog } from '../../core/log.ts'
import { openKeys } from './keys.ts'
import { sourceDesk } from './sources.ts'

let state: TestState
beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())

let now = 0
const clock = { now: () => now }

function counting(): { pool: TestState['pool']; reads: () => number; broken: boolean } {
  let reads = 0
  const counted = { broken: false, reads: () => reads, pool: Object.create(state.pool) }
  counted.pool.query = (sql: string) => {
    reads++
    return counted.broken ? Promise.reject(new Error('away')) : state.pool.query(sql)
  }
  return counted
}

describe('write keys', () => {
  it('that were just added are found, and what nobody has is looked for once for all who ask', async () => {
    const desk = sourceDesk({ state, clock }, 'test')
    const counted = counting()
    const keys = openKeys({ state: counted, clock, log: openLog('silent') })
    await keys.current()
    const { writeKey } = await desk.add('late', [])
    const rings = await Promise.all(Array.from({ length: 100 }, () => keys.afresh()))
    expect(rings.every(({ byKey }) => byKey.get(writeKey)?.name === 'late')).toBe(true)
    expect(counted.reads()).toBe(2)
  })

  it('are read beside the requests, and before them where they are old', async () => {
    const counted = counting()
    const keys = openKeys({ state: counted, clock, log: openLog('silent') })
    const first = await keys.current()
    now += 1_999
    expect(keys.current()).toBe(first)
    expect(counted.reads()).toBe(1)
    now += 2
    expect(keys.current()).toBe(first)
    expect(counted.reads()).toBe(2)
    await keys.afresh()
    now += 10_001
    expect(keys.current()).toBeInstanceOf(Promise)
  })

  it('go on to hold while the state store is away; without any there is no answer', async () => {
    const counted = counting()
    const keys = openKeys({ state: counted, clock, log: openLog('silent') })
    const first = await keys.current()
    counted.broken = true
    now += 60_000
    expect(await keys.current()).toBe(first)
    await expect(openKeys({ state: counted, clock, log: openLog('silent') }).current()).rejects.toThrow('away')
  })
})
