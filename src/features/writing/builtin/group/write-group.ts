/** The built-in writer for texts about several products: categories, buying guides, blog posts, newsletters. */
import type { Lang, Text } from '../../../../core/lang.ts'
import type { GroupKind, GroupRequest, GroupSubject, Written } from '../../schema.ts'
import { chanceOf } from '../chance.ts'
import { formSources } from '../forms.ts'
import { leaningOf } from '../leaning.ts'
import { differingVersions } from '../versions.ts'
import type { WriterOptions } from '../write.ts'
import { groupOf } from './aspects.ts'
import { blogPost } from './blog-post.ts'
import { buyingGuide } from './buying-guide.ts'
import { categoryText } from './category-text.ts'
import { membersOf, thingsOf } from './members.ts'
import { newsletter } from './newsletter.ts'
import { createPen, groupFormSources } from './pen.ts'
import type { GroupWriter } from './plan.ts'

const WRITERS: Readonly<Record<GroupKind, GroupWriter>> = {
  'category-text': categoryText,
  'buying-guide': buyingGuide,
  'blog-post': blogPost,
  newsletter,
}

/** Products with a title a text of the kind needs. */
const LEAST: Readonly<Record<GroupKind, number>> = {
  'category-text': 2,
  'buying-guide': 2,
  'blog-post': 1,
  newsletter: 1,
}

const NO_PRODUCTS: Readonly<Record<1 | 2, Text>> = {
  1: {
    de: 'Es fehlt ein Produkt mit einem Titel, über das sich schreiben ließe.',
    en: 'There is no product with a title to write about.',
  },
  2: {
    de: 'Dafür braucht es mindestens zwei Produkte mit einem Titel.',
    en: 'This needs at least two products with a title.',
  },
}

const NOTHING_TO_SAY: Readonly<Record<GroupKind, Text>> = {
  'category-text': {
    de: 'Über die Produkte ist zu wenig bekannt: Es fehlen Preise, Marken und Attribute wie Material, Maße oder Farbe.',
    en: 'Too little is known of the products: prices, brands and attributes such as material, dimensions or colour are missing.',
  },
  'buying-guide': {
    de: 'Die Produkte lassen sich nicht vergleichen: Es fehlen Preise oder Attribute, die mindestens die Hälfte von ihnen hat und in denen sie sich unterscheiden.',
    en: 'The products cannot be compared: prices are missing, or attributes that at least half of them have and in which they differ.',
  },
  'blog-post': {
    de: 'Über die Produkte ist zu wenig bekannt: Es fehlen Attribute oder Beschreibungen in ganzen Sätzen.',
    en: 'Too little is known of the products: attributes or descriptions in whole sentences are missing.',
  },
  newsletter: {
    de: 'Für einen Newsletter ist zu wenig bekannt: Es fehlen Attribute der Produkte oder Angebote, und damit drei Betreffzeilen von höchstens 60 Zeichen.',
    en: 'Too little is known for a newsletter: attributes of the products or offers are missing, and with them three subject lines of at most 60 characters.',
  },
}

/** What a subject is called in the seed of its chance, so that two subjects do not get the same choices. */
const nameOf = (subject: GroupSubject, lang: Lang): string =>
  subject.kind === 'category' ? subject.path : (subject.title[lang] ?? '')

/** Writes about a category or a topic, in versions that differ. The same facts, request and seed give the same texts. */
export function writeGroup(
  subject: GroupSubject,
  request: GroupRequest,
  { accepts = () => true, passes = () => true, likes = [] }: WriterOptions = {},
): Written {
  const { kind, lang, tone, address, seed, versions } = request
  const members = membersOf(subject.products, { lang, address, accepts })
  const least = LEAST[kind]
  if (members.length < least) return { outcome: 'too-little', missing: NO_PRODUCTS[least === 1 ? 1 : 2] }
  const things = thingsOf(subject.kind === 'category' ? subject.path : '', members, lang)
  const group = groupOf(members, things, lang)
  const topic = subject.kind === 'topic' ? subject : null
  const written = differingVersions({
    wanted: versions,
    leaning: leaningOf(lang, likes, () => [...formSources(lang), ...groupFormSources(lang)]),
    passes: (text) => passes(text, lang),
    make({ index, attempt, used }) {
      const chance = chanceOf(seed, `${kind}:${nameOf(subject, lang)}:${index}:${attempt}`)
      const pen = createPen({ lang, tone, address, chance, used })
      return WRITERS[kind](group, request, { index, attempt, chance, used, pen, topic })
    },
  })
  return written ?? { outcome: 'too-little', missing: NOTHING_TO_SAY[kind] }
}
