/** The sentences of the text a product has now that can be taken over as they stand. */
import type { Lang } from '../../../core/lang.ts'
import { indefiniteArticle } from '../../../language/grammar/english.ts'
import { findNoun } from '../../../language/grammar/noun.ts'
import type { Address } from '../schema.ts'
import { blocksOf } from './clean.ts'
import { isEnglishNoun } from './translate.ts'

export interface OldSentence {
  readonly text: string
  /** It speaks of the product as 'it', and must follow a sentence that names the product. */
  readonly leans: boolean
}

/** Small words of each language; a sentence in which those of the other are as many is not taken. */
const SMALL_WORDS: Readonly<Record<Lang, ReadonlySet<string>>> = {
  de: new Set(
    'der die das den dem des ein eine einen einem einer und oder mit aus für von im in ist sind hat haben auf an zu zum zur bei auch nicht sich es sie er durch wird werden als so wie dank ob man über unter bis nach vor sowie dieser diese dieses beim am sehr noch ohne gegen hilft man nur trotzdem'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the a an and or with from of for in is are has have on at to by also not it they this that these through as so how thanks over under up after before its their you your can will be which'.split(
      ' ',
    ),
  ),
}

/** Claims nobody can vouch for, what the law wants proof of, prices, and what speaks of the shop or of other products. */
const UNSAFE: Readonly<Record<Lang, RegExp>> = {
  de: /\b(?:beste[nrsm]?|größte[nrsm]?|schönste|einzig\w*|perfekt\w*|ultimativ\w*|unschlagbar\w*|unglaublich\w*|maximal\w*|optimal\w*|legendär\w*|\w*ste[nrsm]? \w* (?:der|aller)|am \w+sten|garantie\w*|garantiert\w*|nr\.|testsieg\w*|test|preis\w*|euro|rabatt\w*|gratis|kostenlos\w*|sonderangebot\w*|versand\w*|liefer\w*|öko\w*|bio\w*|organic|klima\w*|nachhaltig\w*|umwelt\w*|fair|zertifi\w*|gesund\w*|heil\w*|medizin\w*|allerg\w*|hypoallergen\w*|vorgänger\w*|konkurren\w*|stallkolleg\w*|maßst\w*|messlatte\w*|weltweit\w*|höchste\w*|hochwertig\w*|premium|höchst\w*|unsere?\w*|wir|uns|hier|klick\w*|warenkorb|bestell\w*|www|hinweis|artikel|waffe|krass\w*|hammer|neid|hintern|download\w*|jahre|saison|ich|mich|mein\w*|denn je|\d+er)\b|[!?%€$]|…|\.\.\./iu,
  en: /\b(?:best|greatest|only|perfect\w*|ultimate\w*|unbeatable|incredible|maximum|optimal|legendary|most|\w+est|guarantee\w*|no\. ?1|award\w*|test|price\w*|discount|free|delivery|shipping|organic|eco\w*|climate|sustainab\w*|environment\w*|fair|certifi\w*|health\w*|heal\w*|medic\w*|allerg\w*|predecessor|competit\w*|benchmark|world\w*|premium|our|we|us|here|click|cart|order|www|note|weapon|download\w*|years?|season|i|my|me|than ever)\b|[!?%€$]|…|\.\.\./iu,
}

/** Comparisons: mostly with other products, at times with those of others. */
const COMPARES: Readonly<Record<Lang, RegExp>> = {
  de: /\b(?:mehr|weniger|\p{Ll}+ere?[nrsm]?)\b.*\bals\b/u,
  en: /\bthan\b/u,
}

const SPEAKS_TO: Readonly<Record<Exclude<Address, 'neutral'>, RegExp>> = {
  du: /\b(?:du|dich|dir|dein\w*)\b/iu,
  sie: /(?<=\S\s)(?:Sie|Ihnen)\b|\bIhr(?:e[nrsm]?)?\b/u,
}
const PRONOUN_FIRST: Readonly<Record<Lang, RegExp>> = {
  de: /^(?:sie|er|es|ihre?|seine?|dies\w*|damit|dadurch|dabei|dazu|außerdem|auch|so|deshalb|dank|zudem|hier|da|dort|egal|und|aber|denn|darüber)\b/iu,
  en: /^(?:it|its|they|their|this|these|also|so|therefore|thanks|here|there|and|but|no matter|moreover|furthermore)\b/iu,
}
/** Of those that lean, the ones a plain sentence about the product can stand before. */
const LEANS: Readonly<Record<Lang, RegExp>> = {
  de: /^(?:Sie|Er|Es)\s[a-zäöü]+(?:t|en)\b/u,
  en: /^(?:It|They)\s[a-z]+\b/u,
}

