/** Twenty thousand customers with an order each, and as many products, put straight into the state store: for how questions are answered, not what. */
import { createHash } from 'node:crypto'
import type { StateStore } from '../src/stores/state/store.ts'

export async function fillManyRows({ pool }: Pick<StateStore, 'pool'>): Promise<void> {
  await pool.query(
    `INSERT INTO customers (key, source, external_id, email, name, country, city, postcode, created_at, accepts_marketing, known_from,
       content_hash, order_count, spent_cents, last_order_at, segment)
     SELECT 'shop/' || n, 'shop', n::text, md5('mail' || n) || '@many.example', 'Person ' || md5(n::text), (ARRAY['DE','AT','CH'])[1 + n % 3],
       'Ort ' || n % 500, '12345', now(), n % 2 = 0, 'feed', md5(n::text), 1, n * 7919 % 100000, now() - n * interval '1 minute',
       (ARRAY['champions','loyal','none'])[1 + n % 3]
     FROM generate_series(1, 20000) AS n`,
  )
  await pool.query(
    `INSERT INTO orders (source, external_id, document, placed_at, currency, customer_key, country, channel, total_cents, part_hashes, parts_seen)
     SELECT 'shop', (100000 + n)::text, 'order', now() - n * interval '1 minute', 'EUR', 'shop/' || n, 'DE', 'direct', n, '{}', 1
     FROM generate_series(1, 20000) AS n`,
  )
  await pool.query(
    `INSERT INTO order_lines SELECT id, 1, 'SKU-' || id % 20000, 'Ding', 'product', 1, total_cents, total_cents FROM orders`,
  )
  await pool.query(
    `INSERT INTO products (source, external_id, title, description, brand, category, tags, attributes, status, known_from, content_hash,
       updated_at, revenue_30_cents, revenue_before_cents)
     SELECT 'shop', 'p' || n, jsonb_build_object('de', 'Artikel ' || md5(n::text)), '{}', 'Marke ' || n % 20, 'Bereich ' || n % 30, '{}', '{}',
       'active', 'catalogue', md5(n::text), now(), n * 31 % 9973, n * 17 % 9973
     FROM generate_series(1, 20000) AS n`,
  )
  await pool.query(
    `INSERT INTO variants (product_id, position, sku, title, barcode, options, cost_cents, stock)
     SELECT id, 1, 'SKU-' || substr(external_id, 2), '', '', '{}', 100, 5 FROM products`,
  )
  await pool.query(
    `INSERT INTO price_ledger (variant_id, valid_from, price_cents, currency)
     SELECT v.id, now() - d * interval '20 days', 1000 + d, 'EUR' FROM variants AS v, generate_series(1, 2) AS d`,
  )
  // What was inserted at once waits beside a trigram index until it is put in order; as the server does by itself some time later.
  await pool.query('VACUUM ANALYZE')
}

/** What is in the name of the customer with this number, and in the title of the product, and of no other one. */
export const markOf = (number: number) => createHash('md5').update(String(number)).digest('hex').slice(0, 12)

/** Rows of one statement that were read and thrown away, and tables that were read from end to end. */
export interface Effort {
  readonly scans: readonly string[]
  readonly statements: number
}

/** What a question costs: each of its statements is explained as it is asked. */
export async function effortOf(
  state: Pick<StateStore, 'pool'>,
  ask: (watched: Pick<StateStore, 'pool'>) => Promise<unknown>,
): Promise<Effort> {
  const asked: [string, unknown[]][] = []
  // The pool's own query, noted on the way; the rest of the pool is not used by questions.
  const pool = new Proxy(state.pool, {
    get(target, name) {
      if (name !== 'query') return Reflect.get(target, name)
      return (sql: string, values: unknown[] = []) => {
        asked.push([sql, values])
        return target.query(sql, values)
      }
    },
  })
  await ask({ pool })
  const scans: string[] = []
  for (const [sql, values] of asked) {
    const { rows } = await state.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values)
    for (const row of rows) {
      const table = / *(?:->)? *(?:Parallel )?Seq Scan on (\w+)/.exec(row['QUERY PLAN'])?.[1]
      if (table !== undefined) scans.push(table)
    }
  }
  return { scans, statements: asked.length }
}
