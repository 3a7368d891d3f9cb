/** How well a text is made: what was left over, repeated, too long, too hard, or is published elsewhere already. */
import type { Lang, Text } from '../../../core/lang.ts'
import { containment } from '../../../ml/text/containment.ts'
import { countText } from '../../../ml/text/count-text.ts'
import { fleschAmstad } from '../../../ml/text/flesch-amstad.ts'
import { fleschKincaid } from '../../../ml/text/flesch-kincaid.ts'
import { shinglesOf } from '../../../ml/text/shingles.ts'
import { wienerSachtextformel } from '../../../ml/text/wiener-sachtextformel.ts'
import type { TextFinding } from '../schema.ts'
import { foldLetters, stemOf } from '../text/stem.ts'
import type { ReadText } from '../text/tokens.ts'

export interface LengthRule {
  readonly unit: 'characters' | 'words'
  readonly min: number
  readonly max: number
}

/** A text that is out already, ready for comparing: made by `publishedText`. */
export interface PublishedText {
  readonly name: string
  readonly shingles: ReadonlySet<number>
}

export interface CraftContext {
  readonly lang: Lang
  readonly length?: LengthRule
  readonly keywords?: readonly string[]
  readonly published?: readonly PublishedText[]
}

/** Runs of so many words are compared: shorter ones are idioms. */
const SHINGLE = 5
const COPIED = { error: 0.6, warning: 0.3 }
/** Words of a sentence beyond which people read it twice. */
const LONG_SENTENCE = 30
/** Share of a keyword among all words beyond which it reads as made for machines. */
const STUFFED = 0.04
/** Below these counts a share says nothing. */
const LEAST_WORDS = 30
const HARD = { amstad: 30, wiener: 13, kincaid: 14 }

export function publishedText(name: string, text: string): PublishedText {
  return { name, shingles: shinglesOf(text, SHINGLE) }
}

const finding = (
  rule: string,
  level: TextFinding['level'],
  [start, end]: readonly [number, number],
  reason: Text,
  mend: string | null = null,
): TextFinding => ({ kind: 'craft', rule: `craft.${rule}`, level, start, end, reason, mend })

/** All of craft but spelling; linear in the text's length and in what is published. */
export function checkCraft(source: string, text: ReadText, context: CraftContext): readonly TextFinding[] {
  if (text.tokens.length === 0)
    return [finding('empty', 'error', [0, source.length], { de: 'Der Text ist leer.', en: 'The text is empty.' })]
  return [
    ...leftOver(source),
    ...doubled(text),
    ...wrongLanguage(text, context.lang),
    ...readability(text, context.lang),
    ...longSentences(text),
    ...tooLongOrShort(source, text, context.length),
    ...keywords(text, context.keywords ?? []),
    ...copied(source, context.published ?? []),
  ]
}

const PLACEHOLDERS: readonly RegExp[] = [
  /\{\{[^{}]{0,80}\}\}|\$\{[^{}]{0,80}\}|\{%[^%]{0,80}%\}/g,
  /\{[a-z_][\w.]{0,40}\}/gi,
  /\[(?:[A-ZÄÖÜ][\p{L} _-]{1,40}|[a-z_]+_[a-z_]+)\](?!\()/gu,
  /<(?:Name|Produktname|product name|brand|Marke|insert[^<>]{0,40}|einfügen)>/gi,
  /\blorem ipsum\b|\bdolor sit amet\b/gi,
  /\b(?:XXX+|TODO|TBD|FIXME)\b/g,
  /(?<![\p{L}\p{N}])(?:undefined|NaN|\[object Object\]|null(?=[\s.,]*$))/gu,
  /%(?:s|d|\d\$s)(?![\p{L}\p{N}])|%%[A-Z_]{2,30}%%/gu,
  /\b(?:Mustertext|Beispieltext|Ihr Text hier|hier Text einfügen|your text here|insert text)\b/gi,
  /\?{3,}|_{4,}/g,
]

/** The outermost placeholders: '{{name}}' is one, not two. */
function leftOver(source: string): readonly TextFinding[] {
  const found = [...placeholders(source)].sort((a, b) => a.start - b.start || b.end - a.end)
  let end = 0
  return found.filter((finding) => {
    const isWithin = finding.start < end
    end = Math.max(end, finding.end)
    return !isWithin
  })
}

function* placeholders(source: string): Generator<TextFinding> {
  for (const pattern of PLACEHOLDERS) {
    for (const { index, 0: found } of source.matchAll(pattern))
      yield finding('placeholder', 'error', [index, index + found.length], {
        de: `„${found}“ ist ein Platzhalter, der übrig blieb.`,
        en: `‘${found}’ is a placeholder that was left over.`,
      })
  }
}

/** Words that may rightly stand twice: 'die, die die Berge lieben', 'that that'. */
const MAY_REPEAT = new Set(['die', 'der', 'das', 'den', 'sie', 'that', 'had', 'sehr', 'very', 'nach', 'lang', 'ganz'])

function* doubled({ tokens, plain }: ReadText): Generator<TextFinding> {
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1]
    if (next === undefined || next.text.toLowerCase() !== token.text.toLowerCase() || /\d/.test(token.text)) continue
    if (!/^\s+$/.test(plain.slice(token.end, next.start)) || MAY_REPEAT.has(token.text.toLowerCase())) continue
    yield finding(
      'doubled-word',
      'warning',
      [token.start, next.end],
      { de: `„${token.text}“ steht zweimal hintereinander.`, en: `‘${token.text}’ stands there twice.` },
      token.text,
    )
  }
}

