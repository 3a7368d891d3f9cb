/** The planted set of the fact check: sentences about products, each true and falsified in one detail. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { LANGS, type Lang } from '../../src/core/lang.ts'
import { loadChecks, type ProductFacts } from '../../src/features/text-check/index.ts'

const { checkText } = await loadChecks()

const words = z.object({ de: z.string().exactOptional(), en: z.string().exactOptional() })
const cents = z.number().int().nullable()
const factsSchema: z.ZodType<ProductFacts> = z.object({
  externalId: z.string(),
  title: words,
  brand: z.string(),
  category: z.string(),
  attributes: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean(), words]) })),
  description: words,
  tags: z.array(z.string()),
  variants: z.array(
    z.object({
      sku: z.string(),
      title: z.string(),
      options: z.record(z.string(), z.string()),
      priceCents: cents,
      compareAtCents: cents,
      lowestBeforeCents: cents,
      stock: z.number().nullable(),
    }),
  ),
  currency: z.string(),
})
const forms = { de: z.array(z.string()), en: z.array(z.string()) }
const setSchema = z.object({
  made: z.array(z.object({ facts: factsSchema, ...forms })),
  real: z.array(z.object({ title: z.string(), ...forms })),
  plain: z.object(forms),
})
const shopsSchema = z.object({
  products: z.array(z.object({ facts: factsSchema, ...forms, paragraphs: z.object(forms) })),
  plain: z.object(forms),
})
const rowsSchema = z.array(z.record(z.string(), z.string()))

export interface Planted {
  readonly facts: ProductFacts
  readonly lang: Lang
  readonly text: string
  readonly isFalse: boolean
  /** Of the third no rule was made for: of the forms, or of the shops' products. */
  readonly isHeldOut: boolean
  readonly isReal: boolean
}

type Said = Pick<Planted, 'facts' | 'lang' | 'text'>

/** '{true|false}' in a form gives a true sentence and a false one. */
function sentencesOf(form: string): readonly [real: string, falsified: string] {
  return [form.replace(/\{([^|}]*)\|([^}]*)\}/g, '$1'), form.replace(/\{([^|}]*)\|([^}]*)\}/g, '$2')]
}

/** Sentences that claim nothing about any product, each beside every made product. */
export function readPlain(file: string): readonly Said[] {
  const { made, plain } = setSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return made.flatMap(({ facts }) => LANGS.flatMap((lang) => plain[lang].map((text) => ({ facts, lang, text }))))
}

/** Every sentence of the set; the real products' facts are those of the data set in a folder. */
export function readPlanted(file: string, datasetsDir: string): readonly Planted[] {
  const set = setSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const real = realProducts(datasetsDir)
  const products = [
    ...set.made.map((product) => ({ ...product, isReal: false })),
    ...set.real.map((product) => ({ ...product, facts: factsTitled(real, product.title), isReal: true })),
  ]
  return products.flatMap((product) =>
    LANGS.flatMap((lang) =>
      product[lang].flatMap((form, at) => {
        const [truth, falsified] = sentencesOf(form)
        const shared = { facts: product.facts, lang, isHeldOut: at % 3 === 2, isReal: product.isReal }
        return [
          { ...shared, text: truth, isFalse: false },
          { ...shared, text: falsified, isFalse: true },
        ]
      }),
    ),
  )
}

/** A product's id decides whether it is locked: the first byte of its SHA-256 is in the lowest third. */
const isLocked = (id: string): boolean => (createHash('sha256').update(id).digest()[0] ?? 0) < 85

/** The set of many shops' products: its sentences, its paragraphs (true throughout), and plain sentences beside every product. */
export function readShops(file: string): {
  readonly planted: readonly Planted[]
  readonly paragraphs: readonly Said[]
  readonly plain: readonly Said[]
} {
  const { products, plain } = shopsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const each = <Item>(make: (product: (typeof products)[number], lang: Lang) => readonly Item[]) =>
    products.flatMap((product) => LANGS.flatMap((lang) => make(product, lang)))
  return {
    planted: each(({ facts, ...product }, lang) =>
      product[lang].flatMap((form) =>
        sentencesOf(form).map((text, at) => ({
          facts,
          lang,
          text,
          isFalse: at === 1,
          isHeldOut: isLocked(facts.externalId),
          isReal: false,
        })),
      ),
    ),
    paragraphs: each(({ facts, paragraphs }, lang) => paragraphs[lang].map((text) => ({ facts, lang, text }))),
    plain: each(({ facts }, lang) => plain[lang].map((text) => ({ facts, lang, text }))),
  }
}

function factsTitled(products: readonly ProductFacts[], title: string): ProductFacts {
  const found = products.find((product) => product.title.de?.trim() === title)
  if (found === undefined) throw new RangeError(`There is no product '${title}' in the data set.`)
  return found
}

/** The products of products-de-en.csv.gz: a title, a description in two languages, and next to no attributes. */
export function realProducts(datasetsDir: string): readonly ProductFacts[] {
  const path = join(datasetsDir, 'products-de-en.csv.gz')
  if (!existsSync(path))
    throw new RangeError(`${path} is not there: set DIRIGENT_DATASETS to the folder of the data sets`)
  const rows = rowsSchema.parse(parse(gunzipSync(readFileSync(path)), { columns: true }))
  return rows.map((row) => ({
    externalId: row.id ?? '',
    title: { de: row.title_de ?? '', en: row.title_en ?? '' },
    brand: '',
    category: '',
    attributes: [],
    description: {
      de: `${row.short_de ?? ''}. ${row.long_de ?? ''}`,
      en: `${row.short_en ?? ''}. ${row.long_en ?? ''}`,
    },
    tags: [],
    variants: [
      {
        sku: row.sku ?? '',
        title: '',
        options: {},
        priceCents: Math.round(Number(row.price) * 100),
        compareAtCents: null,
        lowestBeforeCents: null,
        stock: Number(row.stock),
      },
    ],
    currency: 'EUR',
  }))
}

export interface Score {
  /** Share of the false sentences found. */
  readonly recall: number
  /** Share of the sentences found false that are. */
  readonly precision: number
  readonly n: number
  readonly missed: readonly Planted[]
  readonly wrong: readonly Planted[]
}

/** Whether the check has an error of kind fact on a text. */
export function isAlarmed({ text, lang, facts }: Said): boolean {
  return checkText(text, { lang, facts }).some(({ kind, level }) => kind === 'fact' && level === 'error')
}

/** A sentence counts as found where the check is alarmed by it. */
export function scoreFacts(planted: readonly Planted[]): Score {
  const found = planted.filter(isAlarmed)
  const hits = found.filter(({ isFalse }) => isFalse)
  const missed = planted.filter((sentence) => sentence.isFalse && !hits.includes(sentence))
  return {
    recall: hits.length / (hits.length + missed.length),
    precision: hits.length / found.length,
    n: planted.length,
    missed,
    wrong: found.filter(({ isFalse }) => !isFalse),
  }
}
