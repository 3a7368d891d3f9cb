import { beforeAll, describe, expect, it } from 'vitest'
import type { Lang } from '../../../core/lang.ts'
import { type CheckContext, checkText } from '../check-text.ts'
import type { ProductFacts } from '../schema.ts'
import { publishedText } from './craft.ts'
import { openSpeller, type Speller } from './speller.ts'

function said(text: string, lang: Lang, context: Partial<CheckContext> = {}): string[] {
  return checkText(text, { facts: null, ...context, lang })
    .filter(({ kind }) => kind === 'craft')
    .map(
      ({ level, rule, start, end, mend }) =>
        `${level} ${rule} "${text.slice(start, end)}"${mend === null ? '' : ` -> ${mend}`}`,
    )
}
const rulesOf = (text: string, lang: Lang, context: Partial<CheckContext> = {}): string[] =>
  checkText(text, { facts: null, ...context, lang }).map(({ rule, level }) => `${level} ${rule}`)

describe('what was left over', () => {
  it.each([
    ['Die Jacke {{farbe}}.', ['error craft.placeholder "{{farbe}}"']],
    [
      'Die Jacke {color} und [Produktname].',
      ['error craft.placeholder "{color}"', 'error craft.placeholder "[Produktname]"'],
    ],
    [
      'Lorem ipsum, XXX, %s.',
      ['error craft.placeholder "Lorem ipsum"', 'error craft.placeholder "XXX"', 'error craft.placeholder "%s"'],
    ],
    ['Sie wiegt undefined g.', ['error craft.placeholder "undefined"']],
    ['Größe XXL, 50 % Wolle (80 %).', []],
    ['Siehe [unsere Seite](https://example.org).', []],
  ])('%s', (text, expected) => expect(said(text, 'de')).toEqual(expected))
})

describe('how a text is made', () => {
  it('tells a word that stands twice', () => {
    expect(said('Die Jacke Jacke wärmt.', 'de')).toEqual(['warning craft.doubled-word "Jacke Jacke" -> Jacke'])
    expect(said('Menschen, die die Berge lieben.', 'de')).toEqual([])
  })

  it('tells a text in another language than was asked for', () => {
    const english = 'This is the jacket for you and it has a hood that will not slip in the wind.'
    expect(rulesOf(english, 'de')).toContain('error craft.language')
    expect(rulesOf(english, 'en')).toEqual([])
  })

  it('holds the length against the channel', () => {
    const length = { unit: 'characters', min: 10, max: 20 } as const
    expect(rulesOf('Genau richtig lang.', 'de', { length })).toEqual([])
    expect(rulesOf('Viel zu lang für diese Stelle.', 'de', { length })).toEqual(['error craft.too-long'])
    expect(rulesOf('Kurz.', 'de', { length })).toEqual(['warning craft.too-short'])
    expect(rulesOf('Drei kleine Wörter.', 'de', { length: { unit: 'words', min: 3, max: 3 } })).toEqual([])
  })

  it('looks for keywords, and for too many of them', () => {
    expect(rulesOf('Eine Jacke für Touren.', 'de', { keywords: ['Regenjacke'] })).toEqual([
      'hint craft.keyword-missing',
    ])
    expect(rulesOf('Unsere Regenjacken halten dicht.', 'de', { keywords: ['Regenjacke'] })).toEqual([])
    const stuffed = 'Eine Regenjacke ist eine Regenjacke. '.repeat(8)
    expect(rulesOf(stuffed, 'de', { keywords: ['Regenjacke'] })).toEqual(['warning craft.keyword-stuffed'])
  })

  it('finds what is published elsewhere word for word', () => {
    const text = 'Die Jacke hält Schauer und Wind zuverlässig ab und passt in jede Tasche.'
    expect(rulesOf(text, 'de', { published: [publishedText('Alt', text)] })).toEqual(['error craft.duplicate'])
    expect(
      rulesOf(text, 'de', {
        published: [publishedText('Alt', 'Ein ganz anderer Text über ein Zelt mit zwei Eingängen.')],
      }),
    ).toEqual([])
  })

  it('hints at sentences that are long', () => {
    expect(rulesOf(`${'wort '.repeat(31)}.`.replaceAll('wort wort', 'wort oder'), 'de')).toContain(
      'hint craft.long-sentence',
    )
  })
})

describe('spelling', () => {
  let speller: Speller
  beforeAll(async () => {
    speller = await openSpeller()
  })

  it('proposes what was meant', () => {
    expect(said('Die Jakce hällt warm.', 'de', { speller, spellingProposals: true })).toEqual([
      'warning craft.spelling "Jakce" -> Jacke',
      'warning craft.spelling "hällt" -> hält',
    ])
    expect(said('A wram jacket for the mountians.', 'en', { speller, spellingProposals: true })).toEqual([
      'warning craft.spelling "wram" -> warm',
      'warning craft.spelling "mountians" -> mountains',
    ])
  })

  it('proposes nothing where nobody waits for it', () => {
    expect(said('Die Jakce.', 'de', { speller })).toEqual(['warning craft.spelling "Jakce"'])
  })

  it.each<[Lang, string]>([
    ['de', 'Der Trekkingrucksack mit Hüftgurt, Bauschkraft und Unterarmreißverschlüssen.'],
    ['de', 'Edelstahlgriff, Daunenschlafsack, Minusgrade und Nubukleder.'],
    ['de', 'Made in Germany, im Slim Fit.'],
    ['en', 'The colour is grey, the color is gray; 20 litres or liters of polyamide.'],
    ['de', 'IPX4, USB-C, 2XL und info@example.org.'],
  ])('knows the words of shops, compounds and both Englishes (%s: %s)', (lang, text) =>
    expect(said(text, lang, { speller })).toEqual([]),
  )

  it('leaves the names of the product and its brand', () => {
    const facts: ProductFacts = {
      externalId: 'p',
      title: { de: 'Regenjacke Fjöllvynd' },
      brand: 'Qwertzu',
      category: '',
      attributes: [],
      description: {},
      tags: [],
      variants: [],
      currency: 'EUR',
    }
    expect(said('Fjöllvynd von Qwertzu.', 'de', { facts, speller })).toEqual([])
    expect(said('Fjöllvynd von Qwertzu.', 'de', { speller })).toHaveLength(2)
  })
})
