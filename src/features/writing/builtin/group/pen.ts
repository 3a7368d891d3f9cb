/** Tells what is known of several products in sentences: takes a form that fits the tone and was used least. */
import type { Lang } from '../../../../core/lang.ts'
import type { Address, Sentence, Tone } from '../../schema.ts'
import type { Fact } from '../attribute.ts'
import type { Chance } from '../chance.ts'
import { factSlot } from '../slots.ts'
import { finish } from '../teller.ts'
import { type Form, fill, parseForm } from '../template.ts'
import { GERMAN_GROUP_FORMS } from './forms-de.data.ts'
import { ENGLISH_GROUP_FORMS } from './forms-en.data.ts'
import type { GroupFormName } from './group-forms.ts'

export type Slots = Readonly<Record<string, string | undefined>>

interface Telling {
  readonly slots: Slots
  readonly sources: readonly string[]
  /** What the slots `slots` does not have are taken from: its label, its values. */
  readonly fact?: Fact
  /** Of what `(ist|sind)` is said; default: several. */
  readonly number?: 'singular' | 'plural'
  /** Characters the sentence may have; default: any. */
  readonly most?: number
}

export interface PenOptions {
  readonly lang: Lang
  readonly tone: Tone
  readonly address: Address
  readonly chance: Chance
  readonly used: Map<string, number>
}

export interface GroupPen extends PenOptions {
  /** Null where no form of that name can be filled. */
  tell(name: GroupFormName, telling: Telling): Sentence | null
}

const TABLES = { de: GERMAN_GROUP_FORMS, en: ENGLISH_GROUP_FORMS } as const
const parsed = new Map<string, Form>()

function formOf(source: string): Form {
  const form = parsed.get(source) ?? parseForm(source)
  parsed.set(source, form)
  return form
}

const DOUBLED = /(?<![\p{L}\d])(\p{L}{2,})\s\1(?![\p{L}\d])/iu

export function createPen(options: PenOptions): GroupPen {
  const { lang, tone, address, chance, used } = options
  return {
    ...options,
    tell(name, { slots, sources, fact, number = 'plural', most = Infinity }) {
      const ranked = TABLES[lang][name]
        .map(formOf)
        .filter(({ tones }) => tones === null || tones.includes(tone))
        .map((form) => ({ form, at: (used.get(form.source) ?? 0) * 2 + chance() - (form.tones === null ? 0 : 0.3) }))
        .toSorted((a, b) => a.at - b.at)
      for (const { form } of ranked) {
        const text = fill(form, {
          number,
          address,
          slot: (slot) => slots[slot] ?? (fact === undefined ? undefined : factSlot(slot, fact, lang)),
        })
        if (text === null || DOUBLED.test(text)) continue
        const done = finish(text)
        if (done.length > most) continue
        used.set(form.source, (used.get(form.source) ?? 0) + 1)
        return { text: done, sources: [...new Set(sources)] }
      }
      return null
    },
  }
}

/** All forms of a language as the tables have them. */
export function groupFormSources(lang: Lang): readonly string[] {
  return Object.values(TABLES[lang]).flat()
}
