/** Sentences made by seeded code from the attributes of real products: true paraphrases, and each falsified in one detail. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { LANGS, type Lang } from '../../src/core/lang.ts'
import type { FactAttribute, ProductFacts } from '../../src/features/text-check/index.ts'
import type { Planted } from './planted.ts'

const text = z.object({ de: z.string(), en: z.string() })
const both = z.object({ de: z.array(z.string()), en: z.array(z.string()) })
const attributeSchema = z.union([
  z.object({
    kind: z.literal('measure'),
    label: text,
    value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
    unit: z.string().nullable(),
  }),
  z.object({ kind: z.literal('is'), label: text, value: z.boolean() }),
  z.object({ kind: z.literal('has'), label: text, value: z.boolean() }),
  z.object({ kind: z.enum(['colour', 'material', 'origin', 'choice', 'person']), label: text, value: text }),
])
const productSchema = z.object({
  id: z.string(),
  title: text,
  noun: text,
  attributes: z.array(attributeSchema),
  price: z.number().optional(),
  currency: z.string().default('EUR'),
  sizes: z.array(z.string()).default([]),
})
const setSchema = z.object({
  products: z.array(productSchema),
  forms: z.record(z.string(), both),
  own: z.object({ de: z.record(z.string(), z.array(z.string())), en: z.record(z.string(), z.array(z.string())) }),
})
type Attribute = z.infer<typeof attributeSchema>
type Product = z.infer<typeof productSchema>
type GoldenSet = z.infer<typeof setSchema>
type Measure = Extract<Attribute, { kind: 'measure' }>
type Worded = Exclude<Attribute, { kind: 'measure' | 'is' | 'has' }>

/** A sentence and the kind of detail that is false in it. */
export interface Generated extends Planted {
  readonly detail: string
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
/** A number from 0 below 1 that belongs to a text. */
const chance = (text: string): number => digest(text).readUInt32BE(0) / 2 ** 32
const pick = <Item>(items: readonly Item[], seed: string): Item | undefined =>
  items[Math.floor(chance(seed) * items.length)]

const UNIT_WORDS: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  min: { de: 'Minuten', en: 'minutes' },
  h: { de: 'Stunden', en: 'hours' },
  years: { de: 'Jahren', en: 'years' },
}
const OTHER_UNITS: Readonly<Record<string, readonly [unit: string, factor: number]>> = {
  cm: ['m', 0.01],
  mm: ['cm', 0.1],
  m: ['cm', 100],
  g: ['kg', 0.001],
  kg: ['g', 1000],
  min: ['h', 1 / 60],
  h: ['min', 60],
  W: ['kW', 0.001],
  l: ['ml', 1000],
}

const written = (value: number, lang: Lang): string =>
  new Intl.NumberFormat(lang, { maximumFractionDigits: 3, useGrouping: value >= 10_000 }).format(value)

function measureText(value: Measure['value'], unit: string | null, lang: Lang): string {
  const numbers = typeof value === 'number' ? [value] : value
  const word = unit === null ? '' : ` ${UNIT_WORDS[unit]?.[lang] ?? unit}`
  return numbers.map((number) => written(number, lang)).join(lang === 'de' ? ' bis ' : ' to ') + word
}

function attributeOf(attribute: Attribute): FactAttribute {
  const name = attribute.label.de.replace(/^(?:der|die|das) /, '')
  if (attribute.kind === 'is' || attribute.kind === 'has')
    return { name, value: attribute.value ? { de: 'ja', en: 'yes' } : { de: 'nein', en: 'no' } }
  if (attribute.kind !== 'measure') return { name, value: attribute.value }
  const { value, unit } = attribute
  const data = (lang: Lang) =>
    measureText(value, unit, lang)
      .replace(/ (?:bis|to) /, '–')
      .replace('Jahren', 'Jahre')
  return { name, value: { de: data('de'), en: data('en') } }
}

function factsOf({ id, title, attributes, price, currency, sizes }: Product): ProductFacts {
  const options = sizes.length === 0 ? [{}] : sizes.map((size) => ({ Größe: size }))
  return {
    externalId: id,
    title,
    brand: '',
    category: '',
    attributes: attributes.map(attributeOf),
    description: {},
    tags: [],
    variants:
      price === undefined
        ? []
        : options.map((each, at) => ({
            sku: `${id}-${at}`,
            title: '',
            options: each,
            priceCents: price,
            compareAtCents: null,
            lowestBeforeCents: null,
            stock: 1,
          })),
    currency,
  }
}

interface Detail {
  readonly kind: string
  readonly detail: string
  readonly label: Readonly<Record<Lang, string>>
  readonly truth: Readonly<Record<Lang, string>>
  readonly falsified: Readonly<Record<Lang, string>>
}

const inBoth = (write: (lang: Lang) => string): Readonly<Record<Lang, string>> => ({ de: write('de'), en: write('en') })

