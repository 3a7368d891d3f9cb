/** Periods of a year from how many on a season can be told from a trend, as a share of a year. */
const SEASON_SHARE = 0.77

/** Trend and season of a span of periods, as controls of a regression. */
export interface Calendar {
  /** First period seen, and periods from it to the last. */
  readonly first: number
  readonly span: number
  /** Periods of a year, such as 365.25 / 7. */
  readonly yearPeriods: number
}

/** Controls in a period: trend in years from the first period (none in a single period), sine and cosine of the year where it was seen. */
export function trendAndSeason(period: number, { first, span, yearPeriods }: Calendar): readonly number[] {
  if (!(span > 0)) return []
  const trend = (period - first) / Math.max(span, yearPeriods)
  if (span < SEASON_SHARE * yearPeriods) return [trend]
  const angle = (2 * Math.PI * period) / yearPeriods
  return [trend, Math.sin(angle), Math.cos(angle)]
}
