/** Keeps what the list of customers is ordered by up to date. */
import { addDays, type Clock, type Day, dayOf } from '../../core/time.ts'
import { readProjectionState } from '../../stores/events/projection-state.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { readLastNight, readStanding, saveStanding } from '../../stores/state/standings.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { readSegmentKeys, SEGMENTS } from '../audiences/index.ts'
import { clearSegment, countOrders, saveSegment } from './standings-store.ts'

interface StandingsDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly clock: Clock
  readonly timeZone: string
}

/** Counts orders anew, and segments where the log was computed anew since. */
export async function refreshCustomers(deps: StandingsDeps, signal?: AbortSignal): Promise<void> {
  const { state, events, clock, timeZone } = deps
  await countOrders(state)
  const projection = await readProjectionState(events, 'sales_lines')
  const asOf: Day = (await readLastNight(state)) ?? addDays(dayOf(clock.now(), timeZone), -1)
  const last = await readStanding(state, 'customers')
  if (last?.projection === projection && last.asOf === asOf) return
  for (const segment of SEGMENTS) {
    signal?.throwIfAborted()
    const keys = await readSegmentKeys(events, segment, asOf)
    await clearSegment(state, segment, keys)
    await saveSegment(state, segment, keys)
  }
  await saveStanding(state, 'customers', { projection, asOf, countedAt: new Date(clock.now()) })
}

/** What the workbench's jobs are made of; the shell that runs them has the same shape. */
interface ProfileJob {
  readonly name: string
  readonly cron: string | null
  readonly retries: number
  readonly timeoutSeconds: number
  run(data: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void>
}

export function profileJobs(deps: StandingsDeps): ProfileJob[] {
  return [
    {
      name: 'customer-standings',
      cron: '*/10 * * * *',
      retries: 1,
      timeoutSeconds: 900,
      run: (_data, signal) => refreshCustomers(deps, signal),
    },
  ]
}
