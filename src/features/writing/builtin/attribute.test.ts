import { describe, expect, it } from 'vitest'
import { readName } from '../../text-check/index.ts'
import { factOf } from './attribute.ts'
import { isPlausible, readMeasure, writeMeasure } from './measure.ts'
import { languageOf, translate } from './translate.ts'

const german = { lang: 'de', shopLang: 'de' } as const
const english = { lang: 'en', shopLang: 'de' } as const

function told(
  name: string,
  value: string | number | boolean,
  place: Parameters<typeof factOf>[1] = german,
): string | null {
  const fact = factOf({ name, value }, place)
  return fact === null ? null : `${fact.kind} ${fact.label}: ${fact.value}`
}

describe('measures', () => {
  it.each([
    ['480 g', null, '480 g', '480 g'],
    ['10.000 mm', 'de', '10.000 mm', '10,000 mm'],
    ['10.000 mm', null, '10.000 mm', '10,000 mm'],
    ['1.5 l', null, '1,5 l', '1.5 l'],
    ['30cm x 20cm', null, '30 × 20 cm', '30 × 20 cm'],
    ['−5 °C bis 7 °C', 'de', '−5 bis 7 °C', '−5 to 7 °C'],
    ['ca. 3 h', null, 'etwa 3 Stunden', 'about 3 hours'],
    ['1 h', null, '1 Stunde', '1 hour'],
    ['24"', null, '24 Zoll', '24 inches'],
    ['12 Liter', 'de', '12 Liter', '12 litres'],
  ] as const)('reads %s (%s) and writes it in both languages', (value, lang, de, en) => {
    const measure = readMeasure(value, null, lang)
    expect(measure && writeMeasure(measure, 'de').replaceAll('\u00A0', ' ')).toBe(de)
    expect(measure && writeMeasure(measure, 'en').replaceAll('\u00A0', ' ')).toBe(en)
  })

  it('does not guess what reads two ways, and takes words for no measure', () => {
    expect(readMeasure('1.500 kg', null, null)).toBeNull()
    expect(['Leder', '100 % Leder', 'S', '5 kg 3 m', ''].map((value) => readMeasure(value, null, 'de'))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })

  it('finds the unit in the name', () => {
    expect(
      ['Gewicht (g)', 'weight_kg', 'Höhe in cm', 'wash_temp', 'Material'].map((name) => readName(name).unit?.de[0]),
    ).toEqual(['g', 'kg', 'cm', undefined, undefined])
  })

  it('knows what cannot be', () => {
    const plausible = (value: string) => {
      const measure = readMeasure(value, null, 'de')
      return measure !== null && isPlausible(measure)
    }
    expect(['-5 cm', '120 %', '0 kg', '-20 °C'].map(plausible)).toEqual([false, false, false, true])
  })
})

describe('attributes of any shop', () => {
  it.each([
    ['Obermaterial', '100 % Leder', 'material Obermaterial: 100\u00A0% Leder'],
    ['Schaftweite', '38 cm', 'measure Schaftweite: 38\u00A0cm'],
    ['Wassertank', '1.5 l', 'sized Wassertank: 1,5\u00A0l'],
    ['Gewicht (g)', 480, 'measure Gewicht: 480\u00A0g'],
    ['weight_kg', 1.25, 'measure Gewicht: 1,25\u00A0kg'],
    ['wash_temp', 30, 'care Pflege: 30\u00A0°C'],
    ['Made in', 'Portugal', 'origin Herkunft: Portugal'],
    ['Leuchtdauer', '70 h', 'measure Leuchtdauer: 70\u00A0Stunden'],
    ['Kapuze', true, 'feature Merkmale: Kapuze'],
    ['Wasserdicht', 'ja', 'feature Merkmale: wasserdicht'],
    ['Kragenform', 'Stehkragen', 'trait Kragenform: Stehkragen'],
    ['Erscheinungsjahr', 2023, 'detail Erscheinungsjahr: 2023'],
    ['Schnitt', 'Damen', 'audience Schnitt: Damen'],
    ['Schnitt', 'Slim Fit', 'trait Schnitt: Slim Fit'],
  ])('tells %s: %s by its kind', (name, value, expected) => {
    expect(told(name, value)).toBe(expected)
  })

  it.each([
    ['a number of the office', 'EAN', '4012345678901'],
    ['an address', 'image_url', 'https://example.org/a.jpg'],
    ['what it has not', 'Kapuze', 'nein'],
    ['an empty word', 'Material', 'undefined'],
    ['a wrong unit', 'Gewicht', '50 cm'],
    ['a weight that cannot be', 'Gewicht', '-3 kg'],
    ['a placeholder', 'Material', '{{material}}'],
    ['another script', 'Material', 'جلد'],
  ])('leaves out %s', (_, name, value) => {
    expect(told(name, value)).toBeNull()
  })

  it('tells values in the other language only where every word is known', () => {
    expect(told('Obermaterial', 'recyceltes Polyester', english)).toBe('material Outer material: recycled polyester')
    expect(told('Eigenschaften', 'wasserdicht, quietschfidel', english)).toBe('feature Features: waterproof')
    expect(told('Bezugsgewebe', 'Zwirnköper', english)).toBeNull()
    expect(
      factOf({ name: 'Farbe', value: { de: 'Moosgrün', en: 'Moss Green' } }, { lang: 'en', shopLang: null })?.value,
    ).toBe('Moss Green')
  })

  it('translates both ways, with endings', () => {
    expect(translate('solid oak', 'de')).toBe('massive Eiche')
    expect(translate('80% Baumwolle, 20% Elasthan', 'en')).toBe('80% cotton, 20% elastane')
    expect(['Moosgrün', 'moss green', 'Gore-Tex'].map(languageOf)).toEqual(['de', 'en', null])
  })
})
