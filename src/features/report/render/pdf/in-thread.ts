/** The PDF in a thread of its own: laying out sixty pages takes seconds, in which the event loop must go on serving. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../../../core/errors.ts'
import type { Lang } from '../../../../core/lang.ts'
import type { Report } from '../../schema.ts'

export interface PdfTask {
  readonly report: Report
  readonly lang: Lang
}

/** The thread's entry as compiled: threads cannot load TypeScript, so sources run against the build beside them. */
function entry(): URL {
  const beside = new URL('./worker.js', import.meta.url)
  if (existsSync(fileURLToPath(beside))) return beside
  return new URL('../../../../../dist/src/features/report/render/pdf/worker.js', import.meta.url)
}

/** `renderPdf` off the event loop; rejects with what it threw. */
export function renderPdfInThread(task: PdfTask): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry(), { workerData: task })
    worker.once('message', (bytes: Uint8Array) =>
      resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    )
    worker.once('error', reject)
    worker.once('exit', () =>
      reject(new AppError('internal', 'The thread that lays out the PDF ended before it was done.')),
    )
  })
}
