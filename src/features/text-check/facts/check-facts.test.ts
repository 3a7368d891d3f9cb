import { describe, expect, it } from 'vitest'
import type { Lang } from '../../../core/lang.ts'
import { checkText } from '../check-text.ts'
import type { FactAttribute, ProductFacts } from '../schema.ts'

const product = (
  attributes: Readonly<Record<string, FactAttribute['value']>>,
  more: Partial<ProductFacts> = {},
): ProductFacts => ({
  externalId: 'p',
  title: { de: 'Regenjacke Lech', en: 'Lech Rain Jacket' },
  brand: 'Nord',
  category: 'Jacken',
  attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
  description: {},
  tags: [],
  variants: [],
  currency: 'EUR',
  ...more,
})

/** 'error "1,2 kg" -> 950 g': what the facts say of a text. */
function said(text: string, facts: ProductFacts, lang: Lang = 'de'): string[] {
  return checkText(text, { lang, facts })
    .filter(({ kind }) => kind === 'fact')
    .map(({ level, start, end, mend }) => `${level} "${text.slice(start, end)}"${mend === null ? '' : ` -> ${mend}`}`)
}

describe('numbers', () => {
  const facts = product({ Gewicht: '950 g', 'Länge (cm)': 70, Breite: { de: '1,2 m', en: '1.2 m' } })

  it('are held against the attribute that is named near them, in any unit', () => {
    expect(said('Sie wiegt 0,95 kg.', facts)).toEqual([])
    expect(said('Sie wiegt 1,2 kg.', facts)).toEqual(['error "1,2 kg" -> 0,95 kg'])
    expect(said('Die Länge beträgt 120 cm, die Breite 120 cm.', facts)).toEqual(['error "120 cm" -> 70 cm'])
    expect(said('It is 27.56 inches long.', facts, 'en')).toEqual([])
  })

  it('are not in the data where they are about something else', () => {
    expect(said('Mit 1,2 kg Nutzlast.', facts)).toEqual(['warning "1,2 kg"'])
    expect(said('Die Schaftweite beträgt 36 cm.', facts)).toEqual(['warning "36 cm"'])
  })

  it('may be rounded as far as they say so', () => {
    expect(said('Knapp 1 kg leicht.', facts)).toEqual([])
    expect(said('Unter 1 kg leicht.', facts)).toEqual([])
    expect(said('Über 1 kg schwer.', facts)).toHaveLength(1)
    expect(said('1 kg leicht.', facts)).toHaveLength(1)
  })

  it('are read as the language writes them, and attributes in either way', () => {
    const tent = product({ Wassersäule: { de: '10.000 mm', en: '10,000 mm' } })
    expect(said('Die Wassersäule beträgt 10.000 mm.', tent)).toEqual([])
    expect(said('A water column of 10,000 mm.', tent, 'en')).toEqual([])
    expect(said('Die Wassersäule beträgt 10,000 mm.', tent)).toEqual(['error "10,000 mm" -> 10.000 mm'])
  })

  it('have the unit that stands in the attribute’s name', () => {
    const parcel = product({ weight_kg: 1.5, packLengthCm: '40', noise_db: 70 })
    expect(said('It weighs 1,500 g.', parcel, 'en')).toEqual([])
    expect(said('It weighs 1.8 kg.', parcel, 'en')).toEqual(['error "1.8 kg" -> 1.5 kg'])
    expect(said('Der Geräuschpegel liegt bei 72 dB.', parcel)).toEqual(['error "72 dB" -> 70 dB'])
  })

  it('are denied where the unit is of another kind or size', () => {
    expect(said('Sie wiegt 950 ml.', facts)).toHaveLength(1)
    expect(said('Sie wiegt 950 kg.', facts)).toHaveLength(1)
  })

  it('count in digits and in words', () => {
    const pack = product({ Taschen: 3, Lagen: 2, Personen: '2' })
    expect(said('Drei Taschen, zweilagig, für 2 Personen.', pack)).toEqual([])
    expect(said('Zwei Taschen, dreilagig.', pack)).toEqual(['error "Zwei" -> Drei', 'error "dreilagig" -> zweilagig'])
    expect(said('With four zipped pockets, a three-person tent.', pack, 'en')).toEqual([
      'error "four" -> three',
      'error "three" -> two',
    ])
    expect(said('Ein Zelt für eine Person.', pack)).toEqual(['error "eine" -> zwei'])
  })

  it('come in ranges and in measures', () => {
    const bag = product({ Temperaturbereich: '−5 °C bis 7 °C', 'Maße (B x H x T)': '30 x 40 x 20 cm' })
    expect(said('Von −5 bis 7 °C, 30 x 40 x 20 cm groß, 40 cm hoch.', bag)).toEqual([])
    expect(said('Von −15 bis 7 °C.', bag)).toEqual(['error "−15 bis 7 °C" -> −5 bis 7 °C'])
    expect(said('Er ist 30 cm hoch.', bag)).toHaveLength(1)
  })

  it('are no slip of the unit, and no terms of the shop', () => {
    const game = product({ Spieldauer: '45–60 min', Breite: '30 cm' })
    expect(said('Nach 45 bis 60 Stunden steht der Sieger fest.', game)).toHaveLength(1)
    expect(said('Geliefert wird in zwei bis drei Werktagen.', game)).not.toContain('error "zwei bis drei Werktagen"')
    expect(said('Ein 3er-Set.', product({ Stückzahl: '6 Stück' }))).toHaveLength(1)
  })

  it('are supported by the present description, which is weaker than an attribute', () => {
    const described = product({ Gewicht: '950 g' }, { description: { de: 'Sie wiegt 900 g und fasst 30 Liter.' } })
    expect(said('Sie fasst 30 Liter.', described)).toEqual(['warning ""'])
    expect(said('Sie fasst 40 Liter.', described)).toContain('error "40 Liter" -> 30 Liter')
    expect(said('Sie wiegt 900 g.', described)).toContain('error "900 g" -> 950 g')
  })
})

