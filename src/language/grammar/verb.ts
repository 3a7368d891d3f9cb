/** German and English verbs of the reports in the third person. */
import type { GrammaticalNumber } from './noun.ts'

export type Tense = 'present' | 'past' | 'perfect'

interface GermanVerb {
  /** Third person singular and plural. */
  readonly present: readonly [string, string]
  readonly past: readonly [string, string]
  readonly participle: string
  readonly auxiliary: 'haben' | 'sein'
}

function verb(present: string, past: string, participle: string, auxiliary: 'haben' | 'sein' = 'haben') {
  return { present, past, participle, auxiliary }
}

/** Singular forms; the plural of the present is the infinitive, that of the past adds -n or -en. */
const GERMAN = {
  bleiben: verb('bleibt', 'blieb', 'geblieben', 'sein'),
  bringen: verb('bringt', 'brachte', 'gebracht'),
  fallen: verb('fällt', 'fiel', 'gefallen', 'sein'),
  fehlen: verb('fehlt', 'fehlte', 'gefehlt'),
  gehen: verb('geht', 'ging', 'gegangen', 'sein'),
  haben: verb('hat', 'hatte', 'gehabt'),
  kaufen: verb('kauft', 'kaufte', 'gekauft'),
  kommen: verb('kommt', 'kam', 'gekommen', 'sein'),
  kosten: verb('kostet', 'kostete', 'gekostet'),
  liegen: verb('liegt', 'lag', 'gelegen'),
  reichen: verb('reicht', 'reichte', 'gereicht'),
  sinken: verb('sinkt', 'sank', 'gesunken', 'sein'),
  steigen: verb('steigt', 'stieg', 'gestiegen', 'sein'),
  tragen: verb('trägt', 'trug', 'getragen'),
  verkaufen: verb('verkauft', 'verkaufte', 'verkauft'),
  verlieren: verb('verliert', 'verlor', 'verloren'),
  wachsen: verb('wächst', 'wuchs', 'gewachsen', 'sein'),
  wechseln: verb('wechselt', 'wechselte', 'gewechselt', 'sein'),
  werden: verb('wird', 'wurde', 'geworden', 'sein'),
} as const

/** 'sein' is irregular in every form. */
const SEIN: GermanVerb = {
  present: ['ist', 'sind'],
  past: ['war', 'waren'],
  participle: 'gewesen',
  auxiliary: 'sein',
}

export type GermanInfinitive = keyof typeof GERMAN | 'sein'

function germanVerb(infinitive: GermanInfinitive): GermanVerb {
  if (infinitive === 'sein') return SEIN
  const { present, past, participle, auxiliary } = GERMAN[infinitive]
  const pastPlural = past.endsWith('e') ? `${past}n` : `${past}en`
  return { present: [present, infinitive], past: [past, pastPlural], participle, auxiliary }
}

/** The finite verb: 'steigt', 'fielen'; for the perfect its auxiliary ('ist', 'haben'). */
export function germanFinite(infinitive: GermanInfinitive, tense: Tense, number: GrammaticalNumber): string {
  const forms = germanVerb(infinitive)
  if (tense === 'perfect') return germanFinite(forms.auxiliary, 'present', number)
  const [singular, plural] = forms[tense]
  return number === 'singular' ? singular : plural
}

/** The participle that ends the clause in the perfect: 'gestiegen'. */
export function germanParticiple(infinitive: GermanInfinitive): string {
  return germanVerb(infinitive).participle
}

/** Third person singular present, past, participle of the English verbs that are not regular. */
const ENGLISH_IRREGULAR: Readonly<Record<string, readonly [string, string, string]>> = {
  be: ['is', 'was', 'been'],
  bring: ['brings', 'brought', 'brought'],
  buy: ['buys', 'bought', 'bought'],
  come: ['comes', 'came', 'come'],
  cost: ['costs', 'cost', 'cost'],
  fall: ['falls', 'fell', 'fallen'],
  go: ['goes', 'went', 'gone'],
  grow: ['grows', 'grew', 'grown'],
  have: ['has', 'had', 'had'],
  lie: ['lies', 'lay', 'lain'],
  lose: ['loses', 'lost', 'lost'],
  make: ['makes', 'made', 'made'],
  rise: ['rises', 'rose', 'risen'],
  sell: ['sells', 'sold', 'sold'],
}

function regularEnglish(base: string): readonly [string, string, string] {
  const stem = /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}i` : base
  const past = base.endsWith('e') ? `${base}d` : `${stem}ed`
  const third = /(?:s|x|z|ch|sh|[^aeiou]y)$/.test(base) ? `${stem}es` : `${base}s`
  return [third, past, past]
}

/** An English verb in the third person: 'rises', 'rise', 'were', 'has risen'. */
export function englishVerb(base: string, tense: Tense, number: GrammaticalNumber): string {
  const [third, past, participle] = ENGLISH_IRREGULAR[base] ?? regularEnglish(base)
  if (tense === 'perfect') return `${number === 'singular' ? 'has' : 'have'} ${participle}`
  if (base === 'be') return BE[tense][number]
  if (tense === 'past') return past
  return number === 'singular' ? third : base
}

const BE = {
  present: { singular: 'is', plural: 'are' },
  past: { singular: 'was', plural: 'were' },
} as const
