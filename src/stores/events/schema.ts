/**
 * The event log and its projections: one definition of every table, and numbered migrations that only go forward.
 * `events` is the truth; the projections are computed from it and can be dropped and rebuilt with the same result.
 */
import { journeysSql } from './journeys.ts'
import type { Layout, TableDefinition } from './layout.ts'
import { productDaysSql } from './product-days.ts'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly statements: (layout: Layout) => readonly string[]
}

/** The log. What visitors did, and facts ('... Recorded') from the state store. */
const LOG: TableDefinition = {
  columns: `
  event_id     UUID,
  type         LowCardinality(String),
  time         DateTime64(3, 'UTC'),
  received_at  DateTime64(3, 'UTC'),
  -- Facts ('... Recorded') carry the order in which the state store wrote them; 0 for what visitors did.
  version      UInt64,
  source       LowCardinality(String),
  anonymous_id String,
  customer_id  String,
  order_id     String,
  sku          String,
  device       LowCardinality(String),
  browser      LowCardinality(String),
  country      LowCardinality(String),
  channel      LowCardinality(String),
  path         String,
  value_cents  Int64,
  currency     LowCardinality(String),
  properties   String CODEC(ZSTD(1)),
  -- Of visits, since version 2. Addresses of machines are cut (IPv4 to /24, IPv6 to /48) before they come here.
  agent        LowCardinality(String),
  user_agent   LowCardinality(String),
  os           LowCardinality(String),
  ip           String,
  consent      LowCardinality(String),
  referrer     LowCardinality(String),
  utm_source   LowCardinality(String),
  utm_medium   LowCardinality(String),
  utm_campaign LowCardinality(String)`,
  partitionBy: 'toYYYYMM(time)',
  orderBy: '(type, time, event_id)',
  // What is acknowledged outlives a power cut, not only the end of the process.
  settings: 'fsync_after_insert = 1, fsync_part_directory = 1',
  shardBy: 'cityHash64(anonymous_id)',
}

/** What came in and could not be taken, with the reason, for a person to look at. */
const DEAD_LETTERS: TableDefinition = {
  columns: `
  received_at DateTime64(3, 'UTC'),
  source      LowCardinality(String),
  -- Where it came in: 'v1', 'posthog', 'shopify', ...
  way         LowCardinality(String),
  reason      String,
  body        String CODEC(ZSTD(3))`,
  partitionBy: 'toYYYYMM(received_at)',
  orderBy: 'received_at',
  ttl: 'toDateTime(received_at) + INTERVAL 30 DAY',
  shardBy: 'rand()',
}

/** What an order says it was made of: SKU and cents of each line. Kept beside the properties, as these are read for all hits or none. */
const ITEMS = `items Array(Tuple(String, Int64)) MATERIALIZED arrayMap(
    item -> (if(JSONExtractString(item, 'sku') = '', JSONExtractString(item, 'product_id'), JSONExtractString(item, 'sku')),
      toInt64(round(100 * JSONExtractFloat(item, 'price') * greatest(1, JSONExtractUInt(item, 'quantity'))))),
    JSONExtractArrayRaw(if(type = 'Order Completed', properties, ''), 'products'))`

