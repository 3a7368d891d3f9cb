/** From counts per furthest step to steps, rates, leaks and their worth. Pure. */
import type { Estimate } from '../../ml/stats/product-interval.ts'
import { valuePerVisitor } from '../../ml/stats/value-per-visitor.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import { matchName } from '../visits/index.ts'
import {
  type Funnel,
  type FunnelDefinition,
  type FunnelStep,
  type Leak,
  type Money,
  NEXT_ACTIONS,
  type Share,
} from './schema.ts'
import type { FunnelRow } from './store.ts'

export const LEVEL = 0.95

/** A share with Wilson's interval. */
function shareOf(count: number, of: number): Share {
  const ends = wilsonInterval(count, of, LEVEL)
  return { count, of, share: of === 0 ? null : count / of, low: ends?.low ?? null, high: ends?.high ?? null }
}

/** One funnel for all, or one for each value of the breakdown, most visitors first. */
export function toFunnels(rows: readonly FunnelRow[], definition: FunnelDefinition, withNext: boolean): Funnel[] {
  const values = new Map<string, FunnelRow[]>()
  for (const row of rows) {
    const own = values.get(row.value)
    if (own === undefined) values.set(row.value, [row])
    else own.push(row)
  }
  if (values.size === 0 && definition.breakdown === null) values.set('', [])
  return [...values]
    .map(([value, own]) => ({
      value: definition.breakdown === null ? null : value,
      steps: stepsOf(own, definition, withNext),
    }))
    .sort((a, b) => (b.steps[0]?.visitors ?? 0) - (a.steps[0]?.visitors ?? 0))
}

/** Sums of rows. */
function sum(rows: readonly FunnelRow[], pick: (row: FunnelRow) => number): number {
  return rows.reduce((total, row) => total + pick(row), 0)
}

function stepsOf(rows: readonly FunnelRow[], { steps }: FunnelDefinition, withNext: boolean): FunnelStep[] {
  const reached = steps.map((_, index) =>
    sum(
      rows.filter(({ level }) => level > index),
      ({ visitors }) => visitors,
    ),
  )
  return steps.map((match, index) => {
    const visitors = reached[index] ?? 0
    return {
      name: matchName(match),
      match,
      visitors,
      fromPrevious: shareOf(visitors, reached[index - 1] ?? visitors),
      fromFirst: shareOf(visitors, reached[0] ?? 0),
      leak: index === steps.length - 1 ? null : leakAfter(index + 1, rows, withNext),
    }
  })
}

/** Of the visitors whose furthest step is the `level`th. */
function leakAfter(level: number, rows: readonly FunnelRow[], withNext: boolean): Leak {
  const own = rows.filter((row) => row.level === level)
  const further = rows.filter((row) => row.level > level)
  const lost = sum(own, ({ visitors }) => visitors)
  const reached = lost + sum(further, ({ visitors }) => visitors)
  const laterCents = sum(own, ({ cents }) => cents)
  const next = NEXT_ACTIONS.map((action) => ({
    action,
    ...shareOf(
      sum(
        own.filter((row) => row.next === action),
        ({ visitors }) => visitors,
      ),
      lost,
    ),
  }))
  return {
    lost: shareOf(lost, reached),
    next: withNext ? next.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count) : [],
    cameBack: withNext
      ? shareOf(
          sum(own, (row) => row.came_back),
          sum(own, ({ watched }) => watched),
        )
      : null,
    boughtLater: shareOf(
      sum(own, ({ buyers }) => buyers),
      lost,
    ),
    laterCents,
    worth: worthOf(lost, laterCents, meanValueOf(further)),
  }
}

/** What a visitor who went on spends on average. */
function meanValueOf(rows: readonly FunnelRow[]): Estimate | null {
  return valuePerVisitor({
    visitors: sum(rows, ({ visitors }) => visitors),
    buyers: sum(rows, ({ buyers }) => buyers),
    sum: sum(rows, ({ cents }) => cents),
    squares: sum(rows, ({ squares }) => squares),
    level: LEVEL,
  })
}

function worthOf(lost: number, laterCents: number, value: Estimate | null): Money | null {
  if (value === null) return null
  // What they spent after all is known; more than those who went on, and nothing is at stake.
  const less = (cents: number) => Math.max(0, Math.round(lost * cents - laterCents))
  return { cents: less(value.value), low: less(value.low), high: less(value.high) }
}
