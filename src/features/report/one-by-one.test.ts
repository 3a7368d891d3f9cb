import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { oneByOne } from './one-by-one.ts'

it('does one piece of work at a time, in the order asked', async () => {
  const queue = oneByOne<number>()
  const told: string[] = []
  const work = (n: number) => async () => {
    told.push(`begin ${n}`)
    await sleep(5)
    told.push(`end ${n}`)
    return n
  }
  expect(await Promise.all([1, 2, 3].map((n) => queue(String(n), work(n))))).toEqual([1, 2, 3])
  expect(told).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3'])
})

it('does once what is asked for while it waits or runs, and again afterwards', async () => {
  const queue = oneByOne<number>()
  let runs = 0
  const work = async () => ++runs
  expect(await Promise.all([queue('a', work), queue('a', work), queue('b', work)])).toEqual([1, 1, 2])
  expect(await queue('a', work)).toBe(3)
})

it('goes on after a fault, which reaches only those who asked for it', async () => {
  const queue = oneByOne<number>()
  const failing = queue('a', () => Promise.reject(new Error('broken')))
  const next = queue('b', async () => 2)
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe(2)
})