/** The projections of the log. */
export const PROJECTIONS = {
  sales_lines: {
    columns: `
  order_id           String,
  line_no            UInt32,
  -- order: bought; cancellation: called off; refund: paid back; adjustment: a booking that is no sale.
  document           LowCardinality(String),
  -- product, voucher, shipping, discount, fee, adjustment, refund.
  kind               LowCardinality(String),
  -- 1 where the line counts as revenue: no fee, no adjustment.
  is_revenue         UInt8,
  at                 DateTime64(3, 'UTC'),
  day                Date,
  sku                String,
  product_id         String,
  category           LowCardinality(String),
  brand              LowCardinality(String),
  customer_id        String,
  -- Shop day of the customer's first order; 1970-01-01 where the customer is not known.
  customer_first_day Date,
  country            LowCardinality(String),
  channel            LowCardinality(String),
  quantity           Int64,
  unit_cents         Int64,
  total_cents        Int64,
  -- Cost of the whole line, signed as its quantity; null: not known.
  cost_cents         Nullable(Int64),
  currency           LowCardinality(String)`,
    orderBy: '(day, order_id, line_no, document)',
    shardBy: 'cityHash64(customer_id)',
  },
  products: {
    columns: `
  sku              String,
  product_id       String,
  title_de         String,
  title_en         String,
  variant_title    String,
  brand            LowCardinality(String),
  category         LowCardinality(String),
  status           LowCardinality(String),
  price_cents      Nullable(Int64),
  compare_at_cents Nullable(Int64),
  cost_cents       Nullable(Int64),
  stock            Nullable(Int64),
  currency         LowCardinality(String),
  recorded_at      DateTime64(3, 'UTC')`,
    orderBy: 'sku',
    shardBy: 'cityHash64(sku)',
  },
  price_changes: {
    columns: `
  sku              String,
  valid_from       DateTime64(3, 'UTC'),
  day              Date,
  price_cents      Int64,
  compare_at_cents Nullable(Int64)`,
    orderBy: '(sku, valid_from)',
    shardBy: 'cityHash64(sku)',
  },
  // Customers a source speaks about; whoever is known from orders alone has no row, and consent is then not known.
  customers: {
    columns: `
  customer_id       String,
  country           LowCardinality(String),
  accepts_marketing UInt8,
  created_day       Date`,
    orderBy: 'customer_id',
    shardBy: 'cityHash64(customer_id)',
  },
  identities: {
    columns: `
  anonymous_id String,
  -- From this instant on the visitor behind this id is known to be this customer.
  known_from   DateTime64(3, 'UTC'),
  customer_id  String`,
    orderBy: '(anonymous_id, known_from)',
    shardBy: 'cityHash64(anonymous_id)',
  },
  hits: {
    columns: `
  -- The joined visitor: of a customer all devices, of a stranger one device.
  visitor_id    UInt64,
  session_id    UInt64,
  event_id      UUID,
  type          LowCardinality(String),
  time          DateTime64(3, 'UTC'),
  day           Date,
  customer_id   String,
  sku           String,
  order_id      String,
  path          String,
  -- Checkout step; search term in lower case; how many products a search found, -1: not said.
  step          LowCardinality(String),
  query         String,
  results       Int32,
  value_cents   Int64,
  device        LowCardinality(String),
  browser       LowCardinality(String),
  os            LowCardinality(String),
  country       LowCardinality(String),
  -- Of the session: last non-direct channel, and the channel of the visitor's first session.
  channel       LowCardinality(String),
  first_channel LowCardinality(String),
  properties    String CODEC(ZSTD(1)),
  ${ITEMS}`,
    partitionBy: 'toYYYYMM(day)',
    orderBy: '(visitor_id, time, event_id)',
    shardBy: 'visitor_id',
  },
  journeys: {
    columns: `
  visitor_id UInt64,
  -- Of the last hit: whoever was not there since need not be read.
  last_day   Date,
  -- Instant, type and SKU of each act in one number (journeys.ts), in order of time.
  hits       Array(UInt64),
  -- A digest of each order told, milliseconds since 2000, cents.
  orders     Array(Tuple(UInt64, UInt64, Int64))`,
    partitionBy: 'toYYYYMM(last_day)',
    orderBy: 'visitor_id',
    shardBy: 'visitor_id',
  },
  product_days: {
    columns: `
  product  String,
  type     LowCardinality(String),
  day      Date,
  -- Of one stretch of visitors; all rows of a product, type and day add up.
  visitors UInt32`,
    partitionBy: 'toYYYYMM(day)',
    orderBy: '(product, type, day)',
    shardBy: 'cityHash64(product)',
  },
  sessions: {
    columns: `
  session_id    UInt64,
  visitor_id    UInt64,
  customer_id   String,
  started_at    DateTime64(3, 'UTC'),
  ended_at      DateTime64(3, 'UTC'),
  day           Date,
  -- person, bot, scanner.
  agent         LowCardinality(String),
  hits          UInt32,
  pages         UInt32,
  products      UInt32,
  carts         UInt32,
  checkouts     UInt32,
  orders        UInt32,
  revenue_cents Int64,
  landing_path  String,
  exit_path     String,
  -- Where this session came from; the last that was not direct (within 90 days); the visitor's first.
  own_channel   LowCardinality(String),
  channel       LowCardinality(String),
  first_channel LowCardinality(String),
  referrer      LowCardinality(String),
  utm_source    LowCardinality(String),
  utm_medium    LowCardinality(String),
  utm_campaign  LowCardinality(String),
  device        LowCardinality(String),
  browser       LowCardinality(String),
  os            LowCardinality(String),
  country       LowCardinality(String)`,
    partitionBy: 'toYYYYMM(day)',
    orderBy: '(visitor_id, started_at)',
    shardBy: 'visitor_id',
  },
} as const satisfies Record<string, TableDefinition>

export type ProjectionName = keyof typeof PROJECTIONS

export interface ProjectionCounts {
  readonly name: ProjectionName
  readonly rows: number
}

const makeProjections = (layout: Layout, ...names: readonly ProjectionName[]) =>
  names.flatMap((name) => layout.create(name, PROJECTIONS[name]))

/** What is computed from hits alone, and how. */
export const FROM_HITS = [
  ['journeys', journeysSql],
  ['product_days', productDaysSql],
] as const

/** Columns the log has had since version 2; a log made since has them from the start. */
const VISIT_COLUMNS = [
  'agent',
  'user_agent',
  'os',
  'ip',
  'consent',
  'referrer',
  'utm_source',
  'utm_medium',
  'utm_campaign',
]

/** Which migrations this event store has had. */
export const MIGRATIONS_TABLE: TableDefinition = {
  columns: "version UInt32, name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3)",
  orderBy: 'version',
  shardBy: 'version',
}

export const EVENT_MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'the log and its projections',
    statements: (layout) => [
      ...layout.create('events', LOG),
      ...makeProjections(layout, 'sales_lines', 'products', 'price_changes', 'customers'),
    ],
  },
  {
    version: 2,
    name: 'visits: their columns, dead letters, identities, hits and sessions',
    statements: (layout) => [
      ...VISIT_COLUMNS.flatMap((name) =>
        layout.addColumn('events', `${name} ${name === 'ip' ? 'String' : 'LowCardinality(String)'}`),
      ),
      ...layout.changeSettings('events', 'fsync_after_insert = 1, fsync_part_directory = 1'),
      ...layout.create('dead_letters', DEAD_LETTERS),
      ...makeProjections(layout, 'identities', 'hits', 'sessions'),
    ],
  },
  {
    version: 3,
    name: 'journeys, product days, and what orders of visitors are made of',
    statements: (layout) => [
      ...layout.addColumn('hits', ITEMS),
      ...makeProjections(layout, 'journeys', 'product_days'),
      // Filled from the visits that are there: nobody is answered from an empty table until they are computed again.
      ...layout.truncate('journeys'),
      ...layout.truncate('product_days'),
      ...FROM_HITS.map(([into, fill]) => fill({ into, from: 'hits', where: '1' })),
    ],
  },
]
