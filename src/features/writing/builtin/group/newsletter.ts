/** A newsletter: subject lines to choose from, a preheader, and a body of products, offers and what else is worth telling. */
import type { Lang } from '../../../../core/lang.ts'
import { formatDay } from '../../../../language/dates.ts'
import { percentSign } from '../../../../language/numbers.ts'
import type { Offer, Part, Sentence } from '../../schema.ts'
import { type Chance, shuffled } from '../chance.ts'
import { cleanLine, cleanName } from '../clean.ts'
import { capital } from '../slots.ts'
import { type Group, labelsOf } from './aspects.ts'
import { slotsOf, toldFirst } from './blog-post.ts'
import type { GroupFormName } from './group-forms.ts'
import type { Member } from './members.ts'
import type { GroupPen, Slots } from './pen.ts'
import type { GroupPlan, GroupWriter } from './plan.ts'
import { portraitsOf } from './portrait.ts'

/** Characters programs for mail show of a subject and of the line behind it. */
const SUBJECT_CHARACTERS = 60
const PREHEADER_CHARACTERS = 110
const SUBJECTS = { least: 3, most: 5 } as const
const MOST_TOLD = 5

interface Line {
  readonly form: GroupFormName
  readonly slots: Slots
  readonly sources: readonly string[]
}

/** What an offer is called and until when it holds; null where it is not told in the language. */
function offerSlots({ title, percent, until, code }: Offer, lang: Lang): Slots | null {
  const name = cleanName(title[lang] ?? '')
  if (name === '' || (percent !== null && (percent <= 0 || percent >= 100))) return null
  const amount = percent === null ? null : `${percent}${percentSign(lang)}`
  const offer = amount === null ? name : lang === 'de' ? `${amount} auf ${name}` : `${amount} off ${name}`
  const day = until === null ? undefined : formatDay(until, 'day-month', lang)
  const withCode = code === null ? '' : lang === 'de' ? ` mit dem Code ${code}` : ` with the code ${code}`
  // Where it ends is no detail: without the day only what has none may be told.
  return { offer, until: day, 'offer bare': day === undefined ? offer : undefined, 'with code': withCode }
}

function subjectLines(group: Group, told: readonly Member[], plan: GroupPlan): readonly Sentence[] {
  const { pen, topic, chance } = plan
  const slots = slotsOf(group, told, plan)
  const trending = told.filter(({ id }) => topic?.trending.includes(id) === true)
  const offers = (topic?.offers ?? []).flatMap((offer): Line[] => {
    const own = offerSlots(offer, pen.lang)
    return own === null ? [] : [{ form: 'mail subject offer', slots: own, sources: [offer.source] }]
  })
  const about =
    (form: GroupFormName, sources: readonly string[]) =>
    (member: Member): Line => {
      const own = { ...slots, label: capital(member.label) }
      return { form, slots: own, sources: [...sources, `${member.id}/title`] }
    }
  const others: readonly Line[] = [
    ...(slots.title === undefined ? [] : [{ form: 'mail subject topic', slots, sources: ['category'] } as const]),
    ...told.map(about('mail subject', [])),
    ...told.map(about('mail subject', [])),
  ]
  const lines = [
    ...shuffled(
      [...offers.slice(0, 2), ...trending.slice(0, 2).map(about('mail subject trending', ['trending']))],
      chance,
    ),
    ...shuffled(others, chance),
  ]
  return distinct(lines, pen)
}

/** The lines that fit, each said once. */
function distinct(lines: readonly Line[], pen: GroupPen): readonly Sentence[] {
  const found = new Map<string, Sentence>()
  for (const { form, slots, sources } of lines) {
    if (found.size === SUBJECTS.most) break
    const sentence = pen.tell(form, { slots, sources, most: SUBJECT_CHARACTERS })
    if (sentence !== null) found.set(sentence.text.toLowerCase(), sentence)
  }
  return [...found.values()]
}

function preheader(told: readonly Member[], pen: GroupPen): Sentence | null {
  for (let n = told.length; n > 0; n--) {
    const members = told.slice(0, n)
    const sources = members.map(({ id }) => `${id}/title`)
    const slots = { labels: labelsOf(members, pen.lang) }
    const sentence = pen.tell('mail preheader', { slots, sources, most: PREHEADER_CHARACTERS })
    if (sentence !== null) return sentence
  }
  return null
}

/** A heading over parts, where there are any. */
function section(name: GroupFormName, parts: readonly Part[], pen: GroupPen): readonly Part[] {
  const title = parts.length === 0 ? null : pen.tell(name, { slots: {}, sources: ['title'] })
  return title === null ? parts : [{ role: 'heading', sentences: [title] }, ...parts]
}

function offersAndNotes({ pen, topic }: GroupPlan): readonly Part[] {
  const offers = (topic?.offers ?? []).flatMap((offer) => {
    const slots = offerSlots(offer, pen.lang)
    return slots === null ? [] : (pen.tell('mail offer', { slots, sources: [offer.source] }) ?? [])
  })
  const notes = (topic?.notes ?? []).flatMap(({ text, source }): Sentence[] => {
    const said = cleanLine(text[pen.lang])
    return said === '' ? [] : [{ text: said, sources: [source] }]
  })
  const paragraph = (sentences: readonly Sentence[]): readonly Part[] =>
    sentences.length === 0 ? [] : [{ role: 'paragraph', sentences }]
  return [...section('mail offers', paragraph(offers), pen), ...section('mail notes', paragraph(notes), pen)]
}

function inOrder<T>(items: readonly T[], index: number, chance: Chance): readonly T[] {
  return index === 0 ? items : shuffled(items, chance)
}

export const newsletter: GroupWriter = (group, request, plan) => {
  const { pen, topic, index, chance } = plan
  const trending = topic?.trending ?? []
  const told = toldFirst(group.members, trending, MOST_TOLD)
  const shown = portraitsOf(told, request, plan, 'short')
  const parts = (isTrending: boolean): readonly Part[] =>
    inOrder(shown, index, chance).flatMap(({ member, sentences }) =>
      trending.includes(member.id) === isTrending ? [{ role: 'paragraph', sentences } as const] : [],
    )
  const rest = offersAndNotes(plan)
  if (shown.length === 0 && rest.length === 0) return null
  const members = shown.map(({ member }) => member)
  const subjects = subjectLines(group, members, plan)
  const slots = slotsOf(group, members, plan)
  const before = preheader(members, pen)
  const lead =
    (slots.title !== undefined && chance() < 0.5
      ? pen.tell('mail lead topic', { slots, sources: ['category'] })
      : null) ?? pen.tell('mail lead', { slots, sources: members.map(({ id }) => `${id}/title`) })
  const hello = pen.tell('mail hello', { slots, sources: ['title'] })
  const end = pen.tell('mail end', { slots, sources: ['title'] })
  if (subjects.length < SUBJECTS.least || before === null || lead === null) return null
  return {
    angle: 'overview',
    parts: [
      { role: 'subject', sentences: subjects },
      { role: 'preheader', sentences: [before] },
      { role: 'paragraph', sentences: hello === null ? [lead] : [hello, lead] },
      ...section('mail trending', parts(true), pen),
      ...section('mail products', parts(false), pen),
      ...rest,
      ...(end === null ? [] : [{ role: 'paragraph', sentences: [end] } as const]),
    ],
  }
}
