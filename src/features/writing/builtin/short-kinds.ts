/** The short kinds of text: teasers, search results, posts, advertisements, alternative texts, questions with their answer. */
import type { Part, Sentence, TextKind, Version, WriteRequest } from '../schema.ts'
import type { Fact } from './attribute.ts'
import { shuffled } from './chance.ts'
import { describeProduct, modifiers, type Plan } from './describe.ts'
import { otherForms } from './forms.ts'
import type { Material } from './material.ts'
import { capital, factSlot } from './slots.ts'
import { createTeller, finish } from './teller.ts'

/** Makes one version of a kind of text; null where the facts do not give one. */
export type VersionWriter = (material: Material, request: WriteRequest, plan: Plan) => Version | null

/** Characters that search engines and networks show. */
const TITLE_CHARACTERS = 60
const META_CHARACTERS = 155
const TEASER_CHARACTERS = 200
const ALT_CHARACTERS = 125
const HEADLINE_CHARACTERS = 60

/** The first sentences of a short description, as many as the room takes; null where not even the first fits. */
function opening(
  material: Material,
  request: WriteRequest,
  plan: Plan,
  characters: number,
): readonly Sentence[] | null {
  const version = describeProduct(material, { ...request, length: 'short' }, plan)
  const sentences = version?.parts.flatMap((part) => part.sentences) ?? []
  const taken: Sentence[] = []
  let length = 0
  for (const sentence of sentences) {
    if (length + sentence.text.length > characters) break
    taken.push(sentence)
    length += sentence.text.length + 1
  }
  return taken.length === 0 ? null : taken
}

function versionOf(plan: Plan, parts: readonly Part[]): Version {
  return { angle: plan.angle, parts }
}

const teaser: VersionWriter = (material, request, plan) => {
  const sentences = opening(material, request, plan, TEASER_CHARACTERS)
  return sentences === null ? null : versionOf(plan, [{ role: 'paragraph', sentences: sentences.slice(0, 2) }])
}

/** A line without a full stop, of one of the forms that fits the room. */
function line(material: Material, request: WriteRequest, plan: Plan, characters: number): Sentence | null {
  const { subject, facts } = material
  const { chance, used } = plan
  const teller = createTeller({ subject, tone: request.tone, address: request.address, chance, used })
  for (let tries = 0; tries < 6; tries++) {
    const mods = modifiers(
      teller,
      facts.filter(({ kind }) => kind !== 'price'),
      chance,
    )
    const short = shuffled(
      facts.filter(({ kind }) => kind === 'measure' || kind === 'material'),
      chance,
    )[0]
    const sentence = teller.tell(
      otherForms(subject.lang, 'headline'),
      {
        mods: mods.text === '' ? undefined : mods.text,
        'short fact':
          short === undefined
            ? undefined
            : `${factSlot('v', short, subject.lang) ?? short.value} ${short.kind === 'measure' ? (factSlot('l', short, subject.lang) ?? '') : ''}`,
      },
      ['title'],
    )
    if (sentence === null || sentence.text.length > characters) continue
    const told: readonly Fact[] = [
      ...(mods.text !== '' && sentence.text.includes(mods.text) ? mods.facts : []),
      ...(short !== undefined && sentence.text.toLowerCase().includes(short.value.toLowerCase()) ? [short] : []),
    ]
    return {
      text: sentence.text,
      sources: [
        'title',
        ...(subject.brand !== '' && sentence.text.includes(subject.brand) ? ['brand'] : []),
        ...told.flatMap(({ sources }) => sources),
      ],
    }
  }
  return subject.name.length <= characters ? { text: capital(subject.name), sources: ['title'] } : null
}

const seo: VersionWriter = (material, request, plan) => {
  const title = line(material, request, plan, TITLE_CHARACTERS)
  const meta = opening(material, request, plan, META_CHARACTERS)
  if (title === null || meta === null) return null
  return versionOf(plan, [
    { role: 'title', sentences: [title] },
    { role: 'meta', sentences: meta },
  ])
}

