/** How many days the stock of what sells will last. Pure. */
import { addDays, type Day } from '../../core/time.ts'
import { normalQuantile } from '../../ml/math/normal.ts'
import { type Finding, type Table, tableOf, textCell } from '../findings/index.ts'
import { type Article, articleName } from './catalogue.ts'
import type { RateRow } from './store.ts'
import { coverStatement } from './texts.ts'

/** A stock that was last heard of longer ago says nothing about today. */
const FRESH_DAYS = 14
/** Shorter cover is worth a word. */
const SHORT_DAYS = 14
const HORIZON_DAYS = 28
const WINDOW_DAYS = 28
const LEVEL = 0.95
const TABLE_ROWS = 50

export interface Cover {
  readonly row: RateRow
  readonly name: { readonly de: string; readonly en: string }
  /** Pieces left after what was sold since the stock was last heard of. */
  readonly left: number
  readonly days: number
  readonly low: number
  readonly high: number
  readonly centsPerDay: number
}

/** Days of cover of every product whose stock is known and lately so, those with most revenue first. */
export function findCover(rows: readonly RateRow[], articles: ReadonlyMap<string, Article>, asOf: Day): Cover[] {
  const z = normalQuantile(0.5 + LEVEL / 2)
  return rows.flatMap((row): Cover[] => {
    const article = articles.get(`product/${row.product}`)
    if (article === undefined || article.stock === null || article.stock <= 0) return []
    const left = article.stock - article.sold_since
    // Sold more than there was: the stock was filled up, or is not kept.
    if (article.recorded_day < addDays(asOf, -FRESH_DAYS) || left <= 0 || article.status !== 'active') return []
    const days = (left * WINDOW_DAYS) / row.pieces
    const reach = Math.exp(z / Math.sqrt(row.orders))
    const name = articleName(article, row.product)
    return [{ row, name, left, days, low: days / reach, high: days * reach, centsPerDay: row.cents / WINDOW_DAYS }]
  })
}

/** One finding for all that will be gone within two weeks; null where nothing will. */
export function coverFinding(
  covers: readonly Cover[],
  { currency, evidenceIds }: { currency: string; evidenceIds: readonly [string, string] },
): Finding | null {
  const short = covers.filter(({ days }) => days <= SHORT_DAYS)
  const [first] = short
  if (first === undefined) return null
  const lost = short.reduce((sum, { centsPerDay, days }) => sum + centsPerDay * Math.max(0, HORIZON_DAYS - days), 0)
  const statement = coverStatement({
    products: short.slice(0, 3),
    count: short.length,
    withinDays: SHORT_DAYS,
    centsPerDay: short.reduce((sum, { centsPerDay }) => sum + centsPerDay, 0),
    currency,
  })
  return {
    id: 'incidents.cover',
    kind: 'stock',
    direction: 'bad',
    stakeCents: -Math.round(lost),
    stakePeriodDays: HORIZON_DAYS,
    title: statement.title,
    sentence: statement.sentence,
    figure: {
      id: 'incidents.cover',
      label: {
        de: `Reichweite von „${first.name.de}“ in Tagen`,
        en: `Days the stock of “${first.name.en}” will last`,
      },
      value: first.days,
      unit: 'days',
      interval: { low: first.low, high: first.high, level: LEVEL },
      n: first.row.orders,
      missing: null,
      comparisons: [],
      evidenceId: evidenceIds[0],
    },
    chart: null,
    evidenceIds: [...evidenceIds],
    next: [...statement.next],
  }
}

export function coverTable(covers: readonly Cover[], evidenceId: string): Table {
  return tableOf(
    {
      id: 'incidents.cover',
      title: { de: 'Wie lange der Bestand reicht', en: 'How long the stock will last' },
      note: {
        de: 'Beim Verkauf der letzten 28 Tage; Produkte mit bekanntem Bestand aus den letzten 14 Tagen, die umsatzstärksten zuerst.',
        en: 'At the pace of the last 28 days; products whose stock is known from the last 14 days, most revenue first.',
      },
      evidenceId,
      shown: TABLE_ROWS,
    },
    covers,
    [
      ['product', { de: 'Artikel', en: 'Item' }, 'text', ({ row }) => row.product],
      ['name', { de: 'Produkt', en: 'Product' }, 'text', ({ name }) => textCell(name)],
      ['left', { de: 'Bestand', en: 'Stock' }, 'count', ({ left }) => left],
      ['pieces', { de: 'Stück am Tag', en: 'Pieces a day' }, 'number', ({ row }) => row.pieces / WINDOW_DAYS],
      ['days', { de: 'Reicht für', en: 'Lasts' }, 'days', ({ days }) => days],
      ['low', { de: 'von', en: 'from' }, 'days', ({ low }) => low],
      ['high', { de: 'bis', en: 'to' }, 'days', ({ high }) => high],
      ['cents', { de: 'Umsatz am Tag', en: 'Revenue a day' }, 'cents', ({ centsPerDay }) => Math.round(centsPerDay)],
    ],
  )
}
