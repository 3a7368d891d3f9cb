/** Forecasts, what was said and how near it came: in the state store. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { cursorOf, readCursor } from '../../api/page.ts'
import type { Text } from '../../core/lang.ts'
import { addDays, type Day } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { createBinder } from '../../stores/state/text-match.ts'
import { type DueClaim, type Score, type Standing, seriesId, WINDOW_NIGHTS } from './accuracy.ts'
import type { WeekOutlook } from './outlook.ts'
import type { DemandKind, Forecast, ForecastListQuery, ScoreHorizon, ScoreKind } from './schema.ts'

type Pool = Pick<StateStore, 'pool'>

/** Point, low, high, seasonal naive. */
type TotalArray = readonly [number, number, number, number]
type ClaimArray = readonly [...TotalArray, model: number]

/** One row of `demand_forecasts`, by the names of its columns. */
export interface ForecastRecord {
  readonly kind: DemandKind
  readonly key: string
  readonly category: string
  readonly title: Text
  readonly as_of: Day
  readonly unit_cents: number | null
  readonly sold: readonly (number | null)[]
  readonly weeks: readonly number[]
  readonly weeks_low: readonly number[]
  readonly weeks_high: readonly number[]
  readonly weeks_naive: readonly number[]
  readonly days: readonly number[]
  readonly days_low: readonly number[]
  readonly days_high: readonly number[]
  readonly month: TotalArray
  readonly quarter: TotalArray
  readonly months: Forecast['months']
  readonly month_before: number
  readonly year_before: number | null
  readonly month_cents: number
  readonly change_cents: number
  readonly method: string
  readonly uses: Standing['uses']
  readonly too_little: WeekOutlook['tooLittle']
  readonly has_weather: boolean
  readonly out_of_stock_weeks: number
  readonly stock_left: number | null
  readonly reorder_point: number | null
  readonly order_units: number | null
  readonly error: number
  readonly naive_error: number
  readonly nights: number
}

export interface ClaimRecord {
  readonly kind: ScoreKind
  readonly key: string
  readonly day: ClaimArray | null
  readonly week: ClaimArray
  readonly month: ClaimArray
  readonly scale: number | null
  readonly square_scale: number | null
}

const COLUMNS: Readonly<Record<keyof ForecastRecord, string>> = {
  kind: 'text',
  key: 'text',
  category: 'text',
  title: 'jsonb',
  as_of: 'date',
  unit_cents: 'double precision',
  sold: 'real[]',
  weeks: 'real[]',
  weeks_low: 'real[]',
  weeks_high: 'real[]',
  weeks_naive: 'real[]',
  days: 'real[]',
  days_low: 'real[]',
  days_high: 'real[]',
  month: 'double precision[]',
  quarter: 'double precision[]',
  months: 'jsonb',
  month_before: 'double precision',
  year_before: 'double precision',
  month_cents: 'double precision',
  change_cents: 'double precision',
  method: 'text',
  uses: 'text',
  too_little: 'jsonb',
  has_weather: 'boolean',
  out_of_stock_weeks: 'integer',
  stock_left: 'bigint',
  reorder_point: 'bigint',
  order_units: 'bigint',
  error: 'double precision',
  naive_error: 'double precision',
  nights: 'integer',
}
const NAMES = Object.keys(COLUMNS).join(', ')
/** What a list shows. */
const SUMMARY = [
  'kind',
  'key',
  'category',
  'title',
  'as_of',
  'month',
  'quarter',
  'month_before',
  'year_before',
  'month_cents',
  'change_cents',
  'uses',
  'method',
  'too_little',
  'stock_left',
  'reorder_point',
  'order_units',
] as const
export type ForecastSummary = Pick<ForecastRecord, (typeof SUMMARY)[number]>

const CLAIM_COLUMNS = 'kind, key, day, week, month, scale, square_scale'
const CLAIM_TYPES = 'kind text, key text, day real[], week real[], month real[], scale real, square_scale real'
const SCORE_COLUMNS =
  'kind, category, horizon, series, inside, came, error, naive_error, scaled_series, scaled, naive_scaled, squared, naive_squared'
/** Rows sent at once. */
const BLOCK = 500

/** Days that each horizon looks ahead. */
export const HORIZON_DAYS_OF: Readonly<Record<ScoreHorizon, number>> = { day: 1, week: 7, month: 28 }

/** How each series has done so far, and for which night that was last looked at; null: never. */
export async function readStandings({ pool }: Pool): Promise<{ asOf: Day | null; standings: Map<string, Standing> }> {
  const { rows } = await pool.query<
    Pick<ForecastRecord, 'kind' | 'key' | 'as_of' | 'error' | 'naive_error' | 'nights' | 'uses'>
  >('SELECT kind, key, as_of, error, naive_error, nights, uses FROM demand_forecasts')
  const standings = rows.map(({ kind, key, error, naive_error: naiveError, nights, uses }): [string, Standing] => [
    seriesId(kind, key),
    { error, naiveError, nights, uses },
  ])
  return { asOf: rows[0]?.as_of ?? null, standings: new Map(standings) }
}

