import { parentPort } from 'node:worker_threads'
import { KERNELS } from './kernels.ts'
import type { Outcome, Task } from './pool.ts'

const kernels: Readonly<Record<string, unknown>> = KERNELS

parentPort?.on('message', ({ id, kernel, args }: Task) => {
  parentPort?.postMessage(run(id, kernel, args))
})

function run(id: number, name: string, args: readonly unknown[]): Outcome {
  try {
    const kernel = kernels[name]
    if (typeof kernel !== 'function') throw new RangeError(`No kernel is called '${name}'.`)
    return { id, value: kernel(...args) }
  } catch (error) {
    return { id, error }
  }
}
