/** What the law asks of a text about a product: words it has rules for, and what is said of prices and stock. */
import type { Lang } from '../../../core/lang.ts'
import type { ProductFacts, TextFinding } from '../schema.ts'
import type { ReadText } from '../text/tokens.ts'
import { LAW_RULES, TEST_SOURCE, TEST_WINNER } from './law.data.ts'
import { checkPrices, OFFERS } from './prices.ts'

export interface LawContext {
  readonly lang: Lang
  readonly facts: ProductFacts | null
  /** Names of competitors; a text that names one is looked at. */
  readonly competitors?: readonly string[]
  /** Labels the channel asks for: of advertising (an influencer's post), of a text a machine wrote. */
  readonly labels?: readonly ('advertising' | 'machine')[]
}

/** The places where a text speaks of reductions and stock, which the law's checks decide and no other. */
export function placesOfOffers({ plain }: ReadText): readonly { readonly start: number; readonly end: number }[] {
  return [...OFFERS, FEW].flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(({ index, 0: found }) => ({ start: index, end: index + found.length })),
  )
}

/** The findings of the law in order of the rules; linear in the text's length. */
export function checkLaw(text: ReadText, context: LawContext): readonly TextFinding[] {
  return [
    ...words(text),
    ...testWinners(text),
    ...competitors(text, context.competitors ?? []),
    ...(context.facts === null
      ? []
      : [...scarcity(text, context.facts), ...checkPrices(text, context.facts, context.lang)]),
    ...labels(text, context.labels ?? []),
  ]
}

type Match = RegExpMatchArray & { readonly index: number }

function matchesOf({ plain }: ReadText, pattern: RegExp): readonly Match[] {
  // Every match of matchAll has its place.
  return [...plain.matchAll(pattern)] as Match[]
}

const DENIED = /(?:\b(?:nicht|kein|keine|keinen|not|no|never))\s+$/i

/** Each place once: the rules stand with the graver before the lighter. */
function words(text: ReadText): readonly TextFinding[] {
  const found = [...ruled(text)].sort((a, b) => a.start - b.start || b.end - a.end)
  let end = 0
  return found.filter((finding) => {
    const isWithin = finding.end <= end
    end = Math.max(end, finding.end)
    return !isWithin
  })
}

function* ruled(text: ReadText): Generator<TextFinding> {
  const langs = new Set(text.langs)
  for (const { rule, level, words: patterns, reason, mend } of LAW_RULES) {
    for (const lang of langs) {
      for (const match of matchesOf(text, patterns[lang])) {
        const [found] = match
        if (DENIED.test(text.plain.slice(Math.max(0, match.index - 12), match.index))) continue
        yield {
          kind: 'law',
          rule,
          level,
          start: match.index,
          end: match.index + found.length,
          reason,
          mend: mend[lang],
        }
      }
    }
  }
}

function* testWinners(text: ReadText): Generator<TextFinding> {
  for (const match of matchesOf(text, TEST_WINNER)) {
    const [found] = match
    const after = text.plain.slice(match.index, match.index + 160)
    const before = text.plain.slice(Math.max(0, match.index - 120), match.index)
    if (TEST_SOURCE.test(after) || TEST_SOURCE.test(`${before}${found}`)) continue
    yield {
      kind: 'law',
      rule: 'law.test-source',
      level: 'error',
      start: match.index,
      end: match.index + found.length,
      reason: {
        de: 'Wer mit einem Testergebnis wirbt, muss die Fundstelle nennen: wer getestet hat, und in welcher Ausgabe (UWG, Paragraf 5a).',
        en: 'Whoever advertises with a test result must name its source: who tested, and in which issue (German UWG, section 5a).',
      },
      mend: null,
    }
  }
}

