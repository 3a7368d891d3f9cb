/** Conditions over `hits`, and what is known of visits at all. */
import { z } from 'zod'
import type { QueryParams } from '../../stores/events/store.ts'
import type { Answer, Ask } from '../findings/index.ts'
import type { Dimension, Filter, Period, Scope } from './schema.ts'

/** A piece of a query with the parameters it names. */
export interface Fragment {
  readonly sql: string
  readonly params: QueryParams
}

/**
 * Expression for a dimension's value as text; empty where it is not known.
 * @param name of the parameter that holds a property's key; unique within the query
 */
export function dimensionSql(dimension: Dimension, name: string): Fragment {
  const key = propertyOf(dimension)
  if (key === null) return { sql: `toString(${dimension})`, params: {} }
  const at = `properties, {${name}:String}`
  // Numbers and truth values are told as they are written; null says nothing.
  const sql = `if(JSONType(${at}) = 'String', JSONExtractString(${at}), replaceRegexpOne(JSONExtractRaw(${at}), '^null$', ''))`
  return { sql, params: { [name]: key } }
}

function propertyOf(dimension: Dimension): string | null {
  return dimension.startsWith('property:') ? dimension.slice('property:'.length) : null
}

/** Condition on `hits` for a period: shop days, both inclusive. */
export function periodSql({ from, to }: Period): Fragment {
  return { sql: 'day >= {from:Date} AND day <= {to:Date}', params: { from, to } }
}

/** Condition on `hits`: the period, and every filter. Names its parameters from, to, filter0, filter0Key, ... */
export function scopeSql({ period, filters }: Scope): Fragment {
  return allOf([periodSql(period), ...filters.map((filter, index) => filterSql(filter, `filter${index}`))])
}

/** Condition on `hits` for one filter. @param name start of its parameters' names, unique within the query */
export function filterSql({ dimension, values }: Filter, name: string): Fragment {
  const value = dimensionSql(dimension, `${name}Key`)
  return { sql: `${value.sql} IN {${name}:Array(String)}`, params: { ...value.params, [name]: values } }
}

/** All conditions at once. */
export function allOf(fragments: readonly Fragment[]): Fragment {
  return {
    sql: fragments.map(({ sql }) => sql).join(' AND '),
    params: Object.assign({}, ...fragments.map(({ params }) => params)),
  }
}

const coverageRow = z.object({
  hits: z.number(),
  /** Shop days; '1970-01-01' where there are no hits. */
  first_day: z.string(),
  last_day: z.string(),
  /** UTC milliseconds of the newest hit. */
  last_at: z.number(),
  /** Hits and days with hits within the period. */
  period_hits: z.number(),
  period_days: z.number(),
})
export type Coverage = z.infer<typeof coverageRow>

/** From when to when visits are known, and how much of it lies within the period; one row. */
export function readCoverage(ask: Ask, period: Period): Promise<Answer<Coverage>> {
  const within = periodSql(period)
  return ask({
    id: 'coverage',
    title: { de: 'Bekannte Besuche', en: 'Visits on record' },
    sql: `
      SELECT toInt64(count()) AS hits, toString(min(day)) AS first_day, toString(max(day)) AS last_day,
        toUnixTimestamp64Milli(max(time)) AS last_at, toInt64(countIf(${within.sql})) AS period_hits,
        toInt64(uniqExactIf(day, ${within.sql})) AS period_days
      FROM hits`,
    params: within.params,
    row: coverageRow,
  })
}

const valueRow = z.object({ value: z.string(), visitors: z.number() })

/** The values of a dimension with most visitors among the hits that meet a condition, most first; '' is a value too. */
export function readTopValues(
  ask: Ask,
  { dimension, where, limit }: { dimension: Dimension; where: Fragment; limit: number },
): Promise<Answer<z.infer<typeof valueRow>>> {
  const value = dimensionSql(dimension, 'valueKey')
  return ask({
    id: 'values',
    title: { de: 'Häufigste Werte der Aufteilung', en: 'Most frequent values of the breakdown' },
    sql: `
      SELECT ${value.sql} AS value, toInt64(uniq(visitor_id)) AS visitors
      FROM hits
      WHERE ${where.sql}
      GROUP BY value
      ORDER BY visitors DESC, value
      LIMIT {limit:UInt32}`,
    params: { ...where.params, ...value.params, limit },
    row: valueRow,
  })
}
