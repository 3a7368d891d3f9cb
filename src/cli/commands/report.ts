import { writeFile } from 'node:fs/promises'
import { buffer, text } from 'node:stream/consumers'
import { AppError, messageOf, systemCodeOf } from '../../core/errors.ts'
import type { Lang } from '../../core/lang.ts'
import { parseDay } from '../../core/time.ts'
import { lookUpReport, type ReportFormat, renderReport, unreadable } from '../../features/report/index.ts'
import type { CliContext, Overrides } from '../context.ts'
import { type RunningWorkbench, runningWorkbench } from '../running.ts'

export interface ReportOptions {
  readonly asOf?: string
  readonly format: ReportFormat
  readonly lang?: Lang
  readonly out?: string
}

export async function runReport(context: CliContext, overrides: Overrides, options: ReportOptions): Promise<void> {
  const day = options.asOf === undefined ? null : parseDay(options.asOf, '--as-of')
  const body = await renderWherever(context, overrides, options, day)
  if (options.out !== undefined) await save(options.out, body, context)
  else if (typeof body === 'string') context.terminal.print(body.trimEnd())
  else if (context.terminal.outIsTTY)
    throw new AppError('usage.invalid', 'A PDF is not shown in a terminal. Name a file with --out report.pdf.')
  else context.terminal.printBytes(body)
}

/** From the stores, or from the workbench that holds them. */
async function renderWherever(
  context: CliContext,
  overrides: Overrides,
  options: ReportOptions,
  day: string | null,
): Promise<string | Buffer> {
  const config = context.loadConfig(overrides)
  const lang = options.lang ?? config.language
  const running = runningWorkbench(config.dataDir)
  if (running !== null) return fetchReport(running, { ...options, lang }, day)
  return context.withApp('report', overrides, async ({ state }) => {
    const found = await lookUpReport(state, day)
    if (found.status === 'none') throw missing(day)
    if (found.status === 'unreadable') throw unreadable(found.asOf)
    return (await renderReport(found.report, options.format, lang)).body
  })
}

async function fetchReport(
  running: RunningWorkbench,
  { format, lang }: { format: ReportFormat; lang: Lang },
  day: string | null,
): Promise<string | Buffer> {
  const path = `/reports/${day ?? 'latest'}.${format}?lang=${lang}`
  const file = await running.stream(path).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'input.not-found' ? missing(day) : error
  })
  return format === 'pdf' ? buffer(file) : text(file)
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
