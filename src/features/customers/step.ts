/** Customers by recency, frequency and value, and what moved since the last report. */
import { addDays } from '../../core/time.ts'
import type { Contribution, NightStep, StepContext } from '../findings/index.ts'
import {
  candidateTable,
  customerFigures,
  customerFindings,
  knownFigure,
  moveTable,
  RETURN_METHOD,
  segmentChart,
  segmentTable,
  totalOf,
} from './model.ts'
import { SEGMENTS } from './segments.ts'
import { askCandidates, askCuts, askKnown, askMoves, type Cuts } from './store.ts'
import { methodText, tooFewText } from './texts.ts'

const FALLBACK_DAYS = 28
const MIN_CUSTOMERS = 50
const MAX_CANDIDATES = 200
/** Without customers there is nothing to cut. */
const NO_CUTS: Cuts = {
  recency1: 0,
  recency2: 0,
  recency3: 0,
  recency4: 0,
  value1: 0,
  value2: 0,
  value3: 0,
  value4: 0,
}

const TITLE = { de: 'Kunden', en: 'Customers' }

export const customersStep: NightStep = { name: 'customers', title: TITLE, needs: [], run }

async function run({ ask, asOf, previousAsOf, currency }: StepContext): Promise<Contribution> {
  const previous = previousAsOf !== null && previousAsOf < asOf ? previousAsOf : addDays(asOf, -FALLBACK_DAYS)
  const days = { asOf, previous }
  const cuts = await askCuts(ask, days)
  const rating = { ...days, cuts: cuts.rows[0] ?? NO_CUTS }
  const moves = await askMoves(ask, rating)
  const candidates = await askCandidates(ask, rating, MAX_CANDIDATES)
  const known = await askKnown(ask, days)
  const reading = { moves: moves.rows, asOf, previous, currency }
  const chart = segmentChart(reading, moves.evidence)
  const { customers } = totalOf(moves.rows, [], SEGMENTS)
  const enough = customers >= MIN_CUSTOMERS
  const method = methodText(asOf, previous)
  return {
    title: TITLE,
    method: { de: `${method.de} ${RETURN_METHOD.de}`, en: `${method.en} ${RETURN_METHOD.en}` },
    figures: [...customerFigures(reading, moves.evidence), knownFigure(known.rows[0], known.evidence)],
    findings: enough ? customerFindings(reading, moves.evidence, chart) : [],
    tables: [
      segmentTable(reading, moves.evidence),
      moveTable(reading, moves.evidence),
      candidateTable(candidates.rows, candidates.evidence),
    ],
    charts: customers > 0 ? [chart] : [],
    evidence: [cuts.evidence, moves.evidence, candidates.evidence, known.evidence],
    claims: [],
    notEnoughData: enough ? null : tooFewText(customers, MIN_CUSTOMERS),
  }
}
