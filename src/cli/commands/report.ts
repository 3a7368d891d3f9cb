import { writeFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { AppError, messageOf, systemCodeOf } from '../../core/errors.ts'
import { LANGS, type Lang } from '../../core/lang.ts'
import { parseDay } from '../../core/time.ts'
import { findReport, REPORT_FORMATS, type ReportFormat, renderReport } from '../../features/report/index.ts'
import { readHolder } from '../../stores/folder.ts'
import type { CliContext } from '../context.ts'
import { overridesOf } from '../options.ts'

interface ReportOptions {
  readonly asOf?: string
  readonly format: ReportFormat
  readonly lang?: Lang
  readonly out?: string
}

export function addReport(program: Command, context: CliContext): void {
  program
    .command('report')
    .description('print a report, the newest unless a day is given')
    .option('--as-of <date>', 'day the report is for, YYYY-MM-DD')
    .addOption(new Option('--format <format>', 'how').choices([...REPORT_FORMATS]).default('text'))
    .addOption(new Option('--lang <lang>', 'language (default: DIRIGENT_LANGUAGE)').choices([...LANGS]))
    .option('--out <file>', 'write to a file instead of standard output')
    .action(async (options: ReportOptions, command: Command) => {
      const day = options.asOf === undefined ? null : parseDay(options.asOf, '--as-of')
      const body = await renderWherever(context, command, options, day)
      if (options.out !== undefined) await save(options.out, body, context)
      else if (typeof body === 'string') context.terminal.print(body.trimEnd())
      else if (context.terminal.outIsTTY)
        throw new AppError('usage.invalid', 'A PDF is not shown in a terminal. Name a file with --out report.pdf.')
      else context.terminal.printBytes(body)
    })
}

/** From the stores, or from the workbench that holds them. */
async function renderWherever(
  context: CliContext,
  command: Command,
  options: ReportOptions,
  day: string | null,
): Promise<string | Buffer> {
  const config = context.loadConfig(overridesOf(command))
  const lang = options.lang ?? config.language
  const url = readHolder(config.dataDir)?.url ?? null
  if (url !== null) return fetchReport(url, { ...options, lang }, day)
  return context.withApp('report', overridesOf(command), async ({ state }) => {
    const found = await findReport(state, day)
    if (found === null) throw missing(day)
    return (await renderReport(found.report, options.format, lang)).body
  })
}

async function fetchReport(
  url: string,
  { format, lang }: { format: ReportFormat; lang: Lang },
  day: string | null,
): Promise<string | Buffer> {
  const answer = await fetch(`${url}/reports/${day ?? 'latest'}.${format}?lang=${lang}`)
  if (answer.status === 404) throw missing(day)
  if (!answer.ok) throw new AppError('channel.failed', `The workbench at ${url} answers with status ${answer.status}.`)
  return format === 'pdf' ? Buffer.from(await answer.arrayBuffer()) : answer.text()
}

function missing(day: string | null): AppError {
  const which = day === null ? 'no report yet' : `no report for ${day}`
  return new AppError(
    'input.not-found',
    `There is ${which}. Run: dirigent night${day === null ? '' : ` --as-of ${day}`}`,
  )
}

async function save(file: string, body: string | Buffer, { terminal }: CliContext): Promise<void> {
  try {
    await writeFile(file, body)
  } catch (error) {
    throw new AppError('input.invalid', `The report cannot be written to ${file}: ${reasonOf(error)}.`)
  }
  terminal.say(`Written to ${file}.`)
}

function reasonOf(error: unknown): string {
  switch (systemCodeOf(error)) {
    case 'ENOENT':
      return 'its folder does not exist. Make the folder, or name another file'
    case 'EISDIR':
      return 'this is a folder. Name a file in it'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'this user may not write there. Name another file'
    case 'ENOSPC':
      return 'the disk is full. Free some room, or name a file on another disk'
    default:
      return messageOf(error)
  }
}
