import { parentPort, workerData } from 'node:worker_threads'
import { renderPdf } from './document.ts'
import type { PdfTask } from './in-thread.ts'

const { report, lang } = workerData as PdfTask // given by renderPdfInThread alone
parentPort?.postMessage(await renderPdf(report, lang))
