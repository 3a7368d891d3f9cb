import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { withLock } from './lock.ts'

let state: TestState
beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())

describe('a lock', () => {
  it('lets one work after the other, and is given back by work that fails', async () => {
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await state.pool.query('SELECT pg_sleep(0.05)')
      inside--
      throw new Error('work failed')
    }
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => withLock(state, { lock: 77 }, work)))
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason))).toEqual(
      Array(3).fill('Error: work failed'),
    )
    expect(most).toBe(1)
  })

  it('is not waited for any longer when the signal is raised', async () => {
    const stop = new AbortController()
    let finish: () => void = () => undefined
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    let held: Promise<void> = Promise.resolve()
    await new Promise<void>((begun) => {
      held = withLock(state, { lock: 78 }, () => {
        begun()
        return finished
      })
    })
    const waiting = withLock(state, { lock: 78, signal: stop.signal }, async () => 'worked')
    stop.abort(new Error('stopped'))
    await expect(waiting).rejects.toThrow('stopped')
    finish()
    await held
  })
})
