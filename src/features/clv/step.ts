/** What customers are worth: purchases and revenue to be expected, and who is about to be lost. */
import { addDays, daysBetween } from '../../core/time.ts'
import type { Contribution, Evidence, NightStep, StepContext } from '../findings/index.ts'
import { fitModels, lookAhead, type Outlook, pickHistories, showsLeaving, spendHistory, YEAR_WEEKS } from './fit.ts'
import {
  type Backtest,
  backtestSpans,
  judge,
  mostValuable,
  quietSince,
  slippingOf,
  spreadOf,
  totalsOf,
} from './model.ts'
import {
  backtestTable,
  clvFigures,
  parameterTable,
  type Reading,
  slippingFinding,
  slippingTable,
  tenthsChart,
  topTable,
} from './present.ts'
import { askBase, askCame, askCustomers, type Base, type Histories, readHistories } from './store.ts'
import { METHOD, missingText, UNCLEAR } from './texts.ts'

const NEEDS = { repeaters: 50, days: 120 }
const FALLBACK_DAYS = 28
const TOP = 100
const TITLE = { de: 'Kundenwert', en: 'Customer value' }

export const clvStep: NightStep = { name: 'clv', title: TITLE, needs: [], run }

async function run(context: StepContext): Promise<Contribution> {
  const { ask, asOf, events, compute } = context
  const answer = await askBase(ask, asOf)
  const base = answer.rows[0]
  const missing = base === undefined ? null : missingText(base, asOf, NEEDS)
  if (base === undefined || missing !== null) return nothing(answer.evidence, missing)
  const histories = await readHistories(events, { until: asOf, end: asOf, every: 1 })
  const fits = await fitModels(compute, histories)
  if (fits === null) return nothing(answer.evidence, missingText({ ...base, repeaters: 0 }, asOf, NEEDS))
  const kept = keptShare(base)
  const look = async (some: Histories) => scaled(await lookAhead(compute, fits, some, YEAR_WEEKS), kept)
  const outlook = await look(histories)
  const totals = totalsOf(histories, outlook)
  const backtests = await runBacktests(context, base)
  const leaving = showsLeaving(fits)
  const reading: Reading = { base, totals, ...backtests, leaving, evidence: answer.evidence }
  const slipping = await findSlipping(context, { histories, outlook, topFrom: totals.topFrom, leaving, look })
  const top = mostValuable(outlook.cents, TOP)
  const listed = slipping.found.slice(0, TOP)
  const customers = await askCustomers(ask, asOf, [...new Set([...top, ...listed.map(({ place }) => place)])])
  const { coefficient } = await compute('frequencyValueCorrelation', spendHistory(histories))
  const finding = slippingFinding(slipping.found, reading, {
    since: slipping.since,
    currency: context.currency,
    evidence: customers.evidence,
  })
  const chart = tenthsChart(reading, context.currency)
  const tables = [
    topTable(top, customers.rows, outlook, reading, customers.evidence),
    slippingTable(listed, customers.rows, slipping.found.length, customers.evidence),
    ...backtests.came.map((evidence) => backtestTable(backtests.tests, evidence)),
    parameterTable(fits, coefficient, answer.evidence),
  ]
  return {
    ...nothing(answer.evidence, leaving ? null : UNCLEAR),
    figures: clvFigures(reading),
    findings: finding === null ? [] : [finding],
    tables: tables.filter(({ rows }) => rows.length > 0),
    charts: chart === null ? [] : [chart],
    evidence: [answer.evidence, customers.evidence, ...backtests.came],
  }
}

function nothing(evidence: Evidence, missing: Contribution['notEnoughData']): Contribution {
  return {
    title: TITLE,
    method: METHOD,
    figures: [],
    findings: [],
    tables: [],
    charts: [],
    evidence: [evidence],
    claims: [],
    notEnoughData: missing,
  }
}

/** What is left of the orders' value after what is booked back without reference to an order. */
function keptShare({ order_cents, net_cents }: Base): number {
  return order_cents > 0 ? Math.min(1, Math.max(0, net_cents / order_cents)) : 1
}

function scaled(outlook: Outlook, share: number): Outlook {
  return { ...outlook, cents: outlook.cents.map((cents) => cents * share) }
}

interface Backtests {
  readonly tests: readonly Backtest[]
  readonly purchaseSpread: number | null
  readonly revenueSpread: number | null
  /** What came, asked once for all of them; empty without back tests. */
  readonly came: readonly Evidence[]
}

async function runBacktests({ ask, asOf, events, compute, signal }: StepContext, base: Base): Promise<Backtests> {
  const tests: Backtest[] = []
  for (const span of backtestSpans(base.first_day, asOf, base.customers)) {
    signal.throwIfAborted()
    const histories = await readHistories(events, span)
    const fits = await fitModels(compute, histories)
    if (fits === null) continue
    const outlook = await lookAhead(compute, fits, histories, daysBetween(span.until, span.end) / 7)
    tests.push(judge(span, histories, outlook))
  }
  const spans = tests.map(({ span }) => span)
  return {
    tests,
    purchaseSpread: spreadOf(tests.map(({ predicted, actual }) => [predicted, actual])),
    revenueSpread: spreadOf(tests.map(({ predictedCents, actualCents }) => [predictedCents, actualCents])),
    came: spans.length === 0 ? [] : [(await askCame(ask, spans)).evidence],
  }
}

interface Looking {
  readonly histories: Histories
  readonly outlook: Outlook
  readonly topFrom: number
  readonly leaving: boolean
  readonly look: (histories: Histories) => Promise<Outlook>
}

async function findSlipping({ asOf, previousAsOf }: StepContext, looking: Looking) {
  const { histories, outlook, topFrom, leaving, look } = looking
  const since = previousAsOf !== null && previousAsOf < asOf ? previousAsOf : addDays(asOf, -FALLBACK_DAYS)
  const days = daysBetween(since, asOf)
  if (!leaving) return { since, found: [] }
  const quiet = quietSince(histories, days)
  const some = pickHistories(histories, quiet)
  const before = await look({ ...some, age_days: some.age_days.map((age) => age - days) })
  return { since, found: slippingOf(quiet, before, outlook, topFrom) }
}
