/** What is said about a person, from what the stores hold. Pure. */
import { eventText } from '../visits/index.ts'
import type { Customer, TimelineEntry } from './schema.ts'
import type { PersonRow } from './store.ts'
import type { NamedProduct, RawEntry } from './timeline-store.ts'

const ABOUT_CONSENT = /consent|marketing|newsletter|opt.?in|einwilligung/i
const MOST_TRAITS = 50

/** What was said about advertising, the shop's systems first. */
export function consentOf(person: PersonRow): Customer['consentSaid'] {
  const said: Customer['consentSaid'] = []
  if (person.accepts_marketing || person.known_from === 'feed')
    said.push({ by: person.source, purpose: 'marketing', value: person.accepts_marketing ? 'yes' : 'no', at: null })
  for (const [name, value] of Object.entries(person.traits ?? {})) {
    if (typeof value !== 'boolean' || !ABOUT_CONSENT.test(name)) continue
    said.push({ by: 'identify', purpose: name, value: value ? 'yes' : 'no', at: person.said_at?.toISOString() ?? null })
  }
  return said
}

/** What the shop's pages said at identify, one line each. */
export function traitsOf({ traits }: Pick<PersonRow, 'traits'>): Customer['traits'] {
  return Object.entries(traits ?? {})
    .slice(0, MOST_TRAITS)
    .map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }))
}

/** The later first; of one instant the one whose id is later in the alphabet, as both stores order them. */
export function mergeTimeline(parts: readonly (readonly RawEntry[])[], limit: number): RawEntry[] {
  return parts
    .flat()
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
}

export function toEntry(raw: RawEntry, products: ReadonlyMap<string, NamedProduct>): TimelineEntry {
  const { sku, orderId, subject, at, name, ...entry } = raw
  const product = products.get(sku)
  const said = sku === '' ? subject : sku
  return {
    ...entry,
    at: new Date(at).toISOString(),
    name: raw.kind === 'event' ? eventText(name) : { de: name, en: name },
    subject: product?.title ?? (said === '' ? null : { de: said, en: said }),
    href: orderId !== null ? `/orders/${orderId}` : product === undefined ? null : `/products/${product.id}`,
  }
}
