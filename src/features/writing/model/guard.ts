/**
 * What a model may have been talked into by the data it was given, or says instead of a text: web addresses, words to or about a
 * machine, its own instructions. Errors, beside those of the facts and the law.
 */
import type { Text } from '../../../core/lang.ts'
import { wordNgrams } from '../../../ml/text/overlap.ts'
import type { ProductFacts, TextFinding } from '../../text-check/index.ts'
import type { Filled } from './prompt.ts'

const ADDRESS =
  /\b(?:https?|ftp|mailto|javascript|data):\S+|\bwww\.\S+|\bhref\s*=|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9-]+\.)+(?:com|net|org|info|biz|shop|store|online|site|xyz|top|app|dev|io|co|me|ly|gl|gg|link|click|de|at|ch|eu|uk|fr|it|nl|pl|es|ru|cn)\b(?!\.\p{L})(?:\/\S*)?/giu
const PHONE = /(?:\+|\b00)\d{2}[\d\s/()-]{6,}\d/g

/** To a model, about it, or by it in the first person. */
const TALK: readonly RegExp[] = [
  /\b(?:ignor(?:e|ing)|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules?|guidelines?|above|previous(?:ly)?)\b/i,
  /\b(?:ignorier\p{L}*|vergiss|vergessen|missachte\p{L}*|übergeh\p{L}*)\b.{0,40}\b(?:anweisung\p{L}*|vorgabe\p{L}*|prompts?|regeln|bisherige\p{L}*|vorherige\p{L}*)/iu,
  /\b(?:system|developer)[ -]?(?:prompt|message)\b|\bsystemprompt\b|\bsystemanweisung/i,
  /\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b|\bals (?:ki|sprachmodell|künstliche intelligenz)\b/i,
  /\b(?:i(?:['’]m| am) (?:sorry|unable)|i can(?:no|['’])t|i won['’]t|ich kann (?:das|dies|dabei|hierzu|ihnen|dir)? ?(?:leider )?nicht|es tut mir leid|tut mir leid)\b/i,
  /^(?:sure|certainly|of course|gern(?:e)?|natürlich|selbstverständlich)[!,.:]? .{0,60}(?:here (?:is|are)|hier (?:ist|sind|kommt|kommen))\b/i,
  /^(?:here (?:is|are)|hier (?:ist|sind)) (?:the|your|a|three|die|der|ihre|deine|drei) .{0,60}:/i,
]

/** So many words in a row are no coincidence. */
const LEAK_WORDS = 7

const REASONS = {
  address: {
    de: 'Eine Adresse oder Telefonnummer, die nicht vom Shop stammt, kommt in keinen Text.',
    en: "An address or phone number that is not the shop's does not go into a text.",
  },
  talk: {
    de: 'Das richtet sich an ein Sprachmodell oder stammt von einem und ist kein Text für Kundinnen und Kunden.',
    en: 'This speaks to a language model or as one, and is no text for customers.',
  },
  leak: {
    de: 'Hier gibt das Sprachmodell seine Anweisungen wieder.',
    en: 'Here the language model repeats its instructions.',
  },
} as const satisfies Readonly<Record<string, Text>>

/** Whether an answer that is no JSON declines to write. */
export function isRefusal(answer: string): boolean {
  return TALK.some((pattern) => pattern.test(answer.slice(0, 400)))
}

/**
 * What stands against a text because of how it came about.
 * @param raw   the version's parts as the model gave them, before markup was taken out
 */
export function guardText(
  text: string,
  { raw, filled, told }: { readonly raw: string; readonly filled: Filled; readonly told: ProductFacts },
): TextFinding[] {
  const own = [told.brand, told.title.de ?? '', told.title.en ?? ''].join(' ').toLowerCase()
  const addresses = [...text.matchAll(ADDRESS), ...text.matchAll(PHONE)].filter(
    ([found]) => !own.includes(found.toLowerCase()),
  )
  const found = addresses.map((match) => findingAt('writer.address', REASONS.address, match))
  // In a tag or in Markdown's brackets it is not in the text any more; that it was there is enough.
  const hidden = [...raw.matchAll(ADDRESS)].some(([one]) => !own.includes(one.toLowerCase()))
  if (found.length === 0 && hidden) found.push(wholeFinding('writer.address', REASONS.address))
  for (const line of TALK) {
    const match = line.exec(text)
    if (match !== null) found.push(findingAt('writer.talk', REASONS.talk, match))
  }
  if (leaks(raw, filled)) found.push(wholeFinding('writer.leak', REASONS.leak))
  return found
}

function leaks(raw: string, { system, user, nonce }: Filled): boolean {
  if (raw.includes(nonce)) return true
  const [before = '', behind = ''] = user.split(`<data-${nonce}>`)
  const [data = '', after = ''] = behind.split(`</data-${nonce}>`)
  // What the shop wrote itself may stand in a text; what was asked of the model may not.
  const asked = wordNgrams(`${system}\n${before}\n${after}`, LEAK_WORDS)
  const told = wordNgrams(data, LEAK_WORDS)
  return [...wordNgrams(raw, LEAK_WORDS)].some((gram) => asked.has(gram) && !told.has(gram))
}

const findingAt = (rule: string, reason: Text, { index, 0: { length } }: RegExpExecArray): TextFinding => ({
  ...wholeFinding(rule, reason),
  start: index,
  end: index + length,
})

function wholeFinding(rule: string, reason: Text): TextFinding {
  return { kind: 'craft', rule, level: 'error', start: 0, end: 0, reason, mend: null }
}
