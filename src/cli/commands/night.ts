import type { Command } from 'commander'
import { Listr, type ListrTask } from 'listr2'
import { type App, describeCurrentShop, nightDeps, yesterday } from '../../app.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import { type Day, dayOf, parseDay } from '../../core/time.ts'
import { type FinishedNight, listSteps, runNight, type StepProgress } from '../../features/nightshift/index.ts'
import type { CliContext } from '../context.ts'
import { overridesOf } from '../options.ts'
import { countText } from '../text.ts'

export function addNight(program: Command, context: CliContext): void {
  program
    .command('night')
    .description('run the night shift now: analyse everything up to a day and bind the report')
    .option('--as-of <date>', 'last day that is analysed, YYYY-MM-DD (default: yesterday in the shop)')
    .action(async (options: { asOf?: string }, command: Command) => {
      const asked = options.asOf === undefined ? null : parseDay(options.asOf, '--as-of')
      await context.withApp('night', overridesOf(command), async (app) => {
        if (asked !== null) refuseFuture(app, asked)
        const { report } = await runNightWithDisplay(app, context, asked ?? yesterday(app))
        const failed = report.night.steps.filter(({ status }) => status !== 'done').length
        context.terminal.say(
          `Report for ${report.asOf}: ${countText(report.findings.length)} findings${failed === 0 ? '' : `, ${failed} ${failed === 1 ? 'step' : 'steps'} missing`}. Read it with: dirigent report --as-of ${report.asOf} --format text`,
        )
      })
    })
}

/** A report on days to come would say that sales broke down. Today is allowed: it may be looked at while it goes on. */
function refuseFuture({ clock, config }: App, asked: Day): void {
  const today = dayOf(clock.now(), config.timeZone)
  if (asked > today)
    throw new AppError('usage.invalid', `--as-of: ${asked} is still to come; in the shop it is ${today}.`)
}

/** Runs the night and shows each step as it goes. */
export async function runNightWithDisplay(app: App, context: CliContext, asOf: Day): Promise<FinishedNight> {
  const deps = await nightDeps(app)
  const { name } = await describeCurrentShop(app)
  const display = openDisplay(deps.steps, context.terminal.isInteractive)
  try {
    const finished = await runNight(
      { ...deps, shopName: name },
      { asOf, signal: context.signal, onProgress: display.update },
    )
    await display.finish()
    return finished
  } catch (error) {
    await display.abandon(error)
    throw error
  }
}

interface Display {
  update(step: StepProgress): void
  finish(): Promise<void>
  abandon(error: unknown): Promise<void>
}

interface Gate {
  readonly done: Promise<StepProgress>
  readonly open: (step: StepProgress) => void
  readonly fail: (error: unknown) => void
}

function openGate(): Gate {
  let open: Gate['open'] = () => undefined
  let fail: Gate['fail'] = () => undefined
  const done = new Promise<StepProgress>((resolve, reject) => {
    open = resolve
    fail = reject
  })
  // The list learns of a failure when it comes to this step; until then it must not count as unhandled.
  done.catch(() => undefined)
  return { done, open, fail }
}

function openDisplay(steps: Parameters<typeof listSteps>[0], interactive: boolean): Display {
  const list = listSteps(steps)
  const gates = new Map(list.map(({ name }) => [name, openGate()]))
  const tasks = list.map(
    ({ name, title }): ListrTask => ({
      title: title.en,
      task: async (_context, task) => {
        const step = await gates.get(name)?.done
        if (step === undefined) return
        const rows = step.rows === null ? '' : `, ${countText(step.rows)} rows`
        task.title = `${title.en} (${(step.seconds ?? 0).toFixed(1)} s${rows})`
        if (step.status !== 'done') throw new Error(`${title.en}: ${step.error ?? step.status}`)
      },
    }),
  )
  const listr = new Listr(tasks, {
    concurrent: false,
    exitOnError: false,
    renderer: interactive ? 'default' : 'simple',
    rendererOptions: interactive ? { collapseErrors: false } : {},
    registerSignalListeners: false,
  })
  const shown = listr.run()
  shown.catch(() => undefined) // what failed is shown in the list and told by the caller
  return {
    update(step) {
      if (step.status !== 'running') gates.get(step.name)?.open(step)
    },
    async finish() {
      await shown.catch(() => undefined)
    },
    async abandon(error) {
      for (const gate of gates.values()) gate.fail(new Error(messageOf(error)))
      await shown.catch(() => undefined)
    },
  }
}
