/** The sentence forms of both languages, read once. */
import type { Lang } from '../../../core/lang.ts'
import type { FactForms, FormTable } from './form-table.ts'
import { GERMAN_FORMS } from './forms-de.data.ts'
import { ENGLISH_FORMS } from './forms-en.data.ts'
import { type Form, parseForm } from './template.ts'

type Role = keyof FactForms

const parsed = new Map<string, readonly Form[]>()

function formsFor(key: string, sources: readonly string[]): readonly Form[] {
  const known = parsed.get(key)
  if (known !== undefined) return known
  const forms = sources.map(parseForm)
  parsed.set(key, forms)
  return forms
}

const TABLES: Readonly<Record<Lang, FormTable>> = { de: GERMAN_FORMS, en: ENGLISH_FORMS }

/** The forms for a fact: those of its own topic, where it has any for the role, else those of its kind. */
export function factForms(lang: Lang, role: Role, { about, kind }: { about: string; kind: string }): readonly Form[] {
  const { facts } = TABLES[lang]
  const own = Object.hasOwn(facts, about) ? facts[about]?.[role] : undefined
  const general = Object.hasOwn(facts, kind) ? facts[kind]?.[role] : undefined
  return formsFor(`${lang}.${role}.${own === undefined ? `kind ${kind}` : about}`, own ?? general ?? [])
}

export function frameForms(lang: Lang, frame: 'openings' | 'one' | 'two' | 'closings'): readonly Form[] {
  return formsFor(`${lang}.${frame}`, TABLES[lang][frame])
}

export function otherForms(lang: Lang, name: keyof FormTable['others']): readonly Form[] {
  return formsFor(`${lang}.others.${name}`, TABLES[lang].others[name])
}

/** All forms of a language as the tables have them. */
export function formSources(lang: Lang): readonly string[] {
  const { facts, others, openings, one, two, closings } = TABLES[lang]
  const ofFacts = Object.values(facts).flatMap((roles) => Object.values(roles).flat())
  return [...ofFacts, ...Object.values(others).flat(), ...openings, ...one, ...two, ...closings]
}
