import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { type LiveChange, type LiveListener, listenLive, notifyLive } from './live.ts'

let state: TestState
let heard: (LiveChange | 'gap')[]
let listener: LiveListener
beforeEach(async () => {
  state = await openTestState()
  heard = []
  listener = await listenLive(state.url, {
    onChange: (change) => heard.push(change),
    onGap: () => heard.push('gap'),
  })
})
afterEach(async () => {
  await listener.close()
  await state.close()
})

describe('a live change', () => {
  it('is heard once its transaction is committed, and not where that fails', async () => {
    await state.transaction((client) => notifyLive(client, 'proposals', '7'))
    const failed = state.transaction(async (client) => {
      await notifyLive(client, 'tasks', '1')
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    await state.transaction((client) => notifyLive(client, 'stop'))
    await expect
      .poll(() => heard)
      .toEqual([
        { topic: 'proposals', id: '7' },
        { topic: 'stop', id: null },
      ])
  })

  it('that is none of ours is left out', async () => {
    for (const payload of ['', '{', '[]', '{"topic":1}', '"x"']) {
      await state.pool.query("SELECT pg_notify('dirigent_live', $1)", [payload])
    }
    await state.transaction((client) => notifyLive(client, 'team'))
    await expect.poll(() => heard).toEqual([{ topic: 'team', id: null }])
  })

  it('is heard again after the line to the store broke, and that there was a gap', async () => {
    await state.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dirigent live' AND datname = current_database()",
    )
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['gap'])
    await state.transaction((client) => notifyLive(client, 'night'))
    await expect.poll(() => heard).toEqual(['gap', { topic: 'night', id: null }])
  })

  it('is no longer heard after closing, which leaves no connection behind', async () => {
    await listener.close()
    await state.transaction((client) => notifyLive(client, 'night'))
    const { rows } = await state.pool.query(
      "SELECT FROM pg_stat_activity WHERE application_name = 'dirigent live' AND datname = current_database()",
    )
    expect([heard, rows]).toEqual([[], []])
  })
})
