/** What was said, held against what came, beside the seasonal naive forecast. Pure. */
import type { DemandKind, ScoreHorizon, ScoreKind } from './schema.ts'

/** What was said about one span of days. */
interface Said {
  readonly point: number
  readonly low: number
  readonly high: number
  readonly naive: number
  /** The model's word, said unless the model was worse than the naive forecast for a while. */
  readonly model: number
}

export interface DueClaim {
  readonly kind: ScoreKind
  readonly key: string
  readonly horizon: ScoreHorizon
  readonly said: Said
  /** Means of absolute and of squared changes of the history that it was made from; null: it never changed. */
  readonly scale: number | null
  readonly squareScale: number | null
}

/** What came of the series that claims are about. */
export interface Outcome {
  readonly category: string
  /** Pieces of the last day (null: not known by day), week and 28 days; NaN where demand could not be seen. */
  readonly day: number | null
  readonly week: number
  readonly month: number
}

/** How near claims of one kind, category and horizon came, as sums that can be added up. */
export interface Score {
  readonly kind: ScoreKind
  readonly category: string
  readonly horizon: ScoreHorizon
  series: number
  inside: number
  came: number
  error: number
  naiveError: number
  scaledSeries: number
  scaled: number
  naiveScaled: number
  squared: number
  naiveSquared: number
}

/** How a series' model has done lately, from night to night. */
export interface Standing {
  /** Absolute errors of one-week forecasts, fading. */
  readonly error: number
  readonly naiveError: number
  readonly nights: number
  readonly uses: 'model' | 'naive'
}

export const FRESH: Standing = { error: 0, naiveError: 0, nights: 0, uses: 'model' }

/** Nights that a standing remembers, and must have seen before a model is judged. */
export const WINDOW_NIGHTS = 28
/** Errors of weeks that overlap go together: a little worse is no reason yet. */
const WORSE = 1.1

export const seriesId = (kind: DemandKind, key: string): string => `${kind} ${key}`

export interface Checked {
  readonly scores: readonly Score[]
  /** Absolute errors of the week that ended, by series. */
  readonly weekErrors: ReadonlyMap<string, { readonly model: number; readonly naive: number }>
}

/** Sums by kind, category and horizon; claims about what could not be seen are left out. */
export function checkClaims(claims: readonly DueClaim[], outcomes: ReadonlyMap<string, Outcome>): Checked {
  const scores = new Map<string, Score>()
  const weekErrors = new Map<string, { model: number; naive: number }>()
  for (const claim of claims) {
    // What came of a product that was new then is what came of a product.
    const id = seriesId(claim.kind === 'new' ? 'product' : claim.kind, claim.key)
    const outcome = outcomes.get(id)
    const came = outcome?.[claim.horizon] ?? Number.NaN
    if (outcome === undefined || Number.isNaN(came)) continue
    const category = claim.kind === 'category' || claim.kind === 'shop' ? claim.key : outcome.category
    const group = JSON.stringify([claim.kind, category, claim.horizon])
    const score = scores.get(group) ?? emptyScore(claim.kind, category, claim.horizon)
    scores.set(group, score)
    add(score, claim, came)
    if (claim.horizon === 'week') {
      const { model, naive } = claim.said
      weekErrors.set(id, { model: Math.abs(came - model), naive: Math.abs(came - naive) })
    }
  }
  return { scores: [...scores.values()], weekErrors }
}

function emptyScore(kind: ScoreKind, category: string, horizon: ScoreHorizon): Score {
  const sums = { series: 0, inside: 0, came: 0, error: 0, naiveError: 0 }
  const scaled = { scaledSeries: 0, scaled: 0, naiveScaled: 0, squared: 0, naiveSquared: 0 }
  return { kind, category, horizon, ...sums, ...scaled }
}

function add(score: Score, { said, scale, squareScale, horizon }: DueClaim, came: number): void {
  const [error, naive] = [Math.abs(came - said.point), Math.abs(came - said.naive)]
  score.series++
  // Pieces are whole, and bands are drawn between them: half a piece beyond the end is within.
  if (came >= said.low - 0.5 && came <= said.high + 0.5) score.inside++
  score.came += came
  score.error += error
  score.naiveError += naive
  // The changes of the history are those of weeks.
  if (horizon !== 'week' || scale === null || squareScale === null) return
  score.scaledSeries++
  score.scaled += error / scale
  score.naiveScaled += naive / scale
  score.squared += error ** 2 / squareScale
  score.naiveSquared += naive ** 2 / squareScale
}

/** The standing after one more night; a model that was worse for a while gives way, and comes back once it is better. */
export function nextStanding(before: Standing, errors: { model: number; naive: number } | undefined): Standing {
  if (errors === undefined) return before
  const fade = 1 - 1 / WINDOW_NIGHTS
  const error = before.error * fade + errors.model
  const naiveError = before.naiveError * fade + errors.naive
  const nights = before.nights + 1
  const isWorse = nights >= WINDOW_NIGHTS && error > WORSE * naiveError
  const isBetter = error <= naiveError
  const uses = before.uses === 'model' ? (isWorse ? 'naive' : 'model') : isBetter ? 'model' : 'naive'
  return { error, naiveError, nights, uses }
}

/** Means of absolute and squared changes: by season where there are two of them, else from step to step; null where nothing changed. */
export function changesOf(history: Float64Array, season: number): { scale: number; squareScale: number } | null {
  const lag = history.length > season ? season : 1
  let [sum, squares, count] = [0, 0, 0]
  for (let t = lag; t < history.length; t++) {
    const change = (history[t] ?? Number.NaN) - (history[t - lag] ?? Number.NaN)
    if (Number.isNaN(change)) continue
    sum += Math.abs(change)
    squares += change ** 2
    count++
  }
  return sum > 0 ? { scale: sum / count, squareScale: squares / count } : null
}
