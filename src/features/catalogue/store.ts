/** One product: what it is and cost, from the state store; what it sold, from the log. */
import { z } from 'zod'
import type { Day } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { PRODUCT, type ProductFields } from './list-store.ts'
import type { PriceStep } from './model.ts'

type Pool = Pick<StateStore, 'pool'>

export interface ProductDetail extends ProductFields {
  readonly description: { readonly de?: string; readonly en?: string }
  readonly tags: string[]
  readonly attributes: Record<string, unknown>
  readonly known_from: 'catalogue' | 'orders'
  readonly updated_at: Date
}

export async function findProduct({ pool }: Pool, id: number): Promise<ProductDetail | null> {
  const { rows } = await pool.query<ProductDetail>(
    `SELECT ${PRODUCT}, p.description, p.tags, p.attributes, p.known_from, p.updated_at FROM products AS p WHERE p.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

export interface VariantRow {
  readonly id: number
  readonly sku: string
  readonly title: string
  readonly barcode: string
  readonly options: Record<string, unknown>
  readonly cost_cents: number | null
  readonly stock: number | null
  readonly currency: string | null
  readonly steps: PriceStep[]
}

const stepsSchema = z.array(z.object({ at: z.number(), priceCents: z.number(), compareAtCents: z.number().nullable() }))

/** Its variants, each with its prices since `since` and the one that held then, in order of time. */
export async function readVariants({ pool }: Pool, productId: number, since: number): Promise<VariantRow[]> {
  const { rows } = await pool.query<Omit<VariantRow, 'steps'> & { steps: unknown }>(
    `SELECT v.id, v.sku, v.title, v.barcode, v.options, v.cost_cents, v.stock,
       (SELECT currency FROM price_ledger WHERE variant_id = v.id ORDER BY valid_from DESC LIMIT 1) AS currency,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('at', (extract(epoch FROM l.valid_from) * 1000)::bigint, 'priceCents', l.price_cents,
          'compareAtCents', l.compare_at_cents) ORDER BY l.valid_from), '[]')
        FROM price_ledger AS l
        WHERE l.variant_id = v.id AND l.valid_from >= coalesce(
          (SELECT max(valid_from) FROM price_ledger WHERE variant_id = v.id AND valid_from <= $2), '-infinity')) AS steps
     FROM variants AS v WHERE v.product_id = $1 ORDER BY v.position, v.id`,
    [productId, new Date(since)],
  )
  return rows.map((row) => ({ ...row, steps: stepsSchema.parse(row.steps) }))
}

const dayRow = z.object({ day: z.string(), quantity: z.number(), revenue: z.number() })

/** Sales of these numbers by day; days without any are left out. */
export async function readSales(
  events: EventStore,
  skus: readonly string[],
  { from, to }: { from: Day; to: Day },
): Promise<Map<Day, { quantity: number; revenueCents: number }>> {
  const rows = await events.query(
    `SELECT toString(s.day) AS day, toInt64(sum(quantity)) AS quantity, toInt64(sum(total_cents)) AS revenue FROM sales_lines AS s
     WHERE s.day BETWEEN {from:Date} AND {to:Date} AND is_revenue AND kind = 'product' AND sku IN {skus:Array(String)} GROUP BY s.day`,
    { skus, from, to },
    dayRow,
  )
  return new Map(rows.map(({ day, quantity, revenue }) => [day, { quantity, revenueCents: revenue }]))
}

const sumRow = z.object({
  sku: z.string(),
  sold_30: z.number(),
  revenue_30: z.number(),
  sold_90: z.number(),
  revenue_90: z.number(),
  revenue_before: z.number(),
})
export type SalesSum = z.infer<typeof sumRow>

/** What each number sold in the last 30 and 90 days, and in the 30 days before the last 30. */
export function sumSales(events: EventStore, asOf: Day): Promise<SalesSum[]> {
  const last = (days: number) => `day > {asOf:Date} - ${days}`
  return events.query(
    `SELECT sku, toInt64(sumIf(quantity, ${last(30)})) AS sold_30, toInt64(sumIf(total_cents, ${last(30)})) AS revenue_30,
       toInt64(sum(quantity)) AS sold_90, toInt64(sum(total_cents)) AS revenue_90,
       toInt64(sumIf(total_cents, ${last(60)} AND NOT ${last(30)})) AS revenue_before
     FROM sales_lines
     WHERE ${last(90)} AND day <= {asOf:Date} AND is_revenue AND kind = 'product' AND sku != '' GROUP BY sku`,
    { asOf },
    sumRow,
  )
}

/** Gives every product what its variants sold. Rows that an import holds are left for the next time. */
export async function saveSales({ pool }: Pool, sums: readonly SalesSum[]): Promise<void> {
  await pool.query(
    `WITH sold AS (
       SELECT v.product_id AS id, sum(r.sold_30)::bigint AS sold_30, sum(r.revenue_30)::bigint AS revenue_30, sum(r.sold_90)::bigint AS sold_90,
         sum(r.revenue_90)::bigint AS revenue_90, sum(r.revenue_before)::bigint AS revenue_before
       FROM jsonb_to_recordset($1::jsonb) AS r (sku text, sold_30 bigint, revenue_30 bigint, sold_90 bigint, revenue_90 bigint, revenue_before bigint)
       JOIN variants AS v ON v.sku = r.sku GROUP BY v.product_id
     ),
     free AS (
       SELECT p.id FROM products AS p LEFT JOIN sold AS s ON s.id = p.id
       WHERE (p.sold_30, p.revenue_30_cents, p.sold_90, p.revenue_90_cents, p.revenue_before_cents) IS DISTINCT FROM
         (coalesce(s.sold_30, 0), coalesce(s.revenue_30, 0), coalesce(s.sold_90, 0), coalesce(s.revenue_90, 0), coalesce(s.revenue_before, 0))
       FOR UPDATE OF p SKIP LOCKED
     )
     UPDATE products AS p SET sold_30 = coalesce(s.sold_30, 0), revenue_30_cents = coalesce(s.revenue_30, 0),
       sold_90 = coalesce(s.sold_90, 0), revenue_90_cents = coalesce(s.revenue_90, 0), revenue_before_cents = coalesce(s.revenue_before, 0)
     FROM free LEFT JOIN sold AS s USING (id) WHERE p.id = free.id`,
    [JSON.stringify(sums)],
  )
}
