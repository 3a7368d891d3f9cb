/** Numbered migrations of the state store: forward only, each in its own transaction, one process at a time. */
import type { Pool, PoolClient } from 'pg'
import { AppError } from '../../core/errors.ts'
import * as facts from './migrations/0001-facts.ts'
import * as nights from './migrations/0002-nights.ts'
import * as demo from './migrations/0003-demo.ts'
import * as collect from './migrations/0004-collect.ts'
import * as webhooks from './migrations/0005-webhooks.ts'
import * as audiences from './migrations/0006-audiences.ts'
import * as privacy from './migrations/0007-privacy.ts'
import * as http from './migrations/0008-http.ts'
import * as team from './migrations/0009-team.ts'
import * as desk from './migrations/0010-desk.ts'
import * as autonomy from './migrations/0011-autonomy.ts'
import * as tasks from './migrations/0012-tasks.ts'
import * as shopChannel from './migrations/0013-shop-channel.ts'
import * as views from './migrations/0014-views.ts'
import * as search from './migrations/0015-search.ts'
import * as settings from './migrations/0016-settings.ts'
import * as bulkPaths from './migrations/0020-bulk-paths.ts'
import * as findWork from './migrations/0021-find-work.ts'
import * as saidTwice from './migrations/0022-said-twice.ts'
import * as doneOnce from './migrations/0023-done-once.ts'
import * as shopTexts from './migrations/0024-shop-texts.ts'
import * as languageModel from './migrations/0025-language-model.ts'
import * as voice from './migrations/0026-voice.ts'
import * as publishing from './migrations/0027-publishing.ts'
import * as demand from './migrations/0028-demand.ts'
import * as pricing from './migrations/0029-pricing.ts'
import * as prompts from './migrations/0030-prompts.ts'
import * as forecastMonths from './migrations/0031-forecast-months.ts'

interface Migration {
  readonly name: string
  readonly sql: string
}

/** In order; a migration that was released is never changed. */
const MIGRATIONS: readonly Migration[] = [
  facts,
  nights,
  demo,
  collect,
  webhooks,
  audiences,
  privacy,
  http,
  team,
  desk,
  autonomy,
  tasks,
  shopChannel,
  views,
  search,
  settings,
  bulkPaths,
  findWork,
  saidTwice,
  doneOnce,
  shopTexts,
  languageModel,
  voice,
  publishing,
  demand,
  pricing,
  prompts,
  forecastMonths,
]

/** Any number of ours: several processes that start at once migrate one after the other. */
const LOCK = 4_747_001

/**
 * Brings the database to this program's version.
 * @returns how many migrations were applied
 * @throws AppError 'store.newer' where a newer program wrote the database
 */
export async function migrateState(pool: Pool): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    try {
      return await applyMissing(client)
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
    }
  } finally {
    client.release()
  }
}

async function applyMissing(client: PoolClient): Promise<number> {
  await client.query(`CREATE TABLE IF NOT EXISTS dirigent_migrations (
    version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`)
  const answer = await client.query<{ version: number | null }>(
    'SELECT max(version) AS version FROM dirigent_migrations',
  )
  const current = answer.rows[0]?.version ?? 0
  if (current > MIGRATIONS.length) {
    throw new AppError(
      'store.newer',
      `The state store has version ${current}, this program knows ${MIGRATIONS.length}. Start the newer program that wrote it, or restore a backup.`,
    )
  }
  for (const [index, { name, sql }] of MIGRATIONS.slice(current).entries()) {
    await client.query('BEGIN')
    try {
      await client.query(sql)
      await client.query('INSERT INTO dirigent_migrations (version, name) VALUES ($1, $2)', [current + index + 1, name])
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    }
  }
  return MIGRATIONS.length - current
}
