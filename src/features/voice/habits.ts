/** What people do to drafts again and again besides taking single words out. Pure. */
import { countAddress, readText } from '../text-check/index.ts'
import type { Edit, EditedText } from './edit.ts'
import { shareOf } from './learn.ts'
import type { Habit, HabitKey } from './schema.ts'

/** So often must it have been done, and in so many of the drafts in which it could be (lower end of the interval). */
export const LEAST_TIMES = 3
export const LEAST_SHARE = 0.5

/** Beyond this change of its words a text was made shorter or longer, and not only told otherwise. */
const LENGTH_CHANGE = 0.15

interface Seen {
  readonly before: Look
  readonly after: Look
  readonly edits: readonly Edit[]
}

interface Look {
  readonly words: number
  readonly address: 'du' | 'sie' | null
  readonly hasList: boolean
  readonly hasHeading: boolean
  readonly hasExclamation: boolean
}

interface Rule {
  /** Whether there was anything to do. */
  could(seen: Seen): boolean
  /** Whether it was done. */
  did(seen: Seen): boolean
}

const always = () => true
const hasKind = (kind: Edit['kind'], part: (edit: Edit) => boolean = always) => ({
  could: always,
  did: ({ edits }: Seen) => edits.some((edit) => edit.kind === kind && part(edit)),
})

const RULES: Readonly<Record<HabitKey, Rule>> = {
  shorter: { could: always, did: ({ before, after }) => after.words <= before.words * (1 - LENGTH_CHANGE) },
  longer: { could: always, did: ({ before, after }) => after.words >= before.words * (1 + LENGTH_CHANGE) },
  du: { could: ({ before }) => before.address !== 'du', did: ({ after }) => after.address === 'du' },
  sie: { could: ({ before }) => before.address !== 'sie', did: ({ after }) => after.address === 'sie' },
  neutral: { could: ({ before }) => before.address !== null, did: ({ after }) => after.address === null },
  list: { could: ({ before }) => !before.hasList, did: ({ after }) => after.hasList },
  'no-list': { could: ({ before }) => before.hasList, did: ({ after }) => !after.hasList },
  heading: { could: ({ before }) => !before.hasHeading, did: ({ after }) => after.hasHeading },
  'no-heading': { could: ({ before }) => before.hasHeading, did: ({ after }) => !after.hasHeading },
  order: hasKind('structure'),
  'no-exclamation': { could: ({ before }) => before.hasExclamation, did: ({ after }) => !after.hasExclamation },
  'legal-note': hasKind('law', ({ added, removed }) => added.trim().length > removed.trim().length),
  'no-legal-claim': hasKind('law', ({ added, removed }) => removed.trim().length > added.trim().length),
  facts: hasKind('fact'),
  grammar: hasKind('grammar'),
}

// Its own keys.
const KEYS = Object.keys(RULES) as HabitKey[]

export function habitsOf(texts: readonly { readonly text: EditedText; readonly edits: readonly Edit[] }[]): Habit[] {
  const seen = texts.map(
    ({ text: { lang, proposed, approved }, edits }): Seen => ({
      before: lookAt(proposed, lang),
      after: lookAt(approved, lang),
      edits,
    }),
  )
  return KEYS.flatMap((key) => {
    const { could, did } = RULES[key]
    const able = seen.filter(could)
    const share = shareOf(able.filter(did).length, able.length)
    return share.count >= LEAST_TIMES && share.low >= LEAST_SHARE ? [{ key, share }] : []
  }).toSorted((a, b) => b.share.low - a.share.low)
}

function lookAt(text: string, lang: EditedText['lang']): Look {
  const read = readText(text, lang)
  const { du, sie } = countAddress(read)
  return {
    words: read.tokens.length,
    address: du === sie ? null : du > sie ? 'du' : 'sie',
    hasList: /^\s*[-*•] /m.test(text),
    hasHeading: /^#{1,6} /m.test(text),
    hasExclamation: text.includes('!'),
  }
}
