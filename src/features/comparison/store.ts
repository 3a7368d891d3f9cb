/** The questions of the comparison. A visit is one session. */
import { z } from 'zod'
import type { Answer, Ask } from '../findings/index.ts'
import { allOf, type Fragment, filterSql, type HitMatch, matchSql, periodSql, type Scope } from '../visits/index.ts'
import { type Cell, PARTS, type Periods } from './schema.ts'

/** A value seen in less than this share of visits is told together with all other such values. */
const RARE = 0.001
/** Stands for them. */
export const RARE_VALUES = '*'

const spanOf = ({ now, before }: Periods) => ({ from: before.from, to: now.to })

const pairRow = z.object({ earlier: z.string(), later: z.string(), visits: z.number() })
export type StepPair = z.infer<typeof pairRow>

/** How often one step of the checkout came before another; a step beside itself: how many visits saw it. */
export function readStepPairs(ask: Ask, periods: Periods, filters: Scope['filters']): Promise<Answer<StepPair>> {
  const where = allOf([
    periodSql(spanOf(periods)),
    ...filters.map((filter, index) => filterSql(filter, `filter${index}`)),
  ])
  return ask({
    id: 'checkout-steps',
    title: { de: 'Schritte des Bezahlvorgangs', en: 'Steps of the checkout' },
    sql: `
      SELECT pair.1 AS earlier, pair.2 AS later, toInt64(count()) AS visits
      FROM (
        SELECT arrayDistinct(arrayMap(one -> one.2, arraySort(groupArray((time, toString(step)))))) AS steps
        FROM hits
        WHERE type = 'Checkout Step Viewed' AND step != '' AND ${where.sql}
        GROUP BY visitor_id, session_id
      )
      ARRAY JOIN arrayFlatten(arrayMap((one, place) -> arrayMap(other -> (one, other), arraySlice(steps, place)), steps, arrayEnumerate(steps))) AS pair
      GROUP BY earlier, later
      ORDER BY visits DESC, earlier, later
      LIMIT 400`,
    params: where.params,
    row: pairRow,
  })
}

const counts = z.array(z.number())
const crossRow = z.object({
  device: z.string(),
  browser: z.string(),
  country: z.string(),
  channel: z.string(),
  /** One value per step but the last: visits that reached it, and those that went on, in both periods. */
  reached_now: counts,
  went_now: counts,
  reached_before: counts,
  went_before: counts,
  /** Of those that went on before: with an order, what was spent, and the sum of its squares. */
  buyers: counts,
  cents: counts,
  squares: counts,
})
export type CrossRow = z.infer<typeof crossRow>

/** Per visit: which steps it has seen, as bits; an order's value. */
function visitsSql(steps: readonly HitMatch[], where: Fragment): Fragment {
  const matches = steps.map((step, index) => matchSql(step, `step${index + 1}`))
  const seen = matches.map(({ sql }, index) => `${2 ** index} * toUInt16(${sql})`).join(' + ')
  const all = allOf([where, ...matches])
  return {
    sql: `
          SELECT ${PARTS.map((part) => `toString(any(${part})) AS its_${part}`).join(', ')}, min(day) AS its_day,
            groupBitOr(toUInt16(${seen})) AS seen,
            maxIf(value_cents, type = 'Order Completed') AS spent
          FROM hits
          WHERE ${where.sql} AND type IN ({types:Array(String)})
          GROUP BY visitor_id, session_id
          SETTINGS optimize_aggregation_in_order = 1`,
    params: { ...all.params, types: [...new Set([...steps.map(({ type }) => type), 'Order Completed'])] },
  }
}

