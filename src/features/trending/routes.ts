/** `GET /api/v1/insights/trending`. */
import { defineInsight } from '../visits/index.ts'
import { type Trend, trendingQuery } from './schema.ts'
import { findTrends } from './service.ts'
import { TITLE, tooFewWeeks } from './texts.ts'

export const trendingInsight = defineInsight({
  name: 'trending',
  title: TITLE,
  query: trendingQuery,
  async run(context, scope, { metric, window, direction, limit }) {
    const { day, weeks, products, tests, trends, firstBack } = await findTrends(context, scope)
    const isAsked = (trend: Trend) =>
      (metric === undefined || trend.metric === metric) &&
      (window === undefined || trend.window === window) &&
      (direction === undefined || trend.direction === direction)
    const asked = trends.filter(isAsked)
    return {
      notEnoughData: weeks === null ? tooFewWeeks(firstBack, day) : null,
      day,
      weeks,
      products,
      tests,
      found: asked.length,
      trends: asked.slice(0, limit),
    }
  },
})
