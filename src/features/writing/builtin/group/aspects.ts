/** One sentence on each aspect of several products: their prices, brands, materials, measures and what they have. */
import type { Lang } from '../../../../core/lang.ts'
import { countPhrase } from '../../../../language/grammar/article.ts'
import { fromCountry } from '../../../../language/grammar/country.ts'
import { englishCount } from '../../../../language/grammar/english.ts'
import { formatMoneyProse } from '../../../../language/money.ts'
import { formatDecimal, joinList } from '../../../../language/numbers.ts'
import type { Sentence } from '../../schema.ts'
import type { Fact } from '../attribute.ts'
import { capital, factSlot } from '../slots.ts'
import { createTeller } from '../teller.ts'
import { allShares, priceSpan, type Shares, type Spread, spreadsOf } from './aggregate.ts'
import type { Member, Things } from './members.ts'
import type { GroupPen, Slots } from './pen.ts'

/** Several products with what is known of them together. */
export interface Group {
  readonly things: Things
  readonly members: readonly Member[]
  readonly spreads: readonly Spread[]
  readonly shares: readonly Shares[]
  readonly brands: readonly string[]
  /** What every form may use. */
  readonly slots: Slots
}

/** Names in a sentence; more are counted. */
export const MOST_NAMED = 4

const countOf = (n: number, de: string, en: string, lang: Lang): string =>
  lang === 'de' ? countPhrase(n, de) : englishCount(n, en)

function brandsOf(members: readonly Member[]): readonly string[] {
  const times = new Map<string, number>()
  for (const { brand } of members) if (brand !== '') times.set(brand, (times.get(brand) ?? 0) + 1)
  return [...times].toSorted((a, b) => b[1] - a[1]).map(([brand]) => brand)
}

export function groupOf(members: readonly Member[], things: Things, lang: Lang): Group {
  const span = priceSpan(members)
  const money = (cents: number) => formatMoneyProse(cents, { lang, currency: span?.currency ?? '' })
  const n = members.length
  const brands = brandsOf(members)
  return {
    things,
    members,
    spreads: spreadsOf(members),
    shares: allShares(members),
    brands,
    slots: {
      things: things.plural('nominative'),
      'things dat': things.plural('dative'),
      'n things': things.isNamed ? things.count(n, 'nominative') : undefined,
      'n things dat': things.isNamed ? things.count(n, 'dative') : undefined,
      'n products': countOf(n, 'Produkt', 'product', lang),
      'n products dat': lang === 'de' ? countPhrase(n, 'Produkt', { case: 'dative' }) : englishCount(n, 'product'),
      'n brands': brands.length > 1 ? countOf(brands.length, 'Marke', 'brand', lang) : undefined,
      'n brands dat':
        lang === 'de' ? countPhrase(brands.length, 'Marke', { case: 'dative' }) : englishCount(brands.length, 'brand'),
      brands: brands.length === 0 ? undefined : joinList(brands.slice(0, MOST_NAMED), lang),
      name: things.name,
      n: String(n),
      low: span === null || span.low === span.high ? undefined : money(span.low),
      high: span === null ? undefined : money(span.high),
      price: span === null ? undefined : money(span.low),
    },
  }
}

/** Something that can be said of the group, and what it is worth saying. */
export interface Aspect {
  readonly about: string
  readonly rank: number
  tell(pen: GroupPen): Sentence | null
}

function priceAspect({ members, slots }: Group): readonly Aspect[] {
  if (slots.price === undefined || members.length < 2) return []
  const tell = (pen: GroupPen) =>
    slots.low === undefined
      ? pen.tell('price one', { slots: { ...slots, low: slots.price }, sources: ['variants'] })
      : pen.tell('price span', { slots, sources: ['variants'] })
  return [{ about: 'price', rank: 93, tell }]
}

function brandAspect({ brands, members, slots }: Group): readonly Aspect[] {
  const all = members.filter(({ brand }) => brand !== '').length
  if (brands.length === 0 || all < members.length) return []
  const form = brands.length === 1 ? 'brand one' : brands.length <= MOST_NAMED ? 'brands few' : 'brands many'
  return [{ about: 'brand', rank: 84, tell: (pen) => pen.tell(form, { slots, sources: ['brand'] }) }]
}

