/** The question behind a funnel: how far each visitor came, and what they did then. One visitor counts once. */
import { z } from 'zod'
import { addDays, type Day, dayOf, startOfDay } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'
import { allOf, dimensionSql, type Fragment, filterSql, matchSql, periodSql, type Scope } from '../visits/index.ts'
import { type FunnelDefinition, NEXT_ACTIONS } from './schema.ts'

/** Coming back counts within so many days. */
export const BACK_DAYS = 7
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A pause this long ends a visit, as in the projection of sessions. */
const PAUSE_MS = 30 * 60_000

/**
 * A hit as one number that sorts by time: milliseconds since the day before the period, then which steps it is (one bit each, so
 * that of two hits of one millisecond the earlier step comes first), the kind of action, and 16 bits of the SKU's hash.
 */
const MS_AT = 28
const MASK_AT = 20
const KIND_AT = 16
const SAME = 2 ** MS_AT - 1

const KINDS: readonly (readonly [kind: number, types: readonly string[]])[] = [
  [1, ['Products Searched']],
  [2, ['Product Viewed']],
  [4, ['Page Viewed', 'Screen Viewed', 'Product List Viewed']],
  [5, ['Product Added', 'Product Removed', 'Cart Viewed']],
  [6, ['Checkout Started', 'Checkout Step Viewed', 'Checkout Step Completed', 'Payment Info Entered']],
  [7, ['Order Completed']],
]
const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')
const KIND_SQL = `multiIf(${KINDS.map(([kind, types]) => `type IN (${quoted(types)}), ${kind}`).join(', ')}, 8)`

const ms = (hit: string) => `bitShiftRight(${hit}, ${MS_AT})`
const maskOf = (hit: string) => `bitAnd(bitShiftRight(${hit}, ${MASK_AT}), 255)`
const kindOf = (hit: string) => `bitAnd(bitShiftRight(${hit}, ${KIND_AT}), 15)`
const moment = (millis: number) => `toUInt64(${millis * 2 ** MS_AT})`

const row = z.object({
  value: z.string(),
  /** Steps reached: 1 is the first. */
  level: z.number(),
  next: z.enum([...NEXT_ACTIONS, '']),
  visitors: z.number(),
  /** Visitors whose seven days after the step are over, and those of them who came back in these. */
  watched: z.number(),
  came_back: z.number(),
  /** Visitors with an order from the step on, what they spent, and the sum of its squares. */
  buyers: z.number(),
  cents: z.number(),
  squares: z.number(),
})
export type FunnelRow = z.infer<typeof row>

export interface FunnelQuestion extends FunnelDefinition {
  readonly scope: Scope
  readonly timeZone: string
  /** Values told apart; all others are one, '*'. Ignored without a breakdown. */
  readonly values: readonly string[]
  /** Whether to look at what the lost did next, which takes all their hits instead of the steps alone. */
  readonly withNext: boolean
  /** UTC milliseconds: hits of later days are left out. The newest hit on record, or the end of the day a report is about. */
  readonly seenUntil: number
}

/** Stands for all values of the breakdown that are not told apart. */
const OTHER_VALUES = '*'

/** Columns narrow every hit; a property is said by single events, so it narrows only how visitors come in. */
function splitFilters({ filters }: Scope): { onHits: Fragment[]; onEntry: Fragment[] } {
  const onHits: Fragment[] = []
  const onEntry: Fragment[] = []
  filters.forEach((filter, index) => {
    const list = filter.dimension.startsWith('property:') ? onEntry : onHits
    list.push(filterSql(filter, `filter${index}`))
  })
  return { onHits, onEntry }
}

/** Hits that are the funnel's first step, within the period. */
export function entrySql(steps: FunnelDefinition['steps'], scope: Scope): Fragment {
  const first = steps[0] === undefined ? [] : [matchSql(steps[0], 'step1')]
  const { onHits, onEntry } = splitFilters(scope)
  return allOf([periodSql(scope.period), ...first, ...onHits, ...onEntry])
}

