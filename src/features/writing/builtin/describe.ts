/** Product descriptions: an opening by the angle, the facts in an order of their own, old sentences where they fit, a list of the rest. */
import type { Lang } from '../../../core/lang.ts'
import type { Angle, Part, Sentence, TextLength, Version, WriteRequest } from '../schema.ts'
import type { Fact } from './attribute.ts'
import { type Chance, shuffled } from './chance.ts'
import type { OldSentence } from './description.ts'
import { frameForms } from './forms.ts'
import type { Material } from './material.ts'
import type { Subject } from './subject.ts'
import { createTeller, type Teller } from './teller.ts'

/** Which facts can open a text from an angle. */
const OPENS: Readonly<Record<Angle, (fact: Fact) => boolean>> = {
  overview: ({ kind }) => kind === 'naming' || kind === 'behind',
  story: () => false,
  material: ({ kind }) => kind === 'material',
  measure: ({ kind }) => kind === 'measure',
  feature: ({ kind, about }) => kind === 'feature' || about === 'fit',
  use: ({ kind }) => kind === 'use' || kind === 'audience',
  choice: ({ kind }) => kind === 'colour' || kind === 'size',
}

/** The angles this product can be looked at from, in an order by chance. */
export function anglesFor({ subject, facts, sentences }: Material, chance: Chance): readonly Angle[] {
  const byFact = (['material', 'measure', 'feature', 'use', 'choice'] as const).filter((angle) =>
    facts.some(OPENS[angle]),
  )
  const tells = sentences.some(({ text, leans }) => !leans && namesProduct(text, subject))
  return shuffled<Angle>(['overview', ...(tells ? (['story'] as const) : []), ...byFact], chance)
}

/** From this attempt on a version may say little, if only it differs. */
const LAST_TRIES = 12

/** Sentences of the running text. */
const MOST: Readonly<Record<TextLength, number>> = { short: 3, medium: 6, long: 9 }
const OLD: Readonly<Record<TextLength, number>> = { short: 1, medium: 2, long: 3 }

export interface Plan {
  readonly angle: Angle
  /** Which of the versions it is, and of how many: each takes other old sentences first. */
  readonly index: number
  readonly versions: number
  /** How often it was tried before: every time it takes less of what other versions say too. */
  readonly attempt: number
  readonly chance: Chance
  readonly used: Map<string, number>
}

/** 'mit Kapuze' and 'mit 480 g Gewicht' -> 'mit Kapuze und 480 g Gewicht'. */
function joinPhrases([first = '', second]: readonly string[], lang: Lang): string {
  if (second === undefined) return first
  const [word = ''] = second.split(' ')
  const same = /^(?:mit|with)$/.test(word) && first.startsWith(`${word} `)
  return same ? `${first} ${lang === 'de' ? 'und' : 'and'} ${second.slice(word.length + 1)}` : `${first} ${second}`
}

/** Phrases behind a noun, at most two, of facts that are then told. */
export function modifiers(
  teller: Teller,
  facts: readonly Fact[],
  chance: Chance,
): { text: string; facts: readonly Fact[] } {
  const order = ['audience', 'material', 'feature', 'measure', 'colour', 'use']
  const usable = shuffled(facts, chance)
    .flatMap((fact) => {
      const phrase = order.includes(fact.kind) ? teller.phrase(fact) : null
      return phrase === null ? [] : [{ fact, phrase }]
    })
    .slice(0, 2)
    .toSorted((a, b) => order.indexOf(a.fact.kind) - order.indexOf(b.fact.kind))
  return {
    text: joinPhrases(
      usable.map(({ phrase }) => phrase),
      teller.subject.lang,
    ),
    facts: usable.map(({ fact }) => fact),
  }
}

interface Opening {
  readonly sentence: Sentence
  readonly told: readonly Fact[]
  readonly old: OldSentence | null
}

/** Whether a sentence can open a text: it says what it is about. */
function namesProduct(text: string, { name, noun }: Subject): boolean {
  const words = [...name.split(' ').filter((word) => word.length > 3), ...(noun === null ? [] : [noun])]
  return words.some((word) => text.includes(word))
}

/** What an opening rests on, by what of it came to be said. */
function withSources(
  { text }: Sentence,
  subject: Subject,
  mods: { text: string; facts: readonly Fact[] },
): Pick<Opening, 'sentence' | 'told'> {
  const told = mods.text !== '' && text.includes(mods.text) ? mods.facts : []
  const sources = [
    'title',
    ...(subject.brand !== '' && text.includes(subject.brand) ? ['brand'] : []),
    ...told.flatMap((fact) => fact.sources),
  ]
  return { sentence: { text, sources }, told }
}

function open(teller: Teller, { facts, subject }: Material, old: readonly OldSentence[], plan: Plan): Opening | null {
  const { angle, chance } = plan
  const story = old.find(({ text, leans }) => !leans && namesProduct(text, subject))
  if (angle === 'story' && story !== undefined) return { sentence: teller.quote(story.text), told: [], old: story }
  for (const fact of shuffled(facts.filter(OPENS[angle]), chance)) {
    const sentence = teller.lead(fact)
    if (sentence !== null) return { sentence, told: [fact], old: null }
  }
  const mods = modifiers(teller, facts, chance)
  const slots = { mods: mods.text === '' ? undefined : mods.text }
  const general = teller.tell(frameForms(subject.lang, 'openings'), slots, ['title'])
  if (general !== null) return { ...withSources(general, subject, mods), old: null }
  for (const fact of shuffled(facts, chance)) {
    const sentence = teller.lead(fact)
    if (sentence !== null) return { sentence, told: [fact], old: null }
  }
  return story === undefined ? null : { sentence: teller.quote(story.text), told: [], old: story }
}

