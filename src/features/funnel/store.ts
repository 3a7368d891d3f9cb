/** The question behind a funnel: how far each visitor came, and what they did then. One visitor counts once. */
import { z } from 'zod'
import { addDays, type Day, dayOf, startOfDay } from '../../core/time.ts'
import {
  ACT_KIND_SQL,
  codeOf,
  hitParts,
  JOURNEYS_FROM_MS,
  ORDER_KEY_SQL,
  SKU_SQL,
} from '../../stores/events/journeys.ts'
import { textList } from '../../stores/events/visits-channels.ts'
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

/** Days up to this one are not in journeys. */
const FIRST_DAY: Day = '2000-01-02'

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
  const { steps, windowHours, scope, timeZone, withNext, seenUntil } = question
  const { from, to } = scope.period
  const base = startOfDay(from, timeZone) - DAY_MS
  const until = earlier(addDays(to, Math.ceil(windowHours / 24) + BACK_DAYS), dayOf(seenUntil, timeZone))
  const codes = journeyCodes(question)
  const visitors =
    codes === null ? visitorsOfHits(question, { base, until }) : visitorsOfJourneys(question, { base, until, codes })
  return ask({
    id: withNext ? 'next' : 'steps',
    title: withNext
      ? { de: 'Wie weit Besucher kamen und was sie dann taten', en: 'How far visitors came and what they did then' }
      : { de: 'Wie weit Besucher kamen', en: 'How far visitors came' },
    sql: `
      SELECT value, level, ${withNext ? `[${textList(NEXT_PLACES)}][1 + next_place]` : `''`} AS next, toInt64(count()) AS visitors,
        toInt64(countIf(is_watched)) AS watched, toInt64(countIf(is_watched AND is_back)) AS came_back,
        toInt64(countIf(has_bought)) AS buyers, toInt64(sum(spent)) AS cents, sum(toFloat64(spent) * spent) AS squares
      FROM (
        SELECT value,
          ${walkSql(steps.length, { windowMs: windowHours * HOUR_MS, hits: withNext ? `arrayFilter(hit -> ${maskOf('hit')} > 0, hits_of)` : 'hits_of' })},
          ${withNext ? nextSql(steps.length) : `0 AS next_place, 0 AS is_watched, 0 AS is_back`},
          arrayFilter(one -> one.2 >= ${ms('at')}, bought) AS later, notEmpty(later) AS has_bought,
          arraySum(id -> arrayMax(one -> if(one.1 = id, one.3, 0), later), arrayDistinct(later.1)) AS spent
        FROM (${visitors.sql}
        )
      )
      WHERE level > 0
      GROUP BY value, level, next_place
      ORDER BY value, level, next`,
    params: {
      ...visitors.params,
      from,
      ...(withNext ? { watchedUntil: Math.max(0, seenUntil - base - BACK_DAYS * DAY_MS) } : {}),
    },
    row,
  })
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

/** When the numbers of hits begin (UTC milliseconds), and the last day that is looked at. */
interface Span {
  readonly base: number
  readonly until: Day
}

/** The types of the steps by their numbers in journeys; null where these say too little: of pages, filters and the like. */
function journeyCodes({ steps, breakdown, scope }: FunnelQuestion): number[] | null {
  if (breakdown !== null || scope.filters.length > 0 || scope.period.from <= FIRST_DAY) return null
  const codes = steps.flatMap(({ type, step, path }) => (step === '' && path === '' ? (codeOf(type) ?? []) : []))
  return codes.length === steps.length ? codes : null
}

/** Of each visitor the hits as numbers in order, and the orders: what tells one from others, its instant, cents. */
function visitorsOfJourneys(
  { scope, timeZone, withNext }: FunnelQuestion,
  { base, until, codes }: Span & { readonly codes: readonly number[] },
): Fragment {
  const { ms: at, code, kind, sku } = hitParts('hit')
  const isStep = codes.map((one, index) => `${code} = ${one}${index === 0 ? ` AND ${at} < {entryEnd:UInt64}` : ''}`)
  const mask = isStep.map((sql, index) => `${2 ** index} * toUInt8(${sql})`).join(' + ')
  const number = numberSql({
    at: `${at} - {start:UInt64}`,
    mask,
    rest: withNext ? `bitShiftLeft(${kind}, ${KIND_AT}) + ${sku}` : null,
  })
  const within = (instant: string) => `${instant} BETWEEN {first:UInt64} AND {last:UInt64}`
  const relevant = withNext ? '' : ` AND ${code} IN (${codes.join(', ')})`
  const since = (instant: number) => instant - JOURNEYS_FROM_MS
  return {
    sql: `
          SELECT '' AS value, arraySort(arrayMap(hit -> ${number}, arrayFilter(hit -> ${within(at)}${relevant}, hits))) AS hits_of,
            arrayMap(one -> (one.1, one.2 - {start:UInt64}, one.3), arrayFilter(one -> ${within('one.2')}, orders)) AS bought
          FROM journeys
          WHERE last_day >= {from:Date}`,
    params: {
      start: since(base),
      first: since(base + DAY_MS),
      last: since(startOfDay(addDays(until, 1), timeZone) - 1),
      entryEnd: since(startOfDay(addDays(scope.period.to, 1), timeZone)),
    },
  }
}

