/** Who may send live events: sources with their write keys. */
import type { PoolClient } from 'pg'
import { AppError, systemCodeOf } from '../../core/errors.ts'
import type { StateStore } from './store.ts'

export interface Source {
  /** Namespace of its customers and orders. */
  readonly name: string
  /** Stands in the shop's pages for everybody to read: it says where events belong, it protects nothing. */
  readonly writeKey: string
  /** Origins of the shop's pages; browsers elsewhere are refused. */
  readonly origins: readonly string[]
  /** UTC milliseconds since 1970. */
  readonly createdAt: number
  /** Null: open. */
  readonly closedAt: number | null
}

export type NewSource = Omit<Source, 'closedAt'>

interface Row {
  readonly name: string
  readonly write_key: string
  readonly origins: string[]
  readonly created_at: Date
  readonly closed_at: Date | null
}

/** All sources by name, closed ones as well. */
export async function listSources({ pool }: Pick<StateStore, 'pool'>): Promise<Source[]> {
  const { rows } = await pool.query<Row>('SELECT * FROM sources ORDER BY name')
  return rows.map(({ name, write_key: writeKey, origins, created_at: created, closed_at: closed }) => ({
    name,
    writeKey,
    origins,
    createdAt: created.getTime(),
    closedAt: closed?.getTime() ?? null,
  }))
}

const CHECK_VIOLATION = '23514'
const UNIQUE_VIOLATION = '23505'

/**
 * @throws AppError 'input.conflict' where a source has the name, open or closed; 'usage.invalid' where the name is none
 */
export async function addSource(client: PoolClient, source: NewSource): Promise<void> {
  const { name, writeKey, origins, createdAt } = source
  try {
    await client.query('INSERT INTO sources (name, write_key, origins, created_at) VALUES ($1, $2, $3, $4)', [
      name,
      writeKey,
      origins,
      new Date(createdAt),
    ])
  } catch (error) {
    if (systemCodeOf(error) === UNIQUE_VIOLATION) {
      throw new AppError('input.conflict', `There is a source '${name}' already. Take another name.`)
    }
    if (systemCodeOf(error) === CHECK_VIOLATION) {
      throw new AppError(
        'usage.invalid',
        `'${name.slice(0, 60)}' is no name of a source: small letters, digits and hyphens, at most 40, for example 'shop'.`,
      )
    }
    throw error
  }
}

/**
 * Closes a source: its key is refused from now on, its events stay.
 * @throws AppError 'input.not-found' where there is no open source of the name
 */
export async function closeSource(client: PoolClient, name: string, closedAt: number): Promise<void> {
  const { rowCount } = await client.query('UPDATE sources SET closed_at = $2 WHERE name = $1 AND closed_at IS NULL', [
    name,
    new Date(closedAt),
  ])
  if (rowCount === 0) throw new AppError('input.not-found', `There is no open source '${name.slice(0, 60)}'.`)
}
