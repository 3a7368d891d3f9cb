import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ONE_NODE, onCluster, type TableDefinition } from './layout.ts'
import { EVENT_MIGRATIONS, MIGRATIONS_TABLE, PROJECTIONS } from './schema.ts'
import { type EventStore, openEventStore } from './store.ts'
import { STAGE } from './visits-sql.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-layout-'))
let store: EventStore

beforeAll(async () => {
  store = await openEventStore({ url: null, folder })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const CLUSTER = onCluster('shop-1')
const parsed = z.object({ text: z.string() })
const tables: Record<string, TableDefinition> = {
  ...PROJECTIONS,
  visits_stage: STAGE,
  dirigent_migrations: MIGRATIONS_TABLE,
}

/** The statement as the engine's own parser writes it. */
async function parse(statement: string): Promise<string> {
  const [row] = await store.query('SELECT formatQuery({statement:String}) AS text', { statement }, parsed)
  return row?.text ?? ''
}

describe('the layout of a cluster', () => {
  it('is read by the engine, every statement of every migration', async () => {
    for (const { statements } of EVENT_MIGRATIONS)
      for (const statement of statements(CLUSTER)) {
        const read = await parse(statement)
        // Rows are put in once, through the table that spans all nodes.
        if (!read.startsWith('INSERT INTO')) expect(read).toContain('ON CLUSTER `shop-1`')
      }
  })

  it('has of each table one that holds the rows, replicated, and one that spans all nodes', async () => {
    for (const [name, table] of Object.entries(tables)) {
      const [rows = '', all = ''] = await Promise.all(CLUSTER.create(name, table).map(parse))
      expect(rows).toContain(`${name}_local`)
      expect(rows).toContain("ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')")
      expect(all).toMatch(new RegExp(`CREATE TABLE IF NOT EXISTS ${name} ON CLUSTER .*AS ${name}_local`))
      expect(all).toContain(`ENGINE = Distributed('shop-1', currentDatabase(), '${name}_local'`)
    }
  })

  it('has the columns, order, partitions and settings of the embedded tables', async () => {
    const inside = (text: string) => text.slice(text.indexOf('('), text.indexOf('ENGINE'))
    const clausesOf = (text: string) => text.slice(text.search(/PARTITION BY|ORDER BY/))
    for (const [name, table] of Object.entries(tables)) {
      const one = await parse(ONE_NODE.create(name, table)[0] ?? '')
      const many = await parse(CLUSTER.create(name, table)[0] ?? '')
      expect(inside(many)).toBe(inside(one))
      expect(clausesOf(many)).toBe(clausesOf(one))
    }
  })

  it('spreads rows by columns the table has', async () => {
    for (const [name, table] of Object.entries(tables)) {
      await store.change(ONE_NODE.create(`${name}_probe`, table))
      await expect(store.query(`SELECT ${table.shardBy} FROM ${name}_probe`, {}, z.unknown())).resolves.toEqual([])
    }
  })

  it('changes, empties, swaps and drops the tables with the rows, on all nodes', async () => {
    const statements = [
      ...CLUSTER.addColumn('events', 'os String'),
      ...CLUSTER.changeSettings('events', 'fsync_after_insert = 1'),
      ...CLUSTER.exchange('hits', 'hits_next'),
      ...CLUSTER.truncate('hits'),
      ...CLUSTER.drop('hits_next'),
      `ALTER TABLE ${CLUSTER.rowsOf('events')} DELETE WHERE type = 'x' SETTINGS mutations_sync = 2`,
      `ALTER TABLE ${CLUSTER.rowsOf('hits')} DROP PARTITION ID '202601'`,
      `DELETE FROM ${CLUSTER.rowsOf('sessions')} WHERE _partition_id = '202601'`,
    ]
    for (const statement of statements) expect(await parse(statement)).toContain('ON CLUSTER `shop-1`')
    expect(CLUSTER.exchange('hits', 'hits_next')).toEqual([
      "EXCHANGE TABLES hits_local AND hits_next_local ON CLUSTER 'shop-1'",
    ])
  })
})
