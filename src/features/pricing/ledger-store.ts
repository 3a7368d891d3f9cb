/** What articles cost, now and before, from the ledger of the state store. */
import { z } from 'zod'
import type { StateStore } from '../../stores/state/store.ts'
import type { PriceStep } from '../catalogue/index.ts'

type Pool = Pick<StateStore, 'pool'>

const stepsSchema = z.array(z.object({ at: z.number(), priceCents: z.number(), compareAtCents: z.number().nullable() }))

export interface LedgerRow {
  readonly sku: string
  readonly steps: PriceStep[]
}

/** Every price of some articles of some products, in order of time; those the catalogue does not know are left out. */
export async function readLedger(
  { pool }: Pool,
  refs: readonly { readonly sku: string; readonly productId: string }[],
): Promise<LedgerRow[]> {
  const { rows } = await pool.query<{ sku: string; steps: unknown }>(
    `SELECT v.sku, (SELECT coalesce(jsonb_agg(jsonb_build_object('at', (extract(epoch FROM l.valid_from) * 1000)::bigint, 'priceCents', l.price_cents,
       'compareAtCents', l.compare_at_cents) ORDER BY l.valid_from), '[]') FROM price_ledger AS l WHERE l.variant_id = v.id) AS steps
     FROM variants AS v JOIN products AS p ON p.id = v.product_id
     WHERE (v.sku, p.source || '/' || p.external_id) IN (SELECT sku, "productId" FROM jsonb_to_recordset($1::jsonb) AS r (sku text, "productId" text))
     ORDER BY v.sku`,
    [JSON.stringify(refs)],
  )
  return rows.map(({ sku, steps }) => ({ sku, steps: stepsSchema.parse(steps) }))
}

/** What articles cost now, by the names that families call them; those without a price are left out. */
export async function readNamedPrices(
  { pool }: Pool,
  names: readonly string[],
): Promise<{ readonly name: string; readonly priceCents: number }[]> {
  const { rows } = await pool.query<{ name: string; priceCents: number }>(
    `SELECT named.name, l.price_cents AS "priceCents"
     FROM unnest($1::text[]) AS named (name)
     JOIN LATERAL (
       SELECT v.id FROM variants AS v WHERE v.sku = named.name
       UNION
       SELECT v.id FROM variants AS v JOIN products AS p ON p.id = v.product_id WHERE p.source || '/' || p.external_id = named.name
     ) AS v ON true
     JOIN LATERAL (SELECT price_cents FROM price_ledger WHERE variant_id = v.id ORDER BY valid_from DESC LIMIT 1) AS l ON true`,
    [names],
  )
  return rows
}
