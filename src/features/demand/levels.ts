/** What there is to forecast: the shop, its categories and the products that are still sold, with their weeks. */
import { addDays, startOfDay } from '../../core/time.ts'
import { type Evidence, isGiven, type StepContext } from '../findings/index.ts'
import { type Article, articleName, byUnit, readCatalogue } from '../incidents/index.ts'
import {
  HISTORY_WEEKS,
  RECENT_WEEKS,
  readSoldProducts,
  readStockOuts,
  readWeeks,
  type SoldProduct,
} from './sales-store.ts'
import { type DemandSeries, layOutWeeks, type ProductWeeks, sumSeries } from './series.ts'
import { ALL_TITLE } from './texts.ts'

interface Levels {
  /** The shop first, then its categories, then products. */
  readonly wholes: readonly DemandSeries[]
  readonly products: readonly DemandSeries[]
  /** Products that are not sold any more: how they began tells of new ones. */
  readonly ended: readonly DemandSeries[]
  /** Pieces of a product that are left; null: not known. */
  leftOf(series: DemandSeries): number | null
  readonly evidence: readonly Evidence[]
}

/** @returns null where nothing has been sold lately */
export async function readLevels({ events, asOf, ask, timeZone }: StepContext): Promise<Levels | null> {
  const sold = await readSoldProducts(ask, asOf)
  const catalogue = await readCatalogue(ask, asOf, timeZone)
  const weeks = layOutWeeks(
    await readWeeks(events, asOf),
    await readStockOuts(events, { asOf, endBefore: startOfDay(addDays(asOf, 1), timeZone) }),
    { products: sold.rows.length, weeks: HISTORY_WEEKS },
  )
  const articles = byUnit(catalogue.rows)
  const levels = levelsOf(sold.rows, weeks, articles)
  if (levels === null) return null
  return {
    ...levels,
    leftOf: ({ kind, key }) => (kind === 'product' ? leftOf(articles.get(`product/${key}`)) : null),
    evidence: [sold.evidence, catalogue.evidence],
  }
}

function levelsOf(
  rows: readonly SoldProduct[],
  weeks: readonly ProductWeeks[],
  articles: ReadonlyMap<string, Article>,
): Pick<Levels, 'wholes' | 'products' | 'ended'> | null {
  const products: DemandSeries[] = []
  const ended: DemandSeries[] = []
  const byCategory = new Map<string, { sold: Float64Array; unitCents: number | null }[]>()
  rows.forEach(({ product, category: told }, place) => {
    const own = weeks[place]
    if (own === undefined || own.sold.length === 0) return
    const category = isGiven(told) ? told : ''
    const members = byCategory.get(category) ?? []
    byCategory.set(category, members)
    members.push(own)
    const article = articles.get(`product/${product}`)
    // Taken out of the shop on purpose, or not sold for months.
    const isTakenOut = article !== undefined && article.status !== '' && article.status !== 'active'
    const isSold = own.sold.subarray(-RECENT_WEEKS).some((units) => units > 0)
    const { demand, unitCents, outOfStockWeeks } = own
    const title = articleName(article, product)
    const list = isTakenOut || !isSold ? ended : products
    list.push({ kind: 'product', key: product, category, title, weeks: demand, unitCents, outOfStockWeeks })
  })
  if (products.length === 0) return null
  const living = new Set(products.map(({ category }) => category))
  const sold = [...byCategory].filter(([category]) => category !== '' && living.has(category))
  const categories = sold
    .map(([category, members]) => wholeOf('category', category, members))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  return { wholes: [wholeOf('shop', '', [...byCategory.values()].flat()), ...categories], products, ended }
}

function wholeOf(
  kind: 'shop' | 'category',
  key: string,
  members: readonly { sold: Float64Array; unitCents: number | null }[],
): DemandSeries {
  let [money, pieces] = [0, 0]
  for (const { sold, unitCents } of members) {
    if (unitCents === null) continue
    const lately = sold.subarray(-12).reduce((sum, units) => sum + units, 0)
    money += lately * unitCents
    pieces += lately
  }
  return {
    kind,
    key,
    category: key,
    title: kind === 'shop' ? ALL_TITLE : { de: key, en: key },
    weeks: sumSeries(members.map(({ sold }) => sold)),
    unitCents: pieces > 0 ? money / pieces : null,
    outOfStockWeeks: 0,
  }
}

/** Pieces left after what was sold since the shop last spoke of its stock; null: not known, or it was filled up since. */
function leftOf(article: Article | undefined): number | null {
  if (article === undefined || article.stock === null) return null
  const left = article.stock - article.sold_since
  if (left < 0) return null
  return left
}
