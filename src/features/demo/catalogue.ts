/** The demo shop's catalogue: about 300 products built from the tables of families and words. */
import type { Text } from '../../core/lang.ts'
import type { ProductRecord } from '../../ingest/records.ts'
import { describe, edible, measure } from './describe.ts'
import { FAMILIES, type Family } from './families.data.ts'
import { integer, normal, type Rng, streamOf } from './rng.ts'
import { BRANDS, COLOURS, MATERIALS, MODELS } from './words.data.ts'

/** German standard rate: prices include it, costs do not. */
export const VAT_RATE = 0.19

export interface DemoVariant {
  readonly sku: string
  readonly title: string
  readonly barcode: string
  readonly options: Readonly<Record<string, string>>
  readonly stock: number
  /** Share of the product's units. */
  readonly weight: number
}

export interface DemoProduct {
  readonly family: Family
  readonly familyIndex: number
  readonly externalId: string
  readonly brand: string
  readonly title: Text
  readonly description: Text
  readonly attributes: Readonly<Record<string, Text>>
  readonly tags: readonly string[]
  readonly cut: 'women' | 'men' | null
  readonly variants: readonly DemoVariant[]
  /** List price when the window begins, including VAT. */
  readonly listCents: number
  /** Without VAT. */
  readonly costCents: number
  /** Weight among all units sold on an average day. */
  readonly popularity: number
  /** Day of the window from which the product is sold; 0: from its beginning. */
  readonly launchDay: number
}

interface Size {
  readonly label: string
  readonly code: string
  readonly weight: number
}

const size = (label: string, weight: number): Size => ({ label, code: label.replace('–', ''), weight })
const SIZES: Readonly<Record<'clothing' | 'shoe' | 'half', readonly Size[]>> = {
  clothing: [size('S', 0.2), size('M', 0.34), size('L', 0.3), size('XL', 0.16)],
  shoe: [size('38', 0.22), size('40', 0.28), size('42', 0.28), size('44', 0.22)],
  half: [size('S–M', 0.4), size('M–L', 0.4), size('L–XL', 0.2)],
}
const CUTS = {
  women: { de: 'Damen', en: "Women's", code: 'D' },
  men: { de: 'Herren', en: "Men's", code: 'H' },
} as const
const NEW_SHARE = 0.08

/** 'Größe' -> 'groesse': what stands in addresses and mail. */
export function asciiOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'oe')
    .replace(/ı/g, 'i')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, (between) => (/^[\u0300-\u036f]+$/.test(between) ? '' : '-'))
    .replace(/^-|-$/g, '')
}

/** The price people are used to, five cents below a whole euro: in steps of one euro below 20 €, of five euros above. */
export function usualPrice(cents: number): number {
  return cents < 2000 ? Math.max(95, Math.round(cents / 100) * 100 - 5) : Math.round(cents / 500) * 500 - 5
}

