/** Facts that stand in a description only: measures, colours, materials, whom it is for, what follows the product's noun. */
import type { Lang } from '../../../core/lang.ts'
import { isAdjective } from '../../../language/grammar/adjective.ts'
import { findNoun } from '../../../language/grammar/noun.ts'
import { type Fact, factOf } from './attribute.ts'
import { blocksOf } from './clean.ts'
import type { FactKind } from './concepts.data.ts'
import { isWellPut } from './description.ts'
import { inOrder } from './facts.ts'
import { readMeasure } from './measure.ts'
import type { Subject } from './subject.ts'
import { isEnglishNoun, translate } from './translate.ts'
import { COLOUR_WORDS } from './words.data.ts'

type Read = (text: string, subject: Subject) => readonly Fact[]

const SOURCE = ['description']

/** A fact as an attribute of that name would give it. */
function asAttribute(name: string, value: string, lang: Lang): readonly Fact[] {
  const fact = factOf({ name, value }, { lang, shopLang: lang })
  return fact === null ? [] : [{ ...fact, sources: SOURCE }]
}

interface Given {
  readonly about: string
  readonly kind: FactKind
  readonly rank: number
  readonly label: string
  readonly items: readonly string[]
}

const given = ({ items, ...fact }: Given): Fact => ({
  ...fact,
  items,
  value: items.join(', '),
  sources: SOURCE,
  measure: null,
})

const SIZE_LABEL = /^(?:Größen?|Sizes?)$/

/** 'Gewicht: 3,06 kg', 'Größe: 145 x 39 cm', 'Größen: 5 / 7 / 9'. */
const labelled: Read = (text, { lang }) =>
  [
    ...text.matchAll(
      /(\p{Lu}\p{Ll}{3,24})(?:\s?\([^)]{1,20}\))?:\s+((?:ca\. )?\d[\d.,]*(?:\s?[x×|/–-]\s?\d[\d.,]*){0,8}\s?(?:mm|cm|m|g|kg|ml|l|W|V|mAh)?(?![\p{L}\d%²³])(?!\s?[-–]\s?\d))/gu,
    ),
  ].flatMap(([, label = '', value = '']) => {
    const sizes = value.split(/\s?[|/]\s?/)
    if (SIZE_LABEL.test(label) && sizes.length > 1) {
      const items = sizes.map((size) => size.replace(/\.0$/, '').trim())
      return [
        given({
          about: 'size',
          kind: 'size',
          rank: 40,
          label: lang === 'de' ? 'Größe' : 'Size',
          items: inOrder(items),
        }),
      ]
    }
    const measure = readMeasure(value.trim(), null, lang)
    if (measure === null || measure.unit === null) return []
    const name = SIZE_LABEL.test(label) && measure.join === 'times' ? (lang === 'de' ? 'Maße' : 'Dimensions') : label
    return asAttribute(name, value.trim(), lang).filter(
      ({ about }) => !about.startsWith('own:') || measure.join === 'single',
    )
  })

/** 'Größen: 127 x 38 130 x 40 133 x 41': one size after the other. */
const sizesInRow: Read = (text, { lang }) => {
  const list = /\b(?:Größen?|Sizes?):?\s+((?:\d{2,3}\s?x\s?\d{2,3}(?:\s?cm)?[\s,|/]*){2,})/u.exec(text)?.[1]
  const items = [...(list ?? '').matchAll(/(\d{2,3})\s?x\s?(\d{2,3})/g)].map(
    ([, length, width]) => `${length}\u00A0×\u00A0${width}`,
  )
  return items.length < 2
    ? []
    : [given({ about: 'size', kind: 'size', rank: 40, label: lang === 'de' ? 'Größe' : 'Size', items: inOrder(items) })]
}

const SIDES: Readonly<Record<string, string>> = {
  breit: 'Breite',
  lang: 'Länge',
  hoch: 'Höhe',
  tief: 'Tiefe',
  wide: 'Width',
  long: 'Length',
  high: 'Height',
  deep: 'Depth',
}

