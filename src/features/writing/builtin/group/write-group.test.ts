import { describe, expect, it } from 'vitest'
import { LANGS, type Lang } from '../../../../core/lang.ts'
import type { ProductFacts } from '../../../text-check/index.ts'
import { loadChecks } from '../../../text-check/index.ts'
import {
  type ADDRESSES,
  GROUP_KINDS,
  type GroupKind,
  type GroupSubject,
  groupRequestSchema,
  OVERLAP_BOUND,
  plainText,
  TONES,
  type Version,
} from '../../schema.ts'
import { writeGroup } from './write-group.ts'

interface Made {
  readonly name: string
  readonly priceCents: number
  readonly brand?: string
  readonly values: Readonly<Record<string, string | number | boolean>>
}

function mug({ name, priceCents, brand = 'Tonwerk', values }: Made): ProductFacts {
  const variant = {
    sku: name,
    title: '',
    options: {},
    priceCents,
    compareAtCents: null,
    lowestBeforeCents: null,
    stock: 3,
  }
  return {
    externalId: `p-${name}`,
    title: { de: `Kaffeebecher ${name}`, en: `${name} Coffee Mug` },
    brand,
    category: 'Küche > Geschirr > Kaffeebecher',
    attributes: Object.entries(values).map(([key, value]) => ({ name: key, value })),
    description: {},
    tags: [],
    variants: [variant],
    currency: 'EUR',
  }
}

const MUGS = [
  mug({ name: 'Emil', priceCents: 1290, values: { Material: 'Steingut', Inhalt: '300 ml', Spülmaschinenfest: 'ja' } }),
  mug({
    name: 'Frida',
    priceCents: 1490,
    values: { Material: 'Porzellan', Inhalt: '250 ml', Spülmaschinenfest: 'ja' },
  }),
  mug({ name: 'Gustav', priceCents: 1990, values: { Material: 'Steingut', Inhalt: '400 ml' }, brand: 'Nordbrand' }),
  mug({ name: 'Hedda', priceCents: 2450, values: { Material: 'Porzellan', Inhalt: '350 ml', Gewicht: '310 g' } }),
  mug({ name: 'Ilse', priceCents: 2990, values: { Material: 'Emaille', Inhalt: '500 ml', Gewicht: '180 g' } }),
  mug({ name: 'Jonna', priceCents: 990, values: { Material: 'Emaille', Inhalt: '200 ml' } }),
]

const category: GroupSubject = { kind: 'category', path: 'Küche > Geschirr > Kaffeebecher', products: MUGS }
const topic: GroupSubject = {
  kind: 'topic',
  title: { de: 'Kaffee am Morgen', en: 'Coffee in the morning' },
  products: MUGS.slice(0, 4),
  trending: ['p-Frida'],
  offers: [
    {
      title: { de: 'Kaffeebecher', en: 'coffee mugs' },
      percent: 10,
      until: '2026-12-06',
      code: 'NIKO',
      source: 'offer 7',
    },
  ],
  notes: [
    {
      text: { de: 'Der Laden hat am Samstag bis 18 Uhr offen.', en: 'On Saturday the shop is open until six.' },
      source: 'finding 3',
    },
  ],
}
const subjectOf = (kind: GroupKind): GroupSubject =>
  kind === 'category-text' || kind === 'buying-guide' ? category : topic

function versionsOf(subject: GroupSubject, more: object): readonly Version[] {
  const written = writeGroup(subject, groupRequestSchema.parse({ kind: 'category-text', lang: 'de', ...more }))
  return written.outcome === 'written' ? written.versions : []
}
const textOf = (version: Version | undefined): string =>
  version === undefined ? '' : plainText(version).replaceAll('\u00A0', ' ')
const partsOf = (version: Version, role: string): readonly string[] =>
  version.parts.flatMap((part) => (part.role === role ? part.sentences.map(({ text }) => text) : []))

