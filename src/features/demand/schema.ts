/** What will sell, as the API tells it. */
import { z } from 'zod'
import { pageOf, pageQuery } from '../../api/page.ts'
import { plainText } from '../../api/text.ts'

export const DEMAND_KINDS = ['shop', 'category', 'product'] as const
export type DemandKind = (typeof DEMAND_KINDS)[number]
/** Forecasts of products that were too young for a model of their own are held against what came apart from the others'. */
export const SCORE_KINDS = [...DEMAND_KINDS, 'new'] as const
export type ScoreKind = (typeof SCORE_KINDS)[number]
export const SCORE_HORIZONS = ['day', 'week', 'month'] as const
export type ScoreHorizon = (typeof SCORE_HORIZONS)[number]

const text = z.object({ de: z.string(), en: z.string() })
const kind = z.enum(DEMAND_KINDS)
const pieces = z.number().min(0)

/** 'money': most first; 'rising', 'falling': by the change to the last 28 days in money. */
const SORTS = ['money', 'rising', 'falling'] as const
export const forecastListQuery = pageQuery.extend({
  kind: kind.default('product'),
  sort: z.enum(SORTS).default('money'),
  category: plainText(500).optional(),
  /** Products whose stock is at or below the point at which to order. */
  order: z.enum(['due']).optional(),
})
export type ForecastListQuery = z.output<typeof forecastListQuery>

/** Sum over days to come, with the 90 % band and the seasonal naive forecast beside. */
const total = z.object({ point: pieces, low: pieces, high: pieces, naive: pieces })

const row = z.object({
  kind,
  /** Product as it is called in sales, category, or 'all' for the shop. */
  id: z.string(),
  title: text,
  category: z.string(),
  asOf: z.string(),
  /** Pieces of the next 28 and the next 84 days. */
  month: total,
  quarter: total,
  /** Pieces of the last 28 days, and of the same days 52 weeks ago; null: not known. */
  monthBefore: pieces,
  yearBefore: pieces.nullable(),
  /** What the next 28 days and their change to the last are worth, cents at the price of late. */
  monthCents: z.number(),
  changeCents: z.number(),
  uses: z.enum(['model', 'naive']),
  method: z.string(),
  /**
   * Weeks there are and weeks that are needed; null: enough. `similar`: the launches of like products that stand in, how many of
   * equal weight would tell as much and which tell most; null: it is carried over.
   */
  tooLittle: z
    .object({
      needs: z.number().int(),
      has: z.number().int(),
      similar: z.object({ products: z.number(), most: z.array(text).readonly() }).nullable(),
    })
    .nullable(),
  /** Pieces left (null: not known), with how few of them it is time to order, and how many then; null: of no product. */
  stockLeft: z.number().int().nullable(),
  reorderPoint: z.number().int().nullable(),
  orderUnits: z.number().int().nullable(),
})
export type ForecastRow = z.infer<typeof row>

export const forecastListSchema = pageOf(row).extend({
  /** Last shop day that the forecasts know of; null: no night has made any. */
  asOf: z.string().nullable(),
  currency: z.string(),
})
export type ForecastList = z.infer<typeof forecastListSchema>

const point = z.object({ day: z.string(), point: pieces, low: pieces, high: pieces })
export const forecastSchema = row.extend({
  currency: z.string(),
  /** Share of days, weeks and months that the bands are meant to hold, 0..1. */
  level: z.number(),
  /** First day of each week up to the night, with its pieces; null: nothing was in stock. */
  sold: z.array(z.object({ day: z.string(), units: pieces.nullable() })),
  weeks: z.array(point.extend({ naive: pieces })),
  days: z.array(point),
  /** The next two months of the calendar: '2026-10'. */
  months: z.array(total.extend({ month: z.string() })),
  /** Whether the weather is part of it. */
  hasWeather: z.boolean(),
  outOfStockWeeks: z.number().int(),
  /** Weeks far beyond all others, such as one with a bulk order: pieces, and those that the models reckon with. */
  spikes: z.array(z.object({ day: z.string(), units: pieces, counted: pieces })),
  /** How one-week forecasts of this series did lately, in means of absolute errors; null: nothing was held against what came yet. */
  lately: z.object({ nights: z.number().int(), error: pieces, naiveError: pieces }).nullable(),
})
export type Forecast = z.infer<typeof forecastSchema>