const FINITE: Readonly<Record<Lang, RegExp>> = {
  de: /\b(?:ist|sind|hat|haben|wird|werden|kann|können|lässt|lassen|macht|machen|hält|halten|bleibt|bleiben|gibt|geben|sitzt|sitzen|trägt|tragen|passt|passen|besteht|bestehen|bietet|bieten|sorgt|sorgen|schützt|schützen|verfügt|verfügen|[a-zäöü]{3,}(?:iert|elt|ert|tzt|nnt|llt|mmt|ngt|ckt|gt|ht|bt|ft|eht))\b/u,
  en: /\b(?:is|are|has|have|keeps?|fits?|stays?|holds?|makes?|sits?|gives?|offers?|provides?|protects?|comes?|can|works?|supports?|prevents?|slips?|reduces?|proves?|dries|absorbs?|closes?|opens?|adjusts?|stores?|allows?|ensures?|delivers?|cools?|warms?|lights?|carries|runs?|sits?|lies|stands?|grips?|evens|releases?|improves?|withstands?|surrounds?|leaves|feels?|lets?|helps?|lasts?|turns?|boils?|weighs?)\b/u,
}

/** Splits at the ends of sentences; not behind ordinals ('1. Klasse'), short forms ('ca. 5') or single letters other than units. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[\p{L})”“"]{2}[.!?]|\d\s?\p{L}[.!?]|\d%[.!?])\s+(?=[\p{Lu}„“"])/u)
    .map((sentence) => sentence.trim())
}

const LABEL = /^\p{Lu}\p{L}+:\s+/u
/** Words with capitals before an article with one: the heading of the text, without a mark behind it. */
const HEADING = /^(?:[\p{Lu}\d]\S*\s){1,6}(?=(?:Der|Die|Das|Dieses|Dieser|Diese|Ein|Eine|The|This|These|An?)\s)/u

function withoutHeading(sentence: string): string {
  return sentence.replace(LABEL, '').replace(HEADING, '')
}

/** Openings of what is no whole sentence: a verb without its subject, half of one, a heading that ran into the text. */
const BROKEN_START =
  /^(?:(?:Ermöglicht|Bietet|Sorgt|Schützt|Verhindert|Hält|Macht|Gibt|Passt|Lässt|Einfach|Abschließen|Nachdem|Neu|Besonders|Makes|Gives|Eliminates|Provides|Simply|Mold|Share|Using)\b|\p{L}+, (?:wenn|if)\b|(?:\p{Lu}[\p{L}-]*\s){4}|Es (?:besteht|gibt|handelt|ist möglich|kann)\b)/u

/** Whether 'Der', 'Die' or 'Das' goes with the noun after it: many descriptions are translations by hand. */
function opensInAgreement(sentence: string): boolean {
  const [, article, word = ''] = /^(Der|Das)\s(\p{Lu}[\p{L}-]+)/u.exec(sentence) ?? []
  const noun = article === undefined ? null : findNoun(word)
  return noun === null || (article === 'Das' ? noun.gender === 'n' : noun.gender === 'm')
}

function isOfLanguage(sentence: string, lang: Lang): boolean {
  const words = sentence.toLowerCase().match(/\p{L}+/gu) ?? []
  const own = words.filter((word) => SMALL_WORDS[lang].has(word)).length
  const other = words.filter(
    (word) => SMALL_WORDS[lang === 'de' ? 'en' : 'de'].has(word) && !SMALL_WORDS[lang].has(word),
  ).length
  return own >= 2 && own >= 0.15 * words.length && other * 3 < own
}