describe('words', () => {
  const facts = product(
    {
      Material: { de: 'recyceltes Polyester', en: 'recycled polyester' },
      Futter: 'Fleece',
      Wasserdicht: 'ja',
      Kapuze: true,
      Innentasche: 'nein',
    },
    {
      variants: [
        {
          sku: '1',
          title: '',
          options: { Farbe: 'Moosgrün', Größe: 'M' },
          priceCents: 7995,
          compareAtCents: null,
          lowestBeforeCents: null,
          stock: 1,
        },
      ],
    },
  )

  it.each([
    ['Aus recyceltem Polyester, wasserdicht, mit Kapuze.', []],
    ['Eine wasserdichte Jacke in Moosgrün, Größe M.', []],
    ['Grüne Jacke mit Fleecefutter für 79,95 €.', []],
    ['Aus Baumwolle.', ['error "Baumwolle" -> Polyester']],
    ['Das Futter aus Schurwolle wärmt.', ['error "Schurwolle" -> Fleece']],
    ['Die Sohle aus Kork.', ['warning "Kork"']],
    ['Eine nicht wasserdichte Jacke.', ['error "nicht wasserdichte" -> wasserdichte']],
    ['Ohne Kapuze.', ['error "Ohne Kapuze" -> Mit Kapuze']],
    ['Mit Innentasche.', ['error "Innentasche"']],
    ['Die rote Jacke.', ['error "rote" -> moosgrüne']],
    ['Mit weißen Nähten.', ['warning "weißen"']],
    ['In Größe XL.', ['error "XL"']],
    ['Für 89,95 €.', ['error "89,95 €" -> 79,95 €']],
    ['Hergestellt in Portugal.', ['error "Portugal"']],
    ['Aus veganem Material, PFC-frei.', ['error "veganem"', 'error "PFC-frei"']],
    ['Eine atmungsaktive Jacke.', ['warning "atmungsaktive"']],
  ])('%s', (text, expected) => expect(said(text, facts)).toEqual(expected))

  it('are held across languages', () => {
    expect(said('Made of recycled polyester, waterproof, with a hood.', facts, 'en')).toEqual([])
    expect(said('Made of cotton, without a hood.', facts, 'en')).toEqual([
      'error "cotton" -> polyester',
      'error "without a hood" -> with a hood',
    ])
  })

  it('keep a kind of a material apart from another kind and from the material as such', () => {
    const wool = product({ Material: 'Merinowolle' })
    expect(said('Aus Wolle.', wool)).toEqual([])
    expect(said('Aus Kaschmir.', wool)).toEqual(['error "Kaschmir" -> Merinowolle'])
    expect(said('Aus Merinowolle.', product({ Material: 'Wolle' }))).toEqual(['warning "Merinowolle"'])
  })

  it('hold shares against the material they are of', () => {
    const blend = product({ Material: '80 % Merinowolle, 20 % Polyamid' })
    expect(said('80 % Merinowolle und 20 % Polyamid.', blend)).toEqual([])
    expect(said('60 % Merinowolle.', blend)).toEqual(['error "60 %" -> 80 %'])
  })

  it('exclude one another where a thing is only one of them', () => {
    const shirt = product({ Ärmel: 'Langarm', Ausschnitt: 'V-Ausschnitt' })
    expect(said('Ein kurzärmliges Shirt mit Rundhals.', shirt)).toHaveLength(2)
    expect(said('Eine Jacke, die Wasser abweist.', product({ Eigenschaft: 'wasserdicht' }))).toEqual([])
    expect(said('Wasserabweisend.', product({ Eigenschaft: 'wasserdicht' }))).toEqual([])
    expect(said('Wasserdicht.', product({ Eigenschaft: 'wasserabweisend' }))).toHaveLength(1)
  })

  it('are values of attributes nobody has heard of', () => {
    const tea = product({ Geschmack: 'Vanille', Röstgrad: 'dunkel', Schutzart: 'IPX4', 'Kompatibel mit': 'iPhone 14' })
    expect(said('Röstgrad: hell.', tea)).toEqual(['error "hell" -> dunkel'])
    expect(said('Schutzart IPX7.', tea)).toEqual(['error "IPX7" -> IPX4'])
    expect(said('Kompatibel mit iPhone 15.', tea)).toHaveLength(1)
    expect(said('Röstgrad: dunkel, Schutzart IPX4, kompatibel mit iPhone 14.', tea)).toEqual([])
  })

  it('are values of attributes by the names the data gives them, in either language', () => {
    const coffee = product({
      Varietät: { de: 'Bourbon', en: 'Bourbon' },
      Kategorie: { de: 'Wirtschaft', en: 'economic' },
      Autor: 'Sid Sackson',
      Anbauhöhe: '1.600–1.800 m',
    })
    expect(said('Die Varietät ist Catimor.', coffee)).toEqual(['error "Catimor" -> Bourbon'])
    expect(said('The variety is Catimor.', coffee, 'en')).toEqual(['error "Catimor" -> Bourbon'])
    expect(said('Category: political.', coffee, 'en')).toEqual(['error "political" -> economic'])
    expect(said('Alan Moon is the author.', coffee, 'en')).toHaveLength(1)
    expect(said('Das Spiel stammt von Alan Moon.', coffee)).toEqual(['error "Alan Moon"'])
    expect(said('Gewachsen auf 1100 bis 1300 m Höhe.', coffee)).toHaveLength(1)
    expect(said('Die Varietät ist Bourbon, die Kategorie Wirtschaft, vom Autor Sid Sackson.', coffee)).toEqual([])
    expect(said('The variety is a treat. Die Kategorie ist spannend. Sid Sackson designed it.', coffee)).toEqual([])
  })

  it('exclude their opposites, and compounds of the same kind', () => {
    const bottle = product({ Verschluss: 'Schraubverschluss', Aufdruck: 'innen', Beschichtung: 'keine' })
    expect(said('Mit Bügelverschluss.', bottle)).toEqual(['error "Bügelverschluss" -> Schraubverschluss'])
    expect(said('Der Aufdruck sitzt außen.', bottle)).toEqual(['error "außen" -> innen'])
    expect(said('Mit Keramikbeschichtung.', bottle)).toHaveLength(1)
    expect(said('Draußen wie innen praktisch, mit Schraubverschluss.', bottle)).toEqual([])
  })

  it('of labels need no second proof where the data has it in other words', () => {
    const bread = product({ Siegel: 'FSC', Ohne: 'Gluten', Testergebnis: 'sehr gut' })
    expect(said('Zertifiziert, glutenfrei und ausgezeichnet mit Bestnote.', bread)).toEqual([])
    expect(said('Laktosefrei.', bread)).toEqual(['error "Laktosefrei"'])
  })

  it('do not come from what goes with a thing or what it smells of', () => {
    expect(said('Passt gut zu Jeans aus Denim und riecht nach Leder.', facts)).toEqual([])
  })
})

describe('facts that deny each other', () => {
  it('are a warning about the data', () => {
    const findings = checkText('Schön.', { lang: 'de', facts: product({ Gewicht: '950 g', 'weight (kg)': 1.2 }) })
    expect(findings.map(({ rule }) => rule)).toContain('facts.conflict')
    expect(checkText('Schön.', { lang: 'de', facts: product({ Gewicht: '950 g', weight_kg: 0.95 }) })).toEqual([])
  })
})
