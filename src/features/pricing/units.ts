/** What is priced together: a product, variants of it at one price, or a family with one price. Pure. */
import { hash32 } from '../../core/ids.ts'
import type { Text } from '../../core/lang.ts'
import type { Family } from './schema.ts'

/** A variant that is for sale, as the log knows it. */
export interface VariantRow {
  readonly sku: string
  readonly product: string
  readonly title_de: string
  readonly title_en: string
  readonly variant_title: string
  readonly category: string
  readonly price_cents: number
  readonly cost_cents: number | null
  readonly stock: number | null
  /** What its weekly rows are told apart by. */
  readonly number: number
}

export interface PriceUnit {
  readonly key: string
  readonly title: Text
  readonly category: string
  /** Its articles. */
  readonly refs: readonly { readonly sku: string; readonly productId: string }[]
  readonly fromCents: number
  /** Of a family that rises, with its place in it; null: of none. */
  readonly family: { readonly name: string; readonly place: number } | null
  readonly familyMixed: boolean
}

/** A unit with its variants as the log knows them. */
export interface VariedUnit extends PriceUnit {
  readonly variants: readonly VariantRow[]
}

/** @param rows variants of one shop currency */
export function unitsOf(rows: readonly VariantRow[], families: readonly Family[]): VariedUnit[] {
  const familyOf = findFamilies(families)
  const groups = new Map<string, VariantRow[]>()
  for (const row of rows) {
    const family = familyOf(row)
    const key = family?.family.order === 'same' ? `family ${family.family.name}` : row.product
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups].flatMap(([key, members]) => unitsOfGroup(key, members, familyOf))
}

type FamilyOf = (row: VariantRow) => { readonly family: Family; readonly place: number } | null

function findFamilies(families: readonly Family[]): FamilyOf {
  const byName = new Map<string, { family: Family; place: number }>()
  for (const family of families)
    for (const [place, name] of family.products.entries()) if (!byName.has(name)) byName.set(name, { family, place })
  return ({ sku, product }) => byName.get(sku) ?? byName.get(product) ?? null
}

/** One unit for each price within the group, the price most variants have first; it keeps the plain key. */
function unitsOfGroup(key: string, members: readonly VariantRow[], familyOf: FamilyOf): VariedUnit[] {
  const byPrice = new Map<number, VariantRow[]>()
  for (const row of members) byPrice.set(row.price_cents, [...(byPrice.get(row.price_cents) ?? []), row])
  const sorted = [...byPrice].toSorted(([, a], [, b]) => b.length - a.length)
  return sorted.map(([fromCents, variants], index): VariedUnit => {
    const [first] = variants
    const family = first === undefined ? null : familyOf(first)
    const isSame = family?.family.order === 'same'
    return {
      key: index === 0 ? key : `${key}/${first?.sku ?? fromCents}`,
      title: titleOf(variants, isSame ? family.family.name : null, sorted.length > 1),
      category: first?.category ?? '',
      variants,
      refs: variants.map(({ sku, product }) => ({ sku, productId: product })),
      fromCents,
      family: family === null || isSame ? null : { name: family.family.name, place: family.place },
      familyMixed: isSame && sorted.length > 1,
    }
  })
}

function titleOf(variants: readonly VariantRow[], family: string | null, isPart: boolean): Text {
  const [first] = variants
  if (first === undefined) return { de: '', en: '' }
  if (family !== null) return { de: family, en: family }
  const de = first.title_de || first.title_en || first.product
  const en = first.title_en || first.title_de || first.product
  const part = isPart ? ` (${first.variant_title || first.sku})` : ''
  return { de: `${de}${part}`, en: `${en}${part}` }
}

/** Names by which overrides and families call it. */
export function namesOf({ refs }: Pick<PriceUnit, 'refs'>): string[] {
  return [...new Set(refs.flatMap(({ sku, productId }) => [sku, productId]))]
}

/**
 * Whether its price stays as it is, so that the others can be measured against it: the same units every night, and none of
 * their own choosing.
 * @param percent share of all units
 */
export function isHeldOut(key: string, percent: number): boolean {
  return hash32(`held out ${key}`) / 2 ** 32 < percent / 100
}