function measureDetails(attribute: Measure, product: Product, seed: string): readonly Detail[] {
  const { value, unit, label } = attribute
  const others = product.attributes.flatMap((other) => (other.kind === 'measure' ? [other.value].flat() : []))
  const decimals = Math.max(...[value].flat().map((number) => (String(number).split('.')[1] ?? '').length))
  const isYear = unit === null && typeof value === 'number' && value > 1000
  const steps = isYear ? [] : [0.5, 0.7, 1.3, 1.6, 2]
  const candidates = [
    ...steps.map((step) => (number: number) => Number((number * step).toFixed(decimals))),
    ...[-3, -2, -1, 1, 2, 3].map((step) => (number: number) => Number((number + step).toFixed(decimals))),
  ].filter((change) => {
    const changed = [value].flat().map(change)
    const isFar = changed.every((number, at) => Math.abs(number / ([value].flat()[at] ?? 1) - 1) > (isYear ? 0 : 0.08))
    return isFar && changed.every((number) => !others.includes(number) && number !== 0)
  })
  const change = pick(candidates, `${seed} number`)
  const as = (of: Measure['value'], in_: string | null) => inBoth((lang) => measureText(of, in_, lang))
  const changed = (by: (number: number) => number): Measure['value'] =>
    typeof value === 'number' ? by(value) : [by(value[0]), by(value[1])]
  const kind = unit === null ? 'number' : 'measure'
  const found: Detail[] = []
  if (change !== undefined)
    found.push({ kind, detail: 'number', label, truth: as(value, unit), falsified: as(changed(change), unit) })
  const [otherUnit, factor] = OTHER_UNITS[unit ?? ''] ?? []
  if (otherUnit !== undefined && factor !== undefined)
    found.push({
      kind,
      detail: 'unit',
      label,
      truth: as(
        changed((number) => number * factor),
        otherUnit,
      ),
      falsified: as(value, otherUnit),
    })
  return found
}

function wordDetail(attribute: Worded, product: Product, set: GoldenSet, seed: string): readonly Detail[] {
  const own = product.attributes.flatMap((other) =>
    typeof other.value === 'object' && 'de' in other.value ? [other.value.de] : [],
  )
  const shared = (a: string, b: string) => a.split(', ').some((part) => b.split(', ').includes(part))
  const values = set.products.flatMap((other) =>
    other.attributes.flatMap((candidate) =>
      candidate.kind === attribute.kind &&
      (attribute.kind !== 'choice' || candidate.label.de === attribute.label.de) &&
      !own.some((value) => shared(value, candidate.value.de)) &&
      candidate.value.en !== attribute.value.en
        ? [candidate.value]
        : [],
    ),
  )
  const falsified = pick(values, `${seed} word`)
  return falsified === undefined
    ? []
    : [{ kind: attribute.kind, detail: attribute.kind, label: attribute.label, truth: attribute.value, falsified }]
}

function detailsOf(attribute: Attribute, product: Product, set: GoldenSet, seed: string): readonly Detail[] {
  if (attribute.kind === 'measure') return measureDetails(attribute, product, seed)
  if (attribute.kind !== 'is' && attribute.kind !== 'has') return wordDetail(attribute, product, set, seed)
  const { kind, label } = attribute
  const said = (isSo: boolean): Readonly<Record<Lang, string>> =>
    kind === 'is'
      ? { de: isSo ? '' : 'nicht ', en: isSo ? '' : 'not ' }
      : { de: isSo ? 'inklusive' : 'ohne', en: isSo ? 'including' : 'without' }
  return [{ kind, detail: 'feature', label, truth: said(attribute.value), falsified: said(!attribute.value) }]
}

function productDetails({ price, currency, sizes, id }: Product): readonly Detail[] {
  const money = (cents: number) =>
    inBoth((lang) => new Intl.NumberFormat(lang, { style: 'currency', currency }).format(cents / 100))
  const nothing = { de: '', en: '' }
  const same = (value: string) => ({ de: value, en: value })
  const found: Detail[] = []
  if (price !== undefined && /EUR|USD|GBP/.test(currency))
    found.push({ kind: 'price', detail: 'price', label: nothing, truth: money(price), falsified: money(price + 1000) })
  const size = pick(sizes, id)
  if (size !== undefined)
    found.push({ kind: 'size', detail: 'size', label: nothing, truth: same(size), falsified: same('48') })
  return found
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

function fill(
  form: string,
  detail: Detail,
  value: string,
  { product, lang }: { product: Product; lang: Lang },
): string {
  const label = detail.label[lang]
  const bare = lang === 'de' ? label.replace(/^(?:der|die|das) /, '') : label
  const slots: Readonly<Record<string, string>> = {
    A: capital(label),
    a: label,
    L: bare,
    V: value,
    C: capital(value),
    P: product.title[lang],
    N: lang === 'de' ? capital(product.noun.de) : product.noun.en,
    n: product.noun[lang],
    not: value,
    with: value,
  }
  return capital(form.replace(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole))
}

/** Products in the upper half of their hash are locked: no rule is made from a look at what is said of them. */
const isLocked = (id: string): boolean => (digest(id)[0] ?? 0) >= 128

/** Two forms of every detail and language, each as a true and as a falsified sentence. */
export function readGenerated(file: string): readonly Generated[] {
  const set = setSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return set.products.flatMap((product) => {
    const facts = factsOf(product)
    const details = [
      ...product.attributes.flatMap((attribute, at) => detailsOf(attribute, product, set, `${product.id} ${at}`)),
      ...productDetails(product),
    ]
    return details.flatMap((detail, at) =>
      LANGS.flatMap((lang) => {
        const bare = detail.label[lang].replace(/^(?:der|die|das) /, '')
        const forms = [...(set.forms[detail.kind]?.[lang] ?? []), ...(set.own[lang][bare] ?? [])]
        const first = Math.floor(chance(`${product.id} ${at} ${lang}`) * forms.length)
        const chosen = new Set([forms[first], forms[(first + 1 + Math.floor(forms.length / 2)) % forms.length]])
        return [...chosen].flatMap((form) =>
          form === undefined
            ? []
            : [false, true].map((isFalse) => ({
                facts,
                lang,
                text: fill(form, detail, (isFalse ? detail.falsified : detail.truth)[lang], { product, lang }),
                isFalse,
                isHeldOut: isLocked(product.id),
                isReal: true,
                detail: detail.detail,
              })),
        )
      }),
    )
  })
}
