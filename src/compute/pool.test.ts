import { afterEach, describe, expect, it } from 'vitest'
import { createPool, type Pool, runInline } from './pool.ts'

let pool: Pool
afterEach(() => pool.close())

describe('the pool', () => {
  it('gives what the kernel gives, from several threads at once', async () => {
    pool = createPool(2)
    const inputs = [1, 2.5, 10, 100, 1e-5]
    const answers = await Promise.all(inputs.map((x) => pool.compute('logGamma', x)))
    expect(answers).toEqual(await Promise.all(inputs.map((x) => runInline('logGamma', x))))
  })

  it('rejects with what the kernel threw', async () => {
    pool = createPool(1)
    await expect(pool.compute('logGamma', -1)).rejects.toThrow(RangeError)
    expect(await pool.compute('logGamma', 1)).toBe(0)
  })

  it('takes no work after it was closed', async () => {
    pool = createPool(1)
    await pool.close()
    await expect(pool.compute('logGamma', 1)).rejects.toThrow(/stopping/)
  })
})
