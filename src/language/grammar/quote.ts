import type { Lang, Text } from '../../core/lang.ts'

/** A name as the data has it: one for both languages, or one in each. */
export type Name = string | Text

const UNNAMED: Text = { de: 'ohne Namen', en: 'no name' }

/** The name in a language, its white space made single; words for one that is empty. */
export function plainName(name: Name, lang: Lang): string {
  const clean = (typeof name === 'string' ? name : name[lang]).replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return clean === '' ? UNNAMED[lang] : clean
}

/** A name in the quotation marks of the language: „Regenjacke Fjell“, “Regenjacke Fjell”. */
export function quoteName(name: Name, lang: Lang): string {
  const plain = plainName(name, lang)
  return lang === 'de' ? `„${plain}“` : `“${plain}”`
}
