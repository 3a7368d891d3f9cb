import { describe, expect, it } from 'vitest'
import { createKeep } from './keep.ts'

function open(mostSize = 10) {
  let now = 0
  let made = 0
  const keep = createKeep<string>({ mostSize, sizeOf: (text) => text.length, keptMs: 100, now: () => now })
  return {
    ask: (key: string, value = key) =>
      keep.of(key, async () => {
        made++
        if (value === 'fails') throw new Error('no')
        return value
      }),
    made: () => made,
    pass: (ms: number) => {
      now += ms
    },
  }
}

describe('what is kept', () => {
  it('is made once, however many ask at once and afterwards', async () => {
    const { ask, made } = open()
    expect(await Promise.all([ask('a'), ask('a'), ask('a')])).toEqual(['a', 'a', 'a'])
    expect([await ask('a', 'other'), made()]).toEqual(['a', 1])
  })

  it('is made anew after its time', async () => {
    const { ask, made, pass } = open()
    await ask('a')
    pass(99)
    expect(await ask('a', 'new')).toBe('a')
    pass(1)
    expect([await ask('a', 'new'), made()]).toEqual(['new', 2])
  })

  it('is not kept where it failed', async () => {
    const { ask } = open()
    const both = await Promise.allSettled([ask('a', 'fails'), ask('a', 'fails')])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await ask('a')).toBe('a')
  })

  it('makes room by what was asked for longest ago', async () => {
    const { ask, made } = open(6)
    await ask('a', 'aaa')
    await ask('b', 'bbb')
    await ask('a')
    await ask('c', 'ccc')
    expect([await ask('a'), made()]).toEqual(['aaa', 3])
    expect([await ask('b', 'anew'), made()]).toEqual(['anew', 4])
  })

  it('that is larger than all the room is given and forgotten', async () => {
    const { ask, made } = open(3)
    expect(await ask('a', 'aaaaaa')).toBe('aaaaaa')
    expect([await ask('a', 'b'), made()]).toEqual(['b', 2])
  })
})
