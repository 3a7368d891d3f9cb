/** The event store: one client over the embedded engine or a server, migrated, with queries that give parsed rows. */
import { mkdirSync } from 'node:fs'
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client'
import type { z } from 'zod'
import { AppError, messageOf } from '../../core/errors.ts'
import { type Layout, ONE_NODE, onCluster } from './layout.ts'
import { EVENT_MIGRATIONS, MIGRATIONS_TABLE, type Migration } from './schema.ts'

type ClientConnection = NonNullable<
  Extract<NonNullable<Parameters<typeof createClient>[0]>, { connection?: unknown }>['connection']
>

export type QueryParams = Readonly<Record<string, string | number | readonly string[] | readonly number[]>>

export interface EventStore {
  /** Rows of a SELECT, each parsed by `row`; 64-bit integers arrive as numbers. */
  query<R>(sql: string, params: QueryParams, row: z.ZodType<R>): Promise<R[]>
  /**
   * Numbers of a SELECT as flat columns, in the order of `columns`; for kernels. Float64 throughout, NULL as NaN.
   */
  columns<C extends string>(sql: string, params: QueryParams, columns: readonly C[]): Promise<Record<C, Float64Array>>
  /** A statement without a result. */
  command(sql: string, params?: QueryParams): Promise<void>
  /**
   * Rows into a table as one block; visible and on disk when the promise resolves.
   * @param lines one tab-separated line a row, as `tabSeparated` makes them; the last column must not be empty
   */
  insertLines(table: string, columns: readonly string[], lines: string): Promise<void>
  /** Runs statements one after the other. */
  change(statements: readonly string[]): Promise<void>
  /** How tables are laid out here: what makes, changes and empties them is taken from it. */
  readonly layout: Layout
  readonly version: string
  close(): Promise<void>
}

/** What every engine is asked to do alike. */
const SETTINGS: ClickHouseSettings = {
  max_partitions_per_insert_block: '0',
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_denormals: 0,
  date_time_input_format: 'best_effort',
  join_use_nulls: 1,
}

/** Bounds that keep the embedded engine inside the machine that is planned for (2 cores, a night in 2 GB); a server has its own. */
const BOUNDS: ClickHouseSettings = {
  max_threads: 2,
  max_memory_usage: '1100000000',
  max_bytes_before_external_group_by: '350000000',
  max_bytes_before_external_sort: '350000000',
}

/**
 * On a cluster, what an insert acknowledges is on the disks of most replicas of its shard; questions within questions go to all
 * nodes; of a shard's replicas the first that answers is read and written, so that what was written is read.
 */
const CLUSTER_SETTINGS: ClickHouseSettings = {
  distributed_foreground_insert: 1,
  insert_quorum: 'auto',
  distributed_product_mode: 'global',
  load_balancing: 'first_or_random',
  parallel_distributed_insert_select: '0',
  distributed_ddl_output_mode: 'throw',
  distributed_ddl_task_timeout: '600',
  // Conditions of erasures name a table, which changes for nobody while they run.
  allow_nondeterministic_mutations: 1,
}

/** Blocks are small against what a thread parses in the time it takes to share them out. */
const INSERT_SETTINGS: ClickHouseSettings = { input_format_parallel_parsing: 0, date_time_input_format: 'basic' }

/** What goes wrong is thrown; the client's own lines are no JSON and would stand between ours. */
const QUIET = { level: ClickHouseLogLevel.OFF }

interface ColumnsAnswer {
  readonly meta: readonly { readonly name: string }[]
  readonly data: Readonly<Record<string, readonly (number | null)[]>>
}

export interface EventStoreLocation {
  readonly url: string | null
  /** Folder of the embedded engine; used where `url` is null. */
  readonly folder: string
  /** Name of the cluster behind `url`, as in `system.clusters`. */
  readonly cluster?: string | null
}

/**
 * Opens the event store and brings it to this program's version.
 * @throws AppError 'store.unusable' where it cannot be opened, 'store.newer' where a newer program wrote it
 */
export async function openEventStore(location: EventStoreLocation): Promise<EventStore> {
  const client = await connect(location)
  const layout = typeof location.cluster === 'string' ? onCluster(location.cluster) : ONE_NODE
  try {
    const version = await readVersion(client)
    await migrate(client, layout, EVENT_MIGRATIONS)
    return asStore(client, layout, version)
  } catch (error) {
    await client.close()
    throw error
  }
}

