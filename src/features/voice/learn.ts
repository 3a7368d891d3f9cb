/** What sample texts show of a shop's voice. Pure; every share comes with its n and its interval. */
import type { Lang } from '../../core/lang.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import { countAddress, type ReadText, readText } from '../text-check/index.ts'
import { GENERAL_WORDS } from './general-words.data.ts'
import type { Learned } from './schema.ts'

/** Fewer texts say nothing of a word. */
const LEAST_TEXTS = 3
const MOST_FAVOURITES = 20
/** A word is one of the shop's where at least this share of its texts have it, the interval's lower end that is. */
const LEAST_SHARE = 0.3

/** @returns the count of n with its 95 % interval; of nothing 0 to 1 */
export function shareOf(count: number, n: number): { count: number; n: number; low: number; high: number } {
  return { count, n, ...(wilsonInterval(count, n) ?? { low: 0, high: 1 }) }
}

export function learnVoice(samples: readonly string[], lang: Lang): Learned {
  const texts = samples.map((sample) => readText(sample, lang)).filter(({ tokens }) => tokens.length > 0)
  const lengths = texts.flatMap(sentenceLengths).toSorted((a, b) => a - b)
  const at = (share: number): number => lengths[Math.min(lengths.length - 1, Math.floor(share * lengths.length))] ?? 0
  return {
    texts: texts.length,
    words: texts.reduce((sum, { tokens }) => sum + tokens.length, 0),
    sentences: lengths.length,
    address: lang === 'de' ? addressOf(texts) : null,
    sentenceWords: lengths.length === 0 ? null : { median: at(0.5), p90: at(0.9) },
    favourites: favouritesOf(texts, lang),
    names: namesOf(texts),
  }
}

function sentenceLengths({ tokens }: ReadText): readonly number[] {
  const counts = new Map<number, number>()
  for (const { sentence } of tokens) counts.set(sentence, (counts.get(sentence) ?? 0) + 1)
  return [...counts.values()]
}

/** The form most texts have, where the interval leaves no doubt that it is the most. */
function addressOf(texts: readonly ReadText[]): Learned['address'] {
  const forms = texts.map((text) => {
    const { du, sie } = countAddress(text)
    return du === sie ? 'neutral' : du > sie ? 'du' : 'sie'
  })
  for (const value of ['du', 'sie', 'neutral'] as const) {
    const share = shareOf(forms.filter((form) => form === value).length, forms.length)
    if (share.low > 0.5) return { value, share }
  }
  return null
}

function favouritesOf(texts: readonly ReadText[], lang: Lang): Learned['favourites'] {
  if (texts.length < LEAST_TEXTS) return []
  const inTexts = new Map<string, { word: string; count: number }>()
  for (const { tokens } of texts) {
    const seen = new Set<string>()
    for (const { text, stem, folded } of tokens) {
      if (seen.has(stem) || text.length < 4 || /\d/.test(text) || GENERAL_WORDS[lang].has(folded)) continue
      seen.add(stem)
      const known = inTexts.get(stem) ?? { word: text, count: 0 }
      inTexts.set(stem, { ...known, count: known.count + 1 })
    }
  }
  return [...inTexts.values()]
    .map(({ word, count }) => ({ word, share: shareOf(count, texts.length) }))
    .filter(({ share }) => share.count >= 2 && share.low >= LEAST_SHARE)
    .toSorted((a, b) => b.share.low - a.share.low)
    .slice(0, MOST_FAVOURITES)
}

/** Words with a capital inside ('iPhone'), spelt so at least twice and never otherwise. */
function namesOf(texts: readonly ReadText[]): string[] {
  const spellings = new Map<string, Map<string, number>>()
  for (const { tokens } of texts)
    for (const { text, folded } of tokens) {
      const own = spellings.get(folded) ?? new Map<string, number>()
      own.set(text, (own.get(text) ?? 0) + 1)
      spellings.set(folded, own)
    }
  return [...spellings.values()].flatMap((own) => {
    const [[name, times] = ['', 0]] = own
    return own.size === 1 && times >= 2 && /\p{Ll}\p{Lu}/u.test(name) ? [name] : []
  })
}
