/**
 * Countries in German and English, by ISO 3166-1 alpha-2 code or by the names shop data has them under; a name that is
 * not known stays as it is, and what names no country ('', 'Unspecified') is called so.
 */
import { LANGS, type Lang } from '../../core/lang.ts'
import { article, inflect } from './article.ts'
import { COUNTRY_ALIASES, type CountryForm, ENGLISH_COUNTRIES, GERMAN_COUNTRIES } from './country.data.ts'
import type { Case } from './noun.ts'
import { joinPreposition } from './preposition.ts'

const displayNames: Readonly<Record<Lang, Intl.DisplayNames>> = {
  de: new Intl.DisplayNames('de', { type: 'region', fallback: 'none' }),
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }),
}

/** Codes of ICU that are no places. */
const PSEUDO = new Set(['XA', 'XB', 'ZZ', 'QO', 'UN', 'EZ'])
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
let codesByName: ReadonlyMap<string, string> | null = null

function nameMap(): ReadonlyMap<string, string> {
  if (codesByName !== null) return codesByName
  const made = new Map<string, string>()
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      const code = first + second
      if (PSEUDO.has(code)) continue
      for (const lang of LANGS) {
        const name = displayNames[lang].of(code)?.toLowerCase()
        // A retired code has the name of today's ('DD', 'DE').
        if (name !== undefined && canonical(code) === code) made.set(name, code)
      }
    }
  }
  codesByName = made
  return made
}

/** Today's code for a retired one: 'DD' -> 'DE', 'UK' -> 'GB'. */
function canonical(code: string): string {
  return Intl.getCanonicalLocales(`und-${code}`)[0]?.slice(4) ?? code
}

/**
 * The key of a country: its ISO code, 'channel-islands' or 'european-community', '' where none is given, or the name
 * itself where it is not known.
 */
export function countryKey(country: string): string {
  const clean = country.replace(/\s+/g, ' ').trim()
  const lower = clean.toLowerCase()
  if (lower === '') return ''
  const alias = Object.hasOwn(COUNTRY_ALIASES, lower) ? COUNTRY_ALIASES[lower] : undefined
  if (alias !== undefined) return alias
  const upper = clean.toUpperCase()
  if (/^[A-Z]{2}$/.test(upper) && !PSEUDO.has(upper) && displayNames.en.of(upper) !== undefined) return canonical(upper)
  return nameMap().get(lower) ?? (Object.hasOwn(GERMAN_COUNTRIES, lower) ? lower : clean)
}

function displayName(key: string, lang: Lang): string {
  if (!/^[A-Z]{2}$/.test(key)) return key
  return displayNames[lang].of(key) ?? key
}

function germanForm(key: string): CountryForm {
  return (Object.hasOwn(GERMAN_COUNTRIES, key) ? GERMAN_COUNTRIES[key] : undefined) ?? {}
}

/** Article (unless `bare`), adjectives and name in a case: 'dem Vereinigten Königreich', 'Vereinigtes Königreich'. */
function germanPhrase(key: string, grammaticalCase: Case, bare: boolean): string {
  const form = germanForm(key)
  const name = form.name ?? displayName(key, 'de')
  const { column } = form
  if (column === undefined) return name
  const kind = bare ? 'none' : 'definite'
  const adjectives = (form.adjectives ?? []).map((stem) =>
    inflect(stem, { article: kind, column, case: grammaticalCase }),
  )
  const noun = grammaticalCase === 'dative' ? (form.dative ?? name) : name
  return [article(kind, column, grammaticalCase), ...adjectives, noun].filter((word) => word !== '').join(' ')
}

function englishPhrase(key: string): string {
  const form = Object.hasOwn(ENGLISH_COUNTRIES, key) ? ENGLISH_COUNTRIES[key] : undefined
  const name = form?.name ?? displayName(key, 'en')
  return form?.the === true ? `the ${name}` : name
}

/** As a label: 'Vereinigtes Königreich' / 'United Kingdom', 'ohne Angabe' / 'not given'. */
export function countryName(country: string, lang: Lang): string {
  const key = countryKey(country)
  if (key === '') return lang === 'de' ? 'ohne Angabe' : 'not given'
  return lang === 'de' ? germanPhrase(key, 'nominative', true) : englishPhrase(key).replace(/^the /, '')
}

/** Where: 'in Deutschland', 'in den Niederlanden', 'auf Malta', 'ohne Länderangabe' / 'in the Netherlands'. */
export function inCountry(country: string, lang: Lang): string {
  const key = countryKey(country)
  if (key === '') return lang === 'de' ? 'ohne Länderangabe' : 'with no country given'
  if (lang === 'en') return `in ${englishPhrase(key)}`
  return joinPreposition(germanForm(key).place ?? 'in', germanPhrase(key, 'dative', false))
}

/** Whence: 'aus der Schweiz', 'von den Kanalinseln', 'aus Malta' / 'from the Channel Islands'. */
export function fromCountry(country: string, lang: Lang): string {
  const key = countryKey(country)
  if (key === '') return lang === 'de' ? 'ohne Länderangabe' : 'with no country given'
  if (lang === 'en') return `from ${englishPhrase(key)}`
  const form = germanForm(key)
  const islands = form.place === 'auf' && form.column !== undefined
  return joinPreposition(islands ? 'von' : 'aus', germanPhrase(key, 'dative', false))
}

/** With its article as the subject of a sentence: 'die Schweiz', 'das Vereinigte Königreich' / 'the United Kingdom'. */
export function theCountry(country: string, lang: Lang): string {
  const key = countryKey(country)
  if (key === '') return lang === 'de' ? 'Bestellungen ohne Länderangabe' : 'orders with no country given'
  return lang === 'de' ? germanPhrase(key, 'nominative', false) : englishPhrase(key)
}
