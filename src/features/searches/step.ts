/** What visitors search for and do not find, what they do then, and what it may cost. */
import type {
  Chart,
  Contribution,
  Evidence,
  Figure,
  Finding,
  NightStep,
  StepContext,
  Table,
} from '../findings/index.ts'
import { DEFAULT_DAYS, periodUpTo, readCoverage, waitingText } from '../visits/index.ts'
import { LEVEL, type NextAction, type Searches, type Share } from './schema.ts'
import { findSearches } from './service.ts'
import {
  ACTION_NAMES,
  changeStatement,
  chartTitle,
  emptyStatement,
  METHOD,
  notSaid,
  SIGNIFICANCE,
  TITLE,
} from './texts.ts'

/** Fewer visitors without a result are not worth a finding. */
const LEAST_VISITORS = 30
const LEAST_SHARE = 0.01
const TABLE_ROWS = 100
const CHART_TERMS = 12

export const searchesStep: NightStep = { name: 'searches', title: TITLE, needs: [], run }

async function run(context: StepContext): Promise<Contribution> {
  const { ask, asOf, currency } = context
  const period = periodUpTo(asOf)
  const coverage = await readCoverage(ask, period)
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  const waiting = waitingText(coverage.rows[0], period)
  if (waiting !== null) return { ...empty, evidence: [coverage.evidence], notEnoughData: waiting }
  const { searches, evidence } = await findSearches(context, { period, filters: [] })
  const { totals, found, outcomes } = evidence
  const kept = [coverage.evidence, totals, found, outcomes]
  const unsaid = notSaid(searches)
  if (unsaid !== null) return { ...empty, evidence: kept, notEnoughData: unsaid }
  const chart = termsChart(searches, outcomes)
  return {
    ...empty,
    figures: [shareFigure(searches, totals), searchersFigure(searches, totals)],
    findings: findingsOf(searches, { totals, outcomes }, currency),
    tables: [termsTable(searches, outcomes)],
    charts: chart === null ? [] : [chart],
    evidence: kept,
    notEnoughData: null,
  }
}

const intervalOf = ({ low, high }: Share) => (low === null || high === null ? null : { low, high, level: LEVEL })

function shareFigure({ empty, before }: Searches, evidence: Evidence): Figure {
  const change = before?.share && empty.share !== null ? empty.share / before.share - 1 : null
  return {
    id: 'searches.empty-share',
    label: { de: 'Suchende Besucher ohne Treffer', en: 'Searching visitors without results' },
    value: empty.share,
    unit: 'ratio',
    interval: intervalOf(empty),
    n: empty.of,
    missing: null,
    comparisons:
      before === null
        ? []
        : [
            {
              label: { de: `${DEFAULT_DAYS} Tage davor`, en: `${DEFAULT_DAYS} days before` },
              value: before.share,
              change,
            },
          ],
    evidenceId: evidence.id,
  }
}

function searchersFigure({ searchers, searches }: Searches, evidence: Evidence): Figure {
  return {
    id: 'searches.searchers',
    label: { de: 'Besucher, die suchten', en: 'Visitors who searched' },
    value: searchers,
    unit: 'count',
    interval: null,
    n: searches,
    missing: null,
    comparisons: [],
    evidenceId: evidence.id,
  }
}

function findingsOf(
  searches: Searches,
  { totals, outcomes }: { totals: Evidence; outcomes: Evidence },
  currency: string,
): Finding[] {
  const { empty, before, changeP, stake } = searches
  const figure = shareFigure(searches, totals)
  const common = { kind: 'search', stakePeriodDays: DEFAULT_DAYS, evidenceIds: [totals.id, outcomes.id], figure }
  const findings: Finding[] = []
  if (empty.count >= LEAST_VISITORS && (empty.share ?? 0) >= LEAST_SHARE) {
    const said = emptyStatement(searches, DEFAULT_DAYS, currency)
    findings.push({
      id: 'searches.empty',
      direction: 'bad',
      // Only where it can be shown that they spend less.
      stakeCents: stake !== null && stake.low > 0 ? -stake.cents : null,
      ...common,
      ...said,
      next: [...said.next],
      chart: termsChart(searches, outcomes),
    })
  }
  if (changeP !== null && changeP < SIGNIFICANCE && before !== null) {
    const said = changeStatement(searches, DEFAULT_DAYS)
    const direction = (empty.share ?? 0) > (before.share ?? 0) ? 'bad' : 'good'
    findings.push({
      id: 'searches.change',
      direction,
      stakeCents: null,
      ...common,
      ...said,
      next: [...said.next],
      chart: null,
    })
  }
  return findings
}

function termsChart({ terms }: Searches, evidence: Evidence): Chart | null {
  if (terms.length < 2) return null
  const shown = terms.slice(0, CHART_TERMS)
  return {
    id: 'searches.terms',
    title: chartTitle(DEFAULT_DAYS),
    kind: 'bar',
    unit: 'count',
    x: shown.map(({ term }) => term),
    series: [
      { name: { de: 'Besucher', en: 'Visitors' }, role: 'actual', values: shown.map(({ visitors }) => visitors) },
    ],
    marks: [],
    evidenceId: evidence.id,
  }
}

function termsTable({ terms }: Searches, evidence: Evidence): Table {
  const shown: readonly NextAction[] = ['left', 'searched', 'product']
  return {
    id: 'searches.terms',
    title: { de: 'Suchbegriffe ohne Treffer', en: 'Search terms without results' },
    note: {
      de: 'Besucher je Begriff und was sie als Nächstes taten. Obergrenze: ihr Teil des Unterschieds zu Besuchern mit Treffern; leer, wo er sich nicht sagen lässt.',
      en: 'Visitors per term and what they did next. Upper bound: their part of the difference to visitors with results; empty where it cannot be said.',
    },
    columns: [
      { key: 'term', label: { de: 'Suchbegriff', en: 'Search term' }, unit: 'text' },
      { key: 'spellings', label: { de: 'auch geschrieben', en: 'also written' }, unit: 'text' },
      { key: 'visitors', label: { de: 'Besucher', en: 'Visitors' }, unit: 'count' },
      ...shown.map((action) => ({ key: action, label: ACTION_NAMES[action], unit: 'ratio' as const })),
      { key: 'bought', label: { de: 'bestellt (7 Tage)', en: 'ordered (7 days)' }, unit: 'ratio' },
      { key: 'suggestion', label: { de: 'gemeint vielleicht', en: 'perhaps meant' }, unit: 'text' },
      { key: 'most', label: { de: 'fehlt höchstens', en: 'missing at most' }, unit: 'cents' },
    ],
    rows: terms
      .slice(0, TABLE_ROWS)
      .map(({ term, spellings, visitors, next, bought, suggestion, worth }) => [
        term,
        spellings.slice(0, 5).join(', '),
        visitors,
        ...shown.map((action) => next.find((one) => one.action === action)?.share ?? 0),
        bought.share,
        suggestion,
        worth === null ? null : Math.max(0, worth.high),
      ]),
    rowCount: terms.length,
    evidenceId: evidence.id,
  }
}
