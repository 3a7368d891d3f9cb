/** Worker threads for the kernels: the event loop that serves people never reckons. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { AppError } from '../core/errors.ts'
import { KERNELS, type Kernels } from './kernels.ts'

/** Runs a kernel by name; arguments and result are copied between threads. Rejects with what the kernel threw. */
export type Compute = <K extends keyof Kernels>(
  kernel: K,
  ...args: Parameters<Kernels[K]>
) => Promise<ReturnType<Kernels[K]>>

export interface Pool {
  readonly compute: Compute
  close(): Promise<void>
}

export interface Task {
  readonly id: number
  readonly kernel: string
  readonly args: readonly unknown[]
}

export type Outcome =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: unknown }

interface Waiting {
  readonly task: Task
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** The worker's entry as compiled: threads cannot load TypeScript, so sources run against the build beside them. */
function workerEntry(): URL {
  const beside = new URL('./worker.js', import.meta.url)
  if (existsSync(fileURLToPath(beside))) return beside
  return new URL('../../dist/src/compute/worker.js', import.meta.url)
}

/** A pool of `threads` worker threads, started when first needed. */
export function createPool(threads: number): Pool {
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const queue: Waiting[] = []
  const running = new Map<Worker, Waiting>()
  let closed = false
  let count = 0

  function next(): void {
    if (queue.length === 0) return
    const worker = idle.pop() ?? (all.size < threads ? start() : undefined)
    const waiting = worker === undefined ? undefined : queue.shift()
    if (worker === undefined || waiting === undefined) return
    running.set(worker, waiting)
    worker.ref()
    worker.postMessage(waiting.task)
  }

  function start(): Worker {
    const worker = new Worker(workerEntry())
    all.add(worker)
    worker.on('message', (outcome: Outcome) => {
      const waiting = running.get(worker)
      running.delete(worker)
      worker.unref()
      idle.push(worker)
      if ('error' in outcome) waiting?.reject(outcome.error)
      else waiting?.resolve(outcome.value)
      next()
    })
    worker.on('error', (error) => retire(worker, error))
    worker.on('exit', () => retire(worker, new AppError('internal', 'A worker thread ended before its work was done.')))
    return worker
  }

  function retire(worker: Worker, error: unknown): void {
    if (!all.delete(worker)) return
    const at = idle.indexOf(worker)
    if (at >= 0) idle.splice(at, 1)
    running.get(worker)?.reject(error)
    running.delete(worker)
    if (!closed) next()
  }

  const compute = (kernel: string, ...args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (closed) return reject(new AppError('work.stopped', 'The workbench is stopping.'))
      queue.push({ task: { id: ++count, kernel, args }, resolve, reject })
      next()
    })

  return {
    // The registry ties each name to its arguments and result; only copying between threads loses the types.
    compute: compute as Compute,
    async close() {
      closed = true
      for (const waiting of queue.splice(0)) waiting.reject(new AppError('work.stopped', 'The workbench is stopping.'))
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}

/** Runs kernels in this thread: for tests and one-off commands. */
export const runInline: Compute = async (kernel, ...args) => {
  const run = KERNELS[kernel] as unknown as (...given: typeof args) => ReturnType<Kernels[typeof kernel]> // one entry of the registry
  return run(...args)
}
