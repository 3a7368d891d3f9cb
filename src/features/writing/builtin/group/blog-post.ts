/** A blog post: about one product by what is known of it, or about several, one after the other. */

import type { GroupRequest, Part, Sentence } from '../../schema.ts'
import type { Fact } from '../attribute.ts'
import { shuffled } from '../chance.ts'
import { cleanName } from '../clean.ts'
import { capital, factSlot } from '../slots.ts'
import { createTeller } from '../teller.ts'
import { type Group, labelsOf } from './aspects.ts'
import type { GroupFormName } from './group-forms.ts'
import type { Member } from './members.ts'
import type { GroupPen } from './pen.ts'
import type { GroupPlan, GroupWriter } from './plan.ts'
import { portraitsOf } from './portrait.ts'

/** Products a post tells of; those that trend come first. */
const MOST_TOLD = 4
/** Facts in an entry of the list at the end. */
const MOST_IN_ENTRY = 3

/** Those that trend first, then as handed in. */
export function toldFirst(members: readonly Member[], trending: readonly string[], most: number): readonly Member[] {
  const isTrending = ({ id }: Member) => trending.includes(id)
  return [...members.filter(isTrending), ...members.filter((member) => !isTrending(member))].slice(0, most)
}

const heading = (text: string, sources: readonly string[]): Part => ({
  role: 'heading',
  sentences: [{ text, sources }],
})

/** What a list entry says of a product: its name and what is told first of it. */
function entryOf({ id, label, material }: Member, { lang, chance }: GroupPen): Sentence | null {
  const usable = material.facts.filter(({ kind }) => kind === 'measure' || kind === 'material' || kind === 'feature')
  const facts = shuffled(usable.slice(0, MOST_IN_ENTRY + 2), chance).slice(0, MOST_IN_ENTRY)
  if (facts.length === 0) return null
  const said = facts.map((fact) => {
    const value = factSlot('v', fact, lang) ?? fact.value
    return fact.kind === 'measure' ? `${factSlot('l', fact, lang) ?? fact.label} ${value}` : value
  })
  const sources = ['title', ...facts.flatMap((fact) => fact.sources)]
  return { text: `${capital(label)}: ${said.join(', ')}`, sources: sources.map((source) => `${id}/${source}`) }
}

const SECTIONS: readonly { readonly form: GroupFormName; holds(fact: Fact): boolean }[] = [
  { form: 'blog material', holds: ({ kind }) => kind === 'material' },
  { form: 'blog numbers', holds: ({ kind }) => kind === 'measure' || kind === 'sized' },
  {
    form: 'blog features',
    holds: ({ kind }) => ['feature', 'use', 'audience', 'trait', 'behind', 'naming'].includes(kind),
  },
  { form: 'blog choice', holds: ({ kind }) => ['colour', 'size', 'origin', 'care', 'contents'].includes(kind) },
]

/** The sections of a post on one product: its material, its figures, what it is for, what there is to choose. */
function sectionsOf({ id, material }: Member, plan: GroupPlan): readonly Part[] {
  const { pen, index, chance } = plan
  const teller = createTeller({ subject: material.subject, ...pen })
  const own = ({ text, sources }: Sentence): Sentence => ({ text, sources: sources.map((source) => `${id}/${source}`) })
  const old = material.sentences.filter((_, at) => at % 3 === index % 3).map(({ text }) => own(teller.quote(text)))
  const sections = shuffled(SECTIONS, chance).flatMap(({ form, holds }) => {
    const facts = shuffled(material.facts.filter(holds), chance)
    const sentences = facts.flatMap((fact, at) => (at === 0 ? teller.lead(fact) : teller.say(fact)) ?? []).map(own)
    const title = pen.tell(form, { slots: {}, sources: [`${id}/title`] })
    return sentences.length === 0 || title === null
      ? []
      : [heading(title.text, title.sources), { role: 'paragraph', sentences } as const]
  })
  return old.length === 0 ? sections : [{ role: 'paragraph', sentences: old }, ...sections]
}

function portraits(told: readonly Member[], request: GroupRequest, plan: GroupPlan): readonly Part[] {
  const length = request.length === 'long' ? 'medium' : 'short'
  return portraitsOf(shuffled(told, plan.chance), request, plan, length).flatMap(({ member, sentences }) => [
    heading(capital(member.label), [`${member.id}/title`]),
    { role: 'paragraph', sentences } as const,
  ])
}

function listOf(told: readonly Member[], pen: GroupPen): readonly Part[] {
  const title = pen.tell('blog list', { slots: {}, sources: ['title'] })
  const entries = told.flatMap((member) => entryOf(member, pen) ?? [])
  return title === null || entries.length < 2
    ? []
    : [heading(title.text, title.sources), { role: 'details', sentences: entries }]
}

export const blogPost: GroupWriter = (group, request, plan) => {
  const { pen, topic } = plan
  const trending = topic?.trending ?? []
  const told = toldFirst(group.members, trending, MOST_TOLD)
  const [first] = told
  if (first === undefined) return null
  const isOne = told.length === 1
  const body = isOne ? sectionsOf(first, plan) : portraits(told, request, plan)
  const slots = slotsOf(group, told, plan)
  const title = pen.tell(isOne ? 'blog title one' : 'blog title', { slots, sources: ['title', 'category'] })
  const lead = pen.tell('blog lead', { slots, sources: ['title'] })
  const asked = told.filter(({ id }) => trending.includes(id))
  const demand =
    asked.length === 0
      ? null
      : pen.tell(asked.length === 1 ? 'blog trending one' : 'blog trending', {
          slots: { labels: labelsOf(asked, pen.lang) },
          sources: ['trending', ...asked.map(({ id }) => `${id}/title`)],
        })
  const end = pen.tell(isOne ? 'blog end one' : 'blog end', { slots, sources: ['title'] })
  if (title === null || lead === null || body.length === 0) return null
  return {
    angle: 'story',
    parts: [
      { role: 'headline', sentences: [title] },
      { role: 'paragraph', sentences: demand === null ? [lead] : [lead, demand] },
      ...body,
      ...(isOne ? [] : listOf(told, pen)),
      ...(end === null ? [] : [{ role: 'paragraph', sentences: [end] } as const]),
    ],
  }
}

/** What the forms of a post and of a mail may use: the products told, and what it is about. */
export function slotsOf(group: Group, told: readonly Member[], { pen, topic }: GroupPlan): Group['slots'] {
  const own = cleanName(topic?.title[pen.lang] ?? '')
  const title = own === '' ? (group.things.isNamed ? group.things.name : undefined) : own
  const n = told.length
  const products =
    pen.lang === 'de' ? (n === 1 ? 'Ein Produkt' : `${n} Produkte`) : n === 1 ? 'one product' : `${n} products`
  const label = told[0]?.label
  return { ...group.slots, title, label, labels: labelsOf(told, pen.lang), 'n products': products }
}
