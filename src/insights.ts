/** Which questions about the visits can be asked by HTTP. To take one out: its folder, and its line here. */
import { comparisonInsight } from './features/comparison/index.ts'
import { funnelInsight } from './features/funnel/index.ts'
import { pathsInsight } from './features/paths/index.ts'
import { retentionInsight } from './features/retention/index.ts'
import { searchesInsight } from './features/searches/index.ts'
import { trendingInsight } from './features/trending/index.ts'
import type { Insight } from './features/visits/index.ts'

export const INSIGHTS: readonly Insight[] = [
  funnelInsight,
  trendingInsight,
  searchesInsight,
  pathsInsight,
  retentionInsight,
  comparisonInsight,
]
