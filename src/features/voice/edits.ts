/** What people change in texts before they approve them, and what of it they change again and again. Pure. */
import { diffWordsWithSpace } from 'diff'
import type { Lang } from '../../core/lang.ts'
import { foldLetters, readText } from '../text-check/index.ts'
import type { Edit, EditedText } from './edit.ts'
import { GENERAL_WORDS } from './general-words.data.ts'
import { habitsOf, LEAST_SHARE, LEAST_TIMES } from './habits.ts'
import { shareOf } from './learn.ts'
import type { EditKind, Suggestions } from './schema.ts'

const LAW =
  /\b(?:garanti\p{L}*|gewährleist\p{L}*|widerruf\p{L}*|werbung|anzeige|mwst\p{L}*|mehrwertsteuer|versandkosten|klimaneutral\p{L}*|biologisch\p{L}*|zertifiziert\p{L}*|uvp|guarant\p{L}*|warranty|vat|rrp|withdrawal|certified|climate|organic)\b/iu
const SENTENCE = /[.!?](?:\s|$)/

/** The numbers of a text, with what stands behind them: a unit is part of the fact. */
const factsOf = (text: string): string => (text.match(/\d+(?:[.,]\d+)*\s*[%°\p{L}]*/gu) ?? []).join(' ')
/** Letters and digits only, in order of the alphabet: what is left when order, case and marks do not count. */
const bagOf = (text: string): string => (foldLetters(text).match(/[\p{L}\p{N}]+/gu) ?? []).toSorted().join(' ')

/** Two spellings of one word: at most two letters apart, or one the other with another ending. */
function isSameWord(a: string, b: string): boolean {
  const [first, second] = [foldLetters(a.trim()), foldLetters(b.trim())]
  if (first === '' || second === '' || /\s/.test(first) || /\s/.test(second)) return false
  let shared = 0
  while (shared < Math.min(first.length, second.length) && first[shared] === second[shared]) shared++
  return shared >= 3 && first.length - shared <= 2 && second.length - shared <= 2
}

function kindOf(removed: string, added: string): EditKind {
  if (factsOf(removed) !== factsOf(added)) return 'fact'
  if (LAW.test(removed) !== LAW.test(added)) return 'law'
  if (bagOf(removed) === bagOf(added) || isSameWord(removed, added)) return 'grammar'
  const [gone, come] = [SENTENCE.test(removed), SENTENCE.test(added)]
  if (gone !== come && (removed.trim() === '' || added.trim() === '')) return 'length'
  return 'tone'
}

/** The changes between two texts, each with its kind; what is taken out in one place and put in at another was moved. */
export function editsOf({ proposed, approved }: Pick<EditedText, 'proposed' | 'approved'>): readonly Edit[] {
  const edits: Edit[] = []
  let removed = ''
  let added = ''
  const close = () => {
    if (removed.trim() !== '' || added.trim() !== '') edits.push({ removed, added, kind: kindOf(removed, added) })
    removed = ''
    added = ''
  }
  for (const part of diffWordsWithSpace(proposed, approved)) {
    // Single spaces between changed words do not end a change.
    if (part.added) added += part.value
    else if (part.removed) removed += part.value
    else if (part.value.trim() === '' && (removed !== '' || added !== '')) {
      removed += part.value
      added += part.value
    } else close()
  }
  close()
  return edits.map((edit) => (isMoved(edit, edits) ? { ...edit, kind: 'structure' } : edit))
}

/** Shorter runs come twice by chance. */
const LEAST_MOVED = 12

function isMoved({ removed, added }: Edit, edits: readonly Edit[]): boolean {
  const text = (removed.trim() === '' ? added : removed).trim()
  const isOneSided = removed.trim() === '' || added.trim() === ''
  if (!isOneSided || text.length < LEAST_MOVED) return false
  return edits.some((other) => (removed.trim() === '' ? other.removed : other.added).trim() === text)
}

const MOST_SUGGESTED = 20

interface Counted {
  readonly word: string
  had: number
  gone: number
  readonly instead: Map<string, number>
}

/** What people changed how often, by skill; words they take out again and again, and what else they do. @param known  words that are avoided already */
export function suggestionsOf(texts: readonly EditedText[], known: readonly string[]): Suggestions {
  const looked = texts.map((text) => ({ text, edits: editsOf(text) }))
  const counted = new Map<string, Counted>()
  const isKnown = new Set(known.map((word) => stemsOf(word, 'de').keys().next().value ?? ''))
  for (const { text, edits } of looked) count(text, edits, counted)
  const avoid = [...counted]
    .filter(([stem, { gone }]) => gone >= LEAST_TIMES && !isKnown.has(stem))
    .map(([, { word, had, gone, instead }]) => ({ word, instead: mostOf(instead, gone), share: shareOf(gone, had) }))
    .filter(({ share }) => share.low >= LEAST_SHARE)
    .toSorted((a, b) => b.share.low - a.share.low)
    .slice(0, MOST_SUGGESTED)
  const skills = [...new Set(texts.map(({ skill }) => skill))].toSorted()
  return {
    ...countKinds(looked),
    skills: skills.map((skill) => ({ skill, ...countKinds(looked.filter(({ text }) => text.skill === skill)) })),
    avoid,
    habits: habitsOf(looked),
  }
}

function countKinds(
  looked: readonly { readonly edits: readonly Edit[] }[],
): Pick<Suggestions, 'drafts' | 'edited' | 'kinds'> {
  const kinds = { fact: 0, law: 0, grammar: 0, length: 0, structure: 0, tone: 0 }
  for (const { edits } of looked) for (const { kind } of edits) kinds[kind]++
  return { drafts: looked.length, edited: looked.filter(({ edits }) => edits.length > 0).length, kinds }
}

/** The words of a text by their stem, general ones left out; each as it stands first. */
function stemsOf(text: string, lang: Lang): ReadonlyMap<string, string> {
  const stems = new Map<string, string>()
  for (const { stem, text: word, folded } of readText(text, lang).tokens)
    if (word.length > 3 && !/\d/.test(word) && !GENERAL_WORDS[lang].has(folded) && !stems.has(stem))
      stems.set(stem, word)
  return stems
}

function count({ lang, proposed, approved }: EditedText, edits: readonly Edit[], counted: Map<string, Counted>): void {
  const after = stemsOf(approved, lang)
  for (const [stem, word] of stemsOf(proposed, lang)) {
    const own = counted.get(stem) ?? { word, had: 0, gone: 0, instead: new Map<string, number>() }
    counted.set(stem, own)
    own.had++
    if (after.has(stem)) continue
    own.gone++
    const place = edits.find(({ removed }) => stemsOf(removed, lang).has(stem))
    const instead = place?.added.trim() ?? ''
    // Only a word for a word is a substitute.
    if (place !== undefined && /^\p{L}+$/u.test(instead) && /^\p{L}+$/u.test(place.removed.trim()))
      own.instead.set(instead, (own.instead.get(instead) ?? 0) + 1)
  }
}

/** What was put in most often, where it was in half of the cases. */
function mostOf(instead: ReadonlyMap<string, number>, gone: number): string | null {
  const [first] = [...instead].toSorted((a, b) => b[1] - a[1])
  return first !== undefined && 2 * first[1] >= gone ? first[0] : null
}