/** The ends of a span, the unit once where both have the same: '270 bis 475 g'; {low dat} and {high dat} in the dative. */
function spanSlots(low: Fact, high: Fact, lang: Lang): Slots {
  const isSame = low.measure !== null && low.measure.unit === high.measure?.unit
  const number = isSame ? formatDecimal(low.measure.numbers[0] ?? null, { lang, maxDigits: 3 }) : undefined
  return {
    low: number ?? factSlot('v', low, lang),
    high: factSlot('v', high, lang),
    'low dat': number ?? factSlot('w', low, lang),
    'high dat': factSlot('w', high, lang),
  }
}

function spreadAspect({ about, rank, low, high, sources }: Spread, { slots }: Group): Aspect {
  const tell = (pen: GroupPen) => {
    // 'Das Gewicht liegt zwischen'; but of a number alone: 'Teile: 3 bis 4'.
    const form = low.fact.measure?.unit === null ? 'spread plain' : 'spread'
    return pen.tell(form, { slots: { ...slots, ...spanSlots(low.fact, high.fact, pen.lang) }, sources, fact: low.fact })
  }
  return { about, rank, tell }
}

const COLOURS_NAMED = 5

function coloursAspect({ fact, sources, rank }: Shares, { slots }: Group): Aspect {
  const isMany = fact.items.length > COLOURS_NAMED
  const some = { ...fact, items: fact.items.slice(0, COLOURS_NAMED - 1) }
  const tell = (pen: GroupPen) => {
    const n = fact.items.length
    const more: Slots = {
      'n colours': countOf(n, 'Farbe', 'colour', pen.lang),
      'n colours dat': pen.lang === 'de' ? countPhrase(n, 'Farbe', { case: 'dative' }) : undefined,
      'some colours': factSlot('colours', some, pen.lang),
    }
    return pen.tell(isMany ? 'colours many' : 'colours', { slots: { ...slots, ...more }, sources, fact })
  }
  return { about: 'colour', rank, tell }
}

/** The two values most have, in the case the forms ask for. */
function firstTwo({ values }: Shares, slot: string, lang: Lang): Slots {
  const [first, second] = values
  const written = (at: typeof first) => (at === undefined ? undefined : factSlot(slot, at.fact, lang))
  return {
    first: written(first),
    second: written(second),
    k: first === undefined ? undefined : String(first.members.length),
    k2: second === undefined ? undefined : String(second.members.length),
  }
}

/** The nominative values of a topic, at most four. */
function valuesIn({ fact }: Shares, lang: Lang): string | undefined {
  return fact.items.length > MOST_NAMED ? undefined : factSlot('list', fact, lang)
}

function materialAspect(shares: Shares, { slots, members }: Group): Aspect {
  const { about, rank, sources, values, fact } = shares
  const [first, second] = values
  const isAll = first !== undefined && values.length === 1 && first.members.length === members.length
  const tell = (pen: GroupPen): Sentence | null => {
    const own = { ...slots, values: values.length > 1 ? valuesIn(shares, pen.lang) : undefined }
    if (about !== 'material') return pen.tell('part', { slots: own, sources, fact })
    if (isAll) return pen.tell('material all', { slots, sources, fact: first.fact })
    const counted = { ...own, ...firstTwo(shares, pen.lang === 'de' ? 'dat' : 'v', pen.lang) }
    // 'Aus Polyester ist 1' is no good German.
    const two =
      (second?.members.length ?? 0) > 1 && pen.chance() < 0.6
        ? pen.tell('material two', { slots: counted, sources })
        : null
    return two ?? pen.tell('material choice', { slots: own, sources, fact })
  }
  return { about, rank, tell }
}