function barcodeOf(serial: number): string {
  const digits = `29${String(4_000_000_000 + serial).padStart(10, '0')}`
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(digits.charAt(i)) * (i % 2 === 0 ? 1 : 3)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

interface Build {
  readonly rng: Rng
  readonly days: number
  serial: number
}

function variantsOf(build: Build, family: Family, code: string, title: string, colour: number): readonly DemoVariant[] {
  const colourAt = (offset: number) => COLOURS[(colour + offset) % COLOURS.length] ?? COLOURS[0]
  const make = (suffix: string, options: Record<string, string>, weight: number): DemoVariant => ({
    sku: `${code}${suffix}`,
    title: [title, ...Object.values(options)].join(', '),
    barcode: barcodeOf(++build.serial),
    options,
    stock: 4 + integer(build.rng, 0, Math.ceil(60 * weight * (family.several ? 3 : 1))),
    weight,
  })
  if (family.sizes === 'one') return [make('', {}, 1)]
  if (family.sizes === 'colour') {
    return [0, 1].map((offset) => {
      const { code: short, name } = colourAt(offset)
      return make(`-${short}`, { Farbe: name.de }, offset === 0 ? 0.6 : 0.4)
    })
  }
  return SIZES[family.sizes].map(({ label, code: short, weight }) =>
    make(`-${colourAt(0).code}-${short}`, { Farbe: colourAt(0).name.de, Größe: label }, weight),
  )
}

function productOf(build: Build, family: Family, familyIndex: number, nth: number): Omit<DemoProduct, 'popularity'> {
  const { rng } = build
  const model = MODELS[(familyIndex * 7 + nth) % MODELS.length] ?? MODELS[0]
  const brand = BRANDS[(familyIndex * 5 + nth * 7) % BRANDS.length] ?? BRANDS[0]
  const cut = family.cut ? (nth % 2 === 0 ? 'women' : 'men') : null
  const title: Text =
    cut === null
      ? { de: `${family.noun.de} ${model}`, en: `${model} ${family.noun.en}` }
      : { de: `${family.noun.de} ${model} ${CUTS[cut].de}`, en: `${CUTS[cut].en} ${model} ${family.noun.en}` }
  const quality = Math.min(1, Math.max(0, (nth + rng()) / family.models))
  const [low, high] = family.priceEuro
  const listCents = usualPrice(Math.round((low + (high - low) * quality ** 1.4) * 100))
  const margin = 0.35 + 0.25 * rng()
  const measured = measure(family, quality)
  const materials = family.materials ?? MATERIALS[family.group]
  const material = materials[nth % materials.length] ?? { de: 'Polyamid', en: 'polyamide' }
  const colour = familyIndex + nth * 3
  const variants = variantsOf(
    build,
    family,
    `${family.code}-${101 + nth}${cut === null ? '' : CUTS[cut].code}`,
    title.de,
    colour,
  )
  const isNew = rng() < NEW_SHARE
  const ownColour = COLOURS[colour % COLOURS.length] ?? COLOURS[0]
  return {
    family,
    familyIndex,
    externalId: asciiOf(title.de),
    brand,
    title,
    description: describe(rng, family, model, measured, material),
    attributes: {
      ...(edible(family) ? {} : { Material: { de: capital(material.de), en: capital(material.en) } }),
      ...Object.fromEntries(measured.map(({ name, value }) => [name, value])),
      ...(family.sizes === 'one' ? {} : { Farbe: ownColour.name }),
      ...(cut === null ? {} : { Schnitt: { de: CUTS[cut].de, en: cut === 'women' ? 'Women' : 'Men' } }),
    },
    tags: isNew ? [family.category.split(' > ')[0] ?? '', 'Neu'] : [family.category.split(' > ')[0] ?? ''],
    cut,
    variants,
    listCents,
    costCents: Math.round((listCents / (1 + VAT_RATE)) * (1 - margin)),
    launchDay: isNew ? integer(rng, Math.floor(build.days * 0.1), Math.floor(build.days * 0.85)) : 0,
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The catalogue of a seed for a window of so many days; the products of a family stand next to one another. */
export function buildCatalogue(seed: number, days: number): readonly DemoProduct[] {
  const build: Build = { rng: streamOf(seed, 'catalogue'), days, serial: 0 }
  const totalShare = FAMILIES.reduce((sum, family) => sum + family.share, 0)
  return FAMILIES.flatMap((family, familyIndex) => {
    const products = Array.from({ length: family.models }, (_, nth) => productOf(build, family, familyIndex, nth))
    // The plainer models sell more often than the best ones, each with its own luck.
    const appeal = products.map((_, nth) => Math.exp(0.6 * normal(build.rng) - (0.8 * nth) / family.models))
    const total = appeal.reduce((sum, value) => sum + value, 0)
    return products.map((product, nth) => ({
      ...product,
      popularity: ((family.share / totalShare) * (appeal[nth] ?? 0)) / total,
    }))
  })
}

/** What differs between two records of the same product. */
interface ProductState {
  readonly priceCents: number
  /** The list price while the price is reduced, else null. */
  readonly compareAtCents: number | null
  readonly validFrom: number
  /** Null: the record says nothing about the stock. */
  readonly stockOf: ((variant: DemoVariant) => number) | null
}

/** The canonical record of a product from an instant on. */
export function productRecord(product: DemoProduct, state: ProductState): ProductRecord {
  return {
    type: 'product',
    externalId: product.externalId,
    title: product.title,
    description: product.description,
    brand: product.brand,
    category: product.family.category,
    tags: product.tags,
    attributes: product.attributes,
    status: 'active',
    variants: product.variants.map((variant) => ({
      sku: variant.sku,
      title: variant.title,
      barcode: variant.barcode,
      options: variant.options,
      priceCents: state.priceCents,
      compareAtCents: state.compareAtCents,
      costCents: product.costCents,
      stock: state.stockOf === null ? null : state.stockOf(variant),
    })),
    currency: 'EUR',
    validFrom: state.validFrom,
  }
}
