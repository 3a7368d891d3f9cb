/** The words of a product: its measured properties and its description in German and English. */
import type { Lang, Text } from '../../core/lang.ts'
import type { Family, SpecKind } from './families.data.ts'
import { integer, pick, type Rng } from './rng.ts'
import { FEATURES } from './words.data.ts'

/** A number as it is written in a text: 1.234,5 or 1,234.5, with a real minus sign. */
export function writeNumber(value: number, lang: Lang): string {
  const [whole = '', fraction] = String(Math.abs(value)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, lang === 'de' ? '.' : ',')
  const decimals = fraction === undefined ? '' : `${lang === 'de' ? ',' : '.'}${fraction}`
  return `${value < 0 ? '−' : ''}${grouped}${decimals}`
}

/** How a family is spoken of within a sentence. */
interface Voice {
  readonly de: 'sie' | 'er' | 'es'
  readonly dePlural: boolean
  readonly en: 'it' | 'they'
}

function voiceOf(family: Family): Voice {
  const pronouns = { f: 'sie', m: 'er', n: 'es', p: 'sie' } as const
  return { de: pronouns[family.gender], dePlural: family.gender === 'p', en: family.enPlural ? 'they' : 'it' }
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

interface SpecWords {
  readonly name: string
  /** Values are rounded to a multiple of this. */
  readonly step: number
  readonly value: (value: number, lang: Lang) => string
  readonly sentence: (value: string, voice: Voice, amount: number) => Text
}

const withUnit = (unit: string) => (value: number, lang: Lang) => `${writeNumber(value, lang)} ${unit}`
const countWords = {
  de: ['', 'eine Person', 'zwei Personen', 'drei Personen', 'vier Personen'],
  en: ['', 'one person', 'two people', 'three people', 'four people'],
}

const SPECS: Readonly<Record<SpecKind, SpecWords>> = {
  waterColumn: {
    name: 'Wassersäule',
    step: 500,
    value: withUnit('mm'),
    sentence: (value, voice) => ({
      de: `Mit einer Wassersäule von ${value} ${voice.dePlural ? 'halten' : 'hält'} ${voice.de} auch starkem Regen stand.`,
      en: `With a water column of ${value}, ${voice.en} ${voice.en === 'it' ? 'withstands' : 'withstand'} heavy rain as well.`,
    }),
  },
  weight: {
    name: 'Gewicht',
    step: 5,
    value: withUnit('g'),
    sentence: (value, voice) => ({
      de: `${capital(voice.de)} ${voice.dePlural ? 'wiegen' : 'wiegt'} ${value}.`,
      en: `${capital(voice.en)} ${voice.en === 'it' ? 'weighs' : 'weigh'} ${value}.`,
    }),
  },
  fabric: {
    name: 'Stoffgewicht',
    step: 5,
    value: withUnit('g/m²'),
    sentence: (value) => ({
      de: `Der Stoff hat ein Gewicht von ${value}.`,
      en: `The fabric has a weight of ${value}.`,
    }),
  },
  loft: {
    name: 'Bauschkraft',
    step: 50,
    value: withUnit('cuin'),
    sentence: (value) => ({
      de: `Die Daune erreicht eine Bauschkraft von ${value}.`,
      en: `The down reaches a fill power of ${value}.`,
    }),
  },
  temperature: {
    name: 'Temperaturbereich',
    step: 1,
    value: (value, lang) =>
      `${writeNumber(value, lang)} °C ${lang === 'de' ? 'bis' : 'to'} ${writeNumber(value + 12, lang)} °C`,
    sentence: (value) => ({
      de: `Der Temperaturbereich reicht von ${value}.`,
      en: `The temperature range is ${value}.`,
    }),
  },
  volume: {
    name: 'Volumen',
    step: 1,
    value: (value, lang) => `${writeNumber(value, lang)} ${lang === 'de' ? 'Liter' : 'litres'}`,
    sentence: (value) => ({ de: `Das Volumen beträgt ${value}.`, en: `The volume is ${value}.` }),
  },
  persons: {
    name: 'Personen',
    step: 1,
    value: (value) => String(value),
    sentence: (_, voice, amount) => ({
      de: `${capital(voice.de)} bietet Platz für ${countWords.de[amount] ?? amount}.`,
      en: `There is room for ${countWords.en[amount] ?? amount}.`,
    }),
  },
  insulation: {
    name: 'R-Wert',
    step: 0.1,
    value: writeNumber,
    sentence: (value) => ({
      de: `Der R-Wert von ${value} hält die Kälte des Bodens ab.`,
      en: `An R-value of ${value} keeps the cold of the ground away.`,
    }),
  },
  lumen: {
    name: 'Leuchtkraft',
    step: 10,
    value: (value, lang) => `${writeNumber(value, lang)} ${lang === 'de' ? 'Lumen' : 'lumens'}`,
    sentence: (value) => ({
      de: `Bis zu ${value} machen die Nacht zum Tag.`,
      en: `Up to ${value} turn night into day.`,
    }),
  },
  burnTime: {
    name: 'Leuchtdauer',
    step: 5,
    value: (value, lang) => `${writeNumber(value, lang)} ${lang === 'de' ? 'Stunden' : 'hours'}`,
    sentence: (value) => ({
      de: `Eine Ladung reicht für bis zu ${value}.`,
      en: `One charge lasts for up to ${value}.`,
    }),
  },
  power: {
    name: 'Leistung',
    step: 100,
    value: (value, lang) => `${writeNumber(value, lang)} ${lang === 'de' ? 'Watt' : 'watts'}`,
    sentence: (value) => ({
      de: `Die Leistung von ${value} bringt Wasser in wenigen Minuten zum Kochen.`,
      en: `An output of ${value} boils water in a few minutes.`,
    }),
  },
  poleLength: {
    name: 'Länge',
    step: 5,
    value: withUnit('cm'),
    sentence: (value) => ({ de: `Die größte Länge beträgt ${value}.`, en: `The greatest length is ${value}.` }),
  },
  ropeLength: {
    name: 'Länge',
    step: 10,
    value: withUnit('m'),
    sentence: (value) => ({ de: `Die Länge beträgt ${value}.`, en: `The length is ${value}.` }),
  },
  diameter: {
    name: 'Durchmesser',
    step: 0.1,
    value: withUnit('mm'),
    sentence: (value) => ({
      de: `Der Durchmesser von ${value} liegt gut in der Hand.`,
      en: `A diameter of ${value} sits well in the hand.`,
    }),
  },
  content: {
    name: 'Inhalt',
    step: 0.05,
    value: withUnit('l'),
    sentence: (value) => ({ de: `Der Inhalt beträgt ${value}.`, en: `The capacity is ${value}.` }),
  },
  load: {
    name: 'Belastbarkeit',
    step: 5,
    value: withUnit('kg'),
    sentence: (value) => ({ de: `Die Belastbarkeit liegt bei ${value}.`, en: `The maximum load is ${value}.` }),
  },
  pieces: {
    name: 'Teile',
    step: 1,
    value: (value) => String(value),
    sentence: (value) => ({ de: `Im Lieferumfang sind ${value} Teile.`, en: `It comes with ${value} parts.` }),
  },
  energy: {
    name: 'Brennwert',
    step: 10,
    value: withUnit('kcal'),
    sentence: (value) => ({ de: `Eine Portion liefert ${value}.`, en: `One portion provides ${value}.` }),
  },
}

interface Measured {
  readonly name: string
  readonly value: Text
  readonly sentence: Text
}

/** A family's properties for a model of a quality between 0 (plainest) and 1 (best). */
export function measure(family: Family, quality: number): readonly Measured[] {
  const voice = voiceOf(family)
  return family.specs.map(([kind, plainest, best]) => {
    const words = SPECS[kind]
    const raw = plainest + (best - plainest) * quality
    const amount = Math.round(Math.round(raw / words.step) * words.step * 100) / 100
    const value: Text = { de: words.value(amount, 'de'), en: words.value(amount, 'en') }
    const sentence: Text = {
      de: words.sentence(value.de, voice, amount).de,
      en: words.sentence(value.en, voice, amount).en,
    }
    return { name: words.name, value, sentence }
  })
}

/** Three or four sentences on a model: what it is, a measured property, a detail, and at times what it is good for. */
export function describe(rng: Rng, family: Family, model: string, measured: readonly Measured[], material: Text): Text {
  const lead = pick(rng, family.leads)
  const fact = pick(rng, measured).sentence
  const detail = pick(rng, FEATURES[family.group])
  const they = family.enPlural ? 'They are' : 'It is'
  const made: Text = { de: `Verarbeitet ist ${material.de}.`, en: `${they} made of ${material.en}.` }
  const last = integer(rng, 0, 2)
  const close = last === 0 ? null : last === 1 ? pick(rng, family.uses) : edible(family) ? null : made
  const join = (lang: Lang): string =>
    [lead[lang].replaceAll('{m}', model), fact[lang], detail[lang], ...(close === null ? [] : [close[lang]])].join(' ')
  return { de: join('de'), en: join('en') }
}

/** Whether the family is used up, so that a material makes no sense. */
export function edible(family: Family): boolean {
  return family.key === 'trekkingmahlzeit' || family.key === 'gaskartusche' || family.key === 'impraegnierung'
}
