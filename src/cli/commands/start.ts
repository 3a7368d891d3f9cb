import type { Command } from 'commander'
import type { FastifyInstance } from 'fastify'
import { type App, yesterday } from '../../app.ts'
import type { Config } from '../../config.ts'
import { AppError, systemCodeOf } from '../../core/errors.ts'
import { findReport, reportRoutes } from '../../features/report/index.ts'
import { createServer } from '../../http/server.ts'
import { isEmptyShop, readShop } from '../../stores/state/shop.ts'
import { startJobs } from '../../worker/jobs.ts'
import { jobKinds } from '../../worker/kinds.ts'
import { systemRoutes } from '../../worker/routes.ts'
import type { CliContext } from '../context.ts'
import { buildDemo } from '../demo.ts'
import { overridesOf } from '../options.ts'
import { runNightWithDisplay } from './night.ts'

export function addStart(program: Command, context: CliContext): void {
  program
    .command('start')
    .description(
      'start the workbench: serve the report, run the night shift on time; an empty data folder gets the demo shop',
    )
    .option('--no-demo', 'leave an empty data folder empty')
    .action(async (options: { demo: boolean }, command: Command) => {
      await context.withApp('start', overridesOf(command), (app) => serve(app, context, options.demo))
    })
}

async function serve(app: App, context: CliContext, wantsDemo: boolean): Promise<void> {
  const { terminal, signal } = context
  const server = await createServer({
    log: app.log,
    hosts: hostsOf(app.config),
    routes: [reportRoutes({ state: app.state, language: app.config.language }), systemRoutes({ state: app.state })],
  })
  try {
    const url = await listen(server, app.config, context)
    app.lock.publish(url)
    if (wantsDemo) await makeDemoWhereEmpty(app, context)
    const known = await findReport(app.state, null)
    if (known === null && !(await isEmptyShop(app.state))) await runNightWithDisplay(app, context, yesterday(app))
    const jobs = await startJobs(app.state, jobKinds(app), { timeZone: app.config.timeZone, log: app.log })
    try {
      // A workbench that was off at night catches up, while the last report is served already.
      if (known !== null && known.report.asOf < yesterday(app)) await jobs.ask('night', {})
      const latest = known ?? (await findReport(app.state, null))
      terminal.say(
        latest === null ? `No data yet. Import some, then run: dirigent night` : `Report for ${latest.report.asOf}:`,
      )
      terminal.print(latest === null ? url : `${url}/reports/${latest.report.asOf}`)
      terminal.say('Stop with Ctrl-C.')
      await untilStopped(signal)
    } finally {
      await jobs.stop()
    }
  } finally {
    await server.close()
  }
}

async function makeDemoWhereEmpty(app: App, context: CliContext): Promise<void> {
  const empty = await isEmptyShop(app.state)
  const cutOff = (await readShop(app.state)).demo?.done === false
  if (!empty && !cutOff) return
  context.terminal.say(
    empty
      ? 'The data folder is empty: making the demo shop. (Your own data: dirigent import --help)'
      : 'The demo shop is not whole yet: going on with it.',
  )
  await buildDemo(app, context, { seed: null, endDay: null })
}

function hostsOf({ host, publicUrl }: Config): string[] {
  return [host, ...(publicUrl === null ? [] : [new URL(publicUrl).hostname])]
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

function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
