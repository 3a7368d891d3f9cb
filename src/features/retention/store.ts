/** The questions of retention, over sessions of persons; a visitor counts once a week. */
import { z } from 'zod'
import type { Day } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'
import { allOf, type Fragment, filterSql, type Scope } from '../visits/index.ts'

/** Sessions have what they came with as columns; what single events say narrows them through their hits. */
function filtersSql({ filters }: Scope): Fragment {
  const each = filters.map((filter, index): Fragment => {
    const on = filterSql(filter, `filter${index}`)
    return filter.dimension.startsWith('property:')
      ? { sql: `session_id IN (SELECT session_id FROM hits WHERE ${on.sql})`, params: on.params }
      : on
  })
  return allOf([{ sql: '1', params: {} }, ...each])
}

const cellRow = z.object({
  /** Monday of the week of the first visit. */
  cohort: z.string(),
  /** Weeks since. */
  age: z.number(),
  visitors: z.number(),
  /** First day on record, of all visitors. */
  since: z.string(),
})
export type CellRow = z.infer<typeof cellRow>

/** How many visitors of each week came in each week since. The first visit is the first of all, whatever the filters. */
export function readCohorts(ask: Ask, scope: Scope, from: Day): Promise<Answer<CellRow>> {
  const where = filtersSql(scope)
  return ask({
    id: 'cohorts',
    title: { de: 'Wiederkehr je Woche des ersten Besuchs', en: 'Returns per week of the first visit' },
    sql: `
      SELECT toString(toMonday(first)) AS cohort, toInt64(dateDiff('week', toMonday(first), week)) AS age, toInt64(count()) AS visitors,
        (SELECT toString(min(day)) FROM sessions WHERE agent = 'person') AS since
      FROM (
        SELECT min(day) AS first, groupUniqArrayIf(toMonday(day), ${where.sql}) AS weeks
        FROM sessions
        WHERE agent = 'person' AND day <= {to:Date}
        GROUP BY visitor_id
        SETTINGS optimize_aggregation_in_order = 1
      )
      ARRAY JOIN weeks AS week
      WHERE first >= {start:Date}
      GROUP BY toMonday(first), age
      ORDER BY cohort, age`,
    params: { ...where.params, to: scope.period.to, start: from },
    row: cellRow,
  })
}

const groupRow = z.object({
  is_new: z.number(),
  visitors: z.number(),
  sessions: z.number(),
  buyers: z.number(),
  cents: z.number(),
  squares: z.number(),
})
export type GroupRow = z.infer<typeof groupRow>

/** Visitors of the period: first seen in it, or before it. */
export function readGroups(ask: Ask, scope: Scope): Promise<Answer<GroupRow>> {
  const where = filtersSql(scope)
  const inside = `(day >= {from:Date} AND ${where.sql})`
  return ask({
    id: 'groups',
    title: { de: 'Neue und wiederkehrende Besucher', en: 'New and returning visitors' },
    sql: `
      SELECT toUInt8(first >= {from:Date}) AS is_new, toInt64(count()) AS visitors, toInt64(sum(visits)) AS sessions,
        toInt64(countIf(bought > 0)) AS buyers, toInt64(sumIf(spent, bought > 0)) AS cents,
        sumIf(toFloat64(spent) * spent, bought > 0) AS squares
      FROM (
        SELECT min(day) AS first, countIf(${inside}) AS visits, sumIf(orders, ${inside}) AS bought,
          sumIf(revenue_cents, ${inside}) AS spent
        FROM sessions
        WHERE agent = 'person' AND day <= {to:Date}
        GROUP BY visitor_id
        SETTINGS optimize_aggregation_in_order = 1
      )
      WHERE visits > 0
      GROUP BY is_new
      ORDER BY is_new`,
    params: { ...where.params, ...scope.period },
    row: groupRow,
  })
}
