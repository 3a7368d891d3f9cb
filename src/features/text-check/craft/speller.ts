/** Spelling by hunspell and its dictionaries: German, and English as both sides of the Atlantic write it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Hunspell, loadModule } from 'hunspell-asm'
import type { Lang } from '../../../core/lang.ts'
import { SHOP_WORDS } from './shop-words.data.ts'

export interface Speller {
  /** Whether a single word is spelt as some dictionary of the language has it. */
  isWord(word: string, lang: Lang): boolean
  /** What may have been meant, the likeliest first; slow (up to 0.1 s) the first time a word is asked for. */
  suggest(word: string, lang: Lang): readonly string[]
}

const require = createRequire(import.meta.url)
/** Answers kept in memory; at the bound the oldest half goes. */
const KEPT = 40_000
/** Shorter parts are found in every word. */
const LEAST_FIRST = 4
const LEAST_LAST = 5
const MOST_SUGGESTED = 3
/** Letters between the parts of a German compound. */
const JOINTS = ['', 's', 'n', 'en', 'es']

/** Reads the dictionaries (0.3 s, 60 MB); one for each thread is enough. */
export async function openSpeller(): Promise<Speller> {
  const factory = await loadModule()
  const open = (main: string): Hunspell => {
    const folder = dirname(main)
    const mount = (ending: string) => factory.mountBuffer(readFileSync(join(folder, `index.${ending}`)))
    return factory.create(mount('aff'), mount('dic'))
  }
  return spellerOf({
    de: [open(require.resolve('dictionary-de'))],
    en: [open(require.resolve('dictionary-en-gb')), open(require.resolve('dictionary-en'))],
  })
}

function spellerOf(engines: Readonly<Record<Lang, readonly Hunspell[]>>): Speller {
  const words = new Map<string, boolean>()
  const suggestions = new Map<string, readonly string[]>()
  const accepts = (word: string, lang: Lang): boolean =>
    SHOP_WORDS[lang].has(word.toLowerCase()) || engines[lang].some((engine) => engine.spell(word))
  const isKnown = (word: string, lang: Lang): boolean =>
    accepts(word, lang) || (lang === 'de' && isCompound(word, (part) => accepts(part, lang)))
  return {
    isWord: (word, lang) => kept(words, `${lang} ${word}`, () => isKnown(word.replace('’', "'"), lang)),
    suggest: (word, lang) =>
      kept(suggestions, `${lang} ${word}`, () => {
        const [engine] = engines[lang]
        // Words cut in pieces are seldom what was meant.
        const found = engine?.suggest(word).filter((other) => !/[\s-]/.test(other)) ?? []
        return found.slice(0, MOST_SUGGESTED)
      }),
  }
}

function kept<T>(answers: Map<string, T>, key: string, make: () => T): T {
  const known = answers.get(key)
  if (known !== undefined) return known
  if (answers.size >= KEPT) for (const old of [...answers.keys()].slice(0, KEPT / 2)) answers.delete(old)
  const made = make()
  answers.set(key, made)
  return made
}

/** 'Trekkingrucksack': two words, each as it stands alone, where the dictionary does not know them joined. */
function isCompound(word: string, accepts: (part: string) => boolean): boolean {
  const capital = (part: string) => part.charAt(0).toUpperCase() + part.slice(1)
  const alone = (part: string) => accepts(capital(part)) || accepts(part)
  for (let at = LEAST_FIRST; at <= word.length - LEAST_LAST; at++) {
    const [first, last] = [word.slice(0, at).toLowerCase(), word.slice(at)]
    if (last !== last.toLowerCase()) continue
    const isFirst = JOINTS.some(
      (joint) =>
        first.endsWith(joint) &&
        first.length - joint.length >= LEAST_FIRST &&
        alone(first.slice(0, first.length - joint.length)),
    )
    if (isFirst && alone(last)) return true
  }
  return false
}
