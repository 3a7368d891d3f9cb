/** Forecasts for the workbench: lists, one of them, how near they came, and what would be if. */
import type { WeatherDays } from '../../channels/weather/index.ts'
import type { Compute } from '../../compute/index.ts'
import { AppError } from '../../core/errors.ts'
import { addDays, type Day } from '../../core/time.ts'
import { prepareSeries } from '../../ml/forecast/models/prepare-series.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import {
  type ForecastRecord,
  type ForecastSummary,
  findForecast,
  HORIZON_DAYS_OF,
  listForecasts,
  readFirstNight,
  readForecastDay,
  readGivenWay,
  type ScoreSum,
  sumScores,
  sumScoresByCategory,
  sumScoresByNight,
} from './forecast-store.ts'
import { LEVEL, SEASON_WEEKS } from './outlook.ts'
import {
  type DemandKind,
  type Effect,
  type Forecast,
  type ForecastAccuracy,
  type ForecastList,
  type ForecastListQuery,
  type ForecastRow,
  type ForecastScore,
  SCORE_HORIZONS,
  SCORE_KINDS,
  type WhatIf,
  type WhatIfAnswer,
} from './schema.ts'
import { effectsOf, spanOf } from './what-if.ts'

export interface ForecastDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly compute: Compute
  readonly holidays: string
  currency(): Promise<string>
  /** What is known of the weather, without asking anybody elsewhere. */
  weather(from: Day, to: Day): Promise<WeatherDays>
}

/** The shop in addresses, where its empty key cannot stand. */
const WHOLE_SHOP = 'all'
const MOST_CATEGORIES = 50
const MOST_SPIKES = 3
const MOST_GIVEN_WAY = 20

const keyOf = (kind: DemandKind, id: string): string => (kind === 'shop' && id === WHOLE_SHOP ? '' : id)
const idOf = ({ kind, key }: { kind: DemandKind; key: string }): string => (kind === 'shop' ? WHOLE_SHOP : key)

export async function showForecasts(deps: ForecastDeps, query: ForecastListQuery): Promise<ForecastList> {
  const [{ items, next }, asOf, currency] = await Promise.all([
    listForecasts(deps.state, query),
    readForecastDay(deps.state),
    deps.currency(),
  ])
  return { items: items.map(rowOf), next, asOf, currency }
}

/** @throws AppError 'input.not-found' */
export async function showForecast(deps: ForecastDeps, kind: DemandKind, id: string): Promise<Forecast> {
  const [record, currency] = await Promise.all([find(deps, kind, id), deps.currency()])
  const { as_of: asOf, sold, days, nights } = record
  const weekDay = (week: number) => addDays(asOf, 7 * week + 1)
  return {
    ...rowOf(record),
    currency,
    level: LEVEL,
    sold: sold.map((units, week) => ({ day: weekDay(week - sold.length), units })),
    weeks: record.weeks.map((point, week) => ({
      day: weekDay(week),
      point,
      low: record.weeks_low[week] ?? point,
      high: record.weeks_high[week] ?? point,
      naive: record.weeks_naive[week] ?? 0,
    })),
    days: days.map((point, day) => ({
      day: addDays(asOf, day + 1),
      point,
      low: record.days_low[day] ?? point,
      high: record.days_high[day] ?? point,
    })),
    months: record.months,
    hasWeather: record.has_weather,
    outOfStockWeeks: record.out_of_stock_weeks,
    spikes: spikesOf(sold).map(({ week, ...spike }) => ({ day: weekDay(week - sold.length), ...spike })),
    lately: nights === 0 ? null : { nights, ...meanErrors(record) },
  }
}

/** What the models do not carry on: the latest first. */
function spikesOf(sold: ForecastRecord['sold']): { week: number; units: number; counted: number }[] {
  const first = sold.findIndex((units) => units !== null)
  const counted = prepareSeries(
    Float64Array.from(sold, (units) => units ?? Number.NaN),
    SEASON_WEEKS,
  )
  const found = sold.flatMap((units, week) => {
    const taken = counted[week - first] ?? Number.NaN
    return units !== null && units - taken > 0.5 ? [{ week, units, counted: Math.max(0, taken) }] : []
  })
  return found.slice(-MOST_SPIKES).reverse()
}

/** The sums fade from night to night: their weights add up to less than the nights. */
function meanErrors({ error, naive_error: naiveError, nights }: ForecastRecord) {
  const weight = (1 - (1 - 1 / HORIZON_DAYS_OF.month) ** nights) * HORIZON_DAYS_OF.month
  return { error: error / weight, naiveError: naiveError / weight }
}

