/** What was sold, week by week and day by day, and when nothing was in stock: questions to the event store. */
import { z } from 'zod'
import type { Day } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { type Answer, type Ask, linesWithStands, type SpellsUntil, stockSpells } from '../findings/index.ts'

/** Two and a half years: two whole seasons, and what they are told from. */
export const HISTORY_WEEKS = 130
/** Three years, as the night's outlook reads. */
const HISTORY_DAYS = 1096
/** What sold longer ago than the catalogue is read back has no forecast. */
export const RECENT_WEEKS = 24

/** Demand: pieces ordered, without orders that were taken back as a whole the same day. */
const demand = (days: string) => `
  SELECT if(product_id = '', sku, product_id) AS product, toString(category) AS category, day, quantity, total_cents
  FROM ${linesWithStands(`day <= {asOf:Date} AND day > {asOf:Date} - ${days}`)}
  WHERE document = 'order' AND kind = 'product' AND is_revenue = 1 AND quantity > 0 AND sku != '' AND stands`

const WEEKLY = `(
  SELECT product, anyLast(category) AS category, toUInt16(intDiv(dateDiff('day', day, {asOf:Date}), 7)) AS back,
    sum(quantity) AS units, sum(total_cents) AS cents
  FROM (${demand('{days:UInt32}')})
  GROUP BY product, back
)`
const PRODUCTS = `(
  SELECT product, argMin(category, back) AS category, sumIf(units, back < 4) AS pieces FROM ${WEEKLY} GROUP BY product
)`

const productRow = z.object({ product: z.string(), category: z.string(), pieces: z.number() })
export type SoldProduct = z.infer<typeof productRow>

/** Every product sold within `HISTORY_WEEKS`, in order of its key: the place of each in `readWeeks`. */
export function readSoldProducts(ask: Ask, asOf: Day): Promise<Answer<SoldProduct>> {
  return ask({
    id: 'products',
    title: {
      de: 'Verkaufte Produkte und ihre Stückzahl der letzten 28 Tage',
      en: 'Products sold, with pieces of the last 28 days',
    },
    sql: `SELECT product, category, pieces FROM ${PRODUCTS} ORDER BY product`,
    params: { asOf, days: 7 * HISTORY_WEEKS },
    row: productRow,
  })
}

/**
 * Pieces and money of each product and week as flat columns; weeks without sales are left out.
 * `place` counts in the order of `readSoldProducts`, `back` weeks before the one that ends with `asOf`.
 */
export function readWeeks(events: EventStore, asOf: Day) {
  return events.columns(
    `SELECT p.place AS place, w.back AS back, w.units AS units, w.cents AS cents
     FROM ${WEEKLY} AS w
     JOIN (SELECT product, row_number() OVER (ORDER BY product) - 1 AS place FROM ${PRODUCTS}) AS p ON w.product = p.product`,
    { asOf, days: 7 * HISTORY_WEEKS },
    ['place', 'back', 'units', 'cents'],
  )
}

const categoryRow = z.object({ category: z.string() })
const DAILY = `(SELECT category, dateDiff('day', day, {asOf:Date}) AS back, sum(quantity) AS units
  FROM (${demand('{days:UInt32}')}) GROUP BY category, back)`

/** Pieces of each category and day; `place` counts in `categories`, `back` days before `asOf`. */
export async function readCategoryDays(events: EventStore, asOf: Day) {
  const params = { asOf, days: HISTORY_DAYS }
  const listed = await events.query(`SELECT DISTINCT category FROM ${DAILY} ORDER BY category`, params, categoryRow)
  const columns = await events.columns(
    `SELECT c.place AS place, d.back AS back, d.units AS units
     FROM ${DAILY} AS d JOIN (
       SELECT category, row_number() OVER (ORDER BY category) - 1 AS place FROM (SELECT DISTINCT category FROM ${DAILY})
     ) AS c ON d.category = c.category`,
    params,
    ['place', 'back', 'units'],
  )
  return { categories: listed.map(({ category }) => category), ...columns }
}

/**
 * Spells in which nothing of a product was in stock, as flat columns: place of the product, and how many days before the end of `asOf`
 * the spell began and ended (see `stockSpells`).
 */
export function readStockOuts(events: EventStore, { asOf, endBefore }: SpellsUntil & { asOf: Day }) {
  return events.columns(
    `SELECT p.place AS place, s.begun AS begun, s.ended AS ended
     FROM ${stockSpells('product')} AS s
     JOIN (SELECT product, row_number() OVER (ORDER BY product) - 1 AS place FROM ${PRODUCTS}) AS p ON s.product = p.product`,
    { asOf, endBefore, days: 7 * HISTORY_WEEKS },
    ['place', 'begun', 'ended'],
  )
}

/** Weeks in which prices and pieces are held against each other. */
const PRICE_WEEKS = 104
/** Of a category, or of the whole shop, the products with most money. */
const MOST_PRICED = 200

/** Pieces and money of each week of the products of a category (null: of all), as flat columns; `place` counts in `products`. */
export async function readPriceWeeks(events: EventStore, { asOf, category }: { asOf: Day; category: string | null }) {
  const params = { asOf, days: 7 * PRICE_WEEKS, category: category ?? '' }
  const chosen = `(
    SELECT product FROM (${demand('{days:UInt32}')})
    ${category === null ? '' : 'WHERE category = {category:String}'}
    GROUP BY product ORDER BY sum(total_cents) DESC, product LIMIT ${MOST_PRICED}
  )`
  const listed = await events.query(
    `SELECT product FROM ${chosen} ORDER BY product`,
    params,
    z.object({ product: z.string() }),
  )
  const columns = await events.columns(
    `SELECT p.place AS place, w.back AS back, w.units AS units, w.cents AS cents
     FROM ${WEEKLY} AS w
     JOIN (SELECT product, row_number() OVER (ORDER BY product) - 1 AS place FROM ${chosen}) AS p ON w.product = p.product`,
    params,
    ['place', 'back', 'units', 'cents'],
  )
  return { products: listed.map(({ product }) => product), weeks: PRICE_WEEKS, columns }
}
