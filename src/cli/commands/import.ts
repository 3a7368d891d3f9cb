import type { App } from '../../app.ts'
import { AppError } from '../../core/errors.ts'
import { inspectFile } from '../../ingest/import/bytes.ts'
import { FORMATS, type FormatName } from '../../ingest/import/formats.ts'
import { type CsvMapping, readMapping } from '../../ingest/import/mapping.ts'
import { checkImport } from '../../ingest/import/read.ts'
import { type ImportOptions, type ImportProgress, type ImportSummary, importFile } from '../../ingest/write/run.ts'
import { readShop } from '../../stores/state/shop.ts'
import type { CliContext, Overrides } from '../context.ts'
import { makeRoom, roomIsTaken } from '../demo.ts'
import { countText, durationText } from '../text.ts'

export interface ImportCommandOptions {
  readonly source?: string
  readonly currency?: string
  readonly encoding?: string
  readonly delimiter?: string
  readonly mapping?: string
}

export async function runImport(
  context: CliContext,
  overrides: Overrides,
  { format, files, ...options }: ImportCommandOptions & { readonly format: string; readonly files: readonly string[] },
): Promise<void> {
  const request = await parseRequest(format, options)
  // Before the stores are opened, or made: with a wrong path among several files none of them is imported.
  for (const path of files) await inspectFile(path)
  const { timeZone } = context.loadConfig(overrides)
  const ended = new AbortController()
  const signal = AbortSignal.any([context.signal, ended.signal])
  const check = (path: string) => checkImport({ ...request, path, timeZone, signal })
  const [first = '', ...others] = files
  // While the stores are opened the first file is read: each takes about as long as the other.
  const checked = check(first)
  checked.catch(() => undefined)
  try {
    await context.withApp(
      `import ${format}`,
      overrides,
      async (app) => {
        if ((await readShop(app.state)).demo !== null) {
          // A file that cannot be read must not cost the demo.
          await checked
          for (const path of others) await check(path)
          await makeRoom(app, context)
        }
        await importAndTell(app, context, { ...request, path: first, checked })
        for (const path of others) await importAndTell(app, context, { ...request, path })
        roomIsTaken(app)
      },
      { bare: true },
    )
  } finally {
    // Where the file was imported before, or the stores are not to be had, nobody waits for it to be read.
    ended.abort()
  }
}

type ImportRequest = Pick<
  ImportOptions,
  'format' | 'source' | 'currency' | 'encoding' | 'delimiter' | 'mapping' | 'checked'
>

async function parseRequest(formatText: string, options: ImportCommandOptions): Promise<ImportRequest> {
  const format = parseFormat(formatText)
  const mapping = await mappingFor(format, options.mapping)
  return {
    format,
    source: options.source ?? sourceOf(format),
    currency: parseCurrency(options.currency),
    encoding: parseEncoding(options.encoding),
    ...(options.delimiter === undefined ? {} : { delimiter: parseDelimiter(options.delimiter) }),
    ...(mapping === null ? {} : { mapping }),
  }
}

async function importAndTell(app: App, context: CliContext, request: ImportRequest & { path: string }): Promise<void> {
  const { terminal, signal } = context
  const { path } = request
  const summary = await importFile(app, {
    ...request,
    timeZone: app.config.timeZone,
    currency: request.currency ?? app.config.currency,
    signal,
    fallbackFolder: app.config.dataDir,
    onNotice: (sentence) => terminal.say(`  ${sentence}`),
    onProgress: showProgress(context, path),
  })
  terminal.endProgress()
  for (const line of describeSummary(summary)) terminal.say(line)
  if (summary.rows > 0 && summary.accepted === 0) {
    const where = summary.rejectedFile ?? 'its *.rejected.csv'
    throw new AppError('input.invalid', `${path}: none of its rows could be used; ${where} says why, row by row.`)
  }
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

function parseCurrency(text: string | undefined): string | null {
  if (text === undefined || /^[A-Z]{3}$/.test(text)) return text ?? null
  throw new AppError(
    'usage.invalid',
    `--currency: '${text}' is no currency. Write three capital letters, for example EUR.`,
  )
}

function parseDelimiter(text: string): string {
  const character = text === '\\t' ? '\t' : text
  if (character.length === 1 && !/[\w"\r\n]/.test(character)) return character
  throw new AppError('usage.invalid', `--delimiter: '${text}' is not one character such as , ; | or \\t (tab).`)
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
    const rejected = summary.rejected > 0 ? `, ${countText(summary.rejected)} of them rejected` : ''
    return [`${summary.file}: was imported before (${rowsText(summary.rows)}${rejected}); nothing changed.`]
  }
  const kinds = Object.entries(summary.counts)
    .filter(([, { added, changed, unchanged }]) => added + changed + unchanged > 0)
    .map(
      ([kind, { added, changed, unchanged }]) =>
        `${kind}: ${countText(added)} new, ${countText(changed)} changed, ${countText(unchanged)} unchanged`,
    )
  return [
    `${summary.file}: ${rowsText(summary.rows)}, ${countText(summary.accepted)} accepted, ${countText(summary.rejected)} rejected.`,
    ...(summary.resumedAt > 0
      ? [`  went on after row ${countText(summary.resumedAt)}, where an earlier run was cut off`]
      : []),
    ...kinds.map((kind) => `  ${kind}`),
    ...(summary.rejectedFile === null ? [] : [`  rejected rows with line and reason: ${summary.rejectedFile}`]),
  ]
}

function rowsText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'row' : 'rows'}`
}
