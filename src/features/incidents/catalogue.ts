import { z } from 'zod'
import type { Text } from '../../core/lang.ts'
import { addDays, type Day, startOfDay } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'

const articleRow = z.object({
  /** 'product': all variants together, keyed as in sales (the SKU where the catalogue has none); 'variant': one SKU. */
  kind: z.enum(['product', 'variant']),
  key: z.string(),
  product: z.string(),
  title_de: z.string(),
  title_en: z.string(),
  variant_title: z.string(),
  status: z.string(),
  /** Pieces by the last word of the shop; null: not known. */
  stock: z.number().nullable(),
  recorded_day: z.string(),
  /** Pieces sold after that, looked up for the last two weeks only. */
  sold_since: z.number(),
})
export type Article = z.infer<typeof articleRow>

/** Sales so far back decide what is listed. */
const SOLD_WITHIN_DAYS = 168

/**
 * Names and stock, as they were known at the end of `asOf`, of the products sold lately and of their variants where there
 * are several. A record of the catalogue that came later is replaced by the last one before it; of what the catalogue did not
 * know yet (a shop imported today, and its first night is yesterday's) the names are taken, and the stock is not known.
 */
export function readCatalogue(ask: Ask, asOf: Day, timeZone: string): Promise<Answer<Article>> {
  return ask({
    id: 'catalogue',
    title: { de: 'Bestand und Namen der Produkte', en: 'Stock and names of the products' },
    sql: `
      WITH
        fromUnixTimestamp64Milli({endBefore:Int64}, 'UTC') AS night,
        sold AS (
          SELECT if(product_id = '', sku, product_id) AS product, sku, at, quantity
          FROM sales_lines
          WHERE document = 'order' AND kind = 'product' AND day <= {asOf:Date} AND day > {asOf:Date} - {days:UInt16}
        ),
        earlier AS (
          SELECT product_id, fact.1 AS recorded_at, fact.2 AS properties,
            JSONExtract(fact.2, 'variants', 'Array(Tuple(sku String, title String, stock Nullable(Int64)))') AS variants
          FROM (
            SELECT sku AS product_id, argMax((time, properties), version) AS fact
            FROM events
            WHERE type = 'Product Recorded' AND time < night
              AND sku IN (SELECT product_id FROM products WHERE recorded_at >= night)
            GROUP BY sku
          )
        ),
        known AS (
          SELECT sku, product_id, title_de, title_en, variant_title, toString(status) AS status, stock, recorded_at
          FROM products
          WHERE recorded_at < night
          UNION ALL
          SELECT variant.1 AS sku, product_id, JSONExtractString(properties, 'title', 'de') AS title_de,
            JSONExtractString(properties, 'title', 'en') AS title_en, variant.2 AS variant_title,
            JSONExtractString(properties, 'status') AS status, variant.3 AS stock, recorded_at
          FROM earlier ARRAY JOIN variants AS variant
          UNION ALL
          SELECT sku, product_id, title_de, title_en, variant_title, toString(status) AS status, NULL AS stock, recorded_at
          FROM products
          WHERE recorded_at >= night AND product_id NOT IN (SELECT product_id FROM earlier)
        ),
        listed AS (SELECT * FROM known WHERE product_id IN (SELECT product FROM sold)),
        since AS (
          SELECT s.sku AS sku, sum(s.quantity) AS pieces
          FROM sold AS s JOIN listed AS l ON s.sku = l.sku
          WHERE s.at > l.recorded_at AND s.at > night - INTERVAL 15 DAY
          GROUP BY sku
        )
      SELECT unit.1 AS kind, unit.2 AS key, product_id AS product, any(title_de) AS title_de, any(title_en) AS title_en,
        if(kind = 'variant', any(variant_title), '') AS variant_title, any(status) AS status,
        if(countIf(stock IS NOT NULL) < count(), NULL, sum(greatest(ifNull(stock, 0), 0))) AS stock,
        toString(toDate(max(recorded_at), {timeZone:String})) AS recorded_day, sum(ifNull(pieces, 0)) AS sold_since
      FROM (
        SELECT l.*, s.pieces AS pieces, count() OVER (PARTITION BY l.product_id) AS variants
        FROM listed AS l LEFT ANY JOIN since AS s ON l.sku = s.sku
      )
      ARRAY JOIN arrayFilter(x -> x.1 = 'product' OR variants > 1, [('product', product_id), ('variant', sku)]) AS unit
      GROUP BY kind, key, product_id
      ORDER BY product, kind, key`,
    params: { asOf, days: SOLD_WITHIN_DAYS, endBefore: startOfDay(addDays(asOf, 1), timeZone), timeZone },
    row: articleRow,
  })
}

/** The name of a product, or of one variant of it; the key where the catalogue has none. */
export function articleName(article: Article | undefined, key: string): Text {
  if (article === undefined) return { de: key, en: key }
  const title = { de: article.title_de || article.title_en || key, en: article.title_en || article.title_de || key }
  const variant = article.variant_title
  if (variant === '') return title
  // Some shops repeat the title before the options.
  const options = variant.startsWith(title.de) ? variant.slice(title.de.length) : `, ${variant}`
  return { de: title.de + options, en: title.en + options }
}

/** Articles by '<kind>/<key>'. */
export function byUnit(rows: readonly Article[]): ReadonlyMap<string, Article> {
  return new Map(rows.map((row) => [`${row.kind}/${row.key}`, row]))
}