/** 'ca. 5cm breit', '152 cm long'; said of two things, it is told of neither. */
const sided: Read = (text, { lang }) => {
  const found = [
    ...text.matchAll(
      /((?:ca\. |approx\. |about )?\d+(?:[.,]\d+)?\s?(?:mm|cm|m))\s(breit|lang|hoch|tief|wide|long|high|deep)\b/gu,
    ),
  ]
  return found.flatMap(([, value = '', side = '']) =>
    found.filter(([, , other]) => other === side).length > 1 ? [] : asAttribute(SIDES[side] ?? '', value, lang),
  )
}

const COLOURS: Readonly<Record<Lang, ReadonlySet<string>>> = {
  de: new Set(Object.keys(COLOUR_WORDS)),
  en: new Set(Object.values(COLOUR_WORDS)),
}

/** 'Erhältlich in weiß, schwarz und rot', where every word is a colour. */
const coloured: Read = (text, { lang }) => {
  const list =
    /\b(?:erhältlich|lieferbar|available|sell it|comes?|verfügbar) in (?:den Farben )?((?:\p{L}+(?:, | und | and | or | oder ))*\p{L}+)/iu.exec(
      text,
    )?.[1]
  const items = list?.split(/, | und | and | or | oder /).map((colour) => colour.toLowerCase()) ?? []
  if (items.length === 0 || !items.every((colour) => COLOURS[lang].has(colour))) return []
  return [given({ about: 'colour', kind: 'colour', rank: 56, label: lang === 'de' ? 'Farbe' : 'Colour', items })]
}

/** '100% ökologisch angebaute Baumwolle' -> '100 % Baumwolle': what can be vouched for of it. */
const shares: Read = (text, { lang }) => {
  const found = [...text.matchAll(/(\d{1,3})\s?%\s((?:\p{Ll}+\s){0,3})(\p{L}+)/gu)].flatMap(
    ([, share = '', between = '', noun = '']) => {
      const words = lang === 'en' ? `${between}${noun}`.trim().split(' ') : [noun]
      const material = words.find(
        (word) =>
          (lang === 'de' ? findNoun(word) !== null : isEnglishNoun(word)) &&
          MATERIAL.test(lang === 'de' ? word : (translate(word, 'de') ?? '')),
      )
      return material === undefined
        ? []
        : [{ share: Number(share), text: lang === 'de' ? `${share}\u00A0% ${material}` : `${share}% ${material}` }]
    },
  )
  const [first] = found
  if (first === undefined || found.some(({ text: other }) => other !== first.text) || first.share !== 100) return []
  return [given({ about: 'material', kind: 'material', rank: 95, label: 'Material', items: [first.text] })]
}
const MATERIAL =
  /(?:baumwolle|wolle|leinen|seide|leder|polyester|polyamid|nylon|viskose|holz|stahl|aluminium|kaschmir|hanf|bambus|silber|gold)$/i

