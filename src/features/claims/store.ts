import type { Day } from '../../core/time.ts'
import type { Ask, Evidence } from '../findings/index.ts'
import { dayAt, readDays, toSeries } from '../forecast/index.ts'
import type { ActualByDay } from './model.ts'

/**
 * What came on every day from the first booking to `asOf`; days for which nothing has arrived yet are not in it.
 * `evidence` is what claims are held against.
 */
export async function readActuals(ask: Ask, asOf: Day): Promise<{ actualByDay: ActualByDay; evidence: Evidence }> {
  const { rows, evidence } = await readDays(ask, asOf)
  const series = toSeries(rows, asOf)
  const actualByDay = new Map<Day, { revenueCents: number; orders: number }>()
  if (series === null) return { actualByDay, evidence }
  for (const [t, revenueCents] of series.revenueCents.entries()) {
    if (Number.isNaN(revenueCents)) continue
    actualByDay.set(dayAt(series, t), { revenueCents, orders: series.orders[t] ?? 0 })
  }
  return { actualByDay, evidence }
}