function* competitors({ plain }: ReadText, names: readonly string[]): Generator<TextFinding> {
  const lower = plain.toLowerCase()
  for (const name of names.filter((candidate) => candidate.trim() !== '')) {
    const start = lower.indexOf(name.toLowerCase())
    if (start < 0) continue
    yield {
      kind: 'law',
      rule: 'law.comparison',
      level: 'warning',
      start,
      end: start + name.length,
      reason: {
        de: `„${name}“ ist ein Wettbewerber; ihn zu nennen ist ein Vergleich und muss sachlich und nachprüfbar sein (UWG, Paragraf 6).`,
        en: `‘${name}’ is a competitor; naming it is a comparison, which must be objective and verifiable (German UWG, section 6).`,
      },
      mend: null,
    }
  }
}

const FEW =
  /(?:nur noch|noch|only|just)\s+(\d{1,4}|zwei|drei|vier|fünf|two|three|four|five)\s+(?:Stück|Exemplare|Artikel|auf Lager|verfügbar|left|pieces?(?: left)?|in stock|remaining)/giu
const FEW_WORDS: Readonly<Record<string, number>> = {
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
}

function* scarcity(text: ReadText, { variants }: ProductFacts): Generator<TextFinding> {
  const stocks = variants.map(({ stock }) => stock)
  const isKnown = stocks.length > 0 && stocks.every((stock) => stock !== null)
  const total = stocks.reduce<number>((sum, stock) => sum + (stock ?? 0), 0)
  for (const match of matchesOf(text, FEW)) {
    const [found, number = ''] = match
    const said = FEW_WORDS[number.toLowerCase()] ?? Number(number)
    const isTrue = isKnown && (total === said || stocks.includes(said))
    if (isTrue) continue
    const digits = match.index + found.indexOf(number)
    yield {
      kind: 'law',
      rule: 'law.scarcity',
      level: 'error',
      start: digits,
      end: digits + number.length,
      reason: isKnown
        ? {
            de: `Im Bestand sind ${total} Stück. Knappheit, die es nicht gibt, führt irre (UWG, Anhang Nr. 7).`,
            en: `There are ${total} in stock. Scarcity that does not exist misleads (UWG, annex no. 7).`,
          }
        : {
            de: 'Der Bestand ist nicht bekannt; von Knappheit darf nur die Rede sein, wenn sie stimmt (UWG, Anhang Nr. 7).',
            en: 'The stock is not known; scarcity may only be spoken of where it is true (UWG, annex no. 7).',
          },
      mend: isKnown ? String(total) : null,
    }
  }
}

const LABELS = {
  advertising: {
    found: /(?:^|[^\p{L}])#?(?:Anzeige|Werbung|advertisement|ad|sponsored|paid partnership)(?![\p{L}])/iu,
    mend: { de: 'Anzeige: ', en: 'Advertisement: ' },
    reason: {
      de: 'Werbung muss als solche zu erkennen sein; es fehlt ein Hinweis wie „Anzeige“ (UWG, Paragraf 5a Absatz 4; DDG, Paragraf 6).',
      en: 'Advertising must be recognisable as such; a label such as ‘Advertisement’ is missing (German UWG, section 5a (4); DDG, section 6).',
    },
  },
  machine: {
    found:
      /(?:KI|künstliche\p{L}* Intelligenz|maschinell (?:erstellt|übersetzt)|AI[ -]|artificial intelligence|machine[ -](?:written|translated)|generated by)/iu,
    mend: { de: 'Mit KI erstellt. ', en: 'Written with AI. ' },
    reason: {
      de: 'Hier soll stehen, dass eine Maschine den Text geschrieben hat (KI-Verordnung, Artikel 50); der Hinweis fehlt.',
      en: 'It should say here that a machine wrote the text (AI Act, article 50); the label is missing.',
    },
  },
} as const

function* labels({ plain, langs }: ReadText, wanted: readonly (keyof typeof LABELS)[]): Generator<TextFinding> {
  for (const label of wanted) {
    const { found, mend, reason } = LABELS[label]
    if (found.test(plain)) continue
    yield {
      kind: 'law',
      rule: `law.label-${label}`,
      level: 'error',
      start: 0,
      end: 0,
      reason,
      mend: mend[langs[0] ?? 'de'],
    }
  }
}