const AUDIENCES: Readonly<Record<Lang, readonly (readonly [RegExp, string])[]>> = {
  de: [
    [/\b(?:Damen(?=\p{Ll})|(?:für|Für) (?:Damen|Frauen)\b|Damen\b)/u, 'Damen'],
    [/\b(?:Herren(?=\p{Ll})|(?:für|Für) (?:Herren|Männer)\b|Herren\b)/u, 'Herren'],
    [/\b(?:für|Für) Kinder\b/u, 'Kinder'],
  ],
  en: [
    [/\b(?:women['’]s|lad(?:y|ies)|for women)\b/i, 'women'],
    [/\b(?:men['’]s|for men)\b/i, 'men'],
    [/\b(?:kids['’]|for children|for kids)\b/i, 'children'],
  ],
}

const audience: Read = (text, { lang }) => {
  const items = AUDIENCES[lang].flatMap(([pattern, word]) => (pattern.test(text) ? [word] : []))
  // Of two it may be a comparison ('wie der Cult für Männer').
  return items.length === 1
    ? [given({ about: 'audience', kind: 'audience', rank: 72, label: lang === 'de' ? 'Zielgruppe' : 'For', items })]
    : []
}

/** 'selbstklebende' -> 'selbstklebend'; null where the stem is no adjective. */
function stemOf(word: string): string | null {
  const stem = word.toLowerCase().replace(/(?:en|em|es|er|e)$/, '')
  return stem !== word.toLowerCase() && isAdjective(stem) && translate(stem, 'en') !== null ? stem : null
}

/** Adjectives right before the product's noun, those that state a property. */
const adjectives: Read = (text, { lang, noun }) => {
  const last = noun?.split('-').at(-1)?.toLowerCase()
  if (last === undefined) return []
  const words = text.match(/[\p{L}-]+/gu) ?? []
  const items = words.flatMap((word, at) => {
    const next = (words[at + 1] ?? '').toLowerCase()
    const after = (words[at + 2] ?? '').toLowerCase()
    if (!next.endsWith(last) && !after.endsWith(last)) return []
    if (lang === 'de') return stemOf(word) ?? []
    const german = translate(word.toLowerCase(), 'de')
    return german !== null && isAdjective(german) ? word.toLowerCase() : []
  })
  return items.length === 0
    ? []
    : [
        given({
          about: 'is',
          kind: 'feature',
          rank: 89,
          label: lang === 'de' ? 'Eigenschaften' : 'Features',
          items: [...new Set(items)].slice(0, 3),
        }),
      ]
}

const BEHIND: Readonly<Record<Lang, RegExp>> = {
  de: /(\p{L}+) (mit (?:\p{Ll}+ )*(?:[\p{Lu}][\p{L}-]+ ?)+(?:(?:und|,) (?:\p{Ll}+ )*(?:[\p{Lu}][\p{L}-]+ ?)+)?)(?:$|[.,])/u,
  en: /(\p{L}+) (with (?:an? )?(?:[\p{L}-]+ ?){2,9})(?:$|[.,])/u,
}

const WITH = { de: ' mit ', en: ' with ' } as const

/** What stands behind the product's noun in a phrase without verb: 'Gürtel mit eingesticktem Logo'. */
const behind: Read = (text, { lang, noun }) => {
  const last = noun?.toLowerCase()
  // Asked first, as nearly no sentence has one: the pattern begins anew at every letter.
  if (!text.includes(WITH[lang])) return []
  const match = BEHIND[lang].exec(text)
  const phrase = match?.[2]?.trim() ?? ''
  if (
    last === undefined ||
    !match?.[1]?.toLowerCase().endsWith(last) ||
    !isWellPut(text, lang) ||
    phrase.split(' ').length < 2
  )
    return []
  return [given({ about: 'behind', kind: 'behind', rank: 94, label: '', items: [phrase] })]
}

/** The facts of a description, by sentence and as a whole, each topic once. */
export function describedFacts(description: string, subject: Subject): readonly Fact[] {
  const blocks = blocksOf(description).map(({ text }) => text)
  const whole = blocks.join('\n')
  const phrases = blocks.flatMap((text) => text.split(/(?<=\p{L}{2})\.\s/u))
  const found = [
    ...[labelled, sizesInRow, sided, coloured, shares, audience].flatMap((read) => read(whole, subject)),
    ...phrases.flatMap((phrase) => [...adjectives(phrase, subject), ...behind(phrase.replace(/\.$/, ''), subject)]),
  ]
  const namings = subject.namings
    .slice(0, 3)
    .map(({ text }, at) => given({ about: `naming ${at}`, kind: 'naming', rank: 97, label: '', items: [text] }))
  const named = namings.map(({ value }) => value.toLowerCase()).join(' ')
  const topics = new Map<string, Fact>()
  for (const fact of found) {
    const items = fact.kind === 'feature' ? fact.items.filter((item) => !named.includes(item)) : fact.items
    const isNamed = items.length === 0 || (fact.kind === 'behind' && named.includes(fact.value.toLowerCase()))
    if (!isNamed && !topics.has(fact.about)) topics.set(fact.about, { ...fact, items, value: items.join(', ') })
  }
  return [...namings, ...topics.values()]
}
