/** Tells facts in sentences: takes a form that fits tone and place and was not used yet, and keeps count of what is being spoken of. */
import type { Address, Sentence, Tone } from '../schema.ts'
import type { Fact } from './attribute.ts'
import type { Chance } from './chance.ts'
import type { FactForms } from './form-table.ts'
import { factForms, frameForms } from './forms.ts'
import { capital, factSlot, subjectSlot } from './slots.ts'
import type { Subject } from './subject.ts'
import { type Form, fill } from './template.ts'

export interface TellerOptions {
  readonly subject: Subject
  readonly tone: Tone
  readonly address: Address
  readonly chance: Chance
  /** How often each form was used in the versions so far; counted up as this one is told. */
  readonly used: Map<string, number>
}

export interface Teller {
  readonly subject: Subject
  /** Opens a text with a fact; null where no form fits. */
  lead(fact: Fact): Sentence | null
  /** A sentence on a fact. */
  say(fact: Fact): Sentence | null
  /** Two facts in one sentence. */
  both(first: Fact, second: Fact): Sentence | null
  /** A phrase behind a noun: 'aus Leder'. */
  phrase(fact: Fact): string | null
  /** A form with slots of one's own. */
  tell(
    forms: readonly Form[],
    slots: Readonly<Record<string, string | undefined>>,
    sources: readonly string[],
  ): Sentence | null
  /** A sentence that was there before. */
  quote(text: string): Sentence
  /** Whether the last sentence spoke of the product, so that a pronoun can. */
  isTopic(): boolean
}

/** Frames around predicates say nothing themselves, and may come again. */
const isFrame = ({ source }: Form): boolean => source.includes('{x')

/** Verbs that need not be said twice: 'ist leicht und wasserdicht'. */
const ONCE = /^(?:ist|sind|hat|haben|is|are|has|have) /

/** The second of two predicates after the first; null where the two make no good sentence. */
function afterFirst(x: string, y: string): string | null {
  const [firstVerb] = x.split(' ')
  const sameEnd = x.split(' ').at(-1) === y.split(' ').at(-1)
  if (!y.startsWith(`${firstVerb} `)) return sameEnd ? null : y
  return ONCE.test(y) && !sameEnd ? y.replace(ONCE, '') : null
}

const DOUBLED = /(?<![\p{L}\d])(\p{L}{2,})\s\1(?![\p{L}\d])/iu
/** Words one hears again in the next sentence. */
const NOT_IN_A_ROW = [/außerdem/i, /erhältlich|zu haben/i, /\bavailable\b/i]
const PRODUCT_SLOTS = /\{(?:P|S|A|D|N|NA|ND|x|acc pronoun)\}/

const CONTRACTED: Readonly<Record<string, string>> = { bei: 'beim', von: 'vom', in: 'im', zu: 'zum', an: 'am' }

/** 'bei dem Gewicht' -> 'beim Gewicht'. */
function contract(text: string): string {
  return text.replace(/\b(bei|von|in|zu|an) dem (?=\p{Lu})/giu, (whole, preposition: string) => {
    const short = CONTRACTED[preposition.toLowerCase()] ?? whole
    return `${/^\p{Lu}/u.test(preposition) ? capital(short) : short} `
  })
}

/** A finished sentence: its first letter large, no space before a mark, one mark at its end. */
export function finish(text: string): string {
  const tidy = contract(text)
    .replace(/\s+([.,:!?])/g, '$1')
    .replace(/ {2,}/g, ' ')
    .replace(/\.\.$/, '.')
    .replace(/[?!] \p{Ll}/gu, (start) => start.toUpperCase())
    .trim()
  return /^[a-z]-|^\p{Ll}\p{Lu}/u.test(tidy) ? tidy : capital(tidy)
}

