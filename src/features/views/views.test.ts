import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import type { Principal } from '../../api/principal.ts'
import { RIGHTS_OF, type Role } from '../../core/rights.ts'
import { newViewBody } from './schema.ts'
import { addView, removeView, showViews, type ViewDeps } from './service.ts'

let state: TestState
let deps: ViewDeps

beforeAll(async () => {
  state = await openTestState()
  deps = { state, clock: { now: () => Date.UTC(2026, 10, 23) } }
})
afterAll(() => state.close())
beforeEach(async () => {
  await state.pool.query('DELETE FROM views')
})

const person = (id: string, role: Role): Principal => ({
  kind: 'person',
  id,
  name: '',
  role,
  rights: new Set(RIGHTS_OF[role]),
})
const ada = person('1', 'sales')
const ben = person('2', 'viewer')
const owner = person('3', 'owner')
const view = { page: 'desk', title: 'Teure zuerst', query: 'sort=effect', shared: false }
const titles = async (who: Principal, page = 'desk') => (await showViews(deps, page, who)).map(({ title }) => title)

it('one that is not shared is seen by its owner alone', async () => {
  await addView(deps, view, ada)
  expect(await titles(ada)).toEqual(['Teure zuerst'])
  expect(await titles(ben)).toEqual([])
  expect(await titles(ada, 'customers')).toEqual([])
})

it('a shared one is seen by everybody and deleted by its owner and by whoever manages the team', async () => {
  const { id } = await addView(deps, { ...view, shared: true }, ada)
  expect(await showViews(deps, 'desk', ben)).toEqual([
    { id, page: 'desk', title: 'Teure zuerst', query: 'sort=effect', shared: true, mine: false, mayDelete: false },
  ])
  await expect(removeView(deps, id, ben)).rejects.toMatchObject({ code: 'input.not-found' })
  await removeView(deps, id, owner)
  expect(await titles(ada)).toEqual([])
})

it("nobody deletes somebody else's own, whoever they are", async () => {
  const { id } = await addView(deps, view, ada)
  await expect(removeView(deps, id, owner)).rejects.toMatchObject({ code: 'input.not-found' })
  await removeView(deps, id, ada)
  expect(await titles(ada)).toEqual([])
})

it('saved again under its title, it takes the place of the first', async () => {
  await addView(deps, view, ada)
  await addView(deps, { ...view, query: 'sort=oldest' }, ada)
  await addView(deps, { ...view, query: 'sort=newest' }, ben)
  expect((await showViews(deps, 'desk', ada)).map(({ query }) => query)).toEqual(['sort=oldest'])
})

it('there is an end to how many somebody saves', async () => {
  await state.pool.query(
    `INSERT INTO views (page, title, query, owner, is_shared, created_at)
     SELECT 'desk', n::text, '', 'person:1', false, now() FROM generate_series(1, 200) AS n`,
  )
  await expect(addView(deps, view, ada)).rejects.toMatchObject({ code: 'input.conflict' })
})

it.each([
  { ...view, title: 'two\nlines' },
  { ...view, title: ' ' },
  { ...view, query: 'a=1#b' },
  { ...view, page: '../team' },
  { ...view, extra: 1 },
])('%o is not taken', (body) => {
  expect(newViewBody.safeParse(body).success).toBe(false)
})