/** Facts close in rank change places, so that versions do not tell them in one order. */
function ordered(facts: readonly Fact[], chance: Chance): readonly Fact[] {
  return facts
    .map((fact) => ({ fact, at: fact.rank + 45 * chance() }))
    .toSorted((a, b) => b.at - a.at)
    .map(({ fact }) => fact)
}

/** The facts one after the other, two in one sentence where both can be predicates, old sentences in between. */
function body(
  teller: Teller,
  facts: readonly Fact[],
  old: readonly OldSentence[],
  room: number,
  chance: Chance,
): { sentences: Sentence[]; told: Set<Fact> } {
  const sentences: Sentence[] = []
  const told = new Set<Fact>()
  const waiting = [...old]
  const queue = [...facts]
  while (sentences.length < room && (queue.length > 0 || waiting.length > 0)) {
    const at = waiting.findIndex(({ leans }) => !leans || teller.isTopic())
    const quoted = at >= 0 && (queue.length === 0 || chance() < 0.45) ? waiting.splice(at, 1)[0] : undefined
    if (quoted !== undefined) {
      sentences.push(teller.quote(quoted.text))
      continue
    }
    const fact = queue.shift()
    if (fact === undefined) break
    const next = queue[0]
    const pair = next !== undefined && chance() < 0.6 ? teller.both(fact, next) : null
    const sentence = pair ?? teller.say(fact)
    if (sentence === null) continue
    told.add(fact)
    if (pair !== null && next !== undefined) {
      told.add(next)
      queue.shift()
    }
    sentences.push(sentence)
  }
  return { sentences, told }
}

/** The old sentences a version takes: every version begins with others, so that they share as few as can be. */
function oldFor(
  sentences: readonly OldSentence[],
  { index, versions, attempt }: Plan,
  most: number,
): readonly OldSentence[] {
  const own = sentences.filter((_, at) => at % versions === index)
  const rest =
    attempt < 4 || (own.length === 0 && attempt < 8) ? sentences.filter((_, at) => at % versions !== index) : []
  const taken = new Set([...own, ...rest].slice(0, most))
  return sentences.filter((sentence) => taken.has(sentence))
}

/** What has a name of its own, as entries of a list. */
function detailItems(facts: readonly Fact[]): readonly Sentence[] {
  return facts
    .filter(({ label }) => label !== '')
    .map(({ label, value, sources }) => ({ text: `${label}: ${value}`, sources }))
}

/** Sentences in one paragraph, or from six on in two. */
export function paragraphs(sentences: readonly Sentence[]): Part[] {
  if (sentences.length < 6) return [{ role: 'paragraph', sentences }]
  const half = Math.ceil(sentences.length / 2)
  return [
    { role: 'paragraph', sentences: sentences.slice(0, half) },
    { role: 'paragraph', sentences: sentences.slice(half) },
  ]
}

/** One version of a product description; null where there is nothing to say. */
export function describeProduct(
  material: Material,
  request: Pick<WriteRequest, 'tone' | 'address' | 'length'>,
  plan: Plan,
): Version | null {
  const { subject, sentences } = material
  // What the description calls the product can be said once.
  const namings = material.facts.filter(({ kind }) => kind === 'naming')
  const naming = namings[plan.index % Math.max(1, namings.length)]
  const facts = material.facts.filter((fact) => fact.kind !== 'naming' || fact === naming)
  const { tone, address, length } = request
  const { chance, used } = plan
  const teller = createTeller({ subject, tone, address, chance, used })
  const fewFacts = facts.length < 3 ? 2 : 0
  const old = oldFor(sentences, plan, OLD[length] + fewFacts)
  const opening = open(teller, { ...material, facts }, old, plan)
  if (opening === null) return null
  const keep = plan.attempt < 6 ? 1 : 0.6
  const left = ordered(
    facts.filter((fact) => !opening.told.includes(fact) && chance() < keep),
    chance,
  )
  const waiting = old.filter((sentence) => sentence !== opening.old)
  const main = body(teller, left, waiting, MOST[length] - 1, chance)
  const text = [opening.sentence, ...main.sentences]
  const closing =
    length !== 'short' && text.length > 2 && chance() < 0.4
      ? teller.tell(frameForms(subject.lang, 'closings'), {}, ['title'])
      : null
  const untold = length === 'long' ? facts.filter((fact) => !main.told.has(fact) && !opening.told.includes(fact)) : []
  const details = detailItems(untold)
  const told = [...opening.told, ...main.told]
  const says = told.some(({ kind }) => kind !== 'price') || text.some(({ sources }) => sources.includes('description'))
  // With nothing else to tell, a version beside others may be name and price.
  if (!says && !(plan.attempt >= LAST_TRIES && told.length > 0)) return null
  return {
    angle: plan.angle,
    parts: [
      ...paragraphs(closing === null ? text : [...text, closing]),
      ...(details.length > 0 ? [{ role: 'details', sentences: details } as const] : []),
    ],
  }
}
