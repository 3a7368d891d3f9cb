export { type HitMatch, matchName, matchSql, parseMatch, writeMatch } from './match.ts'
export { DEFAULT_DAYS, daysOf, periodBefore, periodUpTo } from './model.ts'
export { insightRoutes } from './routes.ts'
export { type Dimension, dimensionSchema, type Period, type Scope } from './schema.ts'
export { defineInsight, type Insight, type InsightContext } from './service.ts'
export {
  allOf,
  dimensionSql,
  type Fragment,
  filterSql,
  periodSql,
  readCoverage,
  readTopValues,
  scopeSql,
} from './store.ts'
export { eventText, matchText, waitingText } from './texts.ts'