export function createTeller({ subject, tone, address, chance, used }: TellerOptions): Teller {
  const { lang, number } = subject
  let topic = false
  /** Pronouns since the product was last named. */
  let pronouns = 0
  let saidPronoun = false
  let last = ''
  let lastWasShort = false
  /** Whether a fact was told, which an 'außerdem' can add to. */
  let hasTold = false

  function spoken(name: string): string | undefined {
    const grammaticalCase = { S: 'nominative', A: 'accusative', D: 'dative' } as const
    if (name === 'P' && topic) saidPronoun = true
    if (name === 'P') return topic ? subject.pronoun('nominative') : undefined
    if (name !== 'S' && name !== 'A' && name !== 'D') return undefined
    // 'Chelsea Boots Milano' takes no 'es'; 'das Produkt' does.
    const canPronoun = topic && (subject.noun !== null || lastWasShort)
    saidPronoun = canPronoun && chance() < (pronouns === 0 ? 0.95 : 0.4)
    return saidPronoun ? subject.pronoun(grammaticalCase[name]) : subject.short(grammaticalCase[name])
  }

  const noun = subject.noun?.toLowerCase() ?? ''

  /** No word twice in a row, the product's noun once, and nothing that sounds like the sentence before. */
  function isGood(text: string): boolean {
    const words = text.toLowerCase().split(/[^\p{L}\d-]+/u)
    const isTwice = noun !== '' && words.filter((word) => word === noun).length > 1
    const isAgain = NOT_IN_A_ROW.some((word) => word.test(text) && word.test(last))
    return !DOUBLED.test(text) && !isTwice && !isAgain
  }

  /** The forms that fit and can be filled, the least used first, by chance among equals. */
  function pick(
    forms: readonly Form[],
    slot: (name: string) => string | undefined,
  ): { form: Form; text: string } | null {
    const fitting = forms.filter(({ tones }) => tones === null || tones.includes(tone))
    const ranked = fitting
      .map((form) => ({
        form,
        at: (isFrame(form) ? 0 : (used.get(form.source) ?? 0) * 2) + chance() - (form.tones === null ? 0 : 0.3),
      }))
      .toSorted((a, b) => a.at - b.at)
    for (const { form } of ranked) {
      saidPronoun = false
      const text = fill(form, {
        number,
        address,
        slot: (name) => slot(name) ?? spoken(name) ?? subjectSlot(name, subject),
      })
      if (text !== null && isGood(text)) return { form, text }
    }
    return null
  }

  function take(picked: { form: Form; text: string } | null, sources: readonly string[]): Sentence | null {
    if (picked === null) return null
    used.set(picked.form.source, (used.get(picked.form.source) ?? 0) + 1)
    topic = PRODUCT_SLOTS.test(picked.form.source)
    pronouns = saidPronoun ? pronouns + 1 : 0
    last = picked.text
    lastWasShort = saidPronoun ? lastWasShort : !/\{N[AD]?\}/.test(picked.form.source)
    return { text: finish(picked.text), sources }
  }

  const forms = (role: keyof FactForms, fact: Fact): readonly Form[] => factForms(lang, role, fact)
  const ofFact = (role: keyof FactForms, fact: Fact) => pick(forms(role, fact), (name) => factSlot(name, fact, lang))

  function predicate(fact: Fact): { text: string; source: string } | null {
    const picked = ofFact('predicate', fact)
    return picked === null ? null : { text: picked.text, source: picked.form.source }
  }

  /** 'wiegt 480 g' -> 'wiegt sie 480 g', after an adverb. */
  function inverted(text: string): string {
    const space = text.indexOf(' ')
    return `${text.slice(0, space)} ${subject.pronoun('nominative')}${text.slice(space)}`
  }

  function framed(frame: 'one' | 'two', first: Fact, second: Fact | null): Sentence | null {
    const x = predicate(first)
    const y = second === null ? null : predicate(second)
    const after = x === null || y === null ? null : afterFirst(x.text, y.text)
    if (x === null || (second !== null && after === null)) return null
    const slots: Readonly<Record<string, string | undefined>> = {
      x: x.text,
      y: after ?? undefined,
      // An adverb before it points back to the product, which must have been spoken of.
      'x inverted': topic && hasTold ? inverted(x.text) : undefined,
      'y inverted': y === null ? undefined : inverted(y.text),
    }
    const picked = pick(frameForms(lang, frame), (name) => slots[name])
    for (const { source } of [x, ...(y === null ? [] : [y])]) used.set(source, (used.get(source) ?? 0) + 1)
    const sentence = take(picked, [...first.sources, ...(second?.sources ?? [])])
    if (sentence !== null) topic = true
    hasTold ||= sentence !== null
    return sentence
  }

  return {
    subject,
    lead(fact) {
      const sentence = take(ofFact('lead', fact), ['title', ...fact.sources])
      hasTold ||= sentence !== null
      return sentence
    },
    say(fact) {
      const say = ofFact('say', fact)
      const plain = forms('predicate', fact).length > 0 && chance() < 0.4
      return plain
        ? (framed('one', fact, null) ?? take(say, fact.sources))
        : (take(say, fact.sources) ?? framed('one', fact, null))
    },
    both: (first, second) => framed('two', first, second),
    phrase: (fact) => ofFact('phrase', fact)?.text ?? null,
    tell: (own, slots, sources) =>
      take(
        pick(own, (name) => slots[name]),
        sources,
      ),
    quote(text) {
      const full = subject.full('nominative')
      const named = text.toLowerCase().startsWith(`${full.toLowerCase()} `)
      // The name stands in the sentence before: said again it is a pronoun.
      const spoken = named && topic ? subject.pronoun('nominative') + text.slice(full.length) : text
      pronouns = named && topic ? pronouns + 1 : 0
      topic = named
      last = text
      return { text: finish(spoken), sources: ['description'] }
    },
    isTopic: () => topic,
  }
}
