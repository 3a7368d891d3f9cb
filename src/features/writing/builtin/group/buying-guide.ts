/** A buying guide: how the products of a category differ, which of them is for whom, and a table of them. */
import { formatMoneyProse } from '../../../../language/money.ts'
import type { Part, Sentence, TextLength } from '../../schema.ts'
import { shuffled } from '../chance.ts'
import { factSlot } from '../slots.ts'
import type { Held, Shares, Spread } from './aggregate.ts'
import { type Group, labelsOf } from './aspects.ts'
import { comparisonTable } from './comparison-table.ts'
import type { Member } from './members.ts'
import type { GroupPen } from './pen.ts'
import type { GroupPlan, GroupWriter } from './plan.ts'

/** Differences told: measures and materials. */
const DIFFERENCES: Readonly<Record<TextLength, number>> = { short: 2, medium: 3, long: 5 }
/** Sentences on which product is for whom. */
const NEEDS: Readonly<Record<TextLength, number>> = { short: 2, medium: 4, long: 6 }
/** Of fewer products a part of them says no more than the ends of the span. */
const LEAST_FOR_THIRDS = 6
const MOST_VALUES = 4

type Told = readonly Sentence[]

const present = (sentences: readonly (Sentence | null)[]): Told => sentences.filter((sentence) => sentence !== null)

/** The lower or the upper third of them: up to the amount, or from it, that the third one from that end has. */
function third<T>(sorted: readonly T[], end: 'low' | 'high', amountOf: (one: T) => number): readonly T[] {
  const size = Math.max(1, Math.floor(sorted.length / 3))
  const bound = amountOf((end === 'low' ? sorted[size - 1] : sorted.at(-size)) ?? (sorted[0] as T))
  return sorted.filter((one) => (end === 'low' ? amountOf(one) <= bound : amountOf(one) >= bound))
}

function spreadSentences({ low, high, all, sources }: Spread, pen: GroupPen): Told {
  const { lang } = pen
  const value = ({ fact }: Held) => factSlot('w', fact, lang)
  const span = pen.tell('guide spread', {
    slots: {
      low: value(low),
      high: value(high),
      'low label': low.member.brief,
      'high label': high.member.brief,
    },
    sources,
    fact: low.fact,
  })
  if (span === null || all.length < LEAST_FOR_THIRDS) return present([span])
  const end = pen.chance() < 0.5 ? 'low' : 'high'
  const held = third(all, end, ({ amount }) => amount)
  const [first, last] = [held[0], held.at(-1)]
  const bound = end === 'low' ? last : first
  if (bound === undefined || held.length === all.length) return present([span])
  const members = held.map(({ member }) => member)
  const part = pen.tell(`guide ${end}`, {
    slots: { bound: factSlot('v', bound.fact, lang), labels: labelsOf(members, lang, 'brief') },
    sources,
    number: members.length === 1 ? 'singular' : 'plural',
  })
  return present([span, part])
}

function perValue({ values, sources }: Shares, form: 'guide has' | 'guide audience' | 'guide use' | 'guide feature') {
  return (pen: GroupPen): Told =>
    present(
      values.slice(0, MOST_VALUES).map(({ fact, members }) => {
        const value = form === 'guide use' ? factSlot('free list', fact, pen.lang) : factSlot('list', fact, pen.lang)
        const plain = form === 'guide use' && pen.lang === 'en' ? factSlot('list', fact, pen.lang) : value
        const slots = {
          value: plain,
          item: factSlot('list', fact, pen.lang),
          labels: labelsOf(members, pen.lang, 'brief'),
        }
        return pen.tell(form, { slots, sources, number: members.length === 1 ? 'singular' : 'plural' })
      }),
    )
}

/** What tells the products apart: each a paragraph. */
function differences(group: Group, { pen, index, chance }: GroupPlan, most: number): readonly Part[] {
  const materials = group.shares.filter(
    ({ fact, values }) => fact.kind === 'material' && values.length > 1 && values.length <= MOST_VALUES,
  )
  const tellers = [
    ...group.spreads.slice(0, most + 2).map((spread) => (own: GroupPen) => spreadSentences(spread, own)),
    ...materials.slice(0, 2).map((shares) => perValue(shares, 'guide has')),
  ]
  const order = index === 0 ? tellers : shuffled(tellers, chance)
  return order
    .slice(0, most)
    .map((tell) => tell(pen))
    .filter((sentences) => sentences.length > 0)
    .map((sentences) => ({ role: 'paragraph', sentences }))
}

function priceNeeds(members: readonly Member[], pen: GroupPen, currency: string): Told {
  const priced = members.filter(({ priceCents }) => priceCents !== null)
  if (priced.length < LEAST_FOR_THIRDS || priced.length < members.length || currency === '') return []
  const amount = ({ priceCents }: Member) => priceCents?.[0] ?? 0
  const sorted = priced.toSorted((a, b) => amount(a) - amount(b))
  return present(
    (['low', 'high'] as const).map((end) => {
      const held = third(sorted, end, amount)
      const bound = end === 'low' ? held.at(-1) : held[0]
      if (bound === undefined || held.length === sorted.length) return null
      const cents = formatMoneyProse(amount(bound), { lang: pen.lang, currency })
      return pen.tell(`guide price ${end}`, {
        slots: { bound: cents, labels: labelsOf(held, pen.lang, 'brief') },
        sources: ['variants'],
        number: held.length === 1 ? 'singular' : 'plural',
      })
    }),
  )
}

/** Which of them is for whom, by what the data says of audience, use, features and price. */
function needs(group: Group, { pen, chance }: GroupPlan, most: number): Told {
  const { members, shares } = group
  const forms = { audience: 'guide audience', use: 'guide use', is: 'guide feature' } as const
  const byShare = shares.flatMap((one) => {
    const form = Object.hasOwn(forms, one.about) ? forms[one.about as keyof typeof forms] : undefined
    const telling = one.values.filter((value) => value.members.length < members.length)
    return form === undefined || telling.length === 0 ? [] : [perValue({ ...one, values: telling }, form)(pen)]
  })
  const all = [...byShare, priceNeeds(members, pen, members[0]?.currency ?? '')]
  return shuffled(all, chance).flat().slice(0, most)
}

export const buyingGuide: GroupWriter = (group, { length }, plan) => {
  const { pen } = plan
  const { slots } = group
  const title = pen.tell('guide title', { slots, sources: ['category'] })
  const lead = pen.tell('guide lead', { slots, sources: ['category', 'variants'] })
  const end = pen.tell('guide end', { slots, sources: ['category'] })
  const heading = (name: 'guide differences' | 'guide whom' | 'guide table'): readonly Part[] => {
    const sentence = pen.tell(name, { slots, sources: ['category'] })
    return sentence === null ? [] : [{ role: 'heading', sentences: [sentence] }]
  }
  const told = differences(group, plan, DIFFERENCES[length])
  const whom = needs(group, plan, NEEDS[length])
  const table = comparisonTable(group, pen)
  if (title === null || lead === null || told.length === 0) return null
  return {
    angle: 'overview',
    parts: [
      { role: 'headline', sentences: [title] },
      { role: 'paragraph', sentences: [lead] },
      ...heading('guide differences'),
      ...told,
      ...(whom.length === 0 ? [] : [...heading('guide whom'), { role: 'paragraph', sentences: whom } as const]),
      ...(table === null ? [] : [...heading('guide table'), { role: 'table', sentences: table } as const]),
      ...(end === null ? [] : [{ role: 'paragraph', sentences: [end] } as const]),
    ],
  }
}
