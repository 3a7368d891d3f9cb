/** What the data says is there and what is not ('Deckel enthalten: nein', 'Ohne: Parabene'), held against what a text says of it. */
import type { FactAttribute } from '../schema.ts'
import { stemOf } from '../text/stem.ts'
import { type ReadText, readText, type Token } from '../text/tokens.ts'
import { isAside } from './asides.ts'
import type { Draft, Known, Presence, Source } from './known.ts'
import { wordsFor } from './naming.ts'
import { negationOf } from './negation.ts'

/** Words of a name that only ask whether the thing is there. */
const ASKING = new Set(
  'enthalten inklusive inkl dabei nötig notwendig erforderlich vorhanden möglich geeignet eignung integriert eingebaut mit included required needed possible suitable available built-in has für for ist is frei free von of from zusätze zusatz'
    .split(' ')
    .map(stemOf),
)
const WITHOUT_NAME =
  /^(?:ohne|frei von|free (?:from|of)|without|enthält (?:kein\p{L}*|nicht)|does not contain)(?!\p{L})/iu
const FREE_NAME = /(\p{L}+?)[- ]?(?:frei|free)(?!\p{L})/iu
const LEAST = 3
/** A longer value is prose. */
const LONGEST_VALUE = 160

/** Adds a thing that an attribute's name says yes or no of. */
export function addPresence(to: Draft, name: string, isThere: boolean, source: Source): void {
  const free = FREE_NAME.exec(name)?.[1]
  // 'BPA-frei: ja' says that there is none.
  add(to, free ?? name, free === undefined ? isThere : !isThere, source)
}

function add(to: Draft, words: string, isThere: boolean, source: Source): void {
  const { tokens } = readText(words, 'de')
  const named = tokens.filter(({ stem }) => stem.length >= LEAST && !ASKING.has(stem)).map(({ text }) => wordsFor(text))
  if (named.length > 0) to.presences.push({ words: named, isThere, source })
}

/** Things that a value says are not there: of an attribute such as 'Ohne', and those before '-frei'; true: that is all it says. */
export function addMissing(to: Draft, { name, value }: FactAttribute, source: Source): boolean {
  const texts = typeof value === 'object' ? Object.values(value) : [String(value)]
  if (WITHOUT_NAME.test(name)) {
    for (const text of texts)
      for (const item of text.split(/\s*[,;/]\s*|\s+(?:und|and)\s+/)) add(to, item, false, source)
    return true
  }
  for (const text of texts)
    for (const item of text.length > LONGEST_VALUE ? [] : text.split(/\s*[,;]\s*/))
      if (/^\p{Ll}{4,}$/u.test(item)) add(to, item, true, source)
  for (const text of texts)
    for (const [, thing] of text.matchAll(/(\p{L}{3,}?)-?(?:frei|free)(?:e[nrsm]?)?(?!\p{L})/giu))
      add(to, thing ?? '', false, source)
  return false
}

export interface Denied {
  readonly start: number
  readonly end: number
  readonly presence: Presence
}

/** So near each other the words of a name stand in a text. */
const NEAR = 4

/** Where a text says there is what is not, or the other way round. */
export function contradictedPresences(text: ReadText, { presences }: Known): readonly Denied[] {
  if (presences.length === 0) return []
  const byStem = new Map<string, Presence[]>()
  for (const presence of presences)
    for (const stem of presence.words[0] ?? []) byStem.set(stem, [...(byStem.get(stem) ?? []), presence])
  return text.tokens.flatMap((token, at): Denied[] => {
    const known = named(byStem, token).filter(({ words }) =>
      words.slice(1).every((alternatives) => isNear(text, at, alternatives)),
    )
    // What the data says both ways of is not decided here.
    if (known.length === 0 || new Set(known.map(({ isThere }) => isThere)).size > 1) return []
    const [presence] = known
    const denial = negationOf(text, { from: at, to: at + 1 })
    const isDenied = (denial !== null) !== /^un(?!t|d|i)/.test(token.folded)
    if (presence === undefined || isDenied !== presence.isThere || isAside(text, token)) return []
    const start = denial === null ? token.start : Math.min(denial.start, token.start)
    return [{ start, end: Math.max(token.end, denial?.end ?? 0), presence }]
  })
}

/** Shortest noun that is looked for at the end of a compound: 'Keramikbeschichtung' is a 'Beschichtung'. */
const SHORTEST_HEAD = 6

function named(byStem: ReadonlyMap<string, readonly Presence[]>, { stem, isCapital }: Token): readonly Presence[] {
  const own = byStem.get(stem)
  if (own !== undefined) return own
  const denied = stem.startsWith('un') ? byStem.get(stem.slice(2)) : undefined
  if (denied !== undefined || !isCapital) return denied ?? []
  for (const [part, known] of byStem) {
    if (part.length < SHORTEST_HEAD) continue
    if (stem.endsWith(part)) return known.filter(({ isThere }) => !isThere)
    // 'Kein Duplexdruck' where there is 'Duplex'.
    if (stem.startsWith(part)) return known.filter(({ isThere }) => isThere)
  }
  return []
}

function isNear({ tokens }: ReadText, at: number, stems: ReadonlySet<string>): boolean {
  for (let near = Math.max(0, at - NEAR); near <= at + NEAR; near++) {
    const token = tokens[near]
    if (
      token !== undefined &&
      token.sentence === tokens[at]?.sentence &&
      (stems.has(token.stem) || stems.has(token.stem.replace(/^un/, '')))
    )
      return true
  }
  return false
}
