/** Products that are looked at, put into the cart or ordered more or less often than was to be expected. */
import type { Contribution, NightStep, StepContext } from '../findings/index.ts'
import { periodUpTo, readCoverage, type Scope, waitingText } from '../visits/index.ts'
import { CHART_DAYS, chooseStories, trendFigures, trendFinding, trendTable } from './model.ts'
import { findTrends } from './service.ts'
import { readDaily } from './store.ts'
import { METHOD, TITLE, tooFewWeeks } from './texts.ts'

export const trendingStep: NightStep = { name: 'trending', title: TITLE, needs: [], run }

async function run(context: StepContext): Promise<Contribution> {
  const { ask, asOf, currency, signal } = context
  const period = periodUpTo(asOf, CHART_DAYS)
  const coverage = await readCoverage(ask, period)
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  const waiting = waitingText(coverage.rows[0], period)
  if (waiting !== null) return { ...empty, evidence: [coverage.evidence], notEnoughData: waiting }
  const scope: Scope = { period, filters: [] }
  const found = await findTrends(context, scope)
  const { counts, orders, names } = found.evidence
  if (found.weeks === null || names === null) {
    const evidence = [coverage.evidence, counts, orders]
    return { ...empty, evidence, notEnoughData: tooFewWeeks(found.firstBack, asOf) }
  }
  signal.throwIfAborted()
  const stories = chooseStories(found.trends)
  const products = stories.map(({ main }) => main.product)
  const days = await readDaily(ask, scope, products)
  return {
    ...empty,
    figures: trendFigures(found),
    findings: stories.map((story) => trendFinding(story, found, days.rows, currency)),
    tables: [trendTable(found, counts)],
    evidence: [coverage.evidence, counts, orders, names, days.evidence],
    notEnoughData: null,
  }
}
