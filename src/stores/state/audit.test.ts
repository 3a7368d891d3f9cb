import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { appendAudit, verifyAudit } from './audit.ts'

let state: TestState
beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())

const entry = (n: number) => ({
  at: Date.UTC(2026, 10, 23, 2, 0, n),
  actor: 'system',
  action: 'webhook.refused',
  subject: `shopify/${n}`,
  details: { z: n, a: null },
})

describe('the audit log', () => {
  it('chains entries that are written at the same time, and finds them whole', async () => {
    await Promise.all([1, 2, 3, 4, 5].map((n) => state.transaction((client) => appendAudit(client, entry(n)))))
    expect(await verifyAudit(state)).toEqual({ entries: 5, brokenAt: null })
  })

  it('refuses changes and removals', async () => {
    await expect(state.pool.query("UPDATE audit_log SET actor = 'somebody'")).rejects.toThrow(/only grows/)
    await expect(state.pool.query('DELETE FROM audit_log')).rejects.toThrow(/only grows/)
  })

  it('names the first entry that was tampered with behind its back, and a gap where one was taken out', async () => {
    await state.pool.query('ALTER TABLE audit_log DISABLE TRIGGER audit_log_only_grows')
    const { rows } = await state.pool.query<{ id: number }>('SELECT id FROM audit_log ORDER BY id')
    const third = rows[2]?.id
    await state.pool.query(`UPDATE audit_log SET details = '{"z": 99, "a": null}' WHERE id = $1`, [third])
    expect(await verifyAudit(state)).toEqual({ entries: 2, brokenAt: third })
    await state.pool.query('DELETE FROM audit_log WHERE id = $1', [third])
    expect(await verifyAudit(state)).toEqual({ entries: 2, brokenAt: rows[3]?.id })
  })
})
