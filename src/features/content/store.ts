/** What the catalogue knows of products, as writers and checks take it. */
import { z } from 'zod'
import { LANGS, type Lang } from '../../core/lang.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { lowestBeforePresent, readVariants } from '../catalogue/index.ts'
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
})

export interface KnownProduct {
  readonly source: string
  readonly facts: ProductFacts
}

/** @param at prices are those of this instant, UTC milliseconds; null where there is no such product */
export async function readFacts({ pool }: Pool, id: number, at: number): Promise<KnownProduct | null> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `SELECT source, external_id AS "externalId", title, brand, category, attributes, description, tags FROM products WHERE id = $1`,
    [id],
  )
  if (rows[0] === undefined) return null
  const { source, attributes, ...row } = factsRow.parse(rows[0])
  const variants = await readVariants({ pool }, id, 0)
  return {
    source,
    facts: {
      ...row,
      attributes: Object.entries(attributes).flatMap(([name, value]): FactAttribute[] => {
        const read = attributeValue.safeParse(value)
        return read.success ? [{ name, value: read.data }] : []
      }),
      variants: variants.map(({ sku, title, options, stock, steps }) => {
        const held = steps.filter((step) => step.at <= at)
        return {
          sku,
          title,
          options: Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)])),
          priceCents: held.at(-1)?.priceCents ?? null,
          compareAtCents: held.at(-1)?.compareAtCents ?? null,
          lowestBeforeCents: lowestBeforePresent(held),
          stock,
        }
      }),
      currency: variants.find(({ currency }) => currency !== null)?.currency ?? '',
    },
  }
}
