import type { Lang } from '../../../core/lang.ts'
import { formatMoney } from '../../../language/money.ts'
import { type ProductFacts, withoutMarkup } from '../../text-check/index.ts'

/** As much of a product as a model is told: catalogues hold descriptions of 50 KB and attributes by the hundred. */
const MOST = { text: 4_000, draft: 12_000, value: 300, attributes: 80, variants: 40, options: 6, tags: 20 } as const

/**
 * A product's data as JSON of bounded length, in which nothing can end the block it stands in.
 * @param draft  a text about it that is there already
 */
export function factsJson(facts: ProductFacts, lang: Lang, draft?: string): string {
  const short = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, MOST.value)
  const { currency } = facts
  const moneyAs = (name: string, cents: number | null) =>
    cents === null || currency === '' ? {} : { [name]: formatMoney(cents, { lang, currency }) }
  const data = {
    title: wordsIn(facts.title, lang, MOST.value),
    brand: short(facts.brand),
    category: short(facts.category),
    attributes: facts.attributes.slice(0, MOST.attributes).map(({ name, value }) => ({
      name: short(name),
      value:
        typeof value === 'object' ? wordsIn(value, lang, MOST.value) : typeof value === 'string' ? short(value) : value,
    })),
    variants: facts.variants.slice(0, MOST.variants).map(({ title, options, priceCents, compareAtCents }) => ({
      title: short(title),
      options: Object.fromEntries(
        Object.entries(options)
          .slice(0, MOST.options)
          .map(([name, value]) => [short(name), short(value)]),
      ),
      ...moneyAs('price', priceCents),
      ...moneyAs('priceBefore', compareAtCents),
    })),
    tags: facts.tags.slice(0, MOST.tags).map(short),
    presentDescription: wordsIn(facts.description, lang, MOST.text),
    ...(draft === undefined ? {} : { draft: draft.slice(0, MOST.draft) }),
  }
  // '<' as an escape: no value can look like the end of the block.
  return JSON.stringify(data, null, 1).replaceAll('<', '\\u003c')
}

function wordsIn(words: Readonly<Partial<Record<Lang, string>>>, lang: Lang, most: number): string {
  const said = words[lang] ?? words.de ?? words.en ?? ''
  return withoutMarkup(said.slice(0, most * 4))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, most)
}
