/** The list of products in the state store: one indexed walk for each order, prices and stock of the piece alone. */
import { z } from 'zod'
import { cursorOf, readCursor } from '../../api/page.ts'
import { wordsOf } from '../../core/fold.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type Binder, containsSql, createBinder, resemblesSql } from '../../stores/state/text-match.ts'
import { marginOf } from './model.ts'
import { type CatalogueSummary, LOW_STOCK, type ProductListQuery, type ProductRow } from './schema.ts'

type Pool = Pick<StateStore, 'pool'>

/** As in the index `products_title`. */
const TITLE_ORDER = `fold_text(coalesce(title ->> 'de', title ->> 'en', external_id))`

export const PRODUCT = `p.id, p.source, p.external_id, p.title, p.brand, p.category, p.status, p.sold_30, p.revenue_30_cents, p.sold_90,
  p.revenue_90_cents, p.revenue_before_cents`
export interface ProductFields {
  readonly id: number
  readonly source: string
  readonly external_id: string
  readonly title: { readonly de?: string; readonly en?: string }
  readonly brand: string
  readonly category: string
  readonly status: ProductRow['status']
  readonly sold_30: number
  readonly revenue_30_cents: number
  readonly sold_90: number
  readonly revenue_90_cents: number
  readonly revenue_before_cents: number
}

/** The price of a variant now. */
const PRESENT_PRICE = `LATERAL (
  SELECT price_cents, compare_at_cents, currency, valid_from FROM price_ledger WHERE variant_id = v.id ORDER BY valid_from DESC LIMIT 1
)`

interface ListRow extends ProductFields {
  readonly place: string
  readonly variants: number
  readonly stock: number | null
  readonly price_from: number | null
  readonly price_to: number | null
  readonly currency: string | null
  /** Least of price over cost; the margin with the least share left. */
  readonly least_price_cents: number | null
  readonly least_cost_cents: number | null
}

export function titleOf({ title, external_id }: Pick<ProductFields, 'title' | 'external_id'>) {
  return { de: title.de ?? title.en ?? external_id, en: title.en ?? title.de ?? external_id }
}

export function salesOf(row: ProductFields) {
  return {
    sold30: row.sold_30,
    revenue30Cents: row.revenue_30_cents,
    sold90: row.sold_90,
    revenue90Cents: row.revenue_90_cents,
    revenueBeforeCents: row.revenue_before_cents,
  }
}

const ORDERS = {
  revenue: { by: 'p.revenue_30_cents', type: 'bigint', direction: 'DESC' },
  rising: { by: '(p.revenue_30_cents - p.revenue_before_cents)', type: 'bigint', direction: 'DESC' },
  falling: { by: '(p.revenue_30_cents - p.revenue_before_cents)', type: 'bigint', direction: 'ASC' },
  title: { by: TITLE_ORDER, type: 'text', direction: 'ASC' },
} as const

const placeSchema = z.tuple([z.string(), z.number()])

