/**
 * Every command as the command line describes it. What a command does is loaded when it is asked for: help and settings
 * need no store, no analysis and no server.
 */
import { type Command, Option } from 'commander'
import { LANGS } from '../../core/lang.ts'
import type { ReportFormat } from '../../features/report/index.ts'
import { FORMATS } from '../../ingest/import/formats.ts'
import type { CliContext } from '../context.ts'
import { overridesOf } from '../options.ts'
import type { AudienceAction } from './audience.ts'
import type { AuditAction } from './audit.ts'
import type { BacktestModel, BacktestOptions } from './backtest.ts'
import { PRICING_HELP } from './backtest-pricing-help.ts'
import type { CustomerAction, CustomerOptions } from './customer.ts'
import type { ImportCommandOptions } from './import.ts'
import type { ReportOptions } from './report.ts'
import type { TeamAction } from './team.ts'
import type { TextAction, TextOptions } from './text.ts'

/** The report's own list would load all its renderings; the compiler holds this one against it. */
const REPORT_FORMATS: Readonly<Record<ReportFormat, true>> = { html: true, pdf: true, text: true, json: true }

const CUSTOMER: Readonly<Record<CustomerAction, true>> = { export: true, erase: true, readmit: true }
const AUDIENCE: Readonly<Record<AudienceAction, true>> = { list: true, show: true }
const AUDIT: Readonly<Record<AuditAction, true>> = { verify: true, export: true }
const TEXT: Readonly<Record<TextAction, true>> = { write: true, check: true }
const TEAM: Readonly<Record<TeamAction, true>> = { list: true, link: true }

/** In the order of `--help`. */
export function addCommands(program: Command, context: CliContext): void {
  for (const add of [
    addStart,
    addDemo,
    addImport,
    addNight,
    addReport,
    addBacktest,
    addJobs,
    addConfig,
    addDoctor,
    addSource,
    addCustomer,
    addAudience,
    addShop,
    addText,
    addTeam,
    addAudit,
  ])
    add(program, context)
}

function addStart(program: Command, context: CliContext): void {
  program
    .command('start')
    .description(
      'start the workbench: serve the report, run the night shift on time; an empty data folder gets the demo shop',
    )
    .option('--no-demo', 'leave an empty data folder empty')
    .action(async (options: { demo: boolean }, command: Command) => {
      const { runStart } = await import('./start.ts')
      await runStart(context, overridesOf(command), options)
    })
}

function addDemo(program: Command, context: CliContext): void {
  program
    .command('demo')
    .description('make the demo shop: two years of a German outdoor shop; the same seed and day give the same bytes')
    .option('--seed <number>', 'which shop (default: 1)')
    .option('--until <date>', 'its last day, YYYY-MM-DD (default: yesterday in the shop)')
    .action(async (options: { seed?: string; until?: string }, command: Command) => {
      const { runDemo } = await import('./demo.ts')
      await runDemo(context, overridesOf(command), options)
    })
}

function addImport(program: Command, context: CliContext): void {
  program
    .command('import')
    .description('import files of a shop; the same file twice changes nothing, a cut-off import goes on')
    .argument('<format>', FORMATS.join(', '))
    .argument('<files...>', 'plain, .gz or .xlsx')
    .option('--source <name>', 'name of the system the records come from (default: by format)')
    .option('--currency <code>', 'currency where neither the file nor the shop says one, for example EUR')
    .option('--encoding <name>', 'utf-8 or windows-1252 (default: found out)')
    .option('--delimiter <character>', 'what stands between fields (default: found out)')
    .option('--mapping <file>', 'JSON file that says which column is which (format csv)')
    .action(async (format: string, files: string[], options: ImportCommandOptions, command: Command) => {
      const { runImport } = await import('./import.ts')
      await runImport(context, overridesOf(command), { ...options, format, files })
    })
}

function addNight(program: Command, context: CliContext): void {
  program
    .command('night')
    .description('run the night shift now: analyse everything up to a day and bind the report')
    .option('--as-of <date>', 'last day that is analysed, YYYY-MM-DD (default: yesterday in the shop)')
    .option('--mail', 'mail the report to its readers, as after a night on time')
    .action(async (options: { asOf?: string; mail?: boolean }, command: Command) => {
      const { runNightCommand } = await import('./night.ts')
      await runNightCommand(context, overridesOf(command), options)
    })
}

