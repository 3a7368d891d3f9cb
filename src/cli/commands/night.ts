import type { Command } from 'commander'
import { type App, describeCurrentShop, mailDeps, nightDeps, yesterday } from '../../app.ts'
import { AppError } from '../../core/errors.ts'
import { type Day, dayOf, parseDay } from '../../core/time.ts'
import { type FinishedNight, listSteps, runNight, type StepProgress } from '../../features/nightshift/index.ts'
import { mailReport } from '../../features/report/index.ts'
import type { CliContext } from '../context.ts'
import { overridesOf } from '../options.ts'
import { countText, oneLine } from '../text.ts'

export function addNight(program: Command, context: CliContext): void {
  program
    .command('night')
    .description('run the night shift now: analyse everything up to a day and bind the report')
    .option('--as-of <date>', 'last day that is analysed, YYYY-MM-DD (default: yesterday in the shop)')
    .option('--mail', 'mail the report to its readers, as after a night on time')
    .action(async (options: { asOf?: string; mail?: boolean }, command: Command) => {
      const asked = options.asOf === undefined ? null : parseDay(options.asOf, '--as-of')
      await context.withApp('night', overridesOf(command), async (app) => {
        if (asked !== null) refuseFuture(app, asked)
        if (options.mail === true) requireMail(app)
        const { report } = await runNightWithDisplay(app, context, asked ?? yesterday(app))
        const failed = report.night.steps.filter(({ status }) => status !== 'done').length
        if (failed === report.night.steps.length) {
          throw new AppError(
            'internal',
            `The report for ${report.asOf} is empty: none of its steps ended well, see above.`,
          )
        }
        context.terminal.say(
          `Report for ${report.asOf}: ${countText(report.findings.length)} findings${failed === 0 ? '' : `, ${failed} ${failed === 1 ? 'step' : 'steps'} missing`}. Read it with: dirigent report --as-of ${report.asOf} --format text`,
        )
        if (options.mail !== true) return
        await mailReport(mailDeps(app), report.asOf)
        context.terminal.say(`Mailed to ${app.config.reportTo}.`)
      })
    })
}

/** A report on days to come would say that sales broke down. Today is allowed: it may be looked at while it goes on. */
function refuseFuture({ clock, config }: App, asked: Day): void {
  const today = dayOf(clock.now(), config.timeZone)
  if (asked > today)
    throw new AppError('usage.invalid', `--as-of: ${asked} is still to come; in the shop it is ${today}.`)
}

/** Said before the work and not after it. */
function requireMail(app: App): void {
  if (mailDeps(app).smtp !== null) return
  throw new AppError(
    'config.invalid',
    '--mail needs DIRIGENT_SMTP_URL, DIRIGENT_MAIL_FROM and DIRIGENT_REPORT_TO; they are checked by: dirigent doctor',
  )
}

/** Runs the night and shows each step as it goes. */
export async function runNightWithDisplay(app: App, context: CliContext, asOf: Day): Promise<FinishedNight> {
  const deps = await nightDeps(app)
  const { name } = await describeCurrentShop(app)
  const show = showSteps(context, listSteps(deps.steps).length)
  try {
    return await runNight({ ...deps, shopName: name }, { asOf, signal: context.signal, onProgress: show })
  } finally {
    context.terminal.endProgress()
  }
}

/** The running step in a line that is replaced, each ended one in a line that stays. */
function showSteps({ terminal }: CliContext, count: number): (step: StepProgress) => void {
  let ended = 0
  return ({ title, status, seconds, rows, error }) => {
    if (status === 'running') {
      terminal.progress(`  [${ended + 1}/${count}] ${title.en} ...`)
      return
    }
    ended++
    const took = seconds === null ? '' : ` ${seconds.toFixed(1)} s`
    const read = rows === null ? '' : `, ${countText(rows)} rows`
    const mark = status === 'done' ? '✔' : '✘'
    terminal.say(`${mark} [${ended}/${count}] ${title.en}${took}${read}${error === null ? '' : `: ${oneLine(error)}`}`)
  }
}
