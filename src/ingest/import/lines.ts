import { inspectFile, type ReadMeter, readBytes } from './bytes.ts'
import { decodeText } from './decode.ts'
import { parseRecord } from './dirigent.ts'
import { fileFault, isUnreadable } from './fault.ts'
import { Sink } from './sink.ts'

const MAX_LINE_CHARS = 16_000_000

interface LinesRequest {
  readonly path: string
  readonly skipRows: number
  /** The shop's currency; null: that of the first record which has one. */
  readonly currency: string | null
  readonly notice: (sentence: string) => void
  readonly meter: ReadMeter
}

/**
 * Records of a `dirigent` file (newline-delimited JSON, plain or gzip), one block of text at a time; `rows` counts its
 * lines that are not empty.
 * @throws AppError  input.not-found, or input.invalid when the file is no such file
 */
export async function* readLines(request: LinesRequest): AsyncGenerator<{ sink: Sink; rows: number }> {
  const { path } = request
  const file = await inspectFile(path)
  if (file.kind === 'zip' || file.kind === 'ole') {
    throw fileFault(path, null, 'this is a workbook or archive; newline-delimited JSON is expected, plain or as .gz.')
  }
  const texts = decodeText(readBytes(file, request.meter), { path, encoding: 'utf-8', notice: request.notice })
  const reader = new LineReader(request)
  let suspect = false
  for await (const chunk of texts) {
    suspect ||= chunk.suspect
    reader.push(chunk.text, suspect)
    yield reader
  }
  reader.push('\n', suspect)
  if (reader.rows === 0) throw fileFault(path, null, 'the file holds no records; export it again.')
  yield reader
}

class LineReader {
  readonly sink = new Sink()
  rows = 0
  readonly #path: string
  readonly #skipRows: number
  #currency: string | null
  #rest = ''
  #line = 0

  constructor({ path, skipRows, currency }: LinesRequest) {
    this.#path = path
    this.#skipRows = skipRows
    this.#currency = currency
  }

  push(chunk: string, suspect: boolean): void {
    const text = this.#rest + chunk
    let at = 0
    for (;;) {
      const end = text.indexOf('\n', at)
      if (end === -1) break
      this.#line++
      const json = text.slice(at, end).trim()
      if (json !== '') this.#take(json, suspect)
      at = end + 1
    }
    this.#rest = text.slice(at)
    if (this.#rest.length > MAX_LINE_CHARS) {
      throw fileFault(
        this.#path,
        this.#line + 1,
        'the line is longer than 16 million characters; one record per line is expected.',
      )
    }
  }

  #take(json: string, suspect: boolean): void {
    const row = this.rows++
    if (row === 0 && !json.startsWith('{')) {
      throw fileFault(this.#path, this.#line, 'this is not newline-delimited JSON; each line must be one record {...}.')
    }
    if (row < this.#skipRows) return
    if (suspect && isUnreadable(json)) {
      this.sink.reject(this.#line, 'The line holds bytes that are not UTF-8.', [json])
      return
    }
    const { record, fault } = parseRecord(json)
    if (record === null) {
      this.sink.reject(this.#line, fault, [json])
      return
    }
    if ('currency' in record) {
      this.#currency ??= record.currency
      if (record.currency !== this.#currency) {
        const reason = `Mixed currencies: the ${record.type} is in ${record.currency}, the shop's are in ${this.#currency}.`
        this.sink.reject(this.#line, reason, [json])
        return
      }
    }
    this.sink.single(record, row)
  }
}