export function readFunnel(ask: Ask, question: FunnelQuestion): Promise<Answer<FunnelRow>> {
  const { steps, windowHours, breakdown, scope, timeZone, values, withNext, seenUntil } = question
  const { from, to } = scope.period
  const base = startOfDay(from, timeZone) - DAY_MS
  const matches = steps.map((step, index) => matchSql(step, `step${index + 1}`))
  const { onHits, onEntry } = splitFilters(scope)
  const entry = [matches[0] ?? { sql: '1', params: {} }, { sql: 'day <= {to:Date}', params: {} }, ...onEntry]
  const isStep = [allOf(entry), ...matches.slice(1)]
  const mask = isStep.map(({ sql }, index) => `${2 ** index} * toUInt8(${sql})`).join(' + ')
  const value = breakdown === null ? null : dimensionSql(breakdown, 'valueKey')
  const relevant = withNext
    ? `type != 'Page Left'`
    : `(${[...matches.map(({ sql }) => `(${sql})`), `type = 'Order Completed'`].join(' OR ')})`
  const where = [`day >= {from:Date}`, `day <= {until:Date}`, relevant, ...onHits.map(({ sql }) => sql)].join(' AND ')
  return ask({
    id: withNext ? 'next' : 'steps',
    title: withNext
      ? { de: 'Wie weit Besucher kamen und was sie dann taten', en: 'How far visitors came and what they did then' }
      : { de: 'Wie weit Besucher kamen', en: 'How far visitors came' },
    sql: `
      SELECT value, level, next, toInt64(count()) AS visitors, toInt64(countIf(is_watched)) AS watched,
        toInt64(countIf(is_watched AND is_back)) AS came_back, toInt64(countIf(has_bought)) AS buyers, toInt64(sum(spent)) AS cents,
        sum(toFloat64(spent) * spent) AS squares
      FROM (
        SELECT value, arrayExists(hit -> ${maskOf('hit')} > 1, hits_of) AS is_far,
          arrayFirst(hit -> ${maskOf('hit')} > 0, hits_of) AS first,
          ${walkSql(steps.length, windowHours * HOUR_MS)} AS walk,
          if(is_far, walk.2, toUInt64(first > 0)) AS level, if(is_far, walk.1, first) AS at,
          ${withNext ? nextSql(steps.length) : `'' AS next, 0 AS is_watched, 0 AS is_back`},
          arrayFilter(one -> one.2 >= ${ms('at')}, bought) AS later, notEmpty(later) AS has_bought,
          arraySum(id -> arrayMax(one -> if(one.1 = id, one.3, 0), later), arrayDistinct(later.1)) AS spent
        FROM (
          SELECT visitor_id, ${valueSql(value, allOf(isStep.slice(0, 1)).sql)} AS value,
            arraySort(groupArray(${packSql(mask, withNext)})) AS hits_of,
            groupArrayIf(
              (if(order_id = '', toUInt64(toUnixTimestamp64Milli(time)), cityHash64(order_id)),
                toUInt64(toUnixTimestamp64Milli(time) - {base:Int64}), value_cents),
              type = 'Order Completed'
            ) AS bought
          FROM hits
          WHERE ${where}
          GROUP BY visitor_id
          SETTINGS optimize_aggregation_in_order = 1
        )
      )
      WHERE level > 0
      GROUP BY value, level, next
      ORDER BY value, level, next`,
    params: {
      ...allOf([...isStep, ...onHits]).params,
      ...value?.params,
      ...(breakdown === null ? {} : { values }),
      from,
      to,
      until: earlier(addDays(to, Math.ceil(windowHours / 24) + BACK_DAYS), dayOf(seenUntil, timeZone)),
      base,
      ...(withNext ? { watchedUntil: Math.max(0, seenUntil - base - BACK_DAYS * DAY_MS) } : {}),
    },
    row,
  })
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

function packSql(mask: string, withNext: boolean): string {
  const sku = `if(empty(sku), 0, 1 + cityHash64(sku) % 65535)`
  const rest = withNext ? ` + bitShiftLeft(toUInt64(${KIND_SQL}), ${KIND_AT}) + ${sku}` : ''
  return `bitShiftLeft(toUInt64(toUnixTimestamp64Milli(time) - {base:Int64}), ${MS_AT}) + bitShiftLeft(toUInt64(${mask}), ${MASK_AT})${rest}`
}

/** The value of the visitor's first hit that is the first step. */
function valueSql(value: Fragment | null, isEntry: string): string {
  if (value === null) return `''`
  return `argMinIf(if(has({values:Array(String)}, ${value.sql} AS said), said, '${OTHER_VALUES}'), time, ${isEntry})`
}

/**
 * Steps in order, the last within the window after the first; the latest start that still leads on is kept (as `windowFunnel`
 * does), and one hit is one step only. Gives (hit at which the furthest step was first reached, that step).
 */
function walkSql(count: number, windowMs: number): string {
  const places = Array.from({ length: count }, (_, index) => index + 1)
  const zero = 'toUInt64(0)'
  const isStep = (k: number) => `bitTest(hit, ${MASK_AT + k - 1})`
  // Fields of the state: the hit, the furthest step, then for each step but the last the start of the chain that reached it.
  const start = (k: number) => `state.${k + 2}`
  const leadsOn = (k: number) =>
    k === 1 ? isStep(1) : `${isStep(k)} AND ${start(k - 1)} > 0 AND hit < ${start(k - 1)} + ${moment(windowMs + 1)}`
  const gain = places.toReversed().map((k) => `state.2 < ${k} AND ${leadsOn(k)}, toUInt64(${k})`)
  const level = `multiIf(${gain.join(', ')}, state.2)`
  const starts = places.slice(0, -1).map((k) => {
    const from = k === 1 ? `bitAnd(hit, bitNot(toUInt64(${SAME})))` : start(k - 1)
    return `if(${leadsOn(k)}, ${from}, ${start(k)})`
  })
  const initial = places.slice(1).map(() => zero)
  // Most visitors never come further than the first step: they need no walk.
  const steps = `if(is_far, arrayFilter(hit -> ${maskOf('hit')} > 0, hits_of), emptyArrayUInt64())`
  return `arrayFold(
            (state, hit) -> (if(${level} > state.2, hit, state.1), ${[level, ...starts].join(',\n              ')}),
            ${steps}, (${[zero, zero, ...initial].join(', ')}))`
}

function nextSql(count: number): string {
  const lost = `level > 0 AND level < ${count}`
  const sku = (hit: string) => `bitAnd(${hit}, 65535)`
  return `arrayFirst(hit -> hit > at, hits_of) AS then,
          multiIf(NOT (${lost}), '', then = 0 OR then - at > ${moment(PAUSE_MS)}, 'left',
            transform(if(${kindOf('then')} = 2 AND ${sku('then')} = ${sku('at')} AND ${sku('at')} != 0, 3, toUInt8(${kindOf('then')})),
              [1, 2, 3, 4, 5, 6, 7], [${quoted(NEXT_ACTIONS.slice(1, 8))}], 'other')) AS next,
          ${ms('at')} <= {watchedUntil:UInt64} AS is_watched,
          arrayExists((hit, pause) -> pause > ${moment(PAUSE_MS)} AND hit > at AND hit - at <= ${moment(BACK_DAYS * DAY_MS)},
            hits_of, arrayDifference(hits_of)) AS is_back`
}