function addReport(program: Command, context: CliContext): void {
  program
    .command('report')
    .description('print a report, the newest unless a day is given')
    .option('--as-of <date>', 'day the report is for, YYYY-MM-DD')
    .addOption(new Option('--format <format>', 'how').choices(Object.keys(REPORT_FORMATS)).default('text'))
    .addOption(new Option('--lang <lang>', 'language (default: DIRIGENT_LANGUAGE)').choices([...LANGS]))
    .option('--out <file>', 'write to a file instead of standard output')
    .action(async (options: ReportOptions, command: Command) => {
      const { runReport } = await import('./report.ts')
      await runReport(context, overridesOf(command), options)
    })
}

function addBacktest(program: Command, context: CliContext): void {
  program
    .command('backtest')
    .description('try a model on a file of your own and print what it found as one JSON line')
    .addArgument(
      program
        .createArgument(
          '<model>',
          'clv: BG/NBD purchases (and Gamma-Gamma spend); forecast: series of any frequency; pricing: price elasticities',
        )
        .choices(['clv', 'forecast', 'pricing']),
    )
    .addOption(
      new Option(
        '--input <file>',
        'CSV, for clv with the columns ID,frequency,recency,T; for forecast id,step,value or id,date,value and regressors; for pricing product,price,units',
      ).makeOptionMandatory(),
    )
    .option('--horizon <steps>', 'forecast: steps to hold out, and to forecast after the end')
    .option('--frequency <steps>', 'forecast: steps in a season, such as 12 for months or 7 for days; 1 for none')
    .option(
      '--output <file>',
      'forecast: where to write id,step,forecast,lower90,upper90; pricing: where to write the elasticities',
    )
    .addHelpText('after', PRICING_HELP)
    .action(async (model: BacktestModel | 'pricing', options: BacktestOptions) => {
      if (model === 'pricing') return (await import('./backtest-pricing.ts')).runPricingBacktest(context, options)
      const { runBacktest } = await import('./backtest.ts')
      await runBacktest(context, model, options)
    })
}

function addJobs(program: Command, context: CliContext): void {
  program
    .command('jobs')
    .description('list the jobs that were given up after all their attempts (dead letters)')
    .action(async (_options: unknown, command: Command) => {
      const { runJobs } = await import('./jobs.ts')
      await runJobs(context, overridesOf(command))
    })
}

function addConfig(program: Command, context: CliContext): void {
  program
    .command('config')
    .description('print the effective settings, secrets masked')
    .option('--json', 'as one JSON object')
    .action(async (options: { json?: boolean }, command: Command) => {
      const { runConfig } = await import('./config.ts')
      runConfig(context, overridesOf(command), options)
    })
}

function addDoctor(program: Command, context: CliContext): void {
  program
    .command('doctor')
    .description('check stores, time zone, mail and language model, and say what to do')
    .action(async (_options: unknown, command: Command) => {
      const { runDoctor } = await import('./doctor.ts')
      await runDoctor(context, overridesOf(command))
    })
}

function addSource(program: Command, context: CliContext): void {
  const source = program.command('source').description('who may send live events: list, add and close sources')
  source
    .command('list')
    .description('list the sources with their write keys')
    .action(async (_options: unknown, command: Command) => {
      const { runSourceList } = await import('./source.ts')
      await runSourceList(context, overridesOf(command))
    })
  source
    .command('add')
    .description('add a source and print its write key')
    .argument('<name>', 'small letters, digits and hyphens; customers and orders of the same name are the same ones')
    .option(
      '--origin <origin>',
      'origin of pages that may send, for example https://shop.example; may repeat',
      (origin: string, before: readonly string[]) => [...before, origin],
      [],
    )
    .action(async (name: string, options: { origin: readonly string[] }, command: Command) => {
      const { runSourceAdd } = await import('./source.ts')
      await runSourceAdd(context, overridesOf(command), { name, origins: options.origin })
    })
  source
    .command('close')
    .description('close a source: its key is refused, its events stay')
    .argument('<name>', 'name of the source')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { runSourceClose } = await import('./source.ts')
      await runSourceClose(context, overridesOf(command), name)
    })
}

