import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { LANGS } from '../../../core/lang.ts'
import { ngramOverlap, wordNgrams } from '../../../ml/text/overlap.ts'
import type { FactVariant, ProductFacts } from '../../text-check/index.ts'
import {
  ADDRESSES,
  LENGTHS,
  OVERLAP_BOUND,
  plainText,
  TEXT_KINDS,
  TONES,
  type Version,
  writeRequestSchema,
} from '../schema.ts'
import { writeBuiltIn } from './write.ts'

const variant = (options: Record<string, string>, priceCents = 9900): FactVariant => ({
  ...{ sku: 's', title: '', options, priceCents, compareAtCents: null, lowestBeforeCents: null, stock: null },
})

function product(more: Partial<ProductFacts>): ProductFacts {
  return {
    ...{
      externalId: 'p',
      title: {},
      brand: '',
      category: '',
      attributes: [],
      description: {},
      tags: [],
      variants: [],
      currency: 'EUR',
    },
    ...more,
  }
}

const attributes = (values: Readonly<Record<string, string | number | boolean>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }))

const boots = product({
  externalId: 'boots',
  title: { de: 'Stiefelette Milano', en: 'Milano Ankle Boot' },
  brand: 'Lederwerk',
  attributes: attributes({
    Obermaterial: '100 % Leder',
    Laufsohle: 'Gummi',
    Absatzhöhe: '3,5 cm',
    'Gewicht (g)': 640,
    Wasserdicht: 'ja',
    EAN: '4012345678901',
  }),
  variants: ['37', '38', '39', '40'].map((size) => variant({ Größe: size, Farbe: 'schwarz' })),
  description: {
    de: '<p>Die Stiefelette Milano sitzt gut am Knöchel und läuft sich weich. Ein Gummizug hilft beim Anziehen.</p>',
  },
})
const gloves = product({
  externalId: 'gloves',
  title: { de: 'Handschuhe Uhu' },
  attributes: attributes({
    Material: 'feine Merinowolle',
    Gewicht: '90 g',
    Farbe: 'moosgrün',
    Eigenschaften: 'warm, dehnbar',
  }),
})
const table = product({
  externalId: 'table',
  title: { en: 'Oak Dining Table Bergen' },
  brand: 'Nordhus',
  attributes: attributes({
    material: 'solid oak',
    height_cm: 75,
    weight_kg: 42.5,
    'Made in': 'Portugal',
    extendable: true,
  }),
})
const PRODUCTS = [boots, gloves, table]

const request = (more: object) => writeRequestSchema.parse({ kind: 'product-description', lang: 'de', ...more })

function versionsOf(facts: ProductFacts, more: object): readonly Version[] {
  const written = writeBuiltIn(facts, request(more))
  return written.outcome === 'written' ? written.versions : []
}

const spaced = (text: string): string => text.replaceAll('\u00A0', ' ')

