/** One whole night: the steps, then the report bound from them, kept together with the claims in one transaction. */
import { checkClaims, readActuals } from '../claims/index.ts'
import { createAsk } from '../findings/index.ts'
import { bindReport, type Report, saveReport } from '../report/index.ts'
import { readTotals } from '../sales/index.ts'
import { readDueClaims, saveClaims } from './claims-store.ts'
import { type NightDeps, type NightOptions, type NightResult, runSteps } from './run.ts'
import { closeNight } from './store.ts'

export interface FinishedNight {
  readonly nightId: number
  readonly report: Report
}

/**
 * Runs the night for `asOf`. A night that was cut off is finished first; where it was for another day, its report is bound
 * as well, and the night asked for follows.
 * @throws AppError 'work.stopped' when `signal` is raised; nothing done is lost
 */
export async function runNight(
  deps: NightDeps & { readonly shopName: string },
  options: NightOptions,
): Promise<FinishedNight> {
  for (;;) {
    const result = await runSteps(deps, options)
    const finished = await finish(deps, result)
    if (result.night.asOf === options.asOf) return finished
  }
}

async function finish(
  deps: NightDeps & { readonly shopName: string },
  { night, steps, contributions }: NightResult,
): Promise<FinishedNight> {
  const { state, events, clock, shop } = deps
  const ask = createAsk(events, 'report')
  const due = await readDueClaims(state, night.asOf)
  const { actualByDay } = await readActuals(ask, night.asOf)
  const { totals } = await readTotals(ask, night.asOf)
  const report = bindReport({
    shop: { name: deps.shopName, currency: shop.currency, timeZone: shop.timeZone },
    asOf: night.asOf,
    night: { id: night.id, startedAt: night.startedAt, finishedAt: new Date(clock.now()) },
    steps: steps.map(({ name, title, status, seconds, rows, proposals, error }) => ({
      name,
      title,
      status: status === 'waiting' ? 'skipped' : status,
      seconds: seconds ?? 0,
      rows: rows ?? 0,
      ...(proposals === null ? {} : { proposals }),
      error,
    })),
    contributions,
    totals,
    claimsChecked: checkClaims(due, actualByDay, shop.currency).checked.map(({ claim, actual, inBand }) => ({
      claim,
      actual,
      inBand,
    })),
  })
  await state.transaction(async (client) => {
    await saveReport(client, night.id, report)
    await saveClaims(client, night.id, night.asOf, report.claims)
    await closeNight(client, night.id, clock.now())
  })
  return { nightId: night.id, report }
}
