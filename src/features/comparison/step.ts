/** Where visits break off on the way to the order, by device, browser, country and channel. */
import { addDays } from '../../core/time.ts'
import type { Contribution, Evidence, Finding, NightStep, StepContext } from '../findings/index.ts'
import { periodUpTo, readCoverage, waitingText } from '../visits/index.ts'
import { findBreaks, findGaps } from './model.ts'
import { breakFinding, cellTable, gapFinding, type Scene, stepFigures } from './present.ts'
import { compareVisits, periodsOf } from './service.ts'
import { readCellDays } from './store.ts'
import { METHOD, TITLE, TOO_YOUNG } from './texts.ts'

export const comparisonStep: NightStep = { name: 'comparison', title: TITLE, needs: [], run }

const NOW_DAYS = 7
const MOST_BREAKS = 2

async function run(context: StepContext): Promise<Contribution> {
  const { ask, asOf, currency, signal } = context
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  const now = periodUpTo(asOf, NOW_DAYS)
  const periods = periodsOf(now)
  const coverage = await readCoverage(ask, now)
  const evidence: Evidence[] = [coverage.evidence]
  const [known] = coverage.rows
  const waiting = waitingText(known, now)
  if (waiting !== null) return { ...empty, evidence, notEnoughData: waiting }
  // Half of the weeks before are enough to tell a break from chance; fewer would be told as a fault of the data.
  if (known === undefined || known.first_day > addDays(periods.before.from, 14)) {
    return { ...empty, evidence, notEnoughData: TOO_YOUNG }
  }
  const keep: StepContext['ask'] = async (question) => {
    const answer = await ask(question)
    evidence.push(answer.evidence)
    return answer
  }
  const comparison = await compareVisits({ ask: keep }, { now, filters: [] })
  const { rows, steps, evidenceId, cells } = comparison
  if (!cells.some(({ change }) => change !== null)) return { ...empty, evidence, notEnoughData: TOO_YOUNG }
  const scene: Scene = { comparison, rows, currency, evidenceId }
  const findings: Finding[] = []
  for (const [index, one] of findBreaks(rows, steps.length - 1)
    .slice(0, MOST_BREAKS)
    .entries()) {
    signal.throwIfAborted()
    const { cell, place } = one
    const days = await readCellDays(keep, { id: `days-${index + 1}`, cell, place, steps, periods })
    findings.push(breakFinding(one, days.rows, days.evidence.id, scene))
  }
  const gap = gapFinding(findGaps(cells), scene)
  return {
    ...empty,
    figures: stepFigures(scene),
    findings: gap === null ? findings : [...findings, gap],
    tables: [cellTable(scene)],
    evidence,
    notEnoughData: null,
  }
}
