import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGS } from '../../core/lang.ts'
import { checkText } from './check-text.ts'
import type { ProductFacts } from './schema.ts'

const facts: ProductFacts = {
  externalId: 'p',
  title: { de: 'Regenjacke Lech', en: 'Lech Rain Jacket' },
  brand: 'Nord',
  category: 'Jacken',
  attributes: [
    { name: 'Gewicht', value: '340 g' },
    { name: 'Material', value: { de: '80 % Wolle, 20 % Polyamid', en: '80% wool, 20% polyamide' } },
    { name: 'Kapuze', value: true },
    { name: 'Herkunft', value: 'Portugal' },
  ],
  description: { de: 'Zwei Taschen, ohne Futter.' },
  tags: [],
  variants: [],
  currency: 'EUR',
}

/** What people and machines have been seen to put into texts. */
const SPICES = [
  '340 g ',
  '1,2 kg ',
  '80 % Wolle, ',
  'ohne Kapuze ',
  '10 x 20 x 30 cm ',
  '-5 bis 7 °C ',
  '<b>fett</b>',
  '<p style="x">',
  '<<<<',
  '&nbsp;&amp;&#8222;',
  '{{name}}',
  '\u0000\u0001',
  '\u202eabc\u202c',
  '🧥🏔️👩‍👩‍👧',
  'שלום עולם ',
  'مرحبا ',
  'a\u0308o\u0308',
  'Größe M, L und XL ',
  'Made in Portugal ',
  '-20 % statt 99,00 € ',
  '....',
  ',,,,',
  '\n',
  '"„“"',
  '9'.repeat(40),
  '½¼',
  'Testsieger ',
  'http://x.y/z?a=b&c=d ',
]
const hostile = fc
  .array(
    fc.oneof(fc.constantFrom(...SPICES), fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 20 })),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''))

describe('checkText', () => {
  it('never throws, and its findings lie within the text, in order, with reasons in both languages', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...LANGS), (text, lang) => {
        const findings = checkText(text, { lang, facts })
        for (const { start, end, reason } of findings) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(reason.de).not.toBe('')
          expect(reason.en).not.toBe('')
        }
        expect(findings.map(({ start }) => start)).toEqual(findings.map(({ start }) => start).sort((a, b) => a - b))
      }),
      { numRuns: 300, seed: 5 },
    )
  })

  it('takes hostile facts as they come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: hostile, value: fc.oneof(hostile, fc.double(), fc.boolean()) }), { maxLength: 5 }),
        (attributes) => {
          expect(() =>
            checkText('Die Jacke wiegt 340 g.', {
              lang: 'de',
              facts: { ...facts, attributes, title: {}, description: {} },
            }),
          ).not.toThrow()
        },
      ),
      { numRuns: 100, seed: 7 },
    )
  })

  it.each(SPICES.map((spice) => [JSON.stringify(spice).slice(0, 24), spice]))(
    'reads %s fifty thousand characters long',
    (_, spice) => {
      const text = spice.repeat(Math.ceil(50_000 / spice.length)).slice(0, 50_000)
      expect(Array.isArray(checkText(text, { lang: 'de', facts }))).toBe(true)
      expect(Array.isArray(checkText(text, { lang: 'de', facts: { ...facts, description: { de: text } } }))).toBe(true)
    },
    20_000,
  )

  it('refuses ten megabytes without reading them', () => {
    const [finding, ...others] = checkText('x'.repeat(10_000_000), { lang: 'de', facts })
    expect(finding?.rule).toBe('craft.too-long')
    expect(finding?.level).toBe('error')
    expect(others).toEqual([])
  })

  it('calls an empty text empty', () => {
    for (const text of ['', '  \n', '<p></p>', '&nbsp;', '\u0000'])
      expect(checkText(text, { lang: 'de', facts }).map(({ rule, level }) => `${rule} ${level}`)).toEqual([
        'craft.empty error',
      ])
  })
})
