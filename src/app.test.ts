import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../test/state-store.ts'
import { openApp } from './app.ts'
import { loadConfig } from './config.ts'
import { readHolder } from './stores/folder.ts'
import { openStateStore } from './stores/state/store.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-app-'))
let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openApp(loadConfig({ env: { DATABASE_URL: database.url }, cwd: folder }), 'test')

describe('openApp', () => {
  it('refuses a log that has none of the orders of the state store, and lets go of everything', async () => {
    const app = await open()
    await app.close()
    const state = await openStateStore({ url: database.url, folder: '', environment: {} })
    await state.pool.query(
      "INSERT INTO orders (source, external_id, document, placed_at, currency, country, channel, total_cents, part_hashes, parts_seen) VALUES ('t', '1', 'order', now(), 'EUR', 'DE', 'direct', 100, '{}', 1)",
    )
    await expect(open()).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringMatching(/do not belong together\. Check DATABASE_URL, CLICKHOUSE_URL and --data-dir/),
    })
    expect(readHolder(join(folder, 'data'))).toBeNull()
    await state.pool.query("INSERT INTO outbox (event) VALUES ('{}')")
    await (await open()).close()
    await state.close()
  })
})
