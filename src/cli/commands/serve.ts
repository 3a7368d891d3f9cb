import type { FastifyInstance } from 'fastify'
import { type App, openEvents, yesterday } from '../../app.ts'
import type { Config } from '../../config.ts'
import { AppError, systemCodeOf } from '../../core/errors.ts'
import type { Day } from '../../core/time.ts'
import { currentConfig, deskDeps, nightDeps, teamDeps } from '../../deps.ts'
import { startDeskWorker } from '../../features/desk/index.ts'
import { skillContext } from '../../features/nightshift/index.ts'
import { lookUpReport } from '../../features/report/index.ts'
import { nightCron } from '../../features/settings/index.ts'
import { openTeam, type Team } from '../../features/team/index.ts'
import { removeCliToken, writeCliToken } from '../../stores/cli-token.ts'
import { hasEvents } from '../../stores/events/log.ts'
import { openLogWriter } from '../../stores/events/log-writer.ts'
import { isEmptyShop, readShop } from '../../stores/state/shop.ts'
import { listSources } from '../../stores/state/sources.ts'
import { createWorkbench } from '../../workbench.ts'
import { type JobKind, type Jobs, startJobs } from '../../worker/jobs.ts'
import { jobKinds } from '../../worker/kinds.ts'
import type { CliContext } from '../context.ts'
import { awaitsImport, buildDemo, IMPORT_CUT_OFF } from '../demo.ts'
import { runNightWithDisplay } from './night.ts'

/** Lists are in order from the beginning, also after an import while the workbench was off. */
const AT_START = ['customer-standings', 'product-standings']

/** So long an answer that is asked for again may be the same, where nobody was told of a change: pages ask once a second at most. */
const KEPT_MS = 1_000

/** Serves the workbench and does its jobs until it is asked to stop. */
export async function serve(app: App, context: CliContext, wantsDemo: boolean): Promise<void> {
  const { terminal, signal } = context
  const live = await openEvents(app.config)
  const writer = await openLogWriter({ events: live, clock: app.clock })
  const { jobs: later, begin } = startLater()
  const team = openTeam(teamDeps(app, writeCliToken(app.config.dataDir)))
  const server = await createWorkbench({ ...app, writer, jobs: later, team }, { keptMs: KEPT_MS })
  try {
    const address = await listen(server, app.config, context)
    app.lock.publish(address)
    const url = forPeople(address, app.config)
    await greetFirstOwner(team, url, context)
    const cutOff = await awaitsImport(app)
    if (wantsDemo && !cutOff) await makeDemoWhereEmpty(app, context)
    const known = await catchUp(app, context)
    const jobs = await startJobs(app.state, jobsFor(app, await currentConfig(app)), {
      timeZone: app.config.timeZone,
      log: app.log,
    })
    begin(jobs)
    const desk = startDeskWorker(deskDeps(app), async (signal) =>
      skillContext(await nightDeps(app), { asOf: yesterday(app), signal }),
    )
    try {
      // A workbench that was off at night catches up, while the last report is served already.
      if (known !== null && known < yesterday(app)) await jobs.ask('night', {})
      for (const name of AT_START) await jobs.ask(name, {})
      if (known !== null) terminal.say(`Report for ${known}:`)
      else terminal.say(cutOff ? IMPORT_CUT_OFF : 'No data yet. Import some, then run: dirigent night')
      terminal.print(known === null ? url : `${url}/reports/${known}`)
      terminal.say('Stop with Ctrl-C.')
      await untilStopped(signal)
    } finally {
      await Promise.all([jobs.stop(), desk.stop()])
    }
  } finally {
    removeCliToken(app.config.dataDir)
    // First nobody asks any more, then what was asked is written.
    await server.close()
    await writer.close()
    await live.close()
  }
}

/** The link stands on standard error: what follows on standard output is for programs as well. */
async function greetFirstOwner(team: Team, url: string, { terminal }: CliContext): Promise<void> {
  const link = await team.ownerLink(url)
  if (link === null) return
  terminal.say('Nobody can sign in yet. This link makes you the owner; it works once, for a day:')
  terminal.say(`  ${link.url}`)
}