describe('the built-in writer', () => {
  it('writes texts a shop can publish', () => {
    const text = (facts: ProductFacts, more: object) =>
      spaced(plainText(versionsOf(facts, more)[0] ?? { angle: 'overview', parts: [] }))
    expect({
      bootsPlain: text(boots, { tone: 'plain' }),
      bootsWarmDu: text(boots, { tone: 'warm', address: 'du', seed: 4 }),
      bootsLong: text(boots, { tone: 'warm', address: 'sie', length: 'long', seed: 2 }),
      glovesLively: text(gloves, { tone: 'lively', address: 'du', seed: 3 }),
      tablePlain: text(table, { lang: 'en', seed: 5 }),
      tableTeaser: text(table, { lang: 'en', kind: 'teaser', tone: 'lively', seed: 6 }),
    }).toMatchInlineSnapshot(`
      {
        "bootsLong": "Die Stiefelette Milano im Überblick. Auf der Waage: 640 g. Das Obermaterial ist aus 100 % Leder. Die Stiefelette ist in Schwarz erhältlich, außerdem ist sie wasserdicht.

      Die Absatzhöhe liegt bei 3,5 cm. Für die Laufsohle ist Gummi verarbeitet. Die Stiefelette ist in den Größen 37 bis 40 erhältlich. Sie sitzt gut am Knöchel und läuft sich weich.",
        "bootsPlain": "640 g wiegt die Stiefelette Milano. Sie sitzt gut am Knöchel und läuft sich weich. Obermaterial: 100 % Leder.

      Erhältlich ist die Stiefelette in Schwarz. Bei der Absatzhöhe sind es 3,5 cm. Für die Laufsohle ist Gummi verarbeitet.",
        "bootsWarmDu": "Die Stiefelette Milano ist wasserdicht. Das Obermaterial ist aus 100 % Leder. Die Stiefelette wiegt 640 g.

      Sie sitzt gut am Knöchel und läuft sich weich. Für die Laufsohle ist Gummi verarbeitet. Farbe: Schwarz.",
        "glovesLively": "90 g auf der Waage – die Handschuhe Uhu. Sie bestehen aus feiner Merinowolle, außerdem sind sie warm und dehnbar. In Moosgrün sind sie zu haben. Neugierig? Sieh dir die Handschuhe genauer an.",
        "tablePlain": "The Oak Dining Table Bergen at a glance. It consists of solid oak and weighs 42.5 kg. The height is given as 75 cm. The table comes from Portugal. Features: extendable.",
        "tableTeaser": "The Oak Dining Table Bergen by Nordhus, with a height of 75 cm and a weight of 42.5 kg. It consists of solid oak.",
      }
    `)
  })

  it('gives versions that differ by the bound, and measures them', () => {
    for (const facts of PRODUCTS) {
      for (const lang of LANGS) {
        const written = writeBuiltIn(facts, request({ lang, versions: 5, length: 'long' }))
        if (written.outcome !== 'written') throw new Error(`nothing about ${facts.externalId} in ${lang}`)
        const grams = written.versions.map((version) => wordNgrams(plainText(version), 3))
        const overlaps = grams.flatMap((a, at) => grams.slice(at + 1).map((b) => ngramOverlap(a, b)))
        expect(written.versions.length).toBeGreaterThanOrEqual(3)
        expect(Math.max(...overlaps)).toBe(written.maxOverlap)
        expect(written.maxOverlap).toBeLessThan(OVERLAP_BOUND)
        const openings = written.versions.map(({ parts }) => parts[0]?.sentences[0]?.text)
        expect(new Set(openings).size).toBe(openings.length)
      }
    }
  })

  it('lists what a long text has no room for under its name', () => {
    const many = Object.fromEntries(Array.from({ length: 24 }, (_, at) => [`Kennwert ${at}`, `Stufe ${at}`]))
    const facts = product({
      title: { de: 'Jacke Probe' },
      attributes: attributes(many),
      description: { de: '<p>Leichte Jacke mit einer Kapuze</p>' },
    })
    const items = versionsOf(facts, { length: 'long' }).flatMap(({ parts }) =>
      parts.flatMap(({ role, sentences }) => (role === 'details' ? sentences : [])),
    )
    expect(items.length).toBeGreaterThan(10)
    for (const { text } of items) expect(text).toMatch(/^Kennwert \d+: Stufe \d+$/)
  })

  it('is the same for the same seed, and another for another', () => {
    expect(versionsOf(boots, { seed: 9 })).toEqual(versionsOf(boots, { seed: 9 }))
    expect(versionsOf(boots, { seed: 9 })).not.toEqual(versionsOf(boots, { seed: 10 }))
  })

  it('says for every sentence which facts it rests on', () => {
    const known = new Set([
      'title',
      'brand',
      'category',
      'variants',
      'description',
      'Größe',
      'Farbe',
      ...boots.attributes.map(({ name }) => name),
    ])
    const sentences = versionsOf(boots, { length: 'long' }).flatMap(({ parts }) =>
      parts.flatMap((part) => part.sentences),
    )
    for (const { text, sources } of sentences) {
      expect(sources.length, text).toBeGreaterThan(0)
      expect(
        sources.filter((source) => !known.has(source)),
        text,
      ).toEqual([])
    }
    const heel = sentences.find(({ text }) => text.includes('3,5'))
    expect(heel?.sources).toContain('Absatzhöhe')
    expect(plainText(versionsOf(boots, { length: 'long' })[0] ?? { angle: 'overview', parts: [] })).not.toContain(
      '4012345678901',
    )
  })

  it('speaks to readers only as asked', () => {
    const all = (address: string) =>
      PRODUCTS.flatMap((facts) =>
        TONES.flatMap((tone) => versionsOf(facts, { tone, address, versions: 5 }).map(plainText)),
      ).join('\n')
    expect(all('du')).toMatch(/\b(?:du|dir|dich)\b/i)
    expect(all('du')).not.toMatch(/\bIhnen\b/)
    expect(all('sie')).toMatch(/\bIhnen\b|\bSie s/)
    expect(all('sie')).not.toMatch(/\b(?:du|dir|dich|deine?)\b/i)
    expect(all('neutral')).not.toMatch(/\b(?:du|dir|dich|deine?|Ihnen)\b/i)
  })

  it('tells nothing of what contradicts itself or cannot be', () => {
    const facts = product({
      title: { de: 'Hundebett Cosy' },
      attributes: attributes({ Gewicht: '900 g', weight_kg: 1.2, Länge: '-5 cm', Breite: '60 kg', Material: 'Plüsch' }),
    })
    const texts = versionsOf(facts, { versions: 5 }).map(plainText).join('\n')
    expect(texts).toContain('Plüsch')
    expect(texts).not.toMatch(/\d/)
  })

  it('agrees where two attributes say the same in two units', () => {
    const facts = product({
      title: { de: 'Rucksack Rhön' },
      attributes: attributes({ Gewicht: '950 g', weight_kg: 0.95 }),
    })
    const [version] = versionsOf(facts, {})
    expect(plainText(version ?? { angle: 'overview', parts: [] })).toContain('950\u00A0g')
  })

  it('says what is missing where there is too little to say', () => {
    const bare = [
      product({}),
      product({ title: { de: 'Kaffeebecher Emil' } }),
      product({ title: { de: 'مصباح' }, attributes: attributes({ Material: 'Leder' }) }),
    ]
    for (const facts of bare) {
      const written = writeBuiltIn(facts, request({}))
      expect(written.outcome).toBe('too-little')
      if (written.outcome === 'too-little')
        expect(written.missing.de.length * written.missing.en.length).toBeGreaterThan(0)
    }
  })

  it('takes no old sentence that somebody else refuses', () => {
    const facts = { ...boots, attributes: boots.attributes.slice(0, 1), variants: [] }
    const refused = writeBuiltIn(facts, request({ versions: 5 }), {
      accepts: (sentence) => !sentence.includes('Knöchel'),
    })
    const texts = refused.outcome === 'written' ? refused.versions.map(plainText).join('\n') : ''
    expect(texts).toContain('Gummizug')
    expect(texts).not.toContain('Knöchel')
  })

  it('carries a description over into the other language by its facts, and names what has no counterpart', () => {
    const facts = product({
      externalId: 'bag',
      title: { de: 'Tasche Ahoi', en: 'Ahoi Bag' },
      attributes: attributes({ Material: 'Leder', Verschluss: 'Kofferhaken' }),
      description: { de: '<p>Gewicht: 480 g. Die Tasche duftet leise nach dem Hafen von früher.</p>' },
    })
    const written = writeBuiltIn(facts, request({ kind: 'translation', lang: 'en' }))
    if (written.outcome !== 'written') throw new Error(written.missing.en)
    const text = written.versions.map(plainText).join('\n')
    expect(text).toContain('leather')
    expect(spaced(text)).toContain('480 g')
    expect(text).not.toMatch(/Hafen|Leder|Kofferhaken/)
    expect(written.leftOut).toEqual(['Verschluss: Kofferhaken', 'Die Tasche duftet leise nach dem Hafen von früher.'])
    const weight = written.versions.flatMap(({ parts }) => parts.flatMap(({ sentences }) => sentences))
    expect(weight.find((sentence) => sentence.text.includes('480'))?.sources).toContain('description')
    expect(writeBuiltIn(facts, request({ kind: 'translation', lang: 'de' }))).toMatchObject({ outcome: 'too-little' })
  })

  it('writes a text again that does not pass', () => {
    const written = writeBuiltIn(boots, request({ versions: 3 }), { passes: (text) => !text.includes('Überblick') })
    const texts = written.outcome === 'written' ? written.versions.map(plainText) : []
    expect(texts.length).toBe(3)
    expect(texts.join('\n')).not.toContain('Überblick')
    expect(writeBuiltIn(boots, request({}), { passes: () => false }).outcome).toBe('too-little')
  })

  it('keeps to the room of each kind', () => {
    const part = (kind: string, role: string) =>
      versionsOf(boots, { kind }).flatMap(({ parts }) =>
        parts
          .filter((candidate) => candidate.role === role)
          .map(({ sentences }) => sentences.map(({ text }) => text).join(' ')),
      )
    expect(part('seo', 'title').every((text) => text.length > 0 && text.length <= 60)).toBe(true)
    expect(part('seo', 'meta').every((text) => text.length > 0 && text.length <= 155)).toBe(true)
    expect(part('alt-text', 'paragraph').every((text) => text.length <= 125 && !text.endsWith('.'))).toBe(true)
    expect(part('faq-answer', 'question').every((text) => text.endsWith('?'))).toBe(true)
    expect(part('social-post', 'hashtags').every((text) => /^#\S+( #\S+)*$/.test(text))).toBe(true)
    for (const kind of TEXT_KINDS.filter((one) => one !== 'translation'))
      expect(versionsOf(boots, { kind }).length, kind).toBeGreaterThan(0)
  })
})

/** What no text may have, whatever the data was. */
const BROKEN =
  /[{}<>|]|\b(?:undefined|null|NaN|lorem)\b|\[object|\s[.,!?]|\.\.| {2}|(?<![\p{L}\d])(\p{L}{2,})\s\1(?![\p{L}\d])/iu

describe('bad input', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      '<p>Die Jacke ist gut.</p>',
      '🎉🎉',
      '\u202Eevil',
      '{{name}}',
      '<script>x</script>',
      '1e999',
      '-5 kg',
      '0',
      'مرحبا',
      '\0',
      '[Name]',
      'Lorem ipsum',
      'ja',
      'nein',
      '%s',
      '50 KB '.repeat(8000),
      '('.repeat(3000),
      'a '.repeat(9000),
      '&#x110000;',
      '1.000.000 g x 5 x',
    ),
  )
  const facts = fc.record({
    externalId: fc.constant('h'),
    title: fc.record({ de: hostile, en: hostile }, { requiredKeys: [] }),
    brand: hostile,
    category: hostile,
    attributes: fc.array(
      fc.record({
        name: hostile,
        value: fc.oneof(hostile, fc.double(), fc.boolean(), fc.record({ de: hostile, en: hostile })),
      }),
      { maxLength: 6 },
    ),
    description: fc.record({ de: hostile, en: hostile }, { requiredKeys: [] }),
    tags: fc.array(hostile, { maxLength: 3 }),
    variants: fc.array(
      fc.record({
        sku: hostile,
        title: hostile,
        options: fc.dictionary(hostile, hostile, { maxKeys: 2 }),
        priceCents: fc.constantFrom(null, -1, 0, 1999),
        compareAtCents: fc.constant(null),
        lowestBeforeCents: fc.constant(null),
        stock: fc.constant(null),
      }),
      { maxLength: 3 },
    ),
    currency: fc.constantFrom('EUR', '', 'XX', 'euro'),
  })

  it('never throws, and never writes what is broken', () => {
    fc.assert(
      fc.property(
        facts,
        fc.constantFrom(...TEXT_KINDS),
        fc.constantFrom(...LANGS),
        fc.constantFrom(...LENGTHS),
        fc.constantFrom(...ADDRESSES),
        (input, kind, lang, length, address) => {
          const written = writeBuiltIn(input, request({ kind, lang, length, address }))
          if (written.outcome !== 'written') return
          for (const version of written.versions)
            expect(plainText(version)).not.toMatch(/[{}<>]|\bundefined\b|\bNaN\b|\[object/)
        },
      ),
      { numRuns: 300, seed: 5 },
    )
  })
})

const rowSchema = z.object({
  id: z.string(),
  title_de: z.string(),
  title_en: z.string(),
  short_de: z.string(),
  short_en: z.string(),
  long_de: z.string(),
  long_en: z.string(),
  price: z.coerce.number(),
})

describe('real products with long descriptions and no attributes', () => {
  const file = join(process.env.DIRIGENT_DATASETS ?? '../shared/data', 'products-de-en.csv.gz')

  it('get texts that are sound, differ, and come from their data', () => {
    expect(existsSync(file), `${file} is not there: set DIRIGENT_DATASETS to the folder of the data sets`).toBe(true)
    const rows: unknown = parse(gunzipSync(readFileSync(file)), { columns: true })
    const products = z
      .array(rowSchema)
      .parse(rows)
      .map((row) =>
        product({
          externalId: row.id,
          title: { de: row.title_de, en: row.title_en },
          description: {
            de: `<p>${row.short_de}</p><p>${row.long_de}</p>`,
            en: `<p>${row.short_en}</p><p>${row.long_en}</p>`,
          },
          variants: [variant({}, Math.round(row.price * 100))],
        }),
      )
    for (const lang of LANGS) {
      const all = products.map((facts) => versionsOf(facts, { lang, address: 'sie' }))
      expect(all.filter((versions) => versions.length > 0).length).toBeGreaterThanOrEqual(44)
      expect(all.filter((versions) => versions.length === 3).length).toBeGreaterThanOrEqual(38)
      for (const version of all.flat()) expect(plainText(version)).not.toMatch(BROKEN)
    }
  })
})
