/** A text as it is written: one line of JSON after the other, the last one the whole answer or what went wrong. */
import { Readable } from 'node:stream'
import { AppError, faultText } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import type { StreamedLine, WriteBody } from './schema.ts'
import { type StudioDeps, writeTexts } from './studio.ts'

/** Writes while somebody reads along. Who goes away stops it: nothing more is asked of a model then. */
export function streamTexts(deps: StudioDeps & { readonly log: Log }, body: WriteBody): Readable {
  const stop = new AbortController()
  const stream = new Readable({ read: () => undefined })
  stream.once('close', () => stop.abort())
  const tell = (line: StreamedLine) => {
    if (!stream.destroyed) stream.push(`${JSON.stringify(line)}\n`)
  }
  writeTexts(deps, body, { signal: stop.signal, onText: (growing) => tell({ kind: 'growing', ...growing }) })
    .then((written) => tell({ kind: 'written', written }))
    .catch((error: unknown) => {
      if (stop.signal.aborted) return
      if (!(error instanceof AppError))
        deps.log.error({ err: error }, 'a text that was read along could not be written')
      const text = error instanceof AppError ? faultText(error) : FAULT
      tell({ kind: 'failed', status: error instanceof AppError ? error.status : 500, text })
    })
    .finally(() => stream.push(null))
  return stream
}

const FAULT = {
  de: 'Im Innern ist ein Fehler aufgetreten. Der Text wurde nicht geschrieben; im Protokoll des Programms steht, warum.',
  en: 'Something went wrong inside. The text was not written; the program’s log says why.',
}
