import { describe, expect, it } from 'vitest'
import type { Lang } from '../../../core/lang.ts'
import { readText } from '../text/tokens.ts'
import { type BrandRules, checkBrand, spellNames } from './brand.ts'

const NO_RULES: BrandRules = { address: null, use: [], avoid: [], names: [], sentenceWords: null }
const found = (text: string, rules: Partial<BrandRules>, lang: Lang = 'de') =>
  checkBrand(readText(text, lang), { ...NO_RULES, ...rules }).map(({ start, end, mend }) => [
    text.slice(start, end),
    mend,
  ])

describe('the check of the brand', () => {
  it('finds a word in all its forms, and puts the other word in the same one', () => {
    const avoid = [{ word: 'hochwertig', instead: 'robust' }]
    expect(found('Aus hochwertigem Leder. Hochwertige Nähte, hochwertigste Stoffe.', { avoid })).toEqual([
      ['hochwertigem', 'robustem'],
      ['Hochwertige', 'Robuste'],
      ['hochwertigste', 'robust'],
    ])
    expect(found('Hochwertigkeit ist ein anderes Wort.', { avoid })).toEqual([])
    expect(found('Das Angebot in den Schnäppchenwochen', { avoid: [{ word: 'Schnäppchen', instead: null }] })).toEqual(
      [],
    )
  })

  it('finds phrases of several words, within one sentence', () => {
    const avoid = [{ word: 'state of the art', instead: null }]
    expect(found('It is state of the art.', { avoid }, 'en')).toEqual([['state of the art', '']])
    expect(found('A state. Of the art.', { avoid }, 'en')).toEqual([])
  })

  it('tells du from Sie, and Sie from she', () => {
    const text = 'Sie wiegt 480 g. Wählen Sie Ihre Farbe oder nimm deine alte mit.'
    expect(found(text, { address: 'du' }).map(([word]) => word)).toEqual(['Sie', 'Ihre'])
    expect(found(text, { address: 'sie' }).map(([word]) => word)).toEqual(['deine'])
    expect(found(text, { address: 'neutral' })).toHaveLength(3)
    expect(found('You choose your colour.', { address: 'neutral' }, 'en')).toEqual([])
  })

  it('finds names spelt otherwise, and leaves other words alone', () => {
    const names = ['iPhone', 'Tannwald & Söhne']
    expect(found('Für Iphone, i-Phone und iPhone von Tannwald Söhne, nicht für iPhones.', { names })).toEqual([
      ['Iphone', 'iPhone'],
      ['i-Phone', 'iPhone'],
      ['Tannwald Söhne', 'Tannwald & Söhne'],
    ])
  })

  it('finds sentences longer than those of the shop', () => {
    expect(found('Kurz. Dieser Satz hat genau sechs Wörter.', { sentenceWords: 5 })).toHaveLength(1)
    expect(found('Kurz. Dieser Satz hat genau sechs Wörter.', { sentenceWords: 6 })).toEqual([])
  })

  it('says that none of the words the shop likes is in a text that has room for them', () => {
    const long = 'Das Zelt steht in wenigen Minuten und hält dem Wind der Nacht stand. '.repeat(4)
    const use = ['robust', 'bergerprobt']
    const ofUse = (text: string) => checkBrand(readText(text, 'de'), { ...NO_RULES, use })
    expect(ofUse(long)).toMatchObject([{ rule: 'brand.use', level: 'hint', start: 0, end: 0 }])
    expect(ofUse(long)[0]?.reason.de).toContain('0 von 2')
    expect(ofUse(`${long} Ein robustes Gestänge trägt es.`)).toEqual([])
    expect(ofUse('Das Zelt steht.')).toEqual([])
  })

  it('spells names as they are to be', () => {
    expect(spellNames('Hülle für Iphone 13 und i-phone', ['iPhone'])).toBe('Hülle für iPhone 13 und iPhone')
  })
})
