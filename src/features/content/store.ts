/** What the catalogue knows of products, as writers and checks take it. */
import { z } from 'zod'
import { LANGS, type Lang } from '../../core/lang.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { FactAttribute, ProductFacts } from '../text-check/index.ts'

type Pool = Pick<StateStore, 'pool'>

export interface ThinProduct {
  readonly id: number
  /** Words of its description in that language. */
  readonly words: number
  readonly revenueCents: number
  readonly sold: number
}

/** Active products whose description has fewer words than `fewerThan`, those that earned most in the last 30 days first. */
export async function listThin(
  { pool }: Pool,
  { lang, fewerThan, limit }: { lang: Lang; fewerThan: number; limit: number },
): Promise<ThinProduct[]> {
  const { rows } = await pool.query<ThinProduct>(
    `SELECT id, words, "revenueCents", sold FROM (
       SELECT p.id, p.revenue_30_cents AS "revenueCents", p.sold_30 AS sold,
         coalesce(array_length(regexp_split_to_array(nullif(btrim(regexp_replace(
           coalesce(p.description->>$1, ''), '<[^>]*>|&nbsp;', ' ', 'g')), ''), '\\s+'), 1), 0) AS words
       FROM products AS p WHERE p.status = 'active' AND p.known_from = 'catalogue'
     ) AS counted
     WHERE words < $2 ORDER BY "revenueCents" DESC, id LIMIT $3`,
    [lang, fewerThan, limit],
  )
  return rows
}

const words = z.partialRecord(z.enum(LANGS), z.string())
const attributeValue = z.union([words, z.string(), z.number(), z.boolean()])

const factsRow = z.object({
  source: z.string(),
  externalId: z.string(),
  title: words,
  brand: z.string(),
  category: z.string(),
  attributes: z.record(z.string(), z.unknown()),
  description: words,
  tags: z.array(z.string()),
  variants: z.array(
    z.object({
      sku: z.string(),
      title: z.string(),
      options: z.record(z.string(), z.unknown()),
      priceCents: z.number().nullable(),
      compareAtCents: z.number().nullable(),
      lowestBeforeCents: z.number().nullable(),
      stock: z.number().nullable(),
      currency: z.string().nullable(),
    }),
  ),
})

export interface KnownProduct {
  readonly source: string
  readonly facts: ProductFacts
}

/** @param at prices are those of this instant, UTC milliseconds; null where there is no such product */
export async function readFacts({ pool }: Pool, id: number, at: number): Promise<KnownProduct | null> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `SELECT p.source, p.external_id AS "externalId", p.title, p.brand, p.category, p.attributes, p.description, p.tags,
       coalesce((
         SELECT jsonb_agg(jsonb_build_object('sku', v.sku, 'title', v.title, 'options', v.options, 'stock', v.stock,
           'priceCents', now.price_cents, 'compareAtCents', now.compare_at_cents, 'currency', now.currency,
           'lowestBeforeCents', (
             SELECT min(l.price_cents) FROM price_ledger AS l
             WHERE l.variant_id = v.id AND l.valid_from < now.valid_from AND l.valid_from >= coalesce(
               (SELECT max(valid_from) FROM price_ledger
                WHERE variant_id = v.id AND valid_from <= now.valid_from - interval '30 days'), '-infinity'))
         ) ORDER BY v.position, v.id)
         FROM variants AS v
         LEFT JOIN LATERAL (
           SELECT price_cents, compare_at_cents, currency, valid_from FROM price_ledger
           WHERE variant_id = v.id AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1
         ) AS now ON true
         WHERE v.product_id = p.id
       ), '[]') AS variants
     FROM products AS p WHERE p.id = $1`,
    [id, new Date(at)],
  )
  if (rows[0] === undefined) return null
  const { source, variants, attributes, ...row } = factsRow.parse(rows[0])
  return {
    source,
    facts: {
      ...row,
      attributes: Object.entries(attributes).flatMap(([name, value]): FactAttribute[] => {
        const read = attributeValue.safeParse(value)
        return read.success ? [{ name, value: read.data }] : []
      }),
      variants: variants.map(({ currency: _currency, options, ...variant }) => ({
        ...variant,
        options: Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)])),
      })),
      currency: variants.find(({ currency }) => currency !== null)?.currency ?? '',
    },
  }
}