/**
 * Makes a report where there is data and none that can be read.
 * @returns the day of the newest report; null where there is no data to report on
 */
async function catchUp(app: App, context: CliContext): Promise<Day | null> {
  const newest = await lookUpReport(app.state, null)
  if (newest.status === 'found') return newest.report.asOf
  if ((await isEmptyShop(app.state)) && !(await hasEvents(app.events))) return null
  let asOf = yesterday(app)
  if (newest.status === 'unreadable') {
    context.terminal.say(`The report for ${newest.asOf} was written by another version; a new one is made.`)
    // One that was made for today stands before yesterday's.
    if (newest.asOf > asOf) asOf = newest.asOf
  }
  return (await runNightWithDisplay(app, context, asOf)).report.asOf
}

/** The jobs for whoever is served before they have been started. */
function startLater(): { jobs: Pick<Jobs, 'ask' | 'interrupt' | 'schedule'>; begin(jobs: Jobs): void } {
  let begun: Jobs | null = null
  const there = () => {
    if (begun !== null) return begun
    throw new AppError('work.overloaded', 'The workbench is still starting. Ask again in a moment.')
  }
  return {
    jobs: {
      ask: async (name, data) => there().ask(name, data),
      interrupt: async (name) => there().interrupt(name),
      schedule: async (name, cron) => there().schedule(name, cron),
    },
    begin: (jobs) => {
      begun = jobs
    },
  }
}

/** A night in a shop whose data are still to come again would bind an empty report. */
function jobsFor(app: App, { nightAt }: Pick<Config, 'nightAt'>): JobKind[] {
  return jobKinds(app).map((kind) => {
    if (kind.name !== 'night') return kind
    return {
      ...kind,
      cron: nightCron(nightAt),
      run: async (data, signal) => {
        if (!(await awaitsImport(app))) await kind.run(data, signal)
      },
    }
  })
}

async function makeDemoWhereEmpty(app: App, context: CliContext): Promise<void> {
  const empty = (await isEmptyShop(app.state)) && (await listSources(app.state)).length === 0
  const cutOff = (await readShop(app.state)).demo?.done === false
  if (!empty && !cutOff) return
  context.terminal.say(
    empty
      ? 'The data folder is empty: making the demo shop. (Your own data: dirigent import --help)'
      : 'The demo shop is not whole yet: going on with it.',
  )
  await buildDemo(app, context, { seed: null, endDay: null })
}

/** Listens on the port of the settings; where none was set and the usual one is taken, on a free one. */
async function listen(server: FastifyInstance, { host, port }: Config, { terminal }: CliContext): Promise<string> {
  try {
    return local(await server.listen({ host, port: port ?? 4747 }))
  } catch (error) {
    if (systemCodeOf(error) === 'EADDRINUSE' && port === null) {
      terminal.say('Port 4747 is taken; a free one is used. Set DIRIGENT_PORT to choose one.')
      return local(await server.listen({ host, port: 0 }))
    }
    if (systemCodeOf(error) === 'EADDRINUSE')
      throw new AppError('store.unusable', `Port ${port} is taken by another program. Set DIRIGENT_PORT to a free one.`)
    if (systemCodeOf(error) === 'EACCES')
      throw new AppError(
        'store.unusable',
        `This user may not listen on port ${port}. Set DIRIGENT_PORT to one above 1023.`,
      )
    if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(systemCodeOf(error) ?? ''))
      throw new AppError('config.invalid', `This machine has no address ${host}. Set DIRIGENT_HOST to one it has.`)
    throw error
  }
}

/** An address a person on this machine can open. */
function local(address: string): string {
  return address.replace('0.0.0.0', '127.0.0.1').replace('[::]', '127.0.0.1')
}

/** What a person types: by name, for browsers make no passkeys for an address. */
function forPeople(address: string, { publicUrl }: Config): string {
  return (
    publicUrl?.replace(/\/$/, '') ?? address.replace('//127.0.0.1:', '//localhost:').replace('//[::1]:', '//localhost:')
  )
}

function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
