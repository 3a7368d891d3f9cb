/**
 * The event log and its projections, as numbered migrations that only go forward.
 * `events` is the truth; every other table here is computed from it and can be dropped and rebuilt with the same result.
 */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly statements: readonly string[]
}

const EVENTS = `
CREATE TABLE events (
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
  properties   String CODEC(ZSTD(1))
) ENGINE = MergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (type, time, event_id)`

/** Columns of the projections; the table name is filled in where one is rebuilt beside the one in use. */
export const PROJECTIONS = {
  sales_lines: `(
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
  currency           LowCardinality(String)
) ENGINE = MergeTree ORDER BY (day, order_id, line_no, document)`,
  products: `(
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
  recorded_at      DateTime64(3, 'UTC')
) ENGINE = MergeTree ORDER BY sku`,
  price_changes: `(
  sku              String,
  valid_from       DateTime64(3, 'UTC'),
  day              Date,
  price_cents      Int64,
  compare_at_cents Nullable(Int64)
) ENGINE = MergeTree ORDER BY (sku, valid_from)`,
  customers: `(
  customer_id       String,
  country           LowCardinality(String),
  accepts_marketing UInt8,
  created_day       Date
) ENGINE = MergeTree ORDER BY customer_id`,
} as const

export type ProjectionName = keyof typeof PROJECTIONS

const projections = Object.entries(PROJECTIONS).map(([name, columns]) => `CREATE TABLE ${name} ${columns}`)

export const EVENT_MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'the log and its projections', statements: [EVENTS, ...projections] },
]
