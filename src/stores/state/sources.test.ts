import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { addSource, closeSource, listSources } from './sources.ts'

let state: TestState
beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())

const AT = Date.UTC(2026, 10, 22)
const shop = { name: 'shop', writeKey: 'k1', origins: ['https://shop.example'], createdAt: AT }
const add = (part: Partial<typeof shop>) => state.transaction((client) => addSource(client, { ...shop, ...part }))

describe('sources', () => {
  it('are listed by name as they were added, closed ones with the time', async () => {
    await add({})
    await add({ name: 'app', writeKey: 'k2', origins: [] })
    await state.transaction((client) => closeSource(client, 'app', AT + 1))
    expect(await listSources(state)).toEqual([
      { name: 'app', writeKey: 'k2', origins: [], createdAt: AT, closedAt: AT + 1 },
      { ...shop, closedAt: null },
    ])
  })

  it('have a name of their own for ever', async () => {
    await expect(add({ writeKey: 'k3' })).rejects.toMatchObject({ code: 'input.conflict' })
    await expect(add({ name: 'app', writeKey: 'k3' })).rejects.toMatchObject({ code: 'input.conflict' })
  })

  it.each(['', 'Shop', '-shop', 'my shop', 'ä', 'x'.repeat(41), 'a/b'])(
    "are refused under the name '%s'",
    async (name) => {
      await expect(add({ name, writeKey: 'k4' })).rejects.toMatchObject({ code: 'usage.invalid' })
    },
  )

  it('are closed once', async () => {
    const close = (name: string) => state.transaction((client) => closeSource(client, name, AT))
    await expect(close('app')).rejects.toMatchObject({ code: 'input.not-found' })
    await expect(close('nobody')).rejects.toMatchObject({ code: 'input.not-found' })
  })
})