async function find({ state }: Pick<ForecastDeps, 'state'>, kind: DemandKind, id: string): Promise<ForecastRecord> {
  const found = await findForecast(state, kind, keyOf(kind, id))
  if (found !== null) return found
  throw new AppError('input.not-found', `There is no forecast of the ${kind} ${id}: nothing of it was sold lately.`)
}

function rowOf(record: ForecastSummary): ForecastRow {
  const total = ([point, low, high, naive]: ForecastSummary['month']) => ({ point, low, high, naive })
  return {
    kind: record.kind,
    id: idOf(record),
    title: record.title,
    category: record.category,
    asOf: record.as_of,
    month: total(record.month),
    quarter: total(record.quarter),
    monthBefore: record.month_before,
    yearBefore: record.year_before,
    monthCents: record.month_cents,
    changeCents: record.change_cents,
    uses: record.uses,
    method: record.method,
    tooLittle: record.too_little,
    stockLeft: record.stock_left,
    reorderPoint: record.reorder_point,
    orderUnits: record.order_units,
  }
}

export async function showAccuracy({ state }: Pick<ForecastDeps, 'state'>, days: number): Promise<ForecastAccuracy> {
  const asOf = await readForecastDay(state)
  const first = await readFirstNight(state)
  const until = asOf ?? addDays('1970-01-01', days)
  const [scores, categories, nights, naive] = await Promise.all([
    sumScores(state, until, days),
    sumScoresByCategory(state, until, days, MOST_CATEGORIES),
    sumScoresByNight(state, until, days),
    readGivenWay(state, MOST_GIVEN_WAY),
  ])
  const place = ({ kind, horizon }: ScoreSum) =>
    SCORE_HORIZONS.indexOf(horizon) * SCORE_KINDS.length + SCORE_KINDS.indexOf(kind)
  return {
    asOf,
    level: LEVEL,
    days,
    firstDay: first === null ? null : addDays(first, HORIZON_DAYS_OF.week),
    scores: [...scores].sort((a, b) => place(a) - place(b)).map(scoreOf),
    categories: categories.map((sum) => ({ ...scoreOf(sum), category: sum.category })),
    nights: nights.flatMap((sum) => {
      const { mase, naiveMase, coverage } = scoreOf(sum)
      return sum.day === null ? [] : [{ day: sum.day, mase, naiveMase, coverage }]
    }),
    naive: { ...naive, worst: naive.worst.map((one) => ({ kind: one.kind, id: idOf(one), title: one.title })) },
  }
}

function scoreOf(sum: ScoreSum): ForecastScore {
  const over = (value: number, by: number) => (by > 0 ? value / by : null)
  const root = (value: number | null) => (value === null ? null : Math.sqrt(value))
  return {
    kind: sum.kind,
    horizon: sum.horizon,
    forecasts: sum.series,
    nights: sum.nights,
    coverage: over(sum.inside, sum.series),
    error: over(sum.error, sum.came),
    naiveError: over(sum.naiveError, sum.came),
    mase: over(sum.scaled, sum.scaledSeries),
    naiveMase: over(sum.naiveScaled, sum.scaledSeries),
    rmsse: root(over(sum.squared, sum.scaledSeries)),
    naiveRmsse: root(over(sum.naiveSquared, sum.scaledSeries)),
  }
}

/** @throws AppError 'input.not-found' where there is no such forecast, 'usage.invalid' where nothing is asked */
export async function answerWhatIf(deps: ForecastDeps, asked: WhatIf): Promise<WhatIfAnswer> {
  const { price, promotion, warmer, rain } = asked
  if ([price, promotion, warmer, rain].every((one) => one === undefined)) {
    throw new AppError('usage.invalid', 'Say what would be different: price, promotion, warmer or rain.')
  }
  const [forecast, currency] = await Promise.all([find(deps, asked.kind, asked.id), deps.currency()])
  const effects = await effectsOf({ ...deps, forecast }, asked)
  const before = spanOf(forecast, asked.days)
  const carried = effects.filter(({ factor }) => factor !== null)
  const product = (of: (effect: Effect) => number | null) =>
    carried.reduce((all, effect) => all * (of(effect) ?? effect.factor ?? 1), 1)
  const after =
    carried.length === 0
      ? null
      : {
          point: before.point * product(({ factor }) => factor),
          low: before.low * product(({ low }) => low),
          high: before.high * product(({ high }) => high),
        }
  const unit = forecast.unit_cents
  const priced = (price ?? 1) * (1 - (promotion ?? 0))
  return {
    days: asked.days,
    before,
    after,
    beforeCents: unit === null ? null : Math.round(before.point * unit),
    afterCents: unit === null || after === null ? null : Math.round(after.point * unit * priced),
    currency,
    effects,
  }
}