export const forecastParams = z.object({ kind, id: plainText(500).min(1) })

const scoreSchema = z.object({
  kind: z.enum(SCORE_KINDS),
  horizon: z.enum(SCORE_HORIZONS),
  /** Forecasts that were held against what came, and nights on which that was done. */
  forecasts: z.number().int(),
  nights: z.number().int(),
  /** Share within the 90 % band. */
  coverage: z.number().nullable(),
  /** Sum of errors over what came. */
  error: z.number().nullable(),
  naiveError: z.number().nullable(),
  /** Of weeks alone: mean absolute and root mean squared scaled error. */
  mase: z.number().nullable(),
  naiveMase: z.number().nullable(),
  rmsse: z.number().nullable(),
  naiveRmsse: z.number().nullable(),
})
export type ForecastScore = z.infer<typeof scoreSchema>

export const accuracyQuery = z.object({
  days: z.coerce.number().int().min(1).max(365).default(28),
})

export const accuracySchema = z.object({
  asOf: z.string().nullable(),
  level: z.number(),
  days: z.number().int(),
  /** First day on which weeks can be held against what came; null: no night has made forecasts. */
  firstDay: z.string().nullable(),
  scores: z.array(scoreSchema),
  /** Of weeks of single products, by category; most forecasts first, at most 50. */
  categories: z.array(scoreSchema.extend({ category: z.string() })),
  /** By night, of weeks of single products. */
  nights: z.array(
    z.object({
      day: z.string(),
      mase: z.number().nullable(),
      naiveMase: z.number().nullable(),
      coverage: z.number().nullable(),
    }),
  ),
  /** Series whose model was worse than the naive forecast for a while and gave way to it. */
  naive: z.object({
    count: z.number().int(),
    of: z.number().int(),
    worst: z.array(z.object({ kind, id: z.string(), title: text })),
  }),
})
export type ForecastAccuracy = z.infer<typeof accuracySchema>

export const whatIfBody = z.strictObject({
  kind,
  id: plainText(500).min(1),
  /** Days from tomorrow on for which it holds. */
  days: z.number().int().min(1).max(28).default(28),
  /** New price over that of late: 0.9 is a tenth less. */
  price: z.number().min(0.1).max(5).optional(),
  /** Price reduction that is announced, as a share: 0.2. */
  promotion: z.number().min(0).max(0.9).optional(),
  /** Degrees above or below what the forecast reckons with. */
  warmer: z.number().min(-15).max(15).optional(),
  /** Whether it rains on all of those days (true) or on none. */
  rain: z.boolean().optional(),
})
export type WhatIf = z.output<typeof whatIfBody>

const effect = z.object({
  cause: z.enum(['price', 'promotion', 'weather']),
  /** Demand over what it would be without, with its 90 % interval; null where the data do not carry it. */
  factor: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** What it rests on, or what is missing. */
  basis: text,
})
export type Effect = z.infer<typeof effect>

export const whatIfSchema = z.object({
  days: z.number().int(),
  /** Pieces of those days as forecast, and with everything that the data carry; null: they carry none of it. */
  before: total.omit({ naive: true }),
  after: total.omit({ naive: true }).nullable(),
  /** Money of those days, cents; null: price not known. */
  beforeCents: z.number().nullable(),
  afterCents: z.number().nullable(),
  currency: z.string(),
  effects: z.array(effect),
})
export type WhatIfAnswer = z.infer<typeof whatIfSchema>
