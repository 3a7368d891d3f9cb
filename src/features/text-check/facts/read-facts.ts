import { LANGS } from '../../../core/lang.ts'
import type { ProductFacts } from '../schema.ts'
import { readText } from '../text/tokens.ts'
import type { Draft, Known } from './known.ts'
import { addAttribute, addVariants } from './read-attributes.ts'
import { addProse } from './read-prose.ts'

/** A longer description is read up to here; its first sentences say what a product is. */
const DESCRIPTION_READ = 20_000

const made = new WeakMap<ProductFacts, Known>()

/** What is known of a product; read once for each object. */
export function knownOf(facts: ProductFacts): Known {
  const known = made.get(facts)
  if (known !== undefined) return known
  const read = readFacts(facts)
  made.set(facts, read)
  return read
}

function readFacts(facts: ProductFacts): Known {
  const to: Draft = {
    quantities: [],
    references: [],
    materials: [],
    colours: [],
    features: [],
    origins: new Map(),
    places: [],
    sizes: new Set(),
    texts: [],
    present: new Map(),
    lists: [],
    presences: [],
    absent: [],
    excepted: new Set(),
    codes: new Map(),
    ownNames: new Set(),
    allStems: new Set(),
  }
  for (const attribute of facts.attributes) addAttribute(to, attribute)
  addVariants(to, facts)
  for (const lang of LANGS) {
    const title = facts.title[lang] ?? ''
    addProse(to, readText(title.slice(0, 2_000), lang), { kind: 'title', name: '' }, lang)
    const description = (facts.description[lang] ?? '').slice(0, DESCRIPTION_READ)
    addProse(to, readText(description, lang), { kind: 'description', name: '' }, lang)
    const names = `${title} ${facts.brand} ${facts.category} ${facts.variants.map((variant) => variant.title).join(' ')}`
    for (const { stem } of readText(names.slice(0, 4_000), lang).tokens) to.ownNames.add(stem)
    addProse(to, readText(facts.tags.join(', '), lang), { kind: 'title', name: '' }, lang)
  }
  for (const stem of to.ownNames) to.allStems.add(stem)
  return { facts, ...to }
}
