/** What customers are worth: purchases and revenue to be expected, and who is about to be lost. */
import { addDays, daysBetween } from '../../core/time.ts'
import type { Contribution, Evidence, NightStep, StepContext } from '../findings/index.ts'
import { fitModels, lookAhead, type Outlook, pickHistories, spendHistory, YEAR_WEEKS } from './fit.ts'
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
  const look = async (some: Histories, weeks: number) => scaled(await lookAhead(compute, fits, some, weeks), kept)
  const outlook = await look(histories, YEAR_WEEKS)
  const backtests = await runBacktests(context, base)
  const totals = totalsOf(histories, outlook)
  const { tests } = backtests
  const reading: Reading = {
    base,
    totals,
    tests,
    purchaseSpread: spreadOf(tests.map(({ predicted, actual }) => [predicted, actual])),
    revenueSpread: spreadOf(tests.map(({ predictedCents, actualCents }) => [predictedCents, actualCents])),
    evidence: answer.evidence,
  }
  const top = mostValuable(outlook.cents, TOP)
  const topRows = await askCustomers(ask, asOf, top, {
    id: 'top',
    title: { de: 'Kunden mit dem höchsten erwarteten Umsatz', en: 'Customers with the highest expected revenue' },
  })
  const slipping = await findSlipping(context, { histories, outlook, topFrom: totals.topFrom, look })
  const finding = slippingFinding(slipping.found, reading, { ...slipping, currency: context.currency })
  const { coefficient } = await compute('frequencyValueCorrelation', spendHistory(histories))
  const chart = tenthsChart(reading, context.currency)
  return {
    title: TITLE,
    method: METHOD,
    figures: clvFigures(reading),
    findings: finding === null ? [] : [finding],
    tables: [
      topTable(top, topRows.rows, outlook, reading, topRows.evidence),
      ...(slipping.found.length === 0
        ? []
        : [slippingTable(slipping.found.slice(0, TOP), slipping.rows, slipping.found.length, slipping.evidence)]),
      ...backtests.evidence.map((evidence) => backtestTable(tests, evidence)),
      parameterTable(fits, coefficient, answer.evidence),
    ],
    charts: chart === null ? [] : [chart],
    evidence: [answer.evidence, topRows.evidence, slipping.evidence, ...backtests.evidence],
    claims: [],
    notEnoughData: fits.purchases.converged ? null : UNCLEAR,
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

async function runBacktests(
  { ask, asOf, events, compute, signal }: StepContext,
  base: Base,
): Promise<{ tests: Backtest[]; evidence: Evidence[] }> {
  const tests: Backtest[] = []
  for (const span of backtestSpans(base.first_day, asOf, base.customers)) {
    signal.throwIfAborted()
    const histories = await readHistories(events, span)
    const fits = await fitModels(compute, histories)
    if (fits === null) continue
    const outlook = await lookAhead(compute, fits, histories, daysBetween(span.until, span.end) / 7)
    tests.push(judge(span, histories, outlook))
  }
  if (tests.length === 0) return { tests, evidence: [] }
  const came = await askCame(
    ask,
    tests.map(({ span }) => span),
  )
  return { tests, evidence: [came.evidence] }
}

interface Looking {
  readonly histories: Histories
  readonly outlook: Outlook
  readonly topFrom: number
  readonly look: (histories: Histories, weeks: number) => Promise<Outlook>
}

async function findSlipping({ ask, asOf, previousAsOf }: StepContext, { histories, outlook, topFrom, look }: Looking) {
  const since = previousAsOf !== null && previousAsOf < asOf ? previousAsOf : addDays(asOf, -FALLBACK_DAYS)
  const days = daysBetween(since, asOf)
  const quiet = quietSince(histories, days)
  const some = pickHistories(histories, quiet)
  const before = await look({ ...some, age_days: some.age_days.map((age) => age - days) }, YEAR_WEEKS)
  const found = slippingOf(quiet, before, outlook, topFrom)
  const places = found.slice(0, TOP).map(({ place }) => place)
  const { rows, evidence } = await askCustomers(ask, asOf, places, {
    id: 'slipping',
    title: { de: 'Wertvolle Kunden, die wohl gehen', en: 'Valuable customers who are probably leaving' },
  })
  return { found, rows, evidence, since }
}
