import { createThreads } from '../../compute/index.ts'
import type { TEXT_KERNELS, TextWork } from './text-kernels.ts'

/** As many as the kernels of the analyses have; each keeps dictionaries of its own, some 60 MB. */
const THREADS = 2

let opened: TextWork | null = null

/** Threads for texts, one set for the whole process, started with the first text. */
export function textWork(): TextWork {
  opened ??= open()
  return opened
}

function open(): TextWork {
  const { compute } = createThreads<typeof TEXT_KERNELS>(new URL('./text-worker.ts', import.meta.url), THREADS)
  return {
    writeChecked: (facts, request) => compute('writeChecked', facts, request),
    checkText: (text, context) => compute('checkText', text, context),
  }
}
