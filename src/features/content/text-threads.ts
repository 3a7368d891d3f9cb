import { createThreads } from '../../compute/index.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { readVoice } from '../voice/index.ts'
import { type TextKernels, type TextWork, textWork } from './text-work.ts'

/** As many as the kernels of the analyses have; each keeps dictionaries of its own, some 60 MB. */
const THREADS = 2

type Threads = ReturnType<typeof createThreads<TextKernels>>

let opened: Threads | null = null

/** One set for the whole process, started with the first text. */
function threads(): Threads {
  opened ??= createThreads<TextKernels>(new URL('./text-worker.ts', import.meta.url), THREADS)
  return opened
}

const IN_THREADS: TextKernels = {
  writeChecked: (...asked) => threads().compute('writeChecked', ...asked),
  writeGroupChecked: (...asked) => threads().compute('writeGroupChecked', ...asked),
  checkText: (...asked) => threads().compute('checkText', ...asked),
}

/** Writes and checks in threads for texts, held against the shop's voice as it is then. */
export function voicedWork(state: Pick<StateStore, 'pool'>): TextWork {
  return textWork(IN_THREADS, async () => (await readVoice(state)).profile)
}
