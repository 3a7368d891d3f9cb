import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { FORMATS, type FormatName } from '../../ingest/import/formats.ts'
import { type CsvMapping, readMapping } from '../../ingest/import/mapping.ts'
import { type ImportProgress, type ImportSummary, importFile } from '../../ingest/write/run.ts'
import type { CliContext } from '../context.ts'
import { overridesOf } from '../options.ts'
import { countText, durationText } from '../text.ts'

interface ImportCommandOptions {
  readonly source?: string
  readonly currency?: string
  readonly encoding?: string
  readonly delimiter?: string
  readonly mapping?: string
}

export function addImport(program: Command, context: CliContext): void {
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
      const name = parseFormat(format)
      const mapping = await mappingFor(name, options.mapping)
      await context.withApp(`import ${format}`, overridesOf(command), async (app) => {
        for (const path of files) {
          const summary = await importFile(app, {
            format: name,
            path,
            source: options.source ?? sourceOf(name),
            timeZone: app.config.timeZone,
            currency: options.currency ?? app.config.currency,
            encoding: parseEncoding(options.encoding),
            ...(options.delimiter === undefined
              ? {}
              : { delimiter: options.delimiter === '\\t' ? '\t' : options.delimiter }),
            ...(mapping === null ? {} : { mapping }),
            signal: context.signal,
            fallbackFolder: app.config.dataDir,
            onNotice: (sentence) => context.terminal.say(`  ${sentence}`),
            onProgress: showProgress(context, path),
          })
          context.terminal.endProgress()
          for (const line of describeSummary(summary)) context.terminal.say(line)
        }
      })
    })
}

function parseFormat(text: string): FormatName {
  const format = FORMATS.find((name) => name === text)
  if (format === undefined) {
    throw new AppError('usage.invalid', `Format '${text}' is not known. Choose one of: ${FORMATS.join(', ')}.`)
  }
  return format
}

/** Products and orders of one shop system belong together. */
function sourceOf(format: FormatName): string {
  return format.split('-')[0] === 'online' ? format : (format.split('-')[0] ?? format)
}

function parseEncoding(text: string | undefined): 'auto' | 'utf-8' | 'windows-1252' {
  if (text === undefined || text === 'auto') return 'auto'
  if (text === 'utf-8' || text === 'windows-1252') return text
  throw new AppError('usage.invalid', `--encoding: '${text}' is not known. Choose utf-8 or windows-1252.`)
}

async function mappingFor(format: FormatName, path: string | undefined): Promise<CsvMapping | null> {
  if (format !== 'csv') return null
  if (path === undefined) {
    throw new AppError(
      'usage.invalid',
      'Format csv needs --mapping <file>: a JSON file that says which column is which.',
    )
  }
  return readMapping(path)
}

function showProgress({ terminal }: CliContext, path: string): (progress: ImportProgress) => void {
  const started = { checking: 0, storing: 0 }
  const first = { checking: 0, storing: 0 }
  return ({ phase, rows, rowsTotal, bytes, bytesTotal }) => {
    const now = performance.now()
    if (started[phase] === 0) {
      started[phase] = now
      first[phase] = rows
    }
    const share = rowsTotal === null ? (bytesTotal === 0 ? 0 : bytes / bytesTotal) : rows / Math.max(1, rowsTotal)
    const seconds = (now - started[phase]) / 1000
    const rate = seconds > 0.2 ? (rows - first[phase]) / seconds : 0
    const left = rate > 0 && rowsTotal !== null ? `, ${durationText((rowsTotal - rows) / rate)} left` : ''
    const bar = '█'.repeat(Math.round(share * 20)).padEnd(20, '░')
    terminal.progress(
      `${path}  ${phase}  ${bar} ${Math.round(share * 100)} %  ${countText(rows)} rows, ${countText(Math.round(rate))} rows/s${left}`,
    )
  }
}

function describeSummary(summary: ImportSummary): string[] {
  if (summary.alreadyDone) {
    return [`${summary.file}: was imported before (${countText(summary.rows)} rows); nothing changed.`]
  }
  const kinds = Object.entries(summary.counts)
    .filter(([, { added, changed, unchanged }]) => added + changed + unchanged > 0)
    .map(
      ([kind, { added, changed, unchanged }]) =>
        `${kind}: ${countText(added)} new, ${countText(changed)} changed, ${countText(unchanged)} unchanged`,
    )
  return [
    `${summary.file}: ${countText(summary.rows)} rows, ${countText(summary.accepted)} accepted, ${countText(summary.rejected)} rejected.`,
    ...(summary.resumedAt > 0
      ? [`  went on after row ${countText(summary.resumedAt)}, where an earlier run was cut off`]
      : []),
    ...kinds.map((kind) => `  ${kind}`),
    ...(summary.rejectedFile === null ? [] : [`  rejected rows with line and reason: ${summary.rejectedFile}`]),
  ]
}