function addCustomer(program: Command, context: CliContext): void {
  program
    .command('customer')
    .description(
      'export or erase everything about one person, or let an erased one be stored again (stop the workbench first)',
    )
    .addArgument(program.createArgument('<action>', 'what to do').choices(Object.keys(CUSTOMER)))
    .argument('<id>', "customer key ('shop/4711'), mail address, or with --source the shop's own number")
    .option('--source <name>', 'whose number it is')
    .option('--out <file>', 'export: write to a file only you can read instead of standard output')
    .option('--dry-run', 'erase: only count what would go')
    .action(async (action: CustomerAction, id: string, options: CustomerOptions, command: Command) => {
      const { runCustomer } = await import('./customer.ts')
      await runCustomer(context, overridesOf(command), { ...options, action, id })
    })
}

function addAudience(program: Command, context: CliContext): void {
  program
    .command('audience')
    .description('list the audiences with their sizes, or show one with its members')
    .addArgument(program.createArgument('<action>', 'what to do').choices(Object.keys(AUDIENCE)))
    .argument('[id]', 'number of the audience, for show')
    .action(async (action: AudienceAction, id: string | undefined, _options: unknown, command: Command) => {
      const { runAudience } = await import('./audience.ts')
      await runAudience(context, overridesOf(command), { action, id })
    })
}

function addTeam(program: Command, context: CliContext): void {
  program
    .command('team')
    .description('list the people of the team, or make a link for the first owner or for somebody who is locked out')
    .addArgument(program.createArgument('<action>', 'what to do').choices(Object.keys(TEAM)))
    .argument('[email]', 'whose link, once there is a team')
    .action(async (action: TeamAction, email: string | undefined, _options: unknown, command: Command) => {
      const { runTeam } = await import('./team.ts')
      await runTeam(context, overridesOf(command), { action, email })
    })
}

function addShop(program: Command, context: CliContext): void {
  program
    .command('shop')
    .description('print the prices that were changed, as CSV, for a shop that has to take them over')
    .addArgument(program.createArgument('<action>', 'what to do').choices(['changes']))
    .option('--since <date>', 'first day, YYYY-MM-DD (default: a week ago)')
    .action(async (_action: string, options: { since?: string }, command: Command) => {
      const { runShopChanges } = await import('./shop.ts')
      await runShopChanges(context, overridesOf(command), options)
    })
}

function addText(program: Command, context: CliContext): void {
  program
    .command('text')
    .description('write texts about a product, or check one from standard input; needs a running workbench')
    .addArgument(program.createArgument('<action>', 'what to do').choices(Object.keys(TEXT)))
    .requiredOption('--product <which>', 'its number, or words that only it has')
    .option('--kind <kind>', 'write: what kind of text', 'product-description')
    .addOption(new Option('--lang <lang>', 'language (default: DIRIGENT_LANGUAGE)').choices([...LANGS]))
    .option('--versions <number>', 'write: how many versions (default: 3)')
    .option('--seed <number>', 'write: another number, other texts (default: 1)')
    .addOption(new Option('--format <format>', 'how').choices(['text', 'json']).default('text'))
    .action(async (action: TextAction, options: Omit<TextOptions, 'action'>, command: Command) => {
      const { runText } = await import('./text.ts')
      await runText(context, overridesOf(command), { ...options, action })
    })
}

function addAudit(program: Command, context: CliContext): void {
  program
    .command('audit')
    .description('hold the audit log against its chain of hashes, or export it as JSON lines')
    .addArgument(program.createArgument('<action>', 'what to do').choices(Object.keys(AUDIT)))
    .option('--out <file>', 'export: write to a file only you can read instead of standard output')
    .action(async (action: AuditAction, { out }: { out?: string }, command: Command) => {
      const { runAudit } = await import('./audit.ts')
      await runAudit(context, overridesOf(command), { action, out })
    })
}