describe('texts about several products', () => {
  it('are ones a shop can publish', () => {
    expect({
      category: textOf(versionsOf(category, { tone: 'warm', address: 'du' })[0]),
      categoryEnglish: textOf(versionsOf(category, { lang: 'en', seed: 2 })[0]),
      guide: textOf(versionsOf(category, { kind: 'buying-guide', length: 'short' })[0]),
      mail: textOf(versionsOf(topic, { kind: 'newsletter', lang: 'en', tone: 'warm', length: 'short' })[0]),
    }).toMatchInlineSnapshot(`
      {
        "category": "Kaffeebecher von Tonwerk und Nordbrand: Die Auswahl umfasst 6 Produkte. 2 der Kaffeebecher bestehen aus Steingut, 2 aus Porzellan. Die Preise reichen von 9,90 € bis 29,90 €.

      Von 200 bis 500 ml reicht der Inhalt. Spülmaschinenfest sind 2 von 6. Vergleiche in Ruhe und entscheide selbst.",
        "categoryEnglish": "There are 6 coffee mugs to choose from. The materials: earthenware, porcelain and Emaille. The range begins at €9.90 and ends at €29.90. The capacity is between 200 and 500 ml.

      The brands behind them are Tonwerk and Nordbrand. If you want them dishwasher-safe, there are 2. From the range: The capacity of the Hedda Coffee Mug is 350 ml.",
        "guide": "Kaufberatung: Kaffeebecher

      Zur Wahl stehen 6 Kaffeebecher von 9,90 € bis 29,90 €. Worin sie sich unterscheiden, zeigt dieser Vergleich.

      ## Die Unterschiede

      Beim Inhalt liegt zwischen Jonna und Ilse eine Spanne von 200 ml bis 500 ml. Auf 400 ml und mehr kommen Gustav und Ilse.

      Steingut: Emil und Gustav. Wer Porzellan sucht, findet Frida und Hedda. Auf Emaille setzen Ilse und Jonna.

      ## Was für wen

      Mit der Eigenschaft „spülmaschinenfest“: Emil und Frida. Nicht mehr als 12,90 € kosten Jonna und Emil.

      ## Im Überblick

      | Produkt | Preis | Material | Inhalt |
      | --- | --- | --- | --- |
      | Kaffeebecher Jonna | 9,90 € | Emaille | 200 ml |
      | Kaffeebecher Emil | 12,90 € | Steingut | 300 ml |
      | Kaffeebecher Frida | 14,90 € | Porzellan | 250 ml |
      | Kaffeebecher Gustav | 19,90 € | Steingut | 400 ml |
      | Kaffeebecher Hedda | 24,50 € | Porzellan | 350 ml |
      | Kaffeebecher Ilse | 29,90 € | Emaille | 500 ml |

      Die Angaben sind die der Produktdaten.",
        "mail": "- 10% off coffee mugs
      - In demand: Frida Coffee Mug
      - Selected: Hedda Coffee Mug
      - Our subject: Coffee in the morning
      - In focus: Gustav Coffee Mug

      Also: Frida Coffee Mug, Emil Coffee Mug, Gustav Coffee Mug and Hedda Coffee Mug.

      Hello! We have put together 4 products for you: Frida Coffee Mug, Emil Coffee Mug, Gustav Coffee Mug and Hedda Coffee Mug.

      ## In demand

      Dishwasher-safe: that describes the Frida Coffee Mug. The material is porcelain. The mug has a capacity of 250 ml.

      ## Selected

      The capacity of the Emil Coffee Mug is 300 ml. It consists of earthenware. Properties: dishwasher-safe.

      This is the Gustav Coffee Mug by Nordbrand. Made of earthenware. The mug has a capacity of 400 ml and costs €19.90.

      The Hedda Coffee Mug comes with a capacity of 350 ml. Material: porcelain. On the scales: 310 g.

      ## Offers

      10% off coffee mugs until 6 December with the code NIKO.

      ## Also

      On Saturday the shop is open until six.

      Enjoy browsing.",
      }
    `)
  })

  it.each(GROUP_KINDS)(
    'of the kind %s come in versions that differ by the bound, in every tone and language',
    (kind) => {
      for (const lang of LANGS)
        for (const tone of TONES) {
          const request = groupRequestSchema.parse({ kind, lang, tone, address: 'du' })
          const written = writeGroup(subjectOf(kind), request)
          if (written.outcome !== 'written') throw new Error(`no ${kind} in ${lang}`)
          expect(written.versions.length, `${kind} ${lang} ${tone}`).toBe(3)
          expect(written.maxOverlap).toBeLessThan(OVERLAP_BOUND)
        }
    },
  )

  it('say no number that the products, their count or what was handed in do not have', () => {
    const prices = MUGS.flatMap(({ variants }) =>
      variants.map(({ priceCents }) => ((priceCents ?? 0) / 100).toFixed(2)),
    )
    const known = JSON.stringify([MUGS.map(({ attributes }) => attributes), prices, topic])
    const digits = new Set((known.match(/\d+/g) ?? []).map((number) => number.replace(/^0/, '')))
    for (const kind of GROUP_KINDS)
      for (const lang of LANGS)
        for (const version of versionsOf(subjectOf(kind), { kind, lang, length: 'long', versions: 5 })) {
          const said = textOf(version).match(/\d+/g) ?? []
          // Counts of the products themselves and of the brands.
          expect(said.filter((number) => !digits.has(number) && Number(number) > MUGS.length)).toEqual([])
        }
  })

  it('rest on something that is there, sentence by sentence', () => {
    const attributes = MUGS.flatMap((facts) => facts.attributes.map(({ name }) => name))
    const plain = ['title', 'brand', 'category', 'variants', 'trending', 'offer 7', 'finding 3', ...attributes]
    const own = MUGS.flatMap(({ externalId }) => plain.map((source) => `${externalId}/${source}`))
    const known = new Set([...plain, ...own])
    for (const kind of GROUP_KINDS)
      for (const version of versionsOf(subjectOf(kind), { kind, length: 'long' }))
        for (const { text, sources } of version.parts.flatMap(({ sentences }) => sentences)) {
          expect(sources.length, text).toBeGreaterThan(0)
          expect(
            sources.filter((source) => !known.has(source)),
            text,
          ).toEqual([])
        }
  })

  it('pass the checks of law and craft', async () => {
    const { checkText } = await loadChecks()
    for (const kind of GROUP_KINDS)
      for (const lang of LANGS)
        for (const version of versionsOf(subjectOf(kind), { kind, lang, address: 'sie', tone: 'lively' })) {
          const findings = checkText(plainText(version), { lang, facts: null })
          const bad = findings.filter(({ level, rule }) => level === 'error' || rule.startsWith('law.superlative'))
          expect(bad, plainText(version)).toEqual([])
        }
  })

  it('speak to readers only as asked', () => {
    const all = (address: (typeof ADDRESSES)[number]) =>
      GROUP_KINDS.flatMap((kind) =>
        TONES.flatMap((tone) => versionsOf(subjectOf(kind), { kind, address, tone, versions: 5 }).map(textOf)),
      ).join('\n')
    expect(all('du')).toMatch(/\b(?:du|dir|dich)\b/)
    expect(all('du')).not.toMatch(/\bIhnen\b|\bSie (?:suchen|haben)\b/)
    expect(all('sie')).toMatch(/\bIhnen\b|\bSie\b/)
    expect(all('sie')).not.toMatch(/\b(?:du|dir|dich|deine?)\b/i)
    expect(all('neutral')).not.toMatch(/\b(?:du|dir|dich|deine?|Ihnen)\b/i)
  })
})

