/** Which passwords are taken: long ones that nobody would try first (NIST SP 800-63B, section 3.1.1.2). No rules about signs. */
import { textFault } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import { COMMON_WORDS, RUNS } from './common-passwords.data.ts'

export const SHORTEST = 12
export const LONGEST = 200

/** What a password must hold besides words, names and runs that are tried first: about a shuffled word's worth. */
const OWN_LETTERS = 6

export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'own-name'

const SENTENCES: Readonly<Record<PasswordFault, Text>> = {
  'too-short': {
    de: `Ein Passwort hat mindestens ${SHORTEST} Zeichen. Mehrere Wörter hintereinander merkt man sich leicht.`,
    en: `A password has at least ${SHORTEST} characters. Several words in a row are easy to remember.`,
  },
  'too-long': {
    de: `Ein Passwort hat höchstens ${LONGEST} Zeichen.`,
    en: `A password has at most ${LONGEST} characters.`,
  },
  common: {
    de: 'Dieses Passwort gehört zu denen, die zuerst versucht werden. Nehmen Sie mehrere Wörter, die nicht zusammengehören.',
    en: 'This password is among those that are tried first. Take several words that do not belong together.',
  },
  'own-name': {
    de: 'Dieses Passwort ist Ihr Name oder Ihre Mailadresse mit wenig dazu. Nehmen Sie etwas, das andere nicht von Ihnen wissen.',
    en: 'This password is your name or mail address with little besides. Take something others do not know of you.',
  },
}

/** As it is hashed: the same on every keyboard and system. */
export function normalizePassword(typed: string): string {
  return typed.normalize('NFKC')
}

/** @returns what stands against it; null: nothing */
export function judgePassword(typed: string, person: { name: string; email: string }): PasswordFault | null {
  const password = normalizePassword(typed)
  const { length } = [...password]
  if (length < SHORTEST) return 'too-short'
  if (length > LONGEST) return 'too-long'
  const plain = plainLetters(password)
  if (ownLetters(plain, []) < OWN_LETTERS) return 'common'
  return ownLetters(plain, ownWords(person)) < OWN_LETTERS ? 'own-name' : null
}

/** @throws AppError 'input.invalid', with the fault as `reason` */
export function requirePassword(typed: string, person: { name: string; email: string }): void {
  const reason = judgePassword(typed, person)
  if (reason !== null) throw textFault('input.invalid', SENTENCES[reason], { field: 'password', reason })
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

/** Small letters, with digits and marks that stand for a letter inside of a word. */
function plainLetters(password: string): string {
  const small = password.toLowerCase()
  return small.replaceAll(/(?<=\p{L})[013457@$](?=\p{L})/gu, (sign) => LEET[sign] ?? sign)
}

/** How many different letters and digits are left without what is tried first. */
function ownLetters(plain: string, names: readonly string[]): number {
  const words = plain.split(/[^\p{L}]+/u)
  const digits = plain.replaceAll(/[^0-9]/g, '')
  const kept = words.map((word) => withoutWords(withoutRuns(word), names))
  // Years and counting up are what people add; other digits count by half.
  const ownDigits = withoutRuns(digits.replaceAll(/(19|20)\d\d/g, ''))
  const marks = new Set(plain.replaceAll(/[\p{L}0-9\s]/gu, '')).size
  return distinct(kept.join('')) + Math.floor(distinct(ownDigits) / 2) + Math.floor(marks / 3)
}

function distinct(text: string): number {
  return new Set(text).size
}

function withoutWords(word: string, names: readonly string[]): string {
  let rest = word
  for (const known of [...names, ...COMMON_BY_LENGTH]) rest = rest.replaceAll(known, '')
  return rest
}

/** Longer ones first, so that what is part of another does not tear it apart. */
const COMMON_BY_LENGTH = [...COMMON_WORDS].sort((a, b) => b.length - a.length)

const SHORTEST_RUN = 4

/** Without stretches that run along a keyboard or the alphabet, forwards or backwards, and without repetitions. */
function withoutRuns(text: string): string {
  let rest = ''
  for (let at = 0; at < text.length; ) {
    const length = Math.max(runAt(text, at), repetitionAt(text, at))
    if (length >= SHORTEST_RUN) at += length
    else rest += text.charAt(at++)
  }
  return rest
}

function runAt(text: string, at: number): number {
  let longest = 0
  for (const run of RUNS_BOTH_WAYS) {
    const from = run.indexOf(text.charAt(at))
    let length = 0
    while (from !== -1 && length < run.length - from && run.charAt(from + length) === text.charAt(at + length)) length++
    longest = Math.max(longest, length)
  }
  return longest
}

const RUNS_BOTH_WAYS = RUNS.flatMap((run) => [run, [...run].reverse().join('')])

function repetitionAt(text: string, at: number): number {
  let end = at
  while (end < text.length && text.charAt(end) === text.charAt(at)) end++
  return end - at
}

/** Parts of a name and a mail address that others know: of three letters and more. */
function ownWords({ name, email }: { name: string; email: string }): string[] {
  const words = `${name} ${email}`.toLowerCase().split(/[^\p{L}]+/u)
  return words.filter((word) => word.length >= 3).sort((a, b) => b.length - a.length)
}
