import { describe, expect, it } from 'vitest'
import { keepBriefly } from './briefly.ts'

describe('what is kept briefly', () => {
  const open = (most = 10) => {
    let now = 0
    let asked = 0
    const briefly = keepBriefly<number>({ now: () => now }, { ms: 100, most })
    return {
      ask: (key: string) => briefly(key, async () => ++asked),
      failing: (key: string) =>
        briefly(key, async () => {
          asked++
          throw new Error('no')
        }),
      pass: (ms: number) => {
        now += ms
      },
      asked: () => asked,
    }
  }

  it('is asked once by many who come at the same time, and anew when its time is over', async () => {
    const kept = open()
    expect(await Promise.all([kept.ask('a'), kept.ask('a'), kept.ask('b')])).toEqual([1, 1, 2])
    kept.pass(99)
    expect(await kept.ask('a')).toBe(1)
    kept.pass(1)
    expect(await kept.ask('a')).toBe(3)
  })

  it('is asked again where it failed', async () => {
    const kept = open()
    await expect(kept.failing('a')).rejects.toThrow('no')
    await expect(kept.failing('a')).rejects.toThrow('no')
    expect(kept.asked()).toBe(2)
  })

  it('gives way to newer answers, the oldest first', async () => {
    const kept = open(2)
    for (const key of ['a', 'b', 'c']) await kept.ask(key)
    expect(await kept.ask('c')).toBe(3)
    expect(await kept.ask('a')).toBe(4)
  })
})
