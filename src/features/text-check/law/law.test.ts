import { describe, expect, it } from 'vitest'
import type { Lang } from '../../../core/lang.ts'
import { type CheckContext, checkText } from '../check-text.ts'
import type { FactVariant, ProductFacts } from '../schema.ts'

const variant = (more: Partial<FactVariant>): FactVariant => ({
  sku: '1',
  title: '',
  options: {},
  priceCents: 7900,
  compareAtCents: null,
  lowestBeforeCents: null,
  stock: null,
  ...more,
})
const facts = (more: Partial<FactVariant>): ProductFacts => ({
  externalId: 'p',
  title: { de: 'Jacke Lech', en: 'Lech Jacket' },
  brand: '',
  category: '',
  attributes: [],
  description: {},
  tags: [],
  variants: [variant(more)],
  currency: 'EUR',
})
/** 'error law.price "119" -> 99': what the law says of a text. */
function said(
  text: string,
  lang: Lang,
  context: Omit<CheckContext, 'lang' | 'facts'> & { facts?: ProductFacts } = {},
): string[] {
  return checkText(text, { facts: null, ...context, lang })
    .filter(({ kind }) => kind === 'law')
    .map(
      ({ level, rule, start, end, mend }) =>
        `${level} ${rule} "${text.slice(start, end)}"${mend === null ? '' : ` -> ${mend}`}`,
    )
}

describe('prices', () => {
  const reduced = { facts: facts({ compareAtCents: 11900, lowestBeforeCents: 9900 }) }

  it('are struck through at the lowest of the 30 days before only', () => {
    expect(said('Jetzt 79 € statt 99 €.', 'de', reduced)).toEqual([])
    expect(said('Jetzt 79 € statt 119 €.', 'de', reduced)).toEqual(['error law.price "119" -> 99'])
    expect(said('Was €119.00, now €79.', 'en', reduced)).toEqual(['error law.price "119.00" -> 99'])
  })

  it('are reduced by no more than against that price', () => {
    expect(said('20 % Rabatt', 'de', reduced)).toEqual([])
    expect(said('-33 %', 'de', reduced)).toEqual(['error law.price "33" -> 20'])
    expect(said('Save 40%', 'en', reduced)).toEqual(['error law.price "40" -> 20'])
    expect(said('20 % leichter', 'de', reduced)).toEqual([])
  })

  it('are not reduced at all where there was a lower one, or it is not known', () => {
    expect(said('Statt 99 €', 'de', { facts: facts({ lowestBeforeCents: 7500 }) })).toEqual(['error law.price "99"'])
    expect(said('10 % Rabatt', 'de', { facts: facts({}) })).toEqual(['error law.price "10"'])
  })

  it('name a recommended price that exists', () => {
    expect(said('UVP 119 €', 'de', reduced)).toEqual([])
    expect(said('UVP: 129,00 €', 'de', reduced)).toEqual(['error law.price "129,00"'])
  })

  it('leave to other checks what is no offer', () => {
    const levels = checkText('Jetzt 30 % Rabatt, statt 119 €.', { lang: 'de', ...reduced }).map(({ kind }) => kind)
    expect(new Set(levels)).toEqual(new Set(['law']))
  })
})

describe('words the law has a rule for', () => {
  it.each<[Lang, string, string[]]>([
    ['de', 'Klimaneutral hergestellt.', ['error law.environment "Klimaneutral" -> ']],
    [
      'en',
      'An eco-friendly, climate-neutral bag.',
      ['error law.environment "eco-friendly" -> ', 'error law.environment "climate-neutral" -> '],
    ],
    ['de', 'Nicht klimaneutral.', []],
    ['de', 'Lindert Rückenschmerzen.', ['error law.health "Lindert"']],
    ['en', 'Boosts your immune system.', ['error law.health "Boosts your immune system"']],
    ['de', 'Mit lebenslanger Garantie.', ['error law.guarantee "lebenslanger Garantie"']],
    ['de', 'Europas größter Hersteller.', ['error law.sole-position "Europas größter Hersteller"']],
    ['de', 'Die Nr. 1 am Markt.', ['error law.sole-position "Die Nr. 1"']],
    ['en', 'The best jacket on the market.', ['error law.sole-position "The best jacket on the market"']],
    ['de', 'Die leichteste Jacke.', ['warning law.superlative "leichteste"']],
    ['de', 'Am besten bei Regen.', []],
    ['de', 'Besser als die Konkurrenz.', ['warning law.comparison "Besser als die Konkurrenz"']],
    ['de', 'Zwei Jahre Gewährleistung.', ['warning law.own-right "Zwei Jahre Gewährleistung" -> ']],
    ['en', 'Last chance!', ['warning law.pressure "Last chance" -> ']],
    ['de', 'Testsieger!', ['error law.test-source "Testsieger"']],
    ['de', 'Testsieger bei Stiftung Warentest, Ausgabe 05/2025.', []],
    ['de', 'Eine warme Jacke für lange Touren.', []],
  ])('%s: %s', (lang, text, expected) => expect(said(text, lang)).toEqual(expected))

  it('are looked at where a text names a competitor', () => {
    expect(said('Wie die Alpkamm Tour.', 'de', { competitors: ['Alpkamm', ''] })).toEqual([
      'warning law.comparison "Alpkamm"',
    ])
  })

  it('count the stock as it is', () => {
    expect(said('Nur noch 2 Stück!', 'de', { facts: facts({ stock: 7 }) })).toEqual(['error law.scarcity "2" -> 7'])
    expect(said('Only 7 left in stock.', 'en', { facts: facts({ stock: 7 }) })).toEqual([])
    expect(said('Nur noch 2 Stück!', 'de', { facts: facts({}) })).toEqual(['error law.scarcity "2"'])
  })

  it('are missing where a channel asks for a label', () => {
    expect(said('Schaut mal vorbei.', 'de', { labels: ['advertising'] })).toEqual([
      'error law.label-advertising "" -> Anzeige: ',
    ])
    expect(said('Anzeige: Schaut mal vorbei.', 'de', { labels: ['advertising'] })).toEqual([])
    expect(said('Come and see.', 'en', { labels: ['machine'] })).toEqual([
      'error law.label-machine "" -> Written with AI. ',
    ])
  })
})
