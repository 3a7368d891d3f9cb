/** `GET /api/v1/insights/comparison`. */
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import { defineInsight, type Insight, matchName } from '../visits/index.ts'
import { findBreaks, findGaps, LEVEL, missingCents, valueAfter } from './model.ts'
import type { Compared, Reach } from './schema.ts'
import { compareVisits } from './service.ts'
import type { CrossRow } from './store.ts'
import { TITLE } from './texts.ts'

export const comparisonInsight: Insight = defineInsight({
  name: 'comparison',
  title: TITLE,
  query: {},
  async run(context, scope) {
    const { steps, periods, cells, rows } = await compareVisits(context, { now: scope.period, filters: scope.filters })
    const say = (one: Compared) => sayCell(one, rows, steps.map(matchName))
    return {
      before: periods.before,
      steps: steps.map((match) => ({ name: matchName(match), match })),
      cells: cells.filter(({ now, before }) => now.reached + before.reached > 0).map(say),
      breaks: findBreaks(rows, steps.length - 1).map(say),
      gaps: findGaps(cells).map(say),
    }
  },
})

function share({ reached, went }: Reach) {
  const ends = wilsonInterval(went, reached, LEVEL)
  return {
    reached,
    went,
    share: reached === 0 ? null : went / reached,
    low: ends?.low ?? null,
    high: ends?.high ?? null,
  }
}

function sayCell(one: Compared, rows: readonly CrossRow[], steps: readonly string[]) {
  const { cell, place, now, before, rest, change, gap } = one
  const value = valueAfter(rows, place)
  const money = (test: Compared['change']) =>
    test === null || value === null ? null : missingCents(now.reached, test, value)
  return {
    cell,
    step: steps[place] ?? '',
    now: share(now),
    before: share(before),
    rest: rest === null ? null : share(rest),
    change: change === null ? null : { ...change, q: one.changeQ, missingCents: money(change) },
    gap: gap === null ? null : { ...gap, q: one.gapQ, missingCents: money(gap) },
  }
}
