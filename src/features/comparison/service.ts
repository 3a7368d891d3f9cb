/** The comparison from its questions: the shop's own steps first, then all visits by their parts. */
import { AppError } from '../../core/errors.ts'
import { addDays } from '../../core/time.ts'
import { daysOf, type InsightContext, type Period, type Scope } from '../visits/index.ts'
import { cellsOf, compareCells, orderSteps } from './model.ts'
import type { Comparison, Periods } from './schema.ts'
import { type CrossRow, readCross, readStepPairs } from './store.ts'

const WEEK = 7
/** A week is held against four, which even out what single days do. */
const WEEKS_BEFORE = 4
/** More would make one query read more than a page may wait for. */
const MOST_DAYS = 100

/** The weeks before: four for a week or less, else as many days as the period has. */
export function periodsOf(now: Period): Periods {
  const days = daysOf(now)
  if (days > MOST_DAYS) {
    throw new AppError('usage.invalid', `from: ${days} days are more than the ${MOST_DAYS} that can be compared.`)
  }
  const back = days <= WEEK ? WEEK * WEEKS_BEFORE : days
  return { now, before: { from: addDays(now.from, -back), to: addDays(now.from, -1) } }
}

export interface ComparisonAnswer extends Comparison {
  readonly rows: readonly CrossRow[]
  readonly evidenceId: string
}

export async function compareVisits(
  { ask }: Pick<InsightContext, 'ask'>,
  { now, filters }: { readonly now: Period; readonly filters: Scope['filters'] },
): Promise<ComparisonAnswer> {
  const periods = periodsOf(now)
  const steps = orderSteps((await readStepPairs(ask, periods, filters)).rows)
  const { rows, evidence } = await readCross(ask, steps, periods, filters)
  const cells = compareCells(rows, cellsOf(rows), steps.length - 1)
  return { steps, periods, cells, rows, evidenceId: evidence.id }
}
