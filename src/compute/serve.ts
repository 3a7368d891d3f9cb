/** What a thread does all its life: takes a task, runs the kernel of that name, answers. */
import { parentPort } from 'node:worker_threads'
import type { Outcome, Task } from './pool.ts'

export function serveKernels(kernels: Readonly<Record<string, unknown>>): void {
  parentPort?.on('message', async (task: Task) => {
    parentPort?.postMessage(await run(kernels, task))
  })
}

async function run(kernels: Readonly<Record<string, unknown>>, { id, kernel: name, args }: Task): Promise<Outcome> {
  try {
    const kernel = kernels[name]
    if (typeof kernel !== 'function') throw new RangeError(`No kernel is called '${name}'.`)
    return { id, value: await kernel(...args) }
  } catch (error) {
    return { id, error }
  }
}
