/**
 * What a command works with: settings, clock, log, the two stores and the worker threads, opened once and closed in order.
 * No feature is loaded from here: while the engines come up, the command loads what it needs.
 */
import { join } from 'node:path'
import { type Compute, createPool } from './compute/index.ts'
import { type Config, childEnvironment } from './config.ts'
import { AppError } from './core/errors.ts'
import { type Log, openLog } from './core/log.ts'
import { addDays, type Clock, type Day, dayOf, systemClock } from './core/time.ts'
import type { Skill } from './features/desk/index.ts'
import type { NightStep } from './features/findings/index.ts'
import { hasOrders } from './stores/events/log.ts'
import { type EventStore, openEventStore } from './stores/events/store.ts'
import { type FolderLock, takeFolder } from './stores/folder.ts'
import { hasDeliveredOrders, readShop } from './stores/state/shop.ts'
import { openStateStore, type StateStore } from './stores/state/store.ts'

export interface App {
  readonly config: Config
  readonly clock: Clock
  readonly log: Log
  readonly state: StateStore
  readonly events: EventStore
  readonly compute: Compute
  readonly lock: FolderLock
  readonly steps: readonly NightStep[]
  /** What the AI can do. */
  readonly skills: readonly Skill<unknown>[]
  close(): Promise<void>
}

/** What steps of the night and skills are made of. */
export type SkillsApp = Pick<App, 'config' | 'clock' | 'log' | 'state' | 'events' | 'compute'>

/** What the program can do, as its commands bring it. */
export interface Abilities {
  openSteps(app: SkillsApp): readonly NightStep[]
  openSkills(app: SkillsApp): readonly Skill<unknown>[]
}

export const NO_ABILITIES: Abilities = { openSteps: () => [], openSkills: () => [] }

/**
 * Takes the data folder and opens both stores; what was opened is closed again where one fails.
 * @param command what is being run, for whoever finds the folder held
 * @param loadAbilities called once the stores are being opened: the engines come up while the analyses are loaded
 */
export async function openApp(
  config: Config,
  command: string,
  loadAbilities: () => Promise<Abilities> = async () => NO_ABILITIES,
): Promise<App> {
  const log = openLog(config.logLevel ?? (command === 'start' ? 'warn' : 'silent'))
  const lock = takeFolder(config.dataDir, command, systemClock.now())
  const undo: (() => Promise<void> | void)[] = [() => lock.release()]
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const opening = openStores(config)
    const loading = loadAbilities()
    loading.catch(() => undefined)
    const { state, events } = await opening
    undo.push(
      () => state.close(),
      () => events.close(),
    )
    const { openSteps, openSkills } = await loading
    await checkPair(state, events)
    const pool = createPool(2)
    undo.push(() => pool.close())
    const app = { config, clock: systemClock, log, state, events, compute: pool.compute, lock, close }
    return { ...app, steps: openSteps(app), skills: openSkills(app) }
  } catch (error) {
    await close()
    throw error
  }
}

/** The two at once: each waits for its own engine. Where one fails the other is closed again. */
async function openStores(config: Config): Promise<{ readonly state: StateStore; readonly events: EventStore }> {
  const folder = join(config.dataDir, 'postgres')
  const [state, events] = await Promise.allSettled([
    openStateStore({ url: config.databaseUrl, folder, environment: childEnvironment() }),
    openEvents(config),
  ])
  if (state.status === 'fulfilled' && events.status === 'fulfilled') return { state: state.value, events: events.value }
  for (const opened of [state, events]) if (opened.status === 'fulfilled') await opened.value.close()
  throw [state, events].find((one) => one.status === 'rejected')?.reason
}

/**
 * Opens the event store. The embedded engine takes one statement after the other on each connection: what must not wait for
 * somebody's long question opens one of its own.
 */
export function openEvents({ clickhouseUrl, clickhouseCluster, dataDir }: Config): Promise<EventStore> {
  return openEventStore({ url: clickhouseUrl, folder: join(dataDir, 'clickhouse'), cluster: clickhouseCluster })
}

/**
 * Facts go from the state store to the log and are analysed there: over a log that has none of them every report would be
 * empty. A demo that makes room for real data is in this state for a moment.
 * @throws AppError 'store.unusable' where the two do not belong together
 */
async function checkPair(state: StateStore, events: EventStore): Promise<void> {
  const { demo } = await readShop(state)
  if (demo !== null || !(await hasDeliveredOrders(state)) || (await hasOrders(events))) return
  throw new AppError(
    'store.unusable',
    'The event store has none of the orders that the state store knows: the two do not belong together. Check DATABASE_URL, CLICKHOUSE_URL and --data-dir.',
  )
}

/** The last shop day that is over. */
export function yesterday({ clock, config }: Pick<App, 'clock' | 'config'>): Day {
  return addDays(dayOf(clock.now(), config.timeZone), -1)
}
