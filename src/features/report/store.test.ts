import { afterEach, beforeEach, expect, it } from 'vitest'
import { sampleReport } from '../../../test/report-sample.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { findReport, listReports, lookUpReport, saveReport } from './store.ts'

let state: TestState
beforeEach(async () => {
  state = await openTestState()
})
afterEach(() => state.close())

/** One more night, for a day, with its report; its number. */
async function night(asOf: string): Promise<number> {
  const { rows } = await state.pool.query<{ id: number }>(
    "INSERT INTO nights (as_of, status, started_at) VALUES ($1, 'done', now()) RETURNING id",
    [asOf],
  )
  const id = rows[0]?.id ?? 0
  await state.transaction((client) => saveReport(client, id, { ...sampleReport(), asOf }))
  return id
}

/** What stands there instead, as SQL over the report. */
const damage = (nightId: number, instead: string) =>
  state.pool.query(`UPDATE reports SET report = ${instead} WHERE night_id = $1`, [nightId])

it('the newest report is that of the newest day, not of the last night', async () => {
  await night('2026-11-21')
  const newest = await night('2026-11-22')
  await night('2026-11-20')
  expect(await findReport(state, null)).toMatchObject({ nightId: newest, report: { asOf: '2026-11-22' } })
})

it('of several nights for a day the last one holds', async () => {
  await night('2026-11-22')
  await night('2026-11-21')
  const again = await night('2026-11-22')
  await night('2026-11-21')
  expect(await findReport(state, null)).toMatchObject({ nightId: again })
  expect(await findReport(state, '2026-11-22')).toMatchObject({ nightId: again })
})

it('there is none before the first night', async () => {
  expect(await lookUpReport(state, null)).toEqual({ status: 'none' })
  expect(await findReport(state, '2026-11-22')).toBeNull()
})

it.each([
  ['of an older schema', "jsonb_set(report, '{version}', '0')"],
  ['that lacks a part', "report - 'totals'"],
  ['that is no object', `'"nothing of the kind"'`],
  ['whose findings are no list', "jsonb_set(report, '{findings}', '3')"],
])('one %s is told from none at all, and leaves the others as they are', async (_what, instead) => {
  const other = await night('2026-11-21')
  await damage(await night('2026-11-22'), instead)
  for (const day of [null, '2026-11-22']) {
    expect(await lookUpReport(state, day)).toEqual({ status: 'unreadable', asOf: '2026-11-22' })
    expect(await findReport(state, day)).toBeNull()
  }
  expect(await findReport(state, '2026-11-21')).toMatchObject({ nightId: other })
  expect((await listReports(state, 9)).map(({ asOf }) => asOf)).toEqual(['2026-11-22', '2026-11-21'])
})

it('one that cannot be read gives way to the next night for its day', async () => {
  await damage(await night('2026-11-22'), "'{}'")
  const again = await night('2026-11-22')
  expect(await lookUpReport(state, null)).toMatchObject({ status: 'found', nightId: again })
})
