/** A rule as a condition on people, in ClickHouse SQL with bound parameters only. Pure. */
import { addDays, type Day } from '../../core/time.ts'
import {
  allOf,
  dimensionSql,
  type Fragment,
  filterSql,
  type HitMatch,
  matchSql,
  type Period,
  parseMatch,
  periodUpTo,
} from '../visits/index.ts'
import type { AudiencePeriod, EventRule, FunnelRule, Leaf, Range, Rule, SalesRule } from './schema.ts'
import { segmentSql } from './segments.ts'

const HOUR_MS = 3_600_000

/** The visitor behind a customer, as the projection of visits reckons it: sales and visits of a customer are one person. */
export const VISITOR_OF_CUSTOMER = `sipHash64(concat('c:', customer_id))`

/**
 * Condition on `visitor_id`. Every leaf is a set of visitors.
 * @param asOf last shop day that is looked at
 */
export function ruleSql(rule: Rule, asOf: Day): Fragment {
  let leaves = 0
  const walk = (one: Rule): Fragment => {
    if (one.kind === 'not') {
      const inner = walk(one.of)
      return { sql: `NOT (${inner.sql})`, params: inner.params }
    }
    if (one.kind === 'all' || one.kind === 'any') {
      const parts = one.of.map(walk)
      const sql = parts.map((part) => `(${part.sql})`).join(one.kind === 'all' ? ' AND ' : ' OR ')
      return { sql, params: allOf(parts).params }
    }
    const { sql, params } = leafSql(one, asOf)
    return named({ sql: `visitor_id IN (${sql})`, params }, `r${leaves++}_`)
  }
  return walk(rule)
}

/** The same piece with parameters of its own, so that many of them can stand in one query. */
function named({ sql, params }: Fragment, prefix: string): Fragment {
  return {
    sql: sql.replaceAll(/\{(\w+):/g, `{${prefix}$1:`),
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [`${prefix}${name}`, value])),
  }
}

function leafSql(leaf: Leaf, asOf: Day): Fragment {
  switch (leaf.kind) {
    case 'funnel':
      return funnelSql(leaf, asOf)
    case 'event':
      return eventSql(leaf, asOf)
    case 'sales':
      return salesSql(leaf, asOf)
    case 'segment':
      return segmentSql(leaf.segments, asOf, VISITOR_OF_CUSTOMER)
  }
}

const periodOf = (period: AudiencePeriod, asOf: Day): Period =>
  'days' in period ? periodUpTo(asOf, period.days) : period

function funnelSql(rule: FunnelRule, asOf: Day): Fragment {
  const { from, to } = periodOf(rule.period, asOf)
  const steps = rule.steps.map((text) => parseMatch(text, 'steps'))
  const matches = steps.map((step, index) => matchSql(step, `step${index + 1}`))
  const filters = rule.filters.map((filter, index) => ({ filter, fragment: filterSql(filter, `filter${index}`) }))
  const isProperty = (dimension: string) => dimension.startsWith('property:')
  // As in the insight: a column narrows every hit, a property, which single events say, only how visitors come in.
  const onHits = filters.filter(({ filter }) => !isProperty(filter.dimension)).map(({ fragment }) => fragment)
  const onEntry = filters.filter(({ filter }) => isProperty(filter.dimension)).map(({ fragment }) => fragment)
  const [first = { sql: '0', params: {} }, ...rest] = matches
  const entry = allOf([first, { sql: 'day <= {to:Date}', params: {} }, ...onEntry])
  const any = matches.map(({ sql }) => `(${sql})`).join(' OR ')
  const value = rule.breakdown === undefined ? null : dimensionSql(rule.breakdown.dimension, 'valueKey')
  // Where one hit can be two steps it must not be both; servers too old to know the word need not meet it otherwise.
  const once = steps.some((step, index) => steps.slice(index + 1).some((other) => canCoincide(step, other)))
  const level = `windowFunnel(${rule.windowHours * HOUR_MS}${once ? `, 'strict_once'` : ''})(toUInt64(toUnixTimestamp64Milli(time)), ${[entry, ...rest].map(({ sql }) => sql).join(', ')})`
  const having = [
    `level ${rule.outcome === 'lost' ? '=' : '>='} {step:UInt8}`,
    ...(value === null ? [] : [`argMinIf(${value.sql}, time, ${entry.sql}) = {value:String}`]),
  ]
  return {
    sql: `
      SELECT visitor_id FROM (
        SELECT visitor_id, ${level} AS level FROM hits
        WHERE day >= {from:Date} AND day <= {until:Date} AND (${any})${onHits.map(({ sql }) => ` AND ${sql}`).join('')}
        GROUP BY visitor_id HAVING ${having.join(' AND ')}
      )`,
    params: {
      ...allOf([...matches, ...onHits, ...onEntry]).params,
      ...(value === null ? {} : { ...value.params, value: rule.breakdown?.value ?? '' }),
      from,
      to,
      until: addDays(to, Math.ceil(rule.windowHours / 24)),
      step: rule.step,
    },
  }
}