function visitorsOfHits(question: FunnelQuestion, { base, until }: Span): Fragment {
  const { steps, breakdown, scope, values, withNext } = question
  const { to } = scope.period
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
  const at = 'toUnixTimestamp64Milli(time) - {base:Int64}'
  const rest = withNext ? `bitShiftLeft(toUInt64(${ACT_KIND_SQL}), ${KIND_AT}) + ${SKU_SQL}` : null
  return {
    sql: `
          SELECT ${valueSql(value, allOf(isStep.slice(0, 1)).sql)} AS value,
            arraySort(groupArray(${numberSql({ at, mask, rest })})) AS hits_of,
            groupArrayIf((${ORDER_KEY_SQL}, toUInt64(${at}), value_cents), type = 'Order Completed') AS bought
          FROM hits
          WHERE ${where}
          GROUP BY visitor_id
          SETTINGS optimize_aggregation_in_order = 1`,
    params: {
      ...allOf([...isStep, ...onHits]).params,
      ...value?.params,
      ...(breakdown === null ? {} : { values }),
      to,
      until,
      base,
    },
  }
}

/** @param at milliseconds since the base; @param rest kind and SKU; null: they are not asked for */
function numberSql({ at, mask, rest }: { at: string; mask: string; rest: string | null }): string {
  return `bitShiftLeft(toUInt64(${at}), ${MS_AT}) + bitShiftLeft(toUInt64(${mask}), ${MASK_AT})${rest === null ? '' : ` + ${rest}`}`
}

/** The value of the visitor's first hit that is the first step. */
function valueSql(value: Fragment | null, isEntry: string): string {
  if (value === null) return `''`
  return `argMinIf(if(has({values:Array(String)}, ${value.sql} AS said), said, '${OTHER_VALUES}'), time, ${isEntry})`
}

/**
 * Steps in order, the last within the window after the first; the latest start that still leads on is kept (as `windowFunnel`
 * does), and one hit is one step only. Gives `level`, the furthest step, and `at`, the hit at which it was first reached.
 * `starts` of a step: at each hit the start of the latest chain that has reached the step by then, 0 while there is none.
 */
function walkSql(count: number, { windowMs, hits }: { windowMs: number; hits: string }): string {
  const places = Array.from({ length: count }, (_, index) => index + 1)
  const isStep = (k: number) => `bitTest(hit, ${MASK_AT + k - 1})`
  const chain = (k: number) =>
    k === 1
      ? `arrayMap(hit -> if(${isStep(1)}, bitAnd(hit, bitNot(toUInt64(${SAME}))), 0), walked)`
      : `arrayMap((hit, start) -> if(${isStep(k)} AND start > 0 AND hit < start + ${moment(windowMs + 1)}, start, 0),
            walked, arrayShiftRight(starts_${k - 1}, 1))`
  const byLevel = (of: (k: number) => string) =>
    `multiIf(${places
      .toReversed()
      .map((k) => `at_${k} > 0, ${of(k)}`)
      .join(', ')}, 0)`
  return `${hits} AS walked,
          ${places.map((k) => `arrayFill(start -> start > 0, ${chain(k)}) AS starts_${k}`).join(',\n          ')},
          ${places.map((k) => `arrayFirst((hit, start) -> start > 0, walked, starts_${k}) AS at_${k}`).join(',\n          ')},
          ${byLevel((k) => `${k}`)} AS level, ${byLevel((k) => `at_${k}`)} AS at`
}

/** By the places that `nextSql` gives; those of the kinds of acts are one further. */
const NEXT_PLACES = ['', ...NEXT_ACTIONS] as const
const placeOf = (next: (typeof NEXT_PLACES)[number]) => NEXT_PLACES.indexOf(next)

function nextSql(count: number): string {
  const lost = `level > 0 AND level < ${count}`
  const sku = (hit: string) => `bitAnd(${hit}, 65535)`
  return `arrayFirst(hit -> hit > at, hits_of) AS then,
          toUInt8(multiIf(NOT (${lost}), 0, then = 0 OR then - at > ${moment(PAUSE_MS)}, ${placeOf('left')},
            ${kindOf('then')} = 2 AND ${sku('then')} = ${sku('at')} AND ${sku('at')} != 0, ${placeOf('same-product')},
            ${kindOf('then')} + 1)) AS next_place,
          ${ms('at')} <= {watchedUntil:UInt64} AS is_watched,
          arrayExists((hit, pause) -> pause > ${moment(PAUSE_MS)} AND hit > at AND hit - at <= ${moment(BACK_DAYS * DAY_MS)},
            hits_of, arrayDifference(hits_of)) AS is_back`
}