/** Whether one sentence can be published again. */
function isSound(sentence: string, lang: Lang, isName: (word: string) => boolean): boolean {
  const words = sentence.split(' ')
  if (words.length < 5 || words.length > 32 || !/^\p{Lu}/u.test(sentence) || !/[\p{L}\d)]\.$/u.test(sentence))
    return false
  if (!/^[\p{Script=Latin}\d\s.,;:()'’"„“”–/°²³µ®™×+-]+$/u.test(sentence)) return false
  if (/[;:"„“”()/+®™]/.test(sentence) || /\b(\p{L}+) \1\b/iu.test(sentence)) return false
  // Capitals in a row and words in camel case come from lists run together.
  if (/\b\p{Lu}{4,}\b.*\b\p{Lu}{4,}\b|(?:\b\p{Lu}[\p{L}-]*\s){4}/u.test(sentence)) return false
  if (words.some((word) => /\p{Ll}\p{Lu}/u.test(word) && !isName(word))) return false
  if (/\p{Ll}\.\p{Lu}|\s[,.]/u.test(sentence) || UNSAFE[lang].test(sentence)) return false
  if (BROKEN_START.test(sentence) || COMPARES[lang].test(sentence) || (lang === 'de' && !opensInAgreement(sentence)))
    return false
  const openers = words.filter((word) => /^\p{Lu}/u.test(word)).length
  if (lang === 'en' && openers > 0.4 * words.length) return false
  return FINITE[lang].test(sentence) && isOfLanguage(sentence, lang)
}

function isSpokenAs(sentence: string, address: Address, lang: Lang): boolean {
  if (lang === 'en') return address !== 'neutral' || !/\b(?:you|your)\b/i.test(sentence)
  return (['du', 'sie'] as const).every((other) => other === address || !SPEAKS_TO[other].test(sentence))
}

function hasForeignWords(phrase: string, lang: Lang): boolean {
  const foreign = SMALL_WORDS[lang === 'de' ? 'en' : 'de']
  return phrase.split(' ').some((word) => foreign.has(word) && !SMALL_WORDS[lang].has(word))
}

/** A phrase that says what the product is: 'Langes Shirt mit kurzen Ärmeln'. */
export interface NamingPhrase {
  /** With its article, as it follows 'ist' or 'is': 'ein langes Shirt mit kurzen Ärmeln'; plural English without one. */
  readonly text: string
  /** Its noun: 'Shirt'. */
  readonly noun: string
}

function germanNaming(phrase: string): NamingPhrase | null {
  const match =
    /^(Eine? )?((?:(?:[\p{Lu}\p{Ll}]\p{Ll}+(?:es|er|e)|\p{Ll}+),? (?:und )?)*)(\p{Lu}[\p{L}-]+)(?= |$)/u.exec(phrase)
  if (match === null || /^(?:Der|Die|Das)\b/.test(phrase)) return null
  const [whole, given, adjectives = '', word = ''] = match
  const noun = findNoun(word)
  if (noun === null || (given === undefined && adjectives === '')) return null
  const ending = { m: /er,? (?:und )?$/, f: /e,? (?:und )?$/, n: /es,? (?:und )?$/ }[noun.gender]
  const endsRight = adjectives === '' || ending.test(adjectives)
  const article = noun.gender === 'f' ? 'eine' : 'ein'
  if (!endsRight || (given !== undefined && given.trim().toLowerCase() !== article)) return null
  const front = adjectives.charAt(0).toLowerCase() + adjectives.slice(1)
  return { text: `${article} ${front}${word}${phrase.slice(whole.length)}`, noun: word }
}

function englishNaming(phrase: string): NamingPhrase | null {
  const front = (
    /^(?:An? |The )?(.+?)(?= (?:with|for|from|of|by|in|that|made|to)\b|,|$)/u.exec(phrase)?.[1] ?? ''
  ).trim()
  const noun = front.split(' ').at(-1)?.toLowerCase() ?? ''
  if (!isEnglishNoun(noun) || front.split(' ').length > 5 || !front.includes(' ') || /^The\b/.test(phrase)) return null
  const bare = phrase.replace(/^An? /, '')
  const lower = bare.charAt(0).toLowerCase() + bare.slice(1)
  const isPlural = noun.endsWith('s') && !noun.endsWith('ss')
  return { text: isPlural ? lower : `${indefiniteArticle(lower)} ${lower}`, noun }
}

/** Whether a phrase without verb can be taken into a sentence. */
export function isWellPut(phrase: string, lang: Lang): boolean {
  const words = phrase.split(' ').length
  if (words < 2 || words > 24 || hasForeignWords(phrase, lang) || /[;:"„“”()/+®™.–]| - /.test(phrase)) return false
  return (
    !UNSAFE[lang].test(phrase) &&
    !FINITE[lang].test(phrase) &&
    !/\b(\p{L}+) \1\b/iu.test(phrase) &&
    !COMPARES[lang].test(phrase)
  )
}

/** The phrases of a description that say what the product is, without verb: many descriptions are nothing else. */
export function namingPhrases(description: string, lang: Lang): readonly NamingPhrase[] {
  const phrases = blocksOf(description).flatMap(({ text, isItem }) => (isItem ? [] : sentencesOf(text)))
  return phrases.flatMap((text) => {
    const phrase = text.replace(/\.$/, '')
    if (!isWellPut(phrase, lang)) return []
    const naming = lang === 'de' ? germanNaming(phrase) : englishNaming(phrase)
    return naming === null ? [] : [naming]
  })
}

export interface OldTextPlace {
  readonly lang: Lang
  readonly address: Address
}

/** The sentences of a description that hold on their own, in order, each once. Claims, offers and foreign words are left behind. */
export function oldSentences(description: string, { lang, address }: OldTextPlace): readonly OldSentence[] {
  const found = new Map<string, OldSentence>()
  // 'GluFix' is a name if it comes twice; 'MaterialNylon' two entries of a list.
  const isName = (word: string): boolean => description.split(word).length > 2
  for (const block of blocksOf(description)) {
    if (block.isItem) continue
    for (const whole of sentencesOf(block.text)) {
      const text = withoutHeading(whole)
      if (!isSound(text, lang, isName) || !isSpokenAs(text, address, lang)) continue
      const leans = PRONOUN_FIRST[lang].test(text)
      if (!leans || LEANS[lang].test(text)) found.set(text.toLowerCase(), { text, leans })
    }
  }
  return [...found.values()]
}
