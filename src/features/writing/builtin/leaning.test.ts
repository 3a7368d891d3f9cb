import { describe, expect, it } from 'vitest'
import type { ProductFacts } from '../../text-check/index.ts'
import { plainText, writeRequestSchema } from '../schema.ts'
import { writeBuiltIn } from './write.ts'

const tent = (number: number): ProductFacts => ({
  externalId: `tent-${number}`,
  title: { de: 'Zelt Alm', en: 'Tent Alm' },
  brand: 'Bergfink',
  category: 'Zelte',
  attributes: [
    { name: 'Gewicht', value: '1,8 kg' },
    { name: 'Material', value: 'Nylon' },
    { name: 'Volumen', value: '30 l' },
  ],
  description: {},
  tags: [],
  variants: [],
  currency: 'EUR',
})

/** In how many of the texts about forty products one of the words stands. */
function timesOf(likes: readonly string[], word: RegExp, lang: 'de' | 'en' = 'de'): number {
  const request = writeRequestSchema.parse({ kind: 'product-description', lang, versions: 1, length: 'short' })
  return Array.from({ length: 40 }, (_, number) => writeBuiltIn(tent(number), request, { likes })).filter(
    (written) => written.outcome === 'written' && written.versions.some((version) => word.test(plainText(version))),
  ).length
}

describe('words that a shop likes', () => {
  it.each([
    ['Waage', /Waage/, 'de'],
    ['scales', /scales/, 'en'],
  ] as const)('are written more often where a sentence can be said with them: %s', (word, pattern, lang) => {
    const before = timesOf([], pattern, lang)
    expect(timesOf([word], pattern, lang)).toBeGreaterThan(before + 5)
    expect(timesOf(['Nirgendwort'], pattern, lang)).toBe(before)
  })
})