describe('a category text', () => {
  it('tells count and span of prices as they are now', () => {
    const dearer = MUGS.map((facts) =>
      facts.externalId === 'p-Ilse' ? mug({ name: 'Ilse', priceCents: 9900, values: {} }) : facts,
    )
    const text = versionsOf({ ...category, products: dearer }, { versions: 5, length: 'long' })
      .map(textOf)
      .join('\n')
    expect(text).toContain('99 €')
    expect(text).toContain('9,90 €')
    expect(text).not.toContain('29,90')
    expect(text).toMatch(/6 (?:Kaffeebecher|Produkte)/)
  })

  it('is not written about one product, or about products of which nothing is known', () => {
    const one = writeGroup(
      { ...category, products: MUGS.slice(0, 1) },
      groupRequestSchema.parse({ kind: 'category-text', lang: 'de' }),
    )
    expect(one).toMatchObject({ outcome: 'too-little', missing: { de: expect.stringContaining('zwei Produkte') } })
    const bare = MUGS.map((facts) => ({ ...facts, brand: '', attributes: [], variants: [] }))
    const none = writeGroup(
      { ...category, products: bare },
      groupRequestSchema.parse({ kind: 'buying-guide', lang: 'en' }),
    )
    expect(none).toMatchObject({
      outcome: 'too-little',
      missing: { en: expect.stringContaining('cannot be compared') },
    })
  })

  it('calls products by their category in either language, and products where no name is known', () => {
    const named = (lang: Lang, path: string) => textOf(versionsOf({ ...category, path }, { lang })[0])
    expect(named('de', 'Küche > Kaffeebecher')).toContain('Kaffeebecher')
    expect(named('en', 'Küche > Kaffeebecher')).toMatch(/[Cc]offee mugs/)
    const odd = MUGS.map((facts, at) => ({ ...facts, category: '', title: { de: `Zrk ${at}` } }))
    expect(textOf(versionsOf({ kind: 'category', path: 'XQ-Serie', products: odd }, {})[0])).toContain('Produkte')
  })
})

