/** Vowels that are one sound together; every other vowel is a syllable of its own. */
const GERMAN = /aa|ai|ay|au|äu|ee|ei|ey|eu|ie(?!n$|ns$|ner)|oi|oo|oy|ui|[aeiouäöüéèàáóôê]|y(?![aeiouäöü])/g
const ENGLISH = /[aeiouy]+/g
/** Vowels that stand side by side and are two sounds: 'idea', 'radio', 'create', 'fluid', 'science', 'poem'. */
const ENGLISH_SPLIT =
  /(?<=[rdbvnp])ia|ia(?!l|n$|ns$)|(?<=..)ea$|(?<=l)ye(?=s)|io(?!n|us)|iu|eo(?!us|u)|ea(?=te$|tes$|tive|tor)|ua(?!r)|uo(?!y)|ie(?=nc|nt|t$|ts$|r$|rs$)|oe(?=m)|ui(?=d$|ds$)|eing|ying|oing/g
const ENGLISH_SILENT = /(?:[^aeiouy]e|[^aeiouytd]ed|[^aeiouyszxcg]es|[aeiouy][^aeiouylr]+ely$)$/

/**
 * Syllables of a word, German or English, by its letters: at least 1 for a word with a letter, 0 without one.
 * Names and loan words are counted by the same rules and may be one off.
 * Source: vowel groups as in Flesch (1948), with the diphthongs of each language (Duden, Grammatik; Fang 1966 for English)
 */
export function countSyllables(word: string, lang: 'de' | 'en'): number {
  const letters = word.toLowerCase().replace(/[^\p{L}]/gu, '')
  if (letters === '') return 0
  if (lang === 'de') return Math.max(1, letters.replace(/qu/g, 'q').match(GERMAN)?.length ?? 0)
  const groups = letters.replace(/qu/g, 'q').match(ENGLISH)?.length ?? 0
  const split = letters.match(ENGLISH_SPLIT)?.length ?? 0
  const isSilent = letters.length > 3 && ENGLISH_SILENT.test(letters) && !/[^aeiouy]le$/.test(letters)
  return Math.max(1, groups + split - (isSilent ? 1 : 0))
}
