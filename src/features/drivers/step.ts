import { addDays, daysBetween } from '../../core/time.ts'
import { type Contribution, type Evidence, type NightStep, readFirstDay, type StepContext } from '../findings/index.ts'
import { type Compared, reportOf } from './contribution.ts'
import { comparisonsFor, productSales } from './model.ts'
import type { Comparison } from './schema.ts'
import { readShares, readSources, readTotal } from './store.ts'
import { METHOD, waitingText } from './texts.ts'

const TITLE = { de: 'Was den Umsatz bewegt hat', en: 'What moved revenue' }

export const driversStep: NightStep = { name: 'drivers', title: TITLE, needs: [], run }

async function run(context: StepContext): Promise<Contribution> {
  const { ask, asOf, currency } = context
  const firstDay = await readFirstDay(ask, asOf)
  const first = firstDay.rows[0]?.first ?? null
  const evidence: Evidence[] = [firstDay.evidence]
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  if (first === null) {
    const missing = { de: 'Es gibt noch keine Bestellung.', en: 'There is no order yet.' }
    return { ...empty, evidence, notEnoughData: missing }
  }
  const { ready, waiting } = comparisonsFor(asOf, first)
  const compared: Compared[] = []
  for (const comparison of ready) {
    context.signal.throwIfAborted()
    compared.push(await compare(context, comparison, evidence))
  }
  const reports = compared.map((one) => reportOf(one, currency))
  return {
    ...empty,
    figures: reports.map(({ figure }) => figure),
    findings: reports.flatMap(({ finding }) => (finding === null ? [] : [finding])),
    tables: reports.flatMap(({ tables }) => tables),
    charts: reports.flatMap(({ charts }) => charts),
    evidence,
    notEnoughData: waitingText(
      waiting.map((comparison) => ({
        comparison,
        readyOn: addDays(asOf, daysBetween(comparison.beforeFrom, first)),
      })),
    ),
  }
}

async function compare({ ask, compute }: StepContext, comparison: Comparison, evidence: Evidence[]): Promise<Compared> {
  const [total, sources, shares] = await Promise.all([
    readTotal(ask, comparison),
    readSources(ask, comparison),
    readShares(ask, comparison),
  ])
  evidence.push(total.evidence, sources.evidence, shares.evidence)
  const [whole] = total.rows
  return {
    comparison,
    total: whole ?? { cents_before: 0, cents_now: 0, orders_before: 0, orders_now: 0, squares: 0 },
    sources: sources.rows,
    split: await compute('priceVolumeMix', productSales(sources.rows)),
    shares: shares.rows,
    evidence: { total: total.evidence.id, sources: sources.evidence.id, shares: shares.evidence.id },
  }
}
