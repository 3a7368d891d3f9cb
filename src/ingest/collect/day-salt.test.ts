import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { openDaySalts } from './day-salt.ts'

let state: TestState
beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())

const DAY = 86_400_000
const MONDAY = Date.UTC(2026, 10, 23)
const daysKept = async () =>
  (await state.pool.query<{ day: string }>('SELECT day FROM day_salts')).rows.map(({ day }) => day)

describe('the secret of the day', () => {
  it('is the same in every process for a day, and another one the day after', async () => {
    const [one, other] = [openDaySalts(state), openDaySalts(state)]
    expect(one.peek(MONDAY)).toBeNull()
    const salt = await one.load(MONDAY)
    expect(salt).toMatch(/^[0-9a-f]{64}$/)
    expect(await other.load(MONDAY + DAY - 1)).toBe(salt)
    expect(one.peek(MONDAY + DAY - 1)).toBe(salt)
    expect(one.peek(MONDAY + DAY)).toBeNull()
    expect(await other.load(MONDAY + DAY)).not.toBe(salt)
  })

  it('is gone from store and memory when its day is over', async () => {
    const salts = openDaySalts(state)
    await salts.load(MONDAY)
    await salts.load(MONDAY + DAY)
    expect(await daysKept()).toEqual(['2026-11-23', '2026-11-24'])
    await salts.forget(MONDAY + DAY)
    expect(await daysKept()).toEqual(['2026-11-24'])
    expect(salts.peek(MONDAY + DAY)).not.toBeNull()
    await salts.forget(MONDAY + 2 * DAY)
    expect(await daysKept()).toEqual([])
    expect(salts.peek(MONDAY + DAY)).toBeNull()
  })
})