/** What was said about the day, the week and the 28 days that end with `asOf`. */
export async function readDueClaims({ pool }: Pool, asOf: Day): Promise<DueClaim[]> {
  const due: DueClaim[] = []
  for (const [horizon, days] of [
    ['day', HORIZON_DAYS_OF.day],
    ['week', HORIZON_DAYS_OF.week],
    ['month', HORIZON_DAYS_OF.month],
  ] as const) {
    const { rows } = await pool.query<{
      kind: ScoreKind
      key: string
      said: ClaimArray | null
      scale: number | null
      square_scale: number | null
    }>(`SELECT kind, key, ${horizon} AS said, scale, square_scale FROM demand_claims WHERE as_of = $1`, [
      addDays(asOf, -days),
    ])
    for (const { kind, key, said, scale, square_scale: squareScale } of rows) {
      if (said === null) continue
      const [point, low, high, naive, model] = said
      due.push({ kind, key, horizon, said: { point, low, high, naive, model }, scale, squareScale })
    }
  }
  return due
}

export interface DemandRun {
  readonly asOf: Day
  readonly forecasts: readonly ForecastRecord[]
  readonly claims: readonly ClaimRecord[]
  readonly scores: readonly Score[]
}

/** Puts a night's forecasts in the place of the last ones; the same night again does not count twice. */
export async function saveRun(state: StateStore, { asOf, forecasts, claims, scores }: DemandRun): Promise<void> {
  const types = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`)
  await state.transaction(async (client) => {
    await client.query('DELETE FROM demand_forecasts')
    await insertBlocks(
      client,
      `INSERT INTO demand_forecasts (${NAMES}) SELECT ${NAMES} FROM jsonb_to_recordset($1::jsonb) AS r (${types.join(', ')})`,
      forecasts,
    )
    await client.query('DELETE FROM demand_claims WHERE as_of >= $1 OR as_of < $2', [
      asOf,
      addDays(asOf, -HORIZON_DAYS_OF.month),
    ])
    await insertBlocks(
      client,
      `INSERT INTO demand_claims (as_of, ${CLAIM_COLUMNS})
       SELECT $2::date, ${CLAIM_COLUMNS} FROM jsonb_to_recordset($1::jsonb) AS r (${CLAIM_TYPES})`,
      claims,
      [asOf],
    )
    await client.query('DELETE FROM demand_scores WHERE as_of >= $1', [asOf])
    await client.query(
      `INSERT INTO demand_scores (as_of, ${SCORE_COLUMNS})
       SELECT $2, kind, category, horizon, series, inside, came, error, "naiveError", "scaledSeries", scaled, "naiveScaled", squared, "naiveSquared"
       FROM jsonb_to_recordset($1::jsonb) AS r (kind text, category text, horizon text, series integer, inside integer,
         came double precision, error double precision, "naiveError" double precision, "scaledSeries" integer, scaled double precision,
         "naiveScaled" double precision, squared double precision, "naiveSquared" double precision)`,
      [JSON.stringify(scores), asOf],
    )
  })
}

async function insertBlocks(
  client: PoolClient,
  sql: string,
  rows: readonly object[],
  also: readonly string[] = [],
): Promise<void> {
  for (let from = 0; from < rows.length; from += BLOCK) {
    await client.query(sql, [JSON.stringify(rows.slice(from, from + BLOCK)), ...also])
  }
}

/** The last shop day that the forecasts know of; null: there are none. */
export async function readForecastDay({ pool }: Pool): Promise<Day | null> {
  const { rows } = await pool.query<{ as_of: Day }>(
    "SELECT as_of FROM demand_forecasts WHERE kind = 'shop' AND key = ''",
  )
  return rows[0]?.as_of ?? null
}

export async function findForecast({ pool }: Pool, kind: DemandKind, key: string): Promise<ForecastRecord | null> {
  const { rows } = await pool.query<ForecastRecord>(
    `SELECT ${NAMES} FROM demand_forecasts WHERE kind = $1 AND key = $2`,
    [kind, key],
  )
  return rows[0] ?? null
}

const ORDERS = {
  money: { by: 'month_cents', direction: 'DESC' },
  rising: { by: 'change_cents', direction: 'DESC' },
  falling: { by: 'change_cents', direction: 'ASC' },
} as const

const placeSchema = z.tuple([z.number(), z.string()])

/** A piece of the list. @throws AppError 'usage.invalid' where `after` is no place in it */
export async function listForecasts(
  { pool }: Pool,
  query: ForecastListQuery,
): Promise<{ items: ForecastSummary[]; next: string | null }> {
  const { by, direction } = ORDERS[query.sort]
  const binder = createBinder()
  const conditions = [`kind = ${binder.add(query.kind)}`]
  if (query.category !== undefined) conditions.push(`category = ${binder.add(query.category)}`)
  if (query.order === 'due') conditions.push('stock_left <= reorder_point AND order_units > 0')
  const place = readCursor(query.after, placeSchema)
  if (place !== null) {
    const [value, key] = [binder.add(place[0]), binder.add(place[1])]
    conditions.push(`(${by}, key) ${direction === 'ASC' ? '>' : '<'} (${value}::double precision, ${key}::text)`)
  }
  const { rows } = await pool.query<ForecastSummary>(
    `SELECT ${SUMMARY.join(', ')} FROM demand_forecasts WHERE ${conditions.join(' AND ')}
     ORDER BY ${by} ${direction}, key ${direction} LIMIT ${binder.add(query.limit + 1)}`,
    binder.values,
  )
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  const next = rows.length > query.limit && last !== undefined ? cursorOf(last[by], last.key) : null
  return { items, next }
}

/** Sums of scores, and on how many nights they were made. */
export interface ScoreSum extends Score {
  readonly nights: number
  readonly day: Day | null
}

const SUMS = `sum(series)::bigint AS series, sum(inside)::bigint AS inside, sum(came) AS came, sum(error) AS error,
  sum(naive_error) AS "naiveError", sum(scaled_series)::bigint AS "scaledSeries", sum(scaled) AS scaled, sum(naive_scaled) AS "naiveScaled",
  sum(squared) AS squared, sum(naive_squared) AS "naiveSquared", count(DISTINCT as_of)::integer AS nights`

/** By kind and horizon, of the last so many days. */
export function sumScores(state: Pool, asOf: Day, days: number): Promise<ScoreSum[]> {
  return sums(
    state,
    `SELECT kind, '' AS category, horizon, NULL AS day, ${SUMS} FROM demand_scores
     WHERE as_of <= $1 AND as_of > $1::date - $2::integer GROUP BY kind, horizon`,
    [asOf, days],
  )
}

/** Of weeks of single products, by category, most forecasts first. */
export function sumScoresByCategory(state: Pool, asOf: Day, days: number, most: number): Promise<ScoreSum[]> {
  return sums(
    state,
    `SELECT kind, category, horizon, NULL AS day, ${SUMS} FROM demand_scores
     WHERE as_of <= $1 AND as_of > $1::date - $2::integer AND kind = 'product' AND horizon = 'week'
     GROUP BY kind, category, horizon ORDER BY sum(series) DESC, category LIMIT $3`,
    [asOf, days, most],
  )
}

/** Of weeks of single products, by night. */
export function sumScoresByNight(state: Pool, asOf: Day, days: number): Promise<ScoreSum[]> {
  return sums(
    state,
    `SELECT kind, '' AS category, horizon, as_of AS day, ${SUMS} FROM demand_scores
     WHERE as_of <= $1 AND as_of > $1::date - $2::integer AND kind = 'product' AND horizon = 'week'
     GROUP BY kind, horizon, as_of ORDER BY as_of`,
    [asOf, days],
  )
}

async function sums({ pool }: Pool, sql: string, values: readonly unknown[]): Promise<ScoreSum[]> {
  return (await pool.query<ScoreSum>(sql, [...values])).rows
}

/** First night whose forecasts are still kept or were held against what came; null: there was none. */
export async function readFirstNight({ pool }: Pool): Promise<Day | null> {
  const { rows } = await pool.query<{ first: Day | null }>(
    'SELECT least((SELECT min(as_of) FROM demand_claims), (SELECT min(as_of) FROM demand_scores)) AS first',
  )
  return rows[0]?.first ?? null
}

export interface GivenWay {
  readonly count: number
  readonly of: number
  readonly worst: readonly Pick<ForecastRecord, 'kind' | 'key' | 'title'>[]
}

/** Series that are forecast by the naive forecast because their model was worse, of those that were judged; most money first. */
export async function readGivenWay({ pool }: Pool, most: number): Promise<GivenWay> {
  const counted = await pool.query<{ count: number; of: number }>(
    `SELECT count(*) FILTER (WHERE uses = 'naive')::integer AS count, count(*)::integer AS of
     FROM demand_forecasts WHERE nights >= $1`,
    [WINDOW_NIGHTS],
  )
  const { rows } = await pool.query<GivenWay['worst'][number]>(
    "SELECT kind, key, title FROM demand_forecasts WHERE uses = 'naive' ORDER BY month_cents DESC, kind, key LIMIT $1",
    [most],
  )
  return { count: counted.rows[0]?.count ?? 0, of: counted.rows[0]?.of ?? 0, worst: rows }
}

/** Of a product, pieces. */
export interface DemandAhead {
  /** Mean of the next 28 days. */
  readonly perDay: number
  /** With how few it is time to order. */
  readonly reorderPoint: number
}

/** What a night found of each product that has a forecast of its own, by its key as in sales; empty where that night made none. */
export async function readDemandAhead({ pool }: Pool, asOf: Day): Promise<ReadonlyMap<string, DemandAhead>> {
  const { rows } = await pool.query<{ key: string; month: number; reorder_point: number }>(
    `SELECT key, month[1] AS month, reorder_point FROM demand_forecasts
     WHERE kind = 'product' AND as_of = $1 AND reorder_point IS NOT NULL`,
    [asOf],
  )
  return new Map(
    rows.map(({ key, month, reorder_point: reorderPoint }) => [
      key,
      { perDay: month / HORIZON_DAYS_OF.month, reorderPoint },
    ]),
  )
}