/** What something is or has, of the features most telling: those most have, and not all of them. */
function featureAspects({ about, rank, sources, values }: Shares, { slots, members }: Group): readonly Aspect[] {
  return values.slice(0, 3).flatMap(({ fact, members: held }, at): Aspect[] => {
    const isAll = held.length === members.length
    if (held.length < 2) return []
    const kind = about === 'is' ? 'feature' : about === 'has' ? 'has' : null
    if (kind === null) return []
    const tell = (pen: GroupPen) => {
      const item = factSlot('list', fact, pen.lang)
      const own = { ...slots, item, k: String(held.length), 'k dat': String(held.length) }
      return pen.tell(`${kind} ${isAll ? 'all' : 'some'}`, { slots: own, sources, fact })
    }
    return [{ about: `${about} ${at}`, rank: rank - 4 * at, tell }]
  })
}

function shareAspects(shares: Shares, group: Group): readonly Aspect[] {
  const { about, rank, sources, fact, values } = shares
  const { slots, members } = group
  const [first] = values
  switch (fact.kind) {
    case 'material':
      return [materialAspect(shares, group)]
    case 'colour':
      return [coloursAspect(shares, group)]
    case 'feature':
      return featureAspects(shares, group)
    case 'size':
      return [{ about, rank, tell: (pen) => pen.tell('sizes', { slots, sources, fact }) }]
    case 'use':
      if (values.length > MOST_NAMED) return []
      return [{ about, rank, tell: (pen) => pen.tell('use', { slots, sources, fact }) }]
    case 'audience':
      return [
        {
          about,
          rank,
          tell(pen) {
            const own = { ...slots, values: valuesIn(shares, pen.lang), ...firstTwo(shares, 'list', pen.lang) }
            const isEach = values.length === 2 && values.every(({ members: held }) => held.length > 1)
            return pen.tell(isEach ? 'audience two' : 'audience', { slots: own, sources, fact })
          },
        },
      ]
    case 'origin': {
      if (first === undefined || first.members.length < 2) return []
      const k = String(first.members.length)
      const tell = (pen: GroupPen) => {
        const from = fromCountry(first.fact.value, pen.lang)
        return pen.tell('origin', { slots: { ...slots, k, from }, sources, fact: first.fact })
      }
      return [{ about, rank, tell }]
    }
    default: {
      if (values.length < 2 || values.reduce((sum, { members: held }) => sum + held.length, 0) < members.length)
        return []
      const tell = (pen: GroupPen) =>
        pen.tell('trait', { slots: { ...slots, values: valuesIn(shares, pen.lang) }, sources, fact })
      return [{ about, rank, tell }]
    }
  }
}

/** Everything that can be said of the products together, the most telling first. */
export function aspectsOf(group: Group): readonly Aspect[] {
  return [
    ...priceAspect(group),
    ...brandAspect(group),
    ...group.spreads.map((spread) => spreadAspect(spread, group)),
    ...group.shares.flatMap((shares) => shareAspects(shares, group)),
  ].toSorted((a, b) => b.rank - a.rank)
}

/** A sentence that opens with one product and a fact of it: 'Die Regenjacke Fjell wiegt 480 g.' */
export function tellMember(member: Member, pen: GroupPen): Sentence | null {
  const { subject, facts } = member.material
  const teller = createTeller({ subject, ...pen })
  for (const fact of facts) {
    if (fact.kind === 'price' || pen.chance() < 0.4) continue
    const sentence = teller.lead(fact)
    // After 'Zum Beispiel:' stands a whole sentence, and no question or second colon.
    if (sentence !== null && !/[?:–]/.test(sentence.text))
      return { text: sentence.text, sources: sentence.sources.map((source) => `${member.id}/${source}`) }
  }
  return null
}

/** Several products by their name: all, or the first few and how many more. */
export function labelsOf(members: readonly Member[], lang: Lang, form: 'label' | 'brief' = 'label'): string {
  const names = members.map((member) => capital(member[form]))
  if (names.length <= MOST_NAMED + 1) return joinList(names, lang)
  const left = names.length - MOST_NAMED
  const more = lang === 'de' ? `${left} weitere` : `${left} others`
  return joinList([...names.slice(0, MOST_NAMED), more], lang)
}
