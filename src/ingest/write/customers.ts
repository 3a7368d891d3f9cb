/** Customers into the state store: those a feed names, and those known only because they ordered. */
import type { PoolClient } from 'pg'
import { sha256 } from '../../core/ids.ts'
import type { CustomerRecord, OrderRecord } from '../records.ts'
import { storable } from './copy.ts'
import type { WriteCounts } from './orders.ts'
import { buyerKeyOf, customerFact, customerKeyOf, type Fact } from './to-events.ts'

interface Row {
  readonly key: string
  readonly source: string
  readonly externalId: string
  readonly email: string
  readonly name: string
  readonly country: string
  readonly city: string
  readonly postcode: string
  readonly createdAt: string | null
  readonly acceptsMarketing: boolean
  readonly hash: string
}

const COLUMNS = `jsonb_to_recordset($1::jsonb) AS r ("key" text, source text, "externalId" text, email text, name text, country text,
  city text, postcode text, "createdAt" timestamptz, "acceptsMarketing" boolean, hash text)`
const INSERT = `INSERT INTO customers (key, source, external_id, email, name, country, city, postcode, created_at, accepts_marketing, known_from, content_hash)`

/** @returns the facts of customers that are new or changed */
export async function writeCustomers(
  client: PoolClient,
  {
    source,
    customers,
    counts,
    now,
  }: { source: string; customers: readonly CustomerRecord[]; counts: WriteCounts; now: number },
): Promise<Fact[]> {
  if (customers.length === 0) return []
  // The last word about a customer within a block counts.
  const byKey = new Map(customers.map((customer) => [customerKeyOf(source, customer.externalId), customer]))
  const rows = [...byKey].map(([key, customer]) => toRow(source, key, customer))
  const { rows: written } = await client.query<{ key: string; added: boolean }>(
    `${INSERT}
     SELECT "key", source, "externalId", email, name, country, city, postcode, "createdAt", "acceptsMarketing", 'feed', hash FROM ${COLUMNS}
     ON CONFLICT (key) DO UPDATE SET email = excluded.email, name = excluded.name, country = excluded.country, city = excluded.city,
       postcode = excluded.postcode, created_at = excluded.created_at, accepts_marketing = excluded.accepts_marketing,
       known_from = excluded.known_from, content_hash = excluded.content_hash
     WHERE customers.content_hash != excluded.content_hash
     RETURNING key, (xmax = 0) AS added`,
    [JSON.stringify(rows)],
  )
  counts.unchanged += customers.length - written.length
  return written.flatMap(({ key, added }) => {
    if (added) counts.added++
    else counts.changed++
    const customer = byKey.get(key)
    return customer === undefined ? [] : [customerFact(source, customer, now)]
  })
}

/** Customers that are known by their orders alone; `known` holds keys seen before in this import. */
export async function writeBuyers(
  client: PoolClient,
  { source, orders, known }: { source: string; orders: readonly OrderRecord[]; known: Set<string> },
): Promise<Fact[]> {
  const fresh = new Map<string, CustomerRecord>()
  for (const order of orders) {
    const key = buyerKeyOf(source, order)
    if (key === '' || known.has(key) || fresh.has(key)) continue
    fresh.set(key, {
      type: 'customer',
      externalId: order.customerExternalId || order.customerEmail,
      email: order.customerEmail,
      name: '',
      country: order.country,
      city: '',
      postcode: '',
      createdAt: order.placedAt,
      acceptsMarketing: false,
    })
  }
  if (fresh.size === 0) return []
  const rows = [...fresh].map(([key, customer]) => toRow(source, key, customer))
  const { rows: written } = await client.query<{ key: string }>(
    `${INSERT}
     SELECT "key", source, "externalId", email, name, country, city, postcode, "createdAt", "acceptsMarketing", 'orders', hash FROM ${COLUMNS}
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [JSON.stringify(rows)],
  )
  for (const key of fresh.keys()) known.add(key)
  return written.flatMap(({ key }) => {
    const customer = fresh.get(key)
    return customer === undefined ? [] : [customerFact(source, customer, customer.createdAt ?? 0)]
  })
}

function toRow(source: string, key: string, customer: CustomerRecord): Row {
  return {
    key,
    source,
    externalId: storable(customer.externalId),
    email: storable(customer.email),
    name: storable(customer.name),
    country: storable(customer.country),
    city: storable(customer.city),
    postcode: storable(customer.postcode),
    createdAt: customer.createdAt === null ? null : new Date(customer.createdAt).toISOString(),
    acceptsMarketing: customer.acceptsMarketing,
    hash: sha256(JSON.stringify(customer)),
  }
}
