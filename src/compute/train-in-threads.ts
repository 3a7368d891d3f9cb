/** Trains trees with several threads; the event loop stays free, and the trees are those of `trainTrees` to the last bit. */
import { Worker } from 'node:worker_threads'
import { AppError } from '../core/errors.ts'
import type { Column } from '../ml/trees/columns.ts'
import type { TreesOptions } from '../ml/trees/options.ts'
import { prepareTraining, type Training, type TreesFit } from '../ml/trees/training.ts'
import { compiled } from './compiled.ts'

export interface MemberTask {
  readonly training: Training
  readonly member: number
}

const MEMBER = new URL('./train-member.ts', import.meta.url)

/**
 * `trainTrees` by so many threads. Values over a SharedArrayBuffer are seen by all of them; others are copied into one.
 * @throws RangeError  as `trainTrees`, or threads is no whole number of at least 1
 */
export async function trainInThreads(
  columns: readonly Column[],
  target: Float64Array,
  options: TreesOptions,
  threads: number,
): Promise<TreesFit> {
  if (!(Number.isInteger(threads) && threads >= 1))
    throw new RangeError(`threads must be a whole number of at least 1, got ${threads}`)
  const prepared = prepareTraining(columns, target, options, threads)
  if ('ok' in prepared) return prepared
  const { weight, heldOut } = prepared
  const training: Training = {
    ...prepared,
    columns: prepared.columns.map(shareColumn),
    target: shareDoubles(prepared.target),
    weight: weight === null ? null : shareDoubles(weight),
    heldOut: heldOut === null ? null : share(heldOut, (buffer) => new Uint8Array(buffer)),
  }
  const workers: Worker[] = []
  try {
    const members = Array.from({ length: threads }, (_, member) => {
      const task: MemberTask = { training, member }
      const worker = new Worker(compiled(MEMBER), { workerData: task })
      workers.push(worker)
      return answerOf(worker)
    })
    // All members come to the same trees; the first one alone sends them. One that fails leaves the others waiting, so all end with it.
    const [fit] = await Promise.all(members)
    if (fit === null || fit === undefined) throw new AppError('internal', 'No thread brought the trained trees.')
    return fit
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

function answerOf(worker: Worker): Promise<TreesFit | null> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new AppError('internal', 'A worker thread ended before its work was done.')))
  })
}

function shareColumn(column: Column): Column {
  if (column.kind === 'category') return { ...column, values: share(column.values, (buffer) => new Int32Array(buffer)) }
  const { values } = column
  return { ...column, values: values instanceof Float32Array ? shareSingles(values) : shareDoubles(values) }
}

function shareDoubles(values: Float64Array): Float64Array {
  return share(values, (buffer) => new Float64Array(buffer))
}

function shareSingles(values: Float32Array): Float32Array {
  return share(values, (buffer) => new Float32Array(buffer))
}

interface Numbers {
  readonly buffer: ArrayBufferLike
  readonly byteLength: number
  set(values: ArrayLike<number>): void
  readonly length: number
  readonly [index: number]: number
}

function share<T extends Numbers>(values: T, open: (buffer: SharedArrayBuffer) => T): T {
  if (values.buffer instanceof SharedArrayBuffer) return values
  const shared = open(new SharedArrayBuffer(values.byteLength))
  shared.set(values)
  return shared
}
