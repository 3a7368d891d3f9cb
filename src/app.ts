/** What a command works with: settings, clock, log, the two stores and the worker threads, opened once and closed in order. */
import { join } from 'node:path'
import { type Compute, createPool } from './compute/index.ts'
import { type Config, childEnvironment } from './config.ts'
import { AppError } from './core/errors.ts'
import { type Log, openLog } from './core/log.ts'
import { addDays, type Clock, type Day, dayOf, systemClock } from './core/time.ts'
import { autonomyRule } from './features/autonomy/index.ts'
import { type DeskDeps, type Skill, skillSteps } from './features/desk/index.ts'
import type { NightStep } from './features/findings/index.ts'
import type { NightDeps } from './features/nightshift/index.ts'
import type { MailDeps } from './features/report/index.ts'
import { readSettings, settleConfig } from './features/settings/index.ts'
import { openColleagues, type TeamDeps } from './features/team/index.ts'
import { hasOrders } from './stores/events/log.ts'
import { type EventStore, openEventStore } from './stores/events/store.ts'
import { type FolderLock, takeFolder } from './stores/folder.ts'
import { createSeal } from './stores/seal.ts'
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

/** What skills are made of. */
export type SkillsApp = Pick<App, 'config' | 'clock' | 'log' | 'state' | 'events' | 'compute'>

/** Currency of a shop that has said none. */
const DEFAULT_CURRENCY = 'EUR'

/**
 * Takes the data folder and opens both stores; what was opened is closed again where one fails.
 * @param command what is being run, for whoever finds the folder held
 */
export async function openApp(
  config: Config,
  command: string,
  steps: readonly NightStep[],
  openSkills: (app: SkillsApp) => readonly Skill<unknown>[] = () => [],
): Promise<App> {
  const log = openLog(config.logLevel ?? (command === 'start' ? 'warn' : 'silent'))
  const lock = takeFolder(config.dataDir, command, systemClock.now())
  const undo: (() => Promise<void> | void)[] = [() => lock.release()]
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const { state, events } = await openStores(config)
    undo.push(
      () => state.close(),
      () => events.close(),
    )
    await checkPair(state, events)
    const pool = createPool(2)
    undo.push(() => pool.close())
    const app = { config, clock: systemClock, log, state, events, compute: pool.compute, lock, steps, close }
    return { ...app, skills: openSkills(app) }
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

/** The settings as they hold now: what people set in the workbench where nothing is set outside of it. */
export async function currentConfig({ config, state }: Pick<App, 'config' | 'state'>): Promise<Config> {
  return settleConfig(config, (await readSettings(state)).said)
}

export interface Shop {
  readonly name: string
  readonly currency: string
  readonly taxPercent: number
  readonly timeZone: string
  readonly holidays: string
}

/** The shop as it holds: settings before what imports and the demo said. */
export async function describeCurrentShop(app: Pick<App, 'config' | 'state'>): Promise<Shop> {
  const [config, facts] = await Promise.all([currentConfig(app), readShop(app.state)])
  return {
    name: config.shopName ?? facts.name ?? (config.language === 'de' ? 'Mein Shop' : 'My shop'),
    currency: config.currency ?? facts.currency ?? DEFAULT_CURRENCY,
    taxPercent: config.taxPercent ?? facts.taxPercent ?? 0,
    timeZone: config.timeZone,
    holidays: config.holidays,
  }
}

/** What mailing a report needs of the app. */
export async function mailDeps(app: Pick<App, 'state' | 'clock' | 'config'>): Promise<MailDeps> {
  const { state, clock } = app
  const { smtpUrl, mailFrom, reportTo, language, publicUrl } = await currentConfig(app)
  const to = (reportTo ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
  const smtp = smtpUrl === null || mailFrom === null || to.length === 0 ? null : { url: smtpUrl, from: mailFrom, to }
  return { state, clock, lang: language, smtp, publicUrl }
}

/** What the desk needs of the app. */
export function deskDeps(app: Pick<App, 'config' | 'clock' | 'log' | 'state' | 'skills'>): DeskDeps {
  const { timeZone, language } = app.config
  return {
    ...app,
    timeZone,
    lang: language,
    rule: autonomyRule({ ...app, timeZone }),
    people: openColleagues(app.state),
  }
}

/** What the team needs of the app. @param cliToken what the command line of this machine shows; null: it does not ask */
export function teamDeps(
  { state, clock, log, config }: Pick<App, 'state' | 'clock' | 'log' | 'config'>,
  cliToken: string | null,
): TeamDeps {
  const { smtpUrl, mailFrom, language, publicUrl, trustProxy, sealKey, dataDir } = config
  const smtp = smtpUrl === null || mailFrom === null ? null : { url: smtpUrl, from: mailFrom }
  const seal = createSeal(sealKey, dataDir)
  return { state, clock, log, seal, language, smtp, publicUrl, trustForwarded: trustProxy !== 'none', cliToken }
}

/** What the night shift needs of the app. */
export async function nightDeps(app: Omit<App, 'lock' | 'close'>): Promise<NightDeps> {
  const { state, events, compute, clock, log, steps } = app
  const shop = await describeCurrentShop(app)
  return { state, events, compute, clock, log, steps, shop, skillSteps: await skillSteps(deskDeps(app)) }
}
