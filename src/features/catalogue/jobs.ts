/** Keeps what the list of products is ordered by up to date. */
import { addDays, type Clock, dayOf } from '../../core/time.ts'
import { readProjectionState } from '../../stores/events/projection-state.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { readLastNight, readStanding, saveStanding } from '../../stores/state/standings.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { saveSales, sumSales } from './store.ts'

interface SalesDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly clock: Clock
  readonly timeZone: string
}

/** Counts sales anew where the log was computed anew since. */
export async function refreshProducts({ state, events, clock, timeZone }: SalesDeps): Promise<void> {
  const projection = await readProjectionState(events, 'sales_lines')
  const asOf = (await readLastNight(state)) ?? addDays(dayOf(clock.now(), timeZone), -1)
  const last = await readStanding(state, 'products')
  if (last?.projection === projection && last.asOf === asOf) return
  await saveSales(state, await sumSales(events, asOf))
  await saveStanding(state, 'products', { projection, asOf, countedAt: new Date(clock.now()) })
}

/** What the workbench's jobs are made of; the shell that runs them has the same shape. */
interface CatalogueJob {
  readonly name: string
  readonly cron: string | null
  readonly retries: number
  readonly timeoutSeconds: number
  run(data: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void>
}

export function catalogueJobs(deps: SalesDeps): CatalogueJob[] {
  return [
    {
      name: 'product-standings',
      cron: '*/10 * * * *',
      retries: 1,
      timeoutSeconds: 900,
      run: () => refreshProducts(deps),
    },
  ]
}
