import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, openTestState, type TestState } from '../../../test/state-store.ts'
import { AppError } from '../../core/errors.ts'
import { openStateStore } from './store.ts'

let state: TestState
beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())

const open = (url: string) => openStateStore({ url, folder: '', environment: {} })

describe('the state store', () => {
  it('migrates an empty database once, also when two processes start at the same time', async () => {
    const database = await createTestDatabase({ migrated: false })
    const [first, second] = await Promise.all([open(database.url), open(database.url)])
    const versions = await first.pool.query<{ version: number }>(
      'SELECT version FROM dirigent_migrations ORDER BY version',
    )
    expect(versions.rows.map(({ version }) => version)).toEqual(versions.rows.map((_, index) => index + 1))
    await Promise.all([first.close(), second.close()])
    await database.drop()
  })

  it('refuses a database that a newer program wrote', async () => {
    const database = await createTestDatabase()
    const store = await open(database.url)
    await store.pool.query("INSERT INTO dirigent_migrations (version, name) VALUES (999, 'from the future')")
    await store.close()
    await expect(open(database.url)).rejects.toThrow(/version 999, this program knows/)
    await database.drop()
  })

  it('says what to do where no server answers', async () => {
    const error = await open('postgres://nobody:geheim@127.0.0.1:1/none').catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(AppError)
    expect(String(error)).toMatch(/state store does not answer.*DATABASE_URL/)
    expect(String(error)).not.toContain('geheim')
  })

  it('rolls a transaction back when its work throws', async () => {
    await expect(
      state.transaction(async (client) => {
        await client.query("INSERT INTO outbox (event) VALUES ('{}')")
        throw new Error('stop')
      }),
    ).rejects.toThrow('stop')
    const { rows } = await state.pool.query('SELECT id FROM outbox')
    expect(rows).toEqual([])
  })

  it('gives 64-bit integers as numbers and days as text', async () => {
    const { rows } = await state.pool.query("SELECT 974774793::bigint AS cents, '2011-12-09'::date AS day")
    expect(rows).toEqual([{ cents: 974774793, day: '2011-12-09' }])
  })

  it('keeps a price ledger that only grows', async () => {
    await state.pool.query(`
      WITH product AS (
        INSERT INTO products (source, external_id, title, description, brand, category, tags, attributes, status, known_from, content_hash, updated_at)
        VALUES ('test', 'p', '{}', '{}', '', '', '{}', '{}', 'active', 'catalogue', '', now()) RETURNING id
      ), variant AS (
        INSERT INTO variants (product_id, position, sku, title, barcode, options) SELECT id, 1, 'v', '', '', '{}' FROM product RETURNING id
      )
      INSERT INTO price_ledger (variant_id, valid_from, price_cents, currency) SELECT id, now(), 100, 'EUR' FROM variant`)
    await expect(state.pool.query('UPDATE price_ledger SET price_cents = 1')).rejects.toThrow('price_ledger only grows')
  })
})