function* wrongLanguage({ tokens, langs, plain }: ReadText, lang: Lang): Generator<TextFinding> {
  const foreign = tokens.filter(({ sentence }) => langs[sentence] !== lang).length
  if (tokens.length >= LEAST_WORDS / 3 && foreign > tokens.length / 2) {
    const reason = {
      de: 'Der Text ist nicht in der verlangten Sprache.',
      en: 'The text is not in the language that was asked for.',
    }
    yield finding('language', 'error', [0, plain.length], reason)
  }
}

function* readability({ plain }: ReadText, lang: Lang): Generator<TextFinding> {
  const counts = countText(plain, lang)
  if (counts.words < LEAST_WORDS) return
  const place = [0, plain.length] as const
  const [ease, grade] =
    lang === 'de' ? [fleschAmstad(counts), wienerSachtextformel(counts)] : [null, fleschKincaid(counts)]
  const isHard = lang === 'de' ? (ease ?? 100) < HARD.amstad && (grade ?? 0) > HARD.wiener : (grade ?? 0) > HARD.kincaid
  if (!isHard || grade === null) return
  const year = Math.round(grade)
  yield finding('readability', 'hint', place, {
    de: `Der Text liest sich schwer: etwa wie für das ${year}. Schuljahr${ease === null ? '' : `, Lesbarkeit nach Flesch ${Math.round(ease)} von 100`}. Kürzere Sätze und Wörter helfen.`,
    en: `The text is hard to read: about school year ${year}. Shorter sentences and words help.`,
  })
}

function* longSentences({ tokens }: ReadText): Generator<TextFinding> {
  for (let first = 0; first < tokens.length; ) {
    const sentence = tokens[first]?.sentence
    let next = first
    while (next < tokens.length && tokens[next]?.sentence === sentence) next++
    const count = next - first
    if (count > LONG_SENTENCE)
      yield finding('long-sentence', 'hint', [tokens[first]?.start ?? 0, tokens[next - 1]?.end ?? 0], {
        de: `Der Satz hat ${count} Wörter; bis ${LONG_SENTENCE} liest man ihn ohne Mühe.`,
        en: `The sentence has ${count} words; up to ${LONG_SENTENCE} are easy to read.`,
      })
    first = next
  }
}

function* tooLongOrShort(
  source: string,
  { plain, tokens }: ReadText,
  rule: LengthRule | undefined,
): Generator<TextFinding> {
  if (rule === undefined) return
  const length = rule.unit === 'words' ? tokens.length : [...plain.trim().replace(/\s+/g, ' ')].length
  const unit = rule.unit === 'words' ? { de: 'Wörter', en: 'words' } : { de: 'Zeichen', en: 'characters' }
  if (length > rule.max)
    yield finding('too-long', 'error', [0, source.length], {
      de: `Der Text hat ${length} ${unit.de}, Platz ist für ${rule.max}.`,
      en: `The text has ${length} ${unit.en}; there is room for ${rule.max}.`,
    })
  if (length < rule.min)
    yield finding('too-short', 'warning', [0, source.length], {
      de: `Der Text hat ${length} ${unit.de}, erwartet sind mindestens ${rule.min}.`,
      en: `The text has ${length} ${unit.en}; at least ${rule.min} are expected.`,
    })
}

function* keywords({ tokens, plain }: ReadText, wanted: readonly string[]): Generator<TextFinding> {
  const folded = foldLetters(plain)
  for (const keyword of wanted) {
    const stems = keyword.split(/[\s-]+/).map(stemOf)
    const places = tokens.filter((_, at) => stems.every((stem, i) => tokens[at + i]?.stem === stem))
    const place = [0, plain.length] as const
    if (places.length === 0 && !folded.includes(foldLetters(keyword)))
      yield finding('keyword-missing', 'hint', place, {
        de: `„${keyword}“ kommt nicht vor.`,
        en: `‘${keyword}’ does not occur.`,
      })
    const share = (places.length * stems.length) / tokens.length
    if (tokens.length >= LEAST_WORDS && places.length > 2 && share > STUFFED)
      yield finding('keyword-stuffed', 'warning', place, {
        de: `„${keyword}“ kommt ${places.length}-mal vor; das liest sich wie für Maschinen geschrieben.`,
        en: `‘${keyword}’ occurs ${places.length} times, which reads as if written for machines.`,
      })
  }
}

function* copied(source: string, published: readonly PublishedText[]): Generator<TextFinding> {
  if (published.length === 0) return
  const own = shinglesOf(source, SHINGLE)
  for (const { name, shingles } of published) {
    const share = containment(own, shingles) ?? 0
    if (share < COPIED.warning) continue
    const percent = Math.round(share * 100)
    yield finding('duplicate', share >= COPIED.error ? 'error' : 'warning', [0, source.length], {
      de: `${percent} % des Textes stehen Wort für Wort schon in „${name}“.`,
      en: `${percent}% of the text is word for word in ‘${name}’ already.`,
    })
  }
}
