import { AppError } from '../../core/errors.ts'
import type { Lang } from '../../core/lang.ts'
import type { FormatName } from './formats.ts'
import type { CsvMapping } from './mapping.ts'

interface ReadProgress {
  /** Of the file as it lies on the disk (packed). */
  readonly bytesRead: number
  readonly bytesTotal: number
  /** Data rows seen, skipped ones included. */
  readonly rows: number
}

export interface ReadOptions {
  readonly format: FormatName
  readonly path: string
  /** Where times without a zone are meant. */
  readonly timeZone: string
  /** The shop's currency; null: what the file says, or the format's own (GBP for online-retail, EUR). */
  readonly currency: string | null
  /** The language of texts that do not say theirs; default 'de'. */
  readonly lang?: Lang
  readonly encoding?: 'auto' | 'utf-8' | 'windows-1252'
  readonly delimiter?: string
  /** Needed for the format csv. */
  readonly mapping?: CsvMapping
  /** Name of the workbook's sheet; default: the first. */
  readonly sheet?: string
  /** Data rows taken in an earlier run (`nextRow` of its last batch): parsed but not read into records. */
  readonly skipRows?: number
  /** When WooCommerce's sale prices are looked at, UTC milliseconds; default: they count whatever their dates. */
  readonly asOf?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ReadProgress) => void
  /** Sentences on what was assumed (encoding, order of dates, currency, sheet). */
  readonly onNotice?: (sentence: string) => void
}

/** Takes a sentence and does nothing with it. */
export function ignore(): void {
  return
}

export function noticeOf(options: ReadOptions): (sentence: string) => void {
  return options.onNotice ?? ignore
}

/** @throws AppError  work.stopped when the caller has asked to stop */
export function stopIfAsked({ signal, path }: ReadOptions): void {
  if (signal?.aborted === true)
    throw new AppError('work.stopped', `${path}: reading was stopped before the end.`, { file: path })
}