function canCoincide(a: HitMatch, b: HitMatch): boolean {
  return (['type', 'step'] as const).every((field) => a[field] === '' || b[field] === '' || a[field] === b[field])
}

function eventSql(rule: EventRule, asOf: Day): Fragment {
  const { from, to } = periodOf(rule.period, asOf)
  const filters = rule.filters.map((filter, index) => filterSql(filter, `filter${index}`))
  const where = allOf([
    { sql: 'day >= {from:Date} AND day <= {to:Date}', params: { from, to } },
    matchSql(parseMatch(rule.match, 'match'), 'match'),
    ...(rule.skus === undefined ? [] : [{ sql: 'sku IN {skus:Array(String)}', params: { skus: rule.skus } }]),
    ...(rule.categories === undefined ? [] : [skusOf(rule.categories)]),
    ...filters,
  ])
  const count = rangeSql('count()', rule.count, 'count')
  return {
    sql: `SELECT visitor_id FROM hits WHERE ${where.sql} GROUP BY visitor_id HAVING ${count.sql}`,
    params: { ...where.params, ...count.params },
  }
}

const inCategories = `arrayExists(name -> category = name OR startsWith(category, concat(name, ' > ')), {categories:Array(String)})`

function skusOf(categories: readonly string[]): Fragment {
  return { sql: `sku IN (SELECT sku FROM products WHERE ${inCategories})`, params: { categories } }
}

function salesSql(rule: SalesRule, asOf: Day): Fragment {
  const within =
    rule.period === undefined
      ? { sql: 'day <= {asOf:Date}', params: { asOf } }
      : { sql: 'day >= {from:Date} AND day <= {to:Date}', params: { ...periodOf(rule.period, asOf), asOf } }
  const bought = `kind = 'product' AND document = 'order' AND quantity > 0`
  // What was called off later was not bought.
  const orders = `uniqExactIf(order_id, document = 'order') - uniqExactIf(order_id, document = 'cancellation')`
  const having = [
    { sql: `countIf(document = 'order') > 0`, params: {} },
    ...(rule.orders === undefined ? [] : [rangeSql(`toInt64(${orders})`, rule.orders, 'orders')]),
    ...(rule.revenueCents === undefined ? [] : [rangeSql('sum(total_cents)', rule.revenueCents, 'revenue')]),
    ...(rule.daysSinceOrder === undefined
      ? []
      : [rangeSql(`{asOf:Date} - maxIf(day, document = 'order')`, rule.daysSinceOrder, 'since')]),
    ...(rule.skus === undefined
      ? []
      : [{ sql: `countIf(${bought} AND sku IN {skus:Array(String)}) > 0`, params: { skus: rule.skus } }]),
    ...(rule.categories === undefined
      ? []
      : [{ sql: `countIf(${bought} AND ${inCategories}) > 0`, params: { categories: rule.categories } }]),
  ]
  const all = allOf(having)
  return {
    sql: `
      SELECT ${VISITOR_OF_CUSTOMER} AS visitor_id FROM sales_lines
      WHERE is_revenue AND customer_id != '' AND ${within.sql}
      GROUP BY customer_id HAVING ${all.sql}`,
    params: { ...within.params, ...all.params },
  }
}

function rangeSql(value: string, { atLeast, atMost }: Range, name: string): Fragment {
  return allOf([
    ...(atLeast === undefined ? [] : [{ sql: `${value} >= {${name}Min:Int64}`, params: { [`${name}Min`]: atLeast } }]),
    ...(atMost === undefined ? [] : [{ sql: `${value} <= {${name}Max:Int64}`, params: { [`${name}Max`]: atMost } }]),
  ])
}
