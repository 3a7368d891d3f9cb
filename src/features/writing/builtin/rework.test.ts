import { describe, expect, it } from 'vitest'
import { readVersion } from '../read-version.ts'
import { plainText, type Version } from '../schema.ts'
import { lengthened, shortened } from './rework.ts'

const facts = {
  externalId: 'fjell',
  title: { de: 'Regenjacke Fjell' },
  brand: 'Bergfink',
  category: 'Jacken',
  attributes: [
    { name: 'Material', value: 'Recyceltes Polyester' },
    { name: 'Gewicht', value: '420 g' },
    { name: 'Farbe', value: 'Dunkelblau' },
  ],
  description: {},
  tags: [],
  variants: [],
  currency: 'EUR',
}
const read = (text: string): Version => readVersion(text, { facts, lang: 'de' })
const TEXT = `Die Regenjacke Fjell ist für draußen.

Sie wiegt 420 g. Draußen ist es schön. Mit 420 g ist sie leicht. Sie besteht aus recyceltem Polyester.

- Farbe: Dunkelblau`

describe('a text that is read', () => {
  it('has its paragraphs, lists and headings, and what each sentence rests on', () => {
    const version = read(`## Material\n\n${TEXT}`)
    expect(version.parts.map(({ role }) => role)).toEqual(['heading', 'paragraph', 'paragraph', 'details'])
    expect(version.parts[2]?.sentences.map(({ sources }) => sources)).toEqual([
      ['Gewicht'],
      [],
      ['Gewicht'],
      ['Material'],
    ])
    expect(plainText(version)).toBe(`## Material\n\n${TEXT}`)
    expect(read(' \n\n ').parts).toEqual([])
  })
})

describe('a text that is shortened', () => {
  it('loses what says nothing of its own first, and keeps its beginning and what nothing else tells', () => {
    const text = plainText(shortened(read(TEXT)))
    expect(text).toBe(
      'Die Regenjacke Fjell ist für draußen.\n\nSie wiegt 420 g. Sie besteht aus recyceltem Polyester.\n\n- Farbe: Dunkelblau',
    )
  })
  it('keeps a single sentence, and loses a heading with nothing left below it', () => {
    expect(plainText(shortened(read('Die Jacke ist leicht.')))).toBe('Die Jacke ist leicht.')
    const headed =
      'Sie wiegt 420 g, und das ist für eine Jacke wie diese wenig.\n\n## Mehr\n\nSchön ist sie auch, wenn man Jacken mag und gern draußen ist.'
    expect(plainText(shortened(read(headed)))).toBe('Sie wiegt 420 g, und das ist für eine Jacke wie diese wenig.')
  })
})

describe('a text that is lengthened', () => {
  it('is told what it does not say yet, before its list of details', () => {
    const short = read('Die Regenjacke Fjell wiegt 420 g und ist für draußen.\n\n- Marke: Bergfink')
    const more = read('Fjell wiegt 420 g. Sie besteht aus recyceltem Polyester. Sie ist dunkelblau.')
    const longer = lengthened(short, more)
    expect(longer === null ? null : plainText(longer)).toBe(
      'Die Regenjacke Fjell wiegt 420 g und ist für draußen.\n\nSie besteht aus recyceltem Polyester. Sie ist dunkelblau.\n\n- Marke: Bergfink',
    )
  })
  it('is not, where nothing more is known', () => {
    expect(lengthened(read(TEXT), read('Sie besteht aus recyceltem Polyester. Sie wiegt 420 g.'))).toBeNull()
  })
})
