/** The PDF in a thread of its own: laying out sixty pages takes seconds, in which the event loop must go on serving. */
import { Worker } from 'node:worker_threads'
import { compiled } from '../../../../compute/index.ts'
import { AppError } from '../../../../core/errors.ts'
import type { Lang } from '../../../../core/lang.ts'
import type { Report } from '../../schema.ts'

export interface PdfTask {
  readonly report: Report
  readonly lang: Lang
}

const ENTRY = new URL('./worker.ts', import.meta.url)

/** `renderPdf` off the event loop; rejects with what it threw. */
export function renderPdfInThread(task: PdfTask): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(compiled(ENTRY), { workerData: task })
    worker.once('message', (bytes: Uint8Array) =>
      resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    )
    worker.once('error', reject)
    worker.once('exit', () =>
      reject(new AppError('internal', 'The thread that lays out the PDF ended before it was done.')),
    )
  })
}