/** A piece of the list. @throws AppError 'usage.invalid' where `after` is no place in it */
export async function listProducts(
  { pool }: Pool,
  query: ProductListQuery,
  taxPercent: number,
): Promise<{ items: ProductRow[]; next: string | null }> {
  const { by, type, direction } = ORDERS[query.sort]
  const binder = createBinder()
  const conditions = conditionsOf(query, binder)
  const place = readCursor(query.after, placeSchema)
  if (place !== null) {
    const [value, id] = place.map((part) => binder.add(part))
    conditions.push(`(${by}, p.id) ${direction === 'ASC' ? '>' : '<'} (${value}::${type}, ${id}::bigint)`)
  }
  const { rows } = await pool.query<ListRow>(
    `WITH page AS MATERIALIZED (
       SELECT ${PRODUCT}, (${by})::text AS place FROM products AS p
       ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
       ORDER BY ${by} ${direction}, p.id ${direction} LIMIT ${binder.add(query.limit + 1)}
     )
     SELECT page.*, priced.* FROM page CROSS JOIN LATERAL (
       SELECT count(v.id) AS variants, sum(v.stock)::bigint AS stock, min(l.price_cents) AS price_from, max(l.price_cents) AS price_to,
         min(l.currency) AS currency,
         (array_agg(l.price_cents ORDER BY l.price_cents::float / nullif(v.cost_cents, 0)) FILTER (WHERE v.cost_cents > 0))[1] AS least_price_cents,
         (array_agg(v.cost_cents ORDER BY l.price_cents::float / nullif(v.cost_cents, 0)) FILTER (WHERE v.cost_cents > 0))[1] AS least_cost_cents
       FROM variants AS v LEFT JOIN ${PRESENT_PRICE} AS l ON true WHERE v.product_id = page.id
     ) AS priced`,
    binder.values,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const next = rows.length > query.limit && last !== undefined ? cursorOf(last.place, last.id) : null
  return { items: page.map((row) => toRow(row, taxPercent)), next }
}

function toRow(row: ListRow, taxPercent: number): ProductRow {
  return {
    id: row.id,
    externalId: row.external_id,
    title: titleOf(row),
    brand: row.brand,
    category: row.category,
    status: row.status,
    variants: row.variants,
    currency: row.currency,
    priceFromCents: row.price_from,
    priceToCents: row.price_to,
    stock: row.stock,
    margin: marginOf(row.least_price_cents, row.least_cost_cents, taxPercent),
    ...salesOf(row),
  }
}

const STOCK = '(SELECT sum(stock) FROM variants WHERE product_id = p.id)'
const STOCK_CONDITIONS: Readonly<Record<NonNullable<ProductListQuery['stock']>, string>> = {
  out: `${STOCK} <= 0`,
  low: `${STOCK} BETWEEN 1 AND ${LOW_STOCK}`,
  enough: `${STOCK} > ${LOW_STOCK}`,
  unknown: `${STOCK} IS NULL`,
}

function conditionsOf({ status, category, brand, stock, text }: ProductListQuery, binder: Binder): string[] {
  const conditions: string[] = []
  if (status !== undefined) conditions.push(`p.status = ${binder.add(status)}`)
  if (category !== undefined) {
    const place = binder.add(category)
    conditions.push(`(p.category = ${place} OR starts_with(p.category, ${place} || ' > '))`)
  }
  if (brand !== undefined) conditions.push(`p.brand = ${binder.add(brand)}`)
  if (stock !== undefined) conditions.push(STOCK_CONDITIONS[stock])
  const words = wordsOf(text ?? '')
  if (words.length > 0) {
    const inProduct = containsSql('search_text', words, binder)
    const inVariant = containsSql('v.search_text', words, binder)
    conditions.push(
      `p.id IN (SELECT id FROM products WHERE ${inProduct} UNION SELECT v.product_id FROM variants AS v WHERE ${inVariant})`,
    )
  }
  return conditions
}

export interface FoundProduct extends ProductFields {
  readonly score: number
}

/** Products whose text, or the number or title of a variant, resembles the words; the best first. */
export async function findProducts({ pool }: Pool, words: readonly string[], limit: number): Promise<FoundProduct[]> {
  const binder = createBinder()
  const product = resemblesSql('search_text', words, binder)
  const variant = resemblesSql('v.search_text', words, binder)
  const most = binder.add(limit)
  const { rows } = await pool.query<FoundProduct>(
    `WITH found AS (
       (SELECT id, ${product.score} AS score FROM products WHERE ${product.where} ORDER BY score DESC, revenue_30_cents DESC, id LIMIT ${most})
       UNION ALL
       (SELECT v.product_id, ${variant.score} AS score FROM variants AS v WHERE ${variant.where} ORDER BY score DESC, v.product_id LIMIT ${most})
     ),
     best AS (SELECT id, max(score) AS score FROM found GROUP BY id)
     SELECT ${PRODUCT}, best.score FROM best JOIN products AS p ON p.id = best.id
     ORDER BY best.score DESC, p.revenue_30_cents DESC, p.id LIMIT ${most}`,
    binder.values,
  )
  return rows
}

/** Values that a list offers; further ones are found by typing. */
const MOST_VALUES = 300

export async function summariseCatalogue({
  pool,
}: Pool): Promise<Pick<CatalogueSummary, 'products' | 'categories' | 'brands'>> {
  const { rows } = await pool.query<{ category: string | null; brand: string | null; products: number; of: number }>(
    `SELECT category, brand, count(*) AS products, grouping(category, brand) AS of FROM products
     GROUP BY GROUPING SETS ((category), (brand), ()) ORDER BY products DESC, category, brand`,
  )
  return {
    products: rows.find(({ of }) => of === 3)?.products ?? 0,
    categories: rows
      .flatMap(({ category, products, of }) =>
        of === 1 && category !== null && category !== '' ? [{ category, products }] : [],
      )
      .slice(0, MOST_VALUES),
    brands: rows
      .flatMap(({ brand, products, of }) => (of === 2 && brand !== null && brand !== '' ? [{ brand, products }] : []))
      .slice(0, MOST_VALUES),
  }
}
