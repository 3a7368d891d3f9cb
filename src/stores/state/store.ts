/** The state store: one pool over the embedded server or a server of one's own, migrated. */
import { join } from 'node:path'
import pg from 'pg'
import { AppError, isDiskFull, messageOf, systemCodeOf } from '../../core/errors.ts'
import { noteDone } from './claims.ts'
import { migrateState } from './migrate.ts'
import { type EmbeddedServer, startEmbedded } from './server.ts'

export interface StateStore {
  readonly pool: pg.Pool
  /** Connection string; holds a password, never log it. */
  readonly url: string
  /** 'PostgreSQL 18.4' */
  readonly version: string
  readonly embedded: boolean
  /** Runs `work` in one transaction; rolled back when it throws. */
  transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  /** What is behind an error of the store: where the server went away, why it did; else the error itself. */
  explain(error: unknown): unknown
  /** Ends the pool and stops the server where it is the embedded one. */
  close(): Promise<void>
}

export interface StateStoreLocation {
  readonly url: string | null
  /** Folder of the embedded server; used where `url` is null. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

const OLDEST = 140_000

// Amounts and counts are far below 2^53; strings would spread parsing all over the code.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// A day is a day, not an instant in the time zone of this process.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/**
 * Opens the state store and brings it to this program's version.
 * @throws AppError 'store.unusable' where it cannot be reached or is too old, 'store.newer' where a newer program wrote it
 */
export async function openStateStore(location: StateStoreLocation): Promise<StateStore> {
  if (location.url !== null) return connect(location.url, null)
  const server = await startEmbedded({ folder: join(location.folder), environment: location.environment })
  try {
    return await connect(server.url, server)
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function connect(url: string, server: EmbeddedServer | null): Promise<StateStore> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 12,
    connectionTimeoutMillis: 10_000,
    application_name: 'dirigent',
  })
  // An idle connection that breaks is replaced by the pool; the next query says what is wrong.
  pool.on('error', () => undefined)
  // One that breaks while it is lent out fails the query it is lent for; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    const version = await checkVersion(pool)
    await migrateState(pool)
    return {
      pool,
      url,
      version,
      embedded: server !== null,
      transaction: (work) => inTransaction(pool, work),
      explain: (error) => explain(error, server),
      async close() {
        await pool.end()
        await server?.stop()
      },
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}

async function checkVersion(pool: pg.Pool): Promise<string> {
  let number: number
  let version: string
  try {
    const answer = await pool.query<{ number: string; version: string }>(
      "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version",
    )
    number = Number(answer.rows[0]?.number)
    version = answer.rows[0]?.version ?? ''
  } catch (error) {
    throw new AppError(
      'store.unusable',
      `The state store does not answer: ${messageOf(error)}. Check DATABASE_URL and that the server runs.`,
    )
  }
  if (number < OLDEST) {
    throw new AppError('store.unusable', `The state store is PostgreSQL ${version}; 14 or later is needed.`)
  }
  return `PostgreSQL ${version}`
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await noteDone(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: unknown) => {
      broken = rollbackError instanceof Error ? rollbackError : new Error(messageOf(rollbackError))
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Codes with which a query fails because the server is gone: of the system, and of PostgreSQL's classes 08 and 57P. */
const GONE = /^(ECONNREFUSED|ECONNRESET|EPIPE|08\w{3}|57P\w{2})$/

function explain(error: unknown, server: EmbeddedServer | null): unknown {
  const gone =
    GONE.test(systemCodeOf(error) ?? '') || /^(Connection terminated|Client has encountered)/.test(messageOf(error))
  if (!gone || error instanceof AppError || isDiskFull(error)) return error
  const { diskFull, lastWords } = server?.obituary() ?? { diskFull: false, lastWords: '' }
  const cause = { cause: error }
  if (diskFull) return new Error('PostgreSQL: No space left on device', cause)
  const words = lastWords === '' ? '' : `; PostgreSQL last said: ${lastWords}`
  const sentence = `A store went away (${messageOf(error)}${words}). What is stored stays; run the same command again.`
  return new AppError('store.unusable', sentence, {}, cause)
}
