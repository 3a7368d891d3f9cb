/** The questions of the searches. A visitor counts once, however often the same is searched. */
import { z } from 'zod'
import { addDays } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'
import { allOf, periodBefore, type Scope, scopeSql } from '../visits/index.ts'
import { BUY_DAYS, NEXT_ACTIONS, type NextAction } from './schema.ts'

const DAY_MS = 86_400_000
/** Terms without a result that are looked at, and terms with one to compare their spelling with. */
const MOST_TERMS = 2_000

const totalRow = z.object({
  /** 1: the period, 0: the one before. */
  is_now: z.number(),
  searchers: z.number(),
  told: z.number(),
  empty: z.number(),
  searches: z.number(),
  empty_searches: z.number(),
})
export type TotalRow = z.infer<typeof totalRow>

/** Who searched and who found nothing, in the period and in the one before. */
export function readTotals(ask: Ask, scope: Scope): Promise<Answer<TotalRow>> {
  const { from } = periodBefore(scope.period)
  const where = scopeSql({ ...scope, period: { from, to: scope.period.to } })
  return ask({
    id: 'totals',
    title: { de: 'Suchen im Shop', en: 'Searches in the shop' },
    sql: `
      SELECT toUInt8(day >= {start:Date}) AS is_now, toInt64(uniqExact(visitor_id)) AS searchers,
        toInt64(uniqExactIf(visitor_id, results >= 0)) AS told, toInt64(uniqExactIf(visitor_id, results = 0)) AS empty,
        toInt64(count()) AS searches, toInt64(countIf(results = 0)) AS empty_searches
      FROM hits
      WHERE type = 'Products Searched' AND query != '' AND ${where.sql}
      GROUP BY is_now
      ORDER BY is_now`,
    params: { ...where.params, start: scope.period.from },
    row: totalRow,
  })
}

const knownRow = z.object({ query: z.string(), visitors: z.number() })

/** What finds products, the most searched first. */
export function readFoundTerms(ask: Ask, scope: Scope): Promise<Answer<z.infer<typeof knownRow>>> {
  const where = scopeSql(scope)
  return ask({
    id: 'found',
    title: { de: 'Suchbegriffe mit Treffern', en: 'Search terms with results' },
    sql: `
      SELECT query, toInt64(uniq(visitor_id)) AS visitors
      FROM hits
      WHERE type = 'Products Searched' AND results > 0 AND query != '' AND ${where.sql}
      GROUP BY query
      ORDER BY visitors DESC, query
      LIMIT ${MOST_TERMS}`,
    params: where.params,
    row: knownRow,
  })
}

const counts = Object.fromEntries(NEXT_ACTIONS.map((action) => [`next_${action}`, z.number()])) as Record<
  // fromEntries forgets the names of what it is given.
  `next_${NextAction}`,
  z.ZodNumber
>
const outcomeRow = z.object({
  /** Empty: all searches that found something. */
  term: z.string(),
  visitors: z.number(),
  ...counts,
  bought: z.number(),
  /** Of those whose first search this was: how many, who ordered, cents and their squares. */
  firsts: z.number(),
  first_buyers: z.number(),
  cents: z.number(),
  squares: z.number(),
})
export type OutcomeRow = z.infer<typeof outcomeRow>

/** Types of hits by what a visitor does with them; what is not named is 'other'. */
const KINDS: Readonly<Partial<Record<NextAction, readonly string[]>>> = {
  searched: ['Products Searched'],
  product: ['Product Viewed', 'Product Clicked'],
  page: ['Page Viewed', 'Screen Viewed', 'Product List Viewed'],
  cart: ['Product Added', 'Product Removed', 'Cart Viewed'],
  checkout: [
    'Checkout Started',
    'Checkout Step Viewed',
    'Checkout Step Completed',
    'Payment Info Entered',
    'Order Completed',
  ],
}
const placeOf = (action: NextAction) => NEXT_ACTIONS.indexOf(action)
const KIND_SQL = `multiIf(${NEXT_ACTIONS.flatMap((action) => {
  const types = KINDS[action]
  return types === undefined ? [] : [`type IN (${types.map((type) => `'${type}'`).join(', ')}), ${placeOf(action)}`]
}).join(', ')}, ${placeOf('other')})`

/**
 * What visitors did after a search: of each visitor the first search for each term that found nothing, and the first search of all
 * where it found something.
 */
export function readOutcomes(ask: Ask, scope: Scope): Promise<Answer<OutcomeRow>> {
  const { from, to } = scope.period
  const where = allOf([
    scopeSql(scope),
    { sql: `type = 'Products Searched' AND query != '' AND results >= 0`, params: {} },
  ])
  const ms = 'toUnixTimestamp64Milli(time)'
  // A search: instant, session, results, term, page. A hit: instant, session, kind, hash of the term, page.
  return ask({
    id: 'outcomes',
    title: { de: 'Was Besucher nach einer Suche taten', en: 'What visitors did after a search' },
    sql: `
      SELECT if(search.3 = 0, search.4, '') AS term, toInt64(count()) AS visitors,
        ${NEXT_ACTIONS.map((action, place) => `toInt64(countIf(next = ${place})) AS next_${action}`).join(', ')},
        toInt64(countIf(spent.1)) AS bought, toInt64(countIf(place = 1)) AS firsts,
        toInt64(countIf(place = 1 AND spent.1)) AS first_buyers, toInt64(sumIf(spent.2, place = 1)) AS cents,
        sumIf(toFloat64(spent.2) * spent.2, place = 1) AS squares
      FROM (
        SELECT search, place,
          tupleElement(arrayFirst(
            hit -> hit.2 = search.2 AND hit.1 > search.1 AND NOT (hit.3 = ${placeOf('searched')} AND hit.4 = cityHash64(search.4))
              AND NOT (hit.3 = ${placeOf('page')} AND hit.5 = search.5),
            done
          ), 3) AS next,
          arrayFilter(one -> one.1 > search.1 AND one.1 <= search.1 + ${BUY_DAYS * DAY_MS}, bought) AS later,
          (notEmpty(later), arraySum(id -> arrayMax(one -> if(one.2 = id, one.3, 0), later), arrayDistinct(later.2))) AS spent
        FROM (
          SELECT visitor_id, arraySort(groupArrayIf((${ms}, session_id, results, query, cityHash64(path)), ${where.sql})) AS asked,
            arrayFilter((one, at) -> indexOf(asked.4, one.4) = at, asked, arrayEnumerate(asked)) AS searches,
            arraySort(groupArray((${ms}, session_id, toUInt8(${KIND_SQL}), cityHash64(query), cityHash64(path)))) AS done,
            groupArrayIf(
              (${ms}, if(order_id = '', toUInt64(${ms}), cityHash64(order_id)), value_cents), type = 'Order Completed'
            ) AS bought
          FROM hits
          WHERE day >= {from:Date} AND day <= {until:Date} AND type != 'Page Left'
            AND visitor_id IN (SELECT visitor_id FROM hits WHERE ${where.sql})
          GROUP BY visitor_id
          SETTINGS optimize_aggregation_in_order = 1
        )
        ARRAY JOIN searches AS search, arrayEnumerate(searches) AS place
        WHERE search.3 = 0 OR place = 1
      )
      GROUP BY term
      ORDER BY term != '', visitors DESC, term
      LIMIT ${MOST_TERMS + 1}`,
    params: { ...where.params, from, to, until: addDays(to, BUY_DAYS) },
    row: outcomeRow,
  })
}
