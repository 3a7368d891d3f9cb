import { describe, expect, it } from 'vitest'
import { randomSource } from '../../test/simulate.ts'
import type { Column } from '../ml/trees/columns.ts'
import { trainTrees } from '../ml/trees/train-trees.ts'
import { trainInThreads } from './train-in-threads.ts'

function table(n: number) {
  const rng = randomSource(4)
  const columns = Array.from({ length: 9 }, (_, k): Column => {
    const labels = ['a', 'b', 'c', 'd', 'e', 'f']
    if (k === 4)
      return { name: 'c', kind: 'category', labels, values: Int32Array.from({ length: n }, () => rng.below(7) - 1) }
    return { name: `x${k}`, kind: 'number', values: Float32Array.from({ length: n }, () => rng.normal()) }
  })
  const target = Float64Array.from({ length: n }, (_, i) => {
    const sum = columns.reduce((total, { values }, k) => total + ((k % 3) - 1) * (values[i] ?? 0), 0)
    return rng.uniform() < 1 / (1 + Math.exp(-sum)) ? 1 : 0
  })
  return { columns, target }
}

describe('trainInThreads', () => {
  it('comes to the same trees to the last bit, whatever the number of threads', async () => {
    const { columns, target } = table(3000)
    const heldOut = Uint8Array.from(target, (_y, i) => (i % 5 === 0 ? 1 : 0))
    const stopping = { heldOut, patience: 5 }
    const options = { loss: { name: 'logistic' }, rounds: 25, rowShare: 0.8, columnShare: 0.6, stopping } as const
    const alone = trainTrees(columns, target, options)
    for (const threads of [1, 2, 3]) expect(await trainInThreads(columns, target, options, threads)).toEqual(alone)
    const quantile = { loss: { name: 'quantile', quantile: 0.7 }, rounds: 5 } as const
    expect(await trainInThreads(columns, target, quantile, 2)).toEqual(trainTrees(columns, target, quantile))
  })

  it('says what is wrong before a thread is started', async () => {
    const { columns, target } = table(50)
    await expect(trainInThreads(columns, target, { loss: { name: 'squared' } }, 0)).rejects.toThrow(/threads.*got 0/)
    await expect(trainInThreads(columns, target.subarray(1), { loss: { name: 'squared' } }, 2)).rejects.toThrow(
      /49 rows/,
    )
    const ones = target.map(() => 1)
    expect(await trainInThreads(columns, ones, { loss: { name: 'logistic' } }, 2)).toEqual({
      ok: false,
      reason: 'one-class',
    })
  })
})
