import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createLimiter } from './limiter.ts'

it('lets in no more at once than it may, and everybody in the end', async () => {
  const limiter = createLimiter({ concurrency: 2, perMinute: 100 })
  let [now, most, done] = [0, 0, 0]
  const work = async () => {
    most = Math.max(most, ++now)
    await sleep(5)
    now--
    done++
  }
  await Promise.all(Array.from({ length: 7 }, () => limiter.run(undefined, work)))
  expect({ most, done }).toEqual({ most: 2, done: 7 })
})

it('makes wait whoever comes after as many as a minute may have, until they are called off', async () => {
  const limiter = createLimiter({ concurrency: 2, perMinute: 1 })
  await limiter.run(undefined, async () => undefined)
  let begun = false
  const work = async () => {
    begun = true
  }
  await expect(limiter.run(AbortSignal.timeout(20), work)).rejects.toThrow()
  expect(begun).toBe(false)
})

it('gives the place of work that failed to the next', async () => {
  const limiter = createLimiter({ concurrency: 1, perMinute: 100 })
  await expect(limiter.run(undefined, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(limiter.run(undefined, async () => 'yes')).resolves.toBe('yes')
})
