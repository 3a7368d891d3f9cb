/**
 * How a table of the event store is laid out on the engine at hand, and the statements that follow from it: one table on the
 * embedded engine and on a server; on a cluster replicated tables that hold the rows, and one above them that spans all nodes.
 * Questions and inserts name the table alone and are the same everywhere.
 */

/** A table as every engine gets it; the statements that make it are generated. */
export interface TableDefinition {
  /** Columns with their types, as they stand between the brackets of CREATE TABLE. */
  readonly columns: string
  readonly orderBy: string
  readonly partitionBy?: string
  /** Rows go when this instant has passed. */
  readonly ttl?: string
  readonly settings?: string
  /** What decides on a cluster which node holds a row. */
  readonly shardBy: string
}

export interface Layout {
  /** Where the table is not there yet. */
  create(name: string, table: TableDefinition): string[]
  /** A column that earlier versions did not have. */
  addColumn(name: string, column: string): string[]
  changeSettings(name: string, settings: string): string[]
  /** The two change places; on a cluster node by node. */
  exchange(name: string, other: string): string[]
  truncate(name: string): string[]
  drop(name: string): string[]
  /** What ALTER, DELETE and TRUNCATE name: the table with the rows. */
  rowsOf(name: string): string
}

/** The embedded engine, or one server. */
export const ONE_NODE: Layout = {
  create: (name, table) => [
    `CREATE TABLE IF NOT EXISTS ${name} (${table.columns}) ENGINE = MergeTree\n${clauses(table)}`,
  ],
  ...statements({ holder: (name) => name, where: '' }),
  drop: (name) => [`DROP TABLE IF EXISTS ${name} SYNC`],
}

/**
 * A cluster: rows stand in `<name>_local`, on each shard those that `shardBy` brings there, on each replica of it all of them.
 * The path in Keeper has the table's number and not its name, so that two tables can change places.
 * @param cluster its name in `system.clusters`; letters, digits, `_` and `-`
 */
export function onCluster(cluster: string): Layout {
  const where = ` ON CLUSTER '${cluster}'`
  const holder = (name: string) => `${name}_local`
  const spanning = (name: string, shardBy: string) =>
    `CREATE TABLE IF NOT EXISTS ${name}${where} AS ${holder(name)}\nENGINE = Distributed('${cluster}', currentDatabase(), '${holder(name)}', ${shardBy})`
  const shared = statements({ holder, where })
  return {
    ...shared,
    create: (name, table) => [
      `CREATE TABLE IF NOT EXISTS ${holder(name)}${where} (${table.columns})\nENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')\n${clauses(table)}`,
      spanning(name, table.shardBy),
    ],
    addColumn: (name, column) => [
      ...shared.addColumn(name, column),
      `ALTER TABLE ${name}${where} ADD COLUMN IF NOT EXISTS ${column}`,
    ],
    drop: (name) => [`DROP TABLE IF EXISTS ${name}${where} SYNC`, `DROP TABLE IF EXISTS ${holder(name)}${where} SYNC`],
  }
}

function clauses({ partitionBy, orderBy, ttl, settings }: TableDefinition): string {
  return [
    ...(partitionBy === undefined ? [] : [`PARTITION BY ${partitionBy}`]),
    `ORDER BY ${orderBy}`,
    ...(ttl === undefined ? [] : [`TTL ${ttl}`]),
    ...(settings === undefined ? [] : [`SETTINGS ${settings}`]),
  ].join('\n')
}

/** What names the tables that hold the rows. */
function statements({ holder, where }: { readonly holder: (name: string) => string; readonly where: string }) {
  return {
    addColumn: (name, column) => [`ALTER TABLE ${holder(name)}${where} ADD COLUMN IF NOT EXISTS ${column}`],
    changeSettings: (name, settings) => [`ALTER TABLE ${holder(name)}${where} MODIFY SETTING ${settings}`],
    exchange: (name, other) => [`EXCHANGE TABLES ${holder(name)} AND ${holder(other)}${where}`],
    truncate: (name) => [`TRUNCATE TABLE ${holder(name)}${where} SYNC`],
    rowsOf: (name) => `${holder(name)}${where}`,
  } satisfies Omit<Layout, 'create' | 'drop'>
}