describe('a buying guide', () => {
  it('has a table with a row a product, the cheapest first', () => {
    const [version] = versionsOf(category, { kind: 'buying-guide' })
    const rows = version === undefined ? [] : partsOf(version, 'table')
    expect(rows).toHaveLength(MUGS.length + 1)
    expect(rows[1]).toMatch(/^Kaffeebecher Jonna \| 9,90/)
    expect(rows.at(-1)).toMatch(/^Kaffeebecher Ilse \| 29,90/)
    expect(rows[0]).toMatch(/^Produkt \| Preis \| .*Inhalt/)
  })
})

describe('a newsletter', () => {
  it('has three to five subject lines of at most 60 characters and a preheader of at most 110', () => {
    for (const lang of LANGS)
      for (const version of versionsOf(topic, { kind: 'newsletter', lang, versions: 5 })) {
        const subjects = partsOf(version, 'subject')
        expect(subjects.length).toBeGreaterThanOrEqual(3)
        expect(subjects.length).toBeLessThanOrEqual(5)
        expect(new Set(subjects).size).toBe(subjects.length)
        for (const subject of subjects) expect(subject.length, subject).toBeLessThanOrEqual(60)
        expect(partsOf(version, 'preheader').every((line) => line.length <= 110)).toBe(true)
        const text = textOf(version)
        expect(text).toMatch(/10\s?%/)
        expect(text).toContain('NIKO')
        expect(text).toContain(topic.kind === 'topic' ? (topic.notes[0]?.text[lang] ?? '?') : '?')
      }
  })

  it('says that something is in demand only where it is', () => {
    const quiet: GroupSubject = topic.kind === 'topic' ? { ...topic, trending: [] } : topic
    const text = versionsOf(quiet, { kind: 'newsletter', versions: 5 }).map(textOf).join('\n')
    expect(text).not.toMatch(/gefragt/i)
  })
})

describe('a blog post', () => {
  it('about one product has sections on what is known of it', () => {
    const one: GroupSubject = {
      kind: 'topic',
      title: {},
      products: MUGS.slice(3, 4),
      trending: [],
      offers: [],
      notes: [],
    }
    const [version] = versionsOf(one, { kind: 'blog-post' })
    expect(version === undefined ? 0 : partsOf(version, 'heading').length).toBeGreaterThanOrEqual(2)
    expect(textOf(version)).toContain('310 g')
  })
})