function hashtags({ subject, facts }: Material): readonly Sentence[] {
  const words = [
    subject.noun,
    subject.brand,
    ...facts.filter(({ kind }) => kind === 'use').flatMap(({ items }) => items),
  ]
  const tags = words.flatMap((word) => {
    const tag = (word ?? '')
      .split(/[^\p{L}\p{N}]+/u)
      .map(capital)
      .join('')
    return tag.length > 2 && tag.length < 25 ? [`#${tag}`] : []
  })
  const sources = ['title', ...(subject.brand === '' ? [] : ['brand'])]
  return tags.length === 0 ? [] : [{ text: [...new Set(tags)].slice(0, 4).join(' '), sources }]
}

const socialPost: VersionWriter = (material, request, plan) => {
  const { subject } = material
  const { chance, used } = plan
  const told = opening(material, request, plan, TEASER_CHARACTERS)
  if (told === null) return null
  const teller = createTeller({ subject, tone: request.tone, address: request.address, chance, used })
  const hello = teller.tell(otherForms(subject.lang, 'post'), {}, ['title'])
  // A greeting names the product in the place of the opening.
  const greeted = hello !== null && told.length > 1 && chance() < 0.5 ? [hello, ...told.slice(1)] : told
  const tags = hashtags(material)
  return versionOf(plan, [
    { role: 'paragraph', sentences: greeted },
    ...(tags.length === 0 ? [] : [{ role: 'hashtags', sentences: tags } as const]),
  ])
}

const adCopy: VersionWriter = (material, request, plan) => {
  const headline = line(material, request, plan, HEADLINE_CHARACTERS)
  const told = opening(material, request, plan, META_CHARACTERS)
  if (headline === null || told === null) return null
  return versionOf(plan, [
    { role: 'headline', sentences: [headline] },
    { role: 'paragraph', sentences: told },
  ])
}

/** What is in the picture as far as the data says: the thing, its colour, its material. No full stop, as readers aloud expect it. */
const altText: VersionWriter = (material, request, plan) => {
  const { subject, facts } = material
  const teller = createTeller({
    subject,
    tone: request.tone,
    address: request.address,
    chance: plan.chance,
    used: plan.used,
  })
  const seen = facts.filter(
    ({ kind, about, items }) =>
      (kind === 'colour' && items.length === 1) ||
      about === 'material' ||
      about === 'outer-material' ||
      about === 'behind',
  )
  const mods = modifiers(teller, plan.index === 0 ? seen : seen.slice(plan.index % 2), plan.chance)
  const brand =
    subject.brand !== '' && plan.index % 2 === 1 ? ` ${subject.lang === 'de' ? 'von' : 'by'} ${subject.brand}` : ''
  const noun = plan.index === 2 && subject.noun !== null && mods.text !== '' ? subject.noun : subject.name
  const text = finish(`${noun}${brand} ${mods.text}`)
  if (text.length > ALT_CHARACTERS) return null
  const sources = ['title', ...(brand === '' ? [] : ['brand']), ...mods.facts.flatMap((fact) => fact.sources)]
  return versionOf(plan, [{ role: 'paragraph', sentences: [{ text, sources }] }])
}

const faqAnswer: VersionWriter = (material, request, plan) => {
  const { subject } = material
  const teller = createTeller({
    subject,
    tone: request.tone,
    address: request.address,
    chance: plan.chance,
    used: plan.used,
  })
  const question = teller.tell(otherForms(subject.lang, 'question'), {}, ['title'])
  const answer = describeProduct(material, { ...request, length: 'short' }, plan)
  if (question === null || answer === null) return null
  return versionOf(plan, [{ role: 'question', sentences: [question] }, ...answer.parts])
}

export const VERSION_WRITERS: Readonly<Record<TextKind, VersionWriter>> = {
  'product-description': describeProduct,
  teaser,
  seo,
  'social-post': socialPost,
  'ad-copy': adCopy,
  'alt-text': altText,
  'faq-answer': faqAnswer,
  // Of another product: its text is built anew, from what the other language says (translation.ts).
  translation: describeProduct,
}
