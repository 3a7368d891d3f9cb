import { type App, yesterday } from '../../app.ts'
import type { MailReceipt } from '../../channels/mail/index.ts'
import { AppError } from '../../core/errors.ts'
import { type Day, dayOf, parseDay } from '../../core/time.ts'
import { describeCurrentShop, mailDeps, nightDeps } from '../../deps.ts'
import { type FinishedNight, listSteps, runNight, type StepProgress } from '../../features/nightshift/index.ts'
import { mailReport } from '../../features/report/index.ts'
import type { CliContext, Overrides } from '../context.ts'
import { awaitsImport, IMPORT_CUT_OFF } from '../demo.ts'
import { countText, oneLine } from '../text.ts'

export async function runNightCommand(
  context: CliContext,
  overrides: Overrides,
  options: { asOf?: string; mail?: boolean },
): Promise<void> {
  const asked = options.asOf === undefined ? null : parseDay(options.asOf, '--as-of')
  await context.withApp('night', overrides, async (app) => {
    if (asked !== null) refuseFuture(app, asked)
    if (options.mail === true) await requireMail(app)
    if (await awaitsImport(app)) throw new AppError('input.not-found', IMPORT_CUT_OFF)
    const { report } = await runNightWithDisplay(app, context, asked ?? yesterday(app))
    const failed = report.night.steps.filter(({ status }) => status !== 'done').length
    if (failed === report.night.steps.length) {
      throw new AppError('internal', `The report for ${report.asOf} is empty: none of its steps ended well, see above.`)
    }
    context.terminal.say(
      `Report for ${report.asOf}: ${countText(report.findings.length)} ${report.findings.length === 1 ? 'finding' : 'findings'}${failed === 0 ? '' : `, ${failed} ${failed === 1 ? 'step' : 'steps'} missing`}. Read it with: dirigent report --as-of ${report.asOf} --format text`,
    )
    if (options.mail !== true) return
    const receipt = await mailReport(await mailDeps(app), report.asOf)
    if (receipt !== null) context.terminal.say(describeReceipt(receipt))
  })
}

function describeReceipt({ accepted, rejected }: MailReceipt): string {
  const sent = `Mailed to ${accepted.join(', ')}.`
  if (rejected.length === 0) return sent
  return `${sent} The mail server refused ${rejected.join(', ')}: check DIRIGENT_REPORT_TO.`
}

/** A report on days to come would say that sales broke down. Today is allowed: it may be looked at while it goes on. */
function refuseFuture({ clock, config }: App, asked: Day): void {
  const today = dayOf(clock.now(), config.timeZone)
  if (asked > today)
    throw new AppError('usage.invalid', `--as-of: ${asked} is still to come; in the shop it is ${today}.`)
}

/** Said before the work and not after it. */
async function requireMail(app: App): Promise<void> {
  if ((await mailDeps(app)).smtp !== null) return
  throw new AppError(
    'config.invalid',
    '--mail needs DIRIGENT_SMTP_URL, DIRIGENT_MAIL_FROM and DIRIGENT_REPORT_TO; they are checked by: dirigent doctor',
  )
}

/** Runs the night and shows each step as it goes. */
export async function runNightWithDisplay(app: App, context: CliContext, asOf: Day): Promise<FinishedNight> {
  const deps = await nightDeps(app)
  const { name } = await describeCurrentShop(app)
  const show = showSteps(context, listSteps(deps).length)
  try {
    return await runNight({ ...deps, shopName: name }, { asOf, signal: context.signal, onProgress: show })
  } finally {
    context.terminal.endProgress()
  }
}

/** The running step in a line that is replaced, each ended one in a line that stays. */
function showSteps({ terminal }: CliContext, count: number): (step: StepProgress) => void {
  let ended = 0
  return ({ title, status, seconds, rows, proposals, error }) => {
    if (status === 'running') {
      terminal.progress(`  [${ended + 1}/${count}] ${title.en} ...`)
      return
    }
    ended++
    const took = seconds === null ? '' : ` ${seconds.toFixed(1)} s`
    const read = rows === null ? '' : `, ${countText(rows)} rows`
    const made = proposals === null ? '' : `, ${countText(proposals)} ${proposals === 1 ? 'proposal' : 'proposals'}`
    const mark = status === 'done' ? '✔' : '✘'
    terminal.say(
      `${mark} [${ended}/${count}] ${title.en}${took}${read}${made}${error === null ? '' : `: ${oneLine(error)}`}`,
    )
  }
}
