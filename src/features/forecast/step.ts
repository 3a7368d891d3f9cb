import type { Text } from '../../core/lang.ts'
import { addDays, type Day } from '../../core/time.ts'
import type { Contribution, NightStep, StepContext } from '../findings/index.ts'
import { chartOf, claimsOf, figuresOf, findingOf, type Ground, type Subject, tableOf } from './contribution.ts'
import { calendarColumns, publicHolidays } from './holidays.ts'
import {
  ACCURACY_DAYS,
  type Expected,
  forecastFrom,
  HORIZON_DAYS,
  knownDays,
  LEAST_DAYS,
  LEVEL,
  lookAhead,
} from './outlook.ts'
import { type DailySeries, toSeries } from './series.ts'
import { readDays } from './store.ts'
import { ACCURACY_WORD, FORECAST_WORD, METHOD, silentText, TITLE, tooFewDays } from './texts.ts'

export const forecastStep: NightStep = { name: 'forecast', title: TITLE, needs: [], run }

async function run(context: StepContext): Promise<Contribution> {
  const { asOf, ask, compute, currency, holidays } = context
  const { rows, evidence } = await readDays(ask, asOf)
  const series = toSeries(rows, asOf)
  const known = series === null ? 0 : knownDays(series.orders)
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  if (series === null || known < LEAST_DAYS || !rows.some(({ orders }) => orders > 0)) {
    const from = addDays(asOf, Math.max(1, LEAST_DAYS - known))
    return { ...empty, evidence: [evidence], notEnoughData: tooFewDays(FORECAST_WORD, known, LEAST_DAYS, from) }
  }
  const columns = calendarColumns(holidays, series.from, series.orders.length + HORIZON_DAYS)
  context.signal.throwIfAborted()
  const [revenue, orders] = await Promise.all([
    lookAhead(compute, series.revenueCents, columns),
    lookAhead(compute, series.orders, columns),
  ])
  const ground: Ground = {
    series,
    holidays: publicHolidays(holidays, addDays(asOf, 1), addDays(asOf, HORIZON_DAYS)),
    currency,
    evidenceId: evidence.id,
  }
  const ofRevenue: Subject = { name: 'revenue', values: series.revenueCents, outlook: revenue }
  const ofOrders: Subject = { name: 'orders', values: series.orders, outlook: orders }
  const subjects = [ofRevenue, ofOrders]
  const finding = findingOf(ofRevenue, ground)
  return {
    ...empty,
    figures: subjects.flatMap((subject) => figuresOf(subject, ground)),
    findings: finding === null ? [] : [finding],
    tables: [tableOf(subjects, ground)],
    charts: subjects.map((subject) => chartOf(subject, ground)),
    claims: subjects.flatMap((subject) => claimsOf(subject, ground)),
    evidence: [evidence],
    notEnoughData: missingText(series, known, revenue.accuracy === null),
  }
}

function missingText(series: DailySeries, known: number, unmeasured: boolean) {
  const { asOf, silentDays } = series
  if (silentDays > 0) return silentText(silentDays, addDays(asOf, -silentDays))
  if (!unmeasured) return null
  const need = Math.max(ACCURACY_DAYS, known + 1)
  return tooFewDays(ACCURACY_WORD, known, need, addDays(asOf, need - known))
}

/** What was to be expected of one day, each with the level of its interval. */
export interface LastDay {
  readonly revenueCents: Expected & { readonly level: number }
  readonly orders: Expected & { readonly level: number }
}

/**
 * What was to be expected of the last day of a series, from the days before it: what this step would have claimed the
 * night before. Null: too few days.
 */
export async function expectLastDay(
  context: Pick<StepContext, 'compute' | 'holidays'>,
  series: DailySeries,
): Promise<LastDay | null> {
  const origin = series.orders.length - 1
  if (knownDays(series.orders.subarray(0, origin)) < LEAST_DAYS || series.silentDays > 0) return null
  const columns = calendarColumns(context.holidays, series.from, origin + HORIZON_DAYS)
  const [revenue, orders] = await Promise.all([
    forecastFrom(context.compute, series.revenueCents, columns, origin),
    forecastFrom(context.compute, series.orders, columns, origin),
  ])
  const [revenueCents] = revenue.days
  const [expectedOrders] = orders.days
  if (revenueCents === undefined || expectedOrders === undefined) return null
  return { revenueCents: { ...revenueCents, level: LEVEL }, orders: { ...expectedOrders, level: LEVEL } }
}

/** What to say where `expectLastDay` has too few days: how many there are, and from when it will work. */
export function tooFewDaysToExpect(asOf: Day, known: number): Text {
  return tooFewDays(FORECAST_WORD, known, LEAST_DAYS, addDays(asOf, LEAST_DAYS - known))
}