/** How visits went from step to step, per device, browser, country and channel at once. */
export function readCross(
  ask: Ask,
  steps: readonly HitMatch[],
  periods: Periods,
  filters: Scope['filters'],
): Promise<Answer<CrossRow>> {
  const where = allOf([
    periodSql(spanOf(periods)),
    ...filters.map((filter, index) => filterSql(filter, `filter${index}`)),
  ])
  const visits = visitsSql(steps, where)
  const places = steps.slice(0, -1).map((_, index) => index)
  const each = (write: (reached: string, went: string) => string) =>
    `[${places.map((k) => write(`bitTest(seen, ${k})`, `bitTest(seen, ${k}) AND seen >= ${2 ** (k + 1)}`)).join(', ')}]`
  const measures: readonly (readonly [name: string, sql: string])[] = [
    ['reached_now', each((reached) => `toInt64(countIf(${reached} AND is_now))`)],
    ['went_now', each((_, went) => `toInt64(countIf(${went} AND is_now))`)],
    ['reached_before', each((reached) => `toInt64(countIf(${reached} AND NOT is_now))`)],
    ['went_before', each((_, went) => `toInt64(countIf(${went} AND NOT is_now))`)],
    ['buyers', each((_, went) => `toInt64(countIf(${went} AND NOT is_now AND spent > 0))`)],
    ['cents', each((_, went) => `toInt64(sumIf(spent, ${went} AND NOT is_now))`)],
    ['squares', each((_, went) => `sumIf(toFloat64(spent) * spent, ${went} AND NOT is_now)`)],
  ]
  return ask({
    id: 'cells',
    title: {
      de: 'Von Schritt zu Schritt je Gerät, Browser, Land und Kanal',
      en: 'From step to step per device, browser, country and channel',
    },
    sql: `
      SELECT ${PARTS.map((part) => `if(${part}_visits < ${RARE} * all_visits, '${RARE_VALUES}', ${part}_value) AS ${part}`).join(', ')},
        ${measures.map(([name]) => `sumForEach(${name}_of) AS ${name}`).join(', ')}
      FROM (
        SELECT ${PARTS.map((part) => `its_${part} AS ${part}_value, sum(count()) OVER (PARTITION BY its_${part}) AS ${part}_visits`).join(', ')},
          sum(count()) OVER () AS all_visits, ${measures.map(([name, sql]) => `${sql} AS ${name}_of`).join(',\n          ')}
        FROM (
          SELECT *, its_day >= {now:Date} AS is_now FROM (${visits.sql}
          )
        )
        GROUP BY ${PARTS.map((part) => `its_${part}`).join(', ')}
      )
      GROUP BY ${PARTS.join(', ')}
      ORDER BY ${PARTS.join(', ')}`,
    params: { ...visits.params, now: periods.now.from },
    row: crossRow,
  })
}

const dayRow = z.object({
  day: z.string(),
  reached: z.number(),
  went: z.number(),
  others_reached: z.number(),
  others_went: z.number(),
})
export type CellDay = z.infer<typeof dayRow>

/** One step per day, in one cell and everywhere else. @param id unique within the step of the night */
export function readCellDays(
  ask: Ask,
  {
    id,
    cell,
    place,
    steps,
    periods,
  }: {
    id: string
    cell: Cell
    place: number
    steps: readonly HitMatch[]
    periods: Periods
  },
): Promise<Answer<CellDay>> {
  const visits = visitsSql(steps, periodSql(spanOf(periods)))
  const given = PARTS.filter((part) => cell[part] !== undefined)
  const within = given.length === 0 ? '1' : given.map((part) => `its_${part} = {${part}:String}`).join(' AND ')
  const went = `seen >= ${2 ** (place + 1)}`
  return ask({
    id,
    title: { de: 'Von einem Schritt zum nächsten je Tag', en: 'From one step to the next per day' },
    sql: `
      SELECT toString(its_day) AS day, toInt64(countIf(is_cell)) AS reached, toInt64(countIf(is_cell AND ${went})) AS went,
        toInt64(countIf(NOT is_cell)) AS others_reached, toInt64(countIf(NOT is_cell AND ${went})) AS others_went
      FROM (
        SELECT *, ${within} AS is_cell FROM (${visits.sql}
        )
      )
      WHERE bitTest(seen, ${place})
      GROUP BY day
      ORDER BY day`,
    params: { ...visits.params, ...Object.fromEntries(given.map((part) => [part, cell[part] ?? ''])) },
    row: dayRow,
  })
}
