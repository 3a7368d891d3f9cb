/** One PostgreSQL for the whole run: a server by DATABASE_URL, or the embedded one; test files clone their database from a template. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { childEnvironment } from '../src/config.ts'
import { startEmbedded } from '../src/stores/state/server.ts'
import { openStateStore } from '../src/stores/state/store.ts'

declare module 'vitest' {
  interface ProvidedContext {
    stateServer: string
    stateTemplate: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'dirigent-state-'))
  const own = process.env.DATABASE_URL
  const embedded = own === undefined ? await startEmbedded({ folder, environment: childEnvironment() }) : null
  const server = own ?? embedded?.url ?? ''
  // Nothing of this server outlives the run: waiting for the disk would only take time.
  if (embedded !== null) {
    for (const name of ['fsync', 'full_page_writes', 'synchronous_commit'])
      await onServer(server, `ALTER SYSTEM SET ${name} = off`)
    await onServer(server, 'SELECT pg_reload_conf()')
  }
  const template = `dirigent_template_${process.pid}`
  await onServer(server, `CREATE DATABASE ${template}`)
  const store = await openStateStore({ url: databaseUrl(server, template), folder: '', environment: {} })
  await store.close()
  project.provide('stateServer', server)
  project.provide('stateTemplate', template)
  return async () => {
    if (embedded === null) await onServer(server, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`)
    await embedded?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}

function databaseUrl(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