async function connect({ url, folder, cluster }: EventStoreLocation): Promise<ClickHouseClient> {
  if (url !== null) {
    return createClient({
      url,
      clickhouse_settings: typeof cluster === 'string' ? { ...SETTINGS, ...CLUSTER_SETTINGS } : SETTINGS,
      request_timeout: 300_000,
      // Long lists of ids would make addresses longer than proxies take.
      use_multipart_params_auto: true,
      log: QUIET,
    })
  }
  mkdirSync(folder, { recursive: true })
  // Loaded here, so that a program on a ClickHouse server never loads the native engine.
  const { createChdbConnection } = await import('chdb/connection')
  try {
    // chdb is typed against the same interface in its own copy of the package, which TypeScript takes for another one.
    const connection = createChdbConnection({ path: folder }) as unknown as ClientConnection
    return createClient({ connection, clickhouse_settings: { ...SETTINGS, ...BOUNDS }, log: QUIET })
  } catch (error) {
    throw new AppError('store.unusable', `The event store in ${folder} cannot be opened: ${messageOf(error)}.`)
  }
}

async function readVersion(client: ClickHouseClient): Promise<string> {
  try {
    const answer = await client.query({ query: 'SELECT version() AS version', format: 'JSONEachRow' })
    const rows = await answer.json<{ version: string }>()
    return rows[0]?.version ?? ''
  } catch (error) {
    throw new AppError(
      'store.unusable',
      `The event store does not answer: ${messageOf(error)}. Check CLICKHOUSE_URL, or the data folder where the engine is embedded.`,
    )
  }
}

async function migrate(client: ClickHouseClient, layout: Layout, migrations: readonly Migration[]): Promise<void> {
  // DDL here has no transactions: a migration cut off half-way is taken up again, so each statement may be repeated.
  const run = (statements: readonly string[]) => runAll(client, statements)
  await run(layout.create('dirigent_migrations', MIGRATIONS_TABLE))
  const answer = await client.query({
    query: 'SELECT max(version) AS version FROM dirigent_migrations',
    format: 'JSONEachRow',
  })
  const current = (await answer.json<{ version: number }>())[0]?.version ?? 0
  const known = migrations.at(-1)?.version ?? 0
  if (current > known) {
    throw new AppError(
      'store.newer',
      `The event store has version ${current}, this program knows ${known}. Start the newer program that wrote it, or restore a backup.`,
    )
  }
  for (const { version, name, statements } of migrations) {
    if (version <= current) continue
    await run(statements(layout))
    await client.insert({ table: 'dirigent_migrations', values: [{ version, name }], format: 'JSONEachRow' })
  }
}

async function runAll(client: ClickHouseClient, statements: readonly string[]): Promise<void> {
  for (const query of statements) await client.command({ query })
}

function asStore(client: ClickHouseClient, layout: Layout, version: string): EventStore {
  return {
    version,
    layout,
    async query(sql, params, row) {
      const answer = await client.query({ query: sql, query_params: { ...params }, format: 'JSONEachRow' })
      const rows = await answer.json<unknown>()
      return rows.map((value) => row.parse(value))
    },
    async columns(sql, params, columns) {
      const answer = await client.query({ query: sql, query_params: { ...params }, format: 'JSONColumnsWithMetadata' })
      const { meta, data } = (await answer.json()) as unknown as ColumnsAnswer // the format's own shape
      const result: Partial<Record<string, Float64Array>> = {}
      for (const name of columns) {
        if (meta.every((column) => column.name !== name))
          throw new AppError('internal', `The query gives no column '${name}'.`)
        // Without rows the format leaves the columns out.
        const values = data[name] ?? []
        // A plain loop: Float64Array.from() with a function takes ten times as long for a million rows.
        const column = new Float64Array(values.length)
        for (let i = 0; i < values.length; i++) column[i] = values[i] ?? Number.NaN
        result[name] = column
      }
      return result as Record<(typeof columns)[number], Float64Array> // every name was set in the loop above
    },
    async command(sql, params = {}) {
      await client.command({ query: sql, query_params: { ...params } })
    },
    change: (statements) => runAll(client, statements),
    async insertLines(table, columns, lines) {
      if (lines === '') return
      await client.command({
        query: `INSERT INTO ${table} (${columns.join(', ')}) FORMAT TabSeparated\n${lines}`,
        clickhouse_settings: INSERT_SETTINGS,
      })
    },
    async close() {
      await client.close()
    },
  }
}
