/** Which limits hold for a product, of all that people set. Pure. */
import type { Limits, PricingRules } from './schema.ts'

/** Limits of a product: the shop's, those of its category from the outermost in, its own. */
export function limitsFor(
  { everywhere, overrides }: Pick<PricingRules, 'everywhere' | 'overrides'>,
  product: { readonly category: string; readonly names: readonly string[] },
): Limits {
  const names = new Set(product.names)
  const ofCategory = overrides
    .filter(({ scope, key: named }) => scope === 'category' && isWithin(product.category, named))
    .toSorted((a, b) => a.key.length - b.key.length)
  const ofProduct = overrides.filter(({ scope, key: named }) => scope === 'product' && names.has(named))
  return [...ofCategory, ...ofProduct].reduce<Limits>(
    (limits, override) => overlay(limits, override.limits),
    everywhere,
  )
}

const isWithin = (category: string, named: string) => category === named || category.startsWith(`${named} > `)

/** What is left out is absent or undefined, and neither overrides. */
function overlay(limits: Limits, over: PricingRules['overrides'][number]['limits']): Limits {
  return { ...limits, ...Object.fromEntries(Object.entries(over).filter(([, value]) => value !== undefined)) }
}
