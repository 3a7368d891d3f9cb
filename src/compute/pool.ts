/** Worker threads for the kernels: the event loop that serves people never reckons. */
import { Worker } from 'node:worker_threads'
import { AppError } from '../core/errors.ts'
import { compiled } from './compiled.ts'
import { KERNELS, type Kernels } from './kernels.ts'

/** What runs in threads, by name. */
type Registry = Readonly<Record<string, (...args: never[]) => unknown>>

/** Runs a kernel by name; arguments and result are copied between threads. Rejects with what the kernel threw. */
type ComputeOf<R extends Registry> = <K extends keyof R>(
  kernel: K,
  ...args: Parameters<R[K]>
) => Promise<Awaited<ReturnType<R[K]>>>

export type Compute = ComputeOf<Kernels>

export interface Threads<R extends Registry> {
  readonly compute: ComputeOf<R>
  close(): Promise<void>
}

export type Pool = Threads<Kernels>

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

/** A pool of `threads` worker threads for the kernels, started when first needed. */
export function createPool(threads: number): Pool {
  return createThreads<Kernels>(new URL('./worker.ts', import.meta.url), threads)
}

/**
 * Worker threads that run what `entry` serves (`serveKernels`), started when first needed. Idle they keep no process alive.
 * @param entry file of the thread, as it is called in the sources
 */
export function createThreads<R extends Registry>(entry: URL, threads: number): Threads<R> {
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
    const worker = new Worker(compiled(entry))
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
    compute: compute as ComputeOf<R>,
    async close() {
      closed = true
      for (const waiting of queue.splice(0)) waiting.reject(new AppError('work.stopped', 'The workbench is stopping.'))
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}

/** Runs kernels in this thread: for tests and one-off commands. */
// One entry of the registry, which ties each name to its arguments and result.
export const runInline = (async (kernel: keyof Kernels, ...args: readonly unknown[]) => {
  const run = KERNELS[kernel] as (...given: readonly unknown[]) => unknown
  return run(...args)
}) as Compute
