/** A database of its own for each test file, cloned from the run's migrated template. */
import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { openStateStore, type StateStore } from '../src/stores/state/store.ts'

export interface TestDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** An empty database; `migrated: false` gives one without our tables. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const server = inject('stateServer')
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  const template = migrated ? ` TEMPLATE ${inject('stateTemplate')}` : ''
  await onServer(server, `CREATE DATABASE ${name}${template}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

export interface TestState extends StateStore {
  readonly databaseUrl: string
}

export async function openTestState(): Promise<TestState> {
  const database = await createTestDatabase()
  const store = await openStateStore({ url: database.url, folder: '', environment: {} })
  return {
    ...store,
    databaseUrl: database.url,
    async close() {
      await store.close()
      await database.drop()
    },
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}
