import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { facetsOf } from './facets.ts'
import { countGraphemes, postLength } from './measure.ts'
import { tidOf } from './tid.ts'
import { slugOf } from './wordpress.ts'

/** What a facet is about, cut out of the bytes. */
const cut = (text: string) =>
  facetsOf(text).map(({ index: { byteStart, byteEnd } }) =>
    Buffer.from(text, 'utf8').subarray(byteStart, byteEnd).toString('utf8'),
  )

describe('facets', () => {
  it.each([
    ['Größe 👨‍👩‍👧 https://a.example/ä#x. Ende', ['https://a.example/ä#x']],
    ['(https://a.example/b?c=d,e) #Zelt, #2026 #a1 kein#Tag', ['https://a.example/b?c=d,e', '#Zelt', '#a1']],
    ['#wandern_mit_hund\n＃breit http://', ['#wandern_mit_hund', '＃breit']],
    [`#${'x'.repeat(65)}`, []],
    ['nichts', []],
  ])('of %j are cut by bytes', (text, expected) => expect(cut(text)).toEqual(expected))

  it('never lie outside the text or over one another, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('#', 'ä', '👩‍🚀', ' ', 'https://x.de/', ')', '\n', 'a', '1', '#b')),
        (parts) => {
          const text = parts.join('')
          let last = 0
          for (const { index } of facetsOf(text)) {
            expect(index.byteStart).toBeGreaterThanOrEqual(last)
            expect(index.byteEnd).toBeGreaterThan(index.byteStart)
            last = index.byteEnd
          }
          expect(last).toBeLessThanOrEqual(Buffer.byteLength(text))
        },
      ),
    )
  })
})

describe('the length of a post', () => {
  it('counts what a reader sees as one sign as one', () => {
    expect(countGraphemes('👨‍👩‍👧‍👦🇩🇪é')).toBe(3)
  })
  it('counts every address alike where the network does', () => {
    const text = `Neu: https://shop.example/${'x'.repeat(80)}`
    expect(postLength(text, { charactersPerUrl: 23 })).toBe('Neu: '.length + 23)
    expect(postLength(text, { charactersPerUrl: null })).toBe(text.length)
  })
})

describe('the record key of an intent', () => {
  const begunAt = Date.UTC(2026, 10, 23, 8)
  it('is a valid TID, the same for the same intent, later for a later one', () => {
    const tid = tidOf({ key: 'k', begunAt })
    expect(tid).toMatch(/^[234567abcdefghij][2-7a-z]{12}$/)
    expect(tidOf({ key: 'k', begunAt })).toBe(tid)
    expect(tidOf({ key: 'k', begunAt: begunAt + 1 }) > tid).toBe(true)
    expect(tidOf({ key: 'other', begunAt })).not.toBe(tid)
  })
  it('holds the microseconds as the protocol says', () => {
    // At the beginning of time only the hash is there.
    expect(tidOf({ key: 'k', begunAt: 0 }).startsWith('22222222')).toBe(true)
  })
})

describe('the slug of an article', () => {
  it('is of small letters, whatever the title is', () => {
    for (const title of ['Ägypten – heiß!', '日本語', '', 'a'.repeat(200), '---'])
      expect(slugOf({ title }, { key: 'k' })).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{8}$/)
  })
})
