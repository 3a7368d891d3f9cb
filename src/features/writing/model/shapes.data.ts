/** Of each kind of text: what it is asked for with, and which parts it is made of. A kind that is not named here is one or more paragraphs. */
import type { Lang, Text } from '../../../core/lang.ts'
import type { Part, Rework, TextKind, TextLength } from '../schema.ts'

interface Shape {
  /** Completes 'Schreibe ...' and 'Write ...'. */
  readonly task: Text
  /** Parts in their order; what a model gives besides is made a paragraph. */
  readonly parts: readonly Part['role'][]
  readonly lengths: Readonly<Record<TextLength, Text>>
}

const sameLength = (de: string, en: string): Shape['lengths'] => ({
  short: { de, en },
  medium: { de, en },
  long: { de, en },
})
type Range = readonly [least: number, most: number]
const inWords = ([least, most]: Range): Text => ({ de: `${least} bis ${most} Wörter`, en: `${least} to ${most} words` })
const wordCounts = (short: Range, medium: Range, long: Range): Shape['lengths'] => ({
  short: inWords(short),
  medium: inWords(medium),
  long: inWords(long),
})

export const PROSE: Shape = {
  task: { de: 'einen Text über das Produkt', en: 'a text about the product' },
  parts: ['paragraph', 'details'],
  lengths: wordCounts([40, 80], [90, 150], [160, 260]),
}

export const SHAPES: Readonly<Partial<Record<TextKind, Shape>>> = {
  'product-description': {
    task: {
      de: 'eine Produktbeschreibung für die Seite des Produkts im Shop, ohne Preise',
      en: "a product description for the product's page in the shop, without prices",
    },
    parts: ['paragraph', 'details'],
    lengths: wordCounts([40, 70], [80, 130], [150, 220]),
  },
  teaser: {
    task: { de: 'einen kurzen Teaser für Listen und Kacheln', en: 'a short teaser for lists and tiles' },
    parts: ['paragraph'],
    lengths: wordCounts([8, 15], [15, 30], [30, 45]),
  },
  seo: {
    task: {
      de: 'einen Titel und eine Beschreibung für Suchmaschinen',
      en: 'a title and a meta description for search engines',
    },
    parts: ['title', 'meta'],
    lengths: sameLength(
      'Titel höchstens 60 Zeichen, Beschreibung höchstens 155 Zeichen',
      'title at most 60 characters, description at most 155 characters',
    ),
  },
  'social-post': {
    task: {
      de: 'einen Beitrag für soziale Medien; am Ende zwei bis vier Hashtags als eigener Teil',
      en: 'a social media post; at the end two to four hashtags as a part of their own',
    },
    parts: ['paragraph', 'hashtags'],
    lengths: wordCounts([15, 30], [30, 60], [60, 90]),
  },
  'ad-copy': {
    task: {
      de: 'einen Anzeigentext aus Überschrift und ein bis zwei Sätzen',
      en: 'ad copy made of a headline and one or two sentences',
    },
    parts: ['headline', 'paragraph'],
    lengths: sameLength(
      'Überschrift höchstens 30 Zeichen, Text höchstens 90 Zeichen',
      'headline at most 30 characters, text at most 90 characters',
    ),
  },
  'alt-text': {
    task: {
      de: 'eine Bildbeschreibung (Alt-Text) in einem Satz, nur mit dem, was auf einem Bild des Produkts zu sehen sein muss',
      en: 'an image alt text in one sentence, only with what a picture of the product must show',
    },
    parts: ['paragraph'],
    lengths: sameLength('höchstens 125 Zeichen', 'at most 125 characters'),
  },
  'faq-answer': {
    task: {
      de: 'eine Frage, die jemand zum Produkt stellen würde, und ihre Antwort',
      en: 'a question somebody would ask about the product, and its answer',
    },
    parts: ['question', 'paragraph'],
    lengths: wordCounts([20, 40], [40, 80], [80, 120]),
  },
}

/** What each part is, for the model. */
export const PART_WORDS: Readonly<Partial<Record<Part['role'], Text>>> = {
  title: { de: 'Titel', en: 'title' },
  meta: { de: 'Beschreibung für Suchmaschinen', en: 'meta description' },
  headline: { de: 'Überschrift', en: 'headline' },
  question: { de: 'Frage', en: 'question' },
  paragraph: { de: 'Absatz aus ganzen Sätzen', en: 'paragraph of whole sentences' },
  details: {
    de: 'Liste von Angaben, jede auf einer Zeile, die mit "- " beginnt (darf fehlen)',
    en: 'list of details, each on a line that begins with "- " (may be left out)',
  },
  hashtags: { de: 'Hashtags', en: 'hashtags' },
}

export const LANGUAGE_WORDS: Readonly<Record<Lang, Text>> = {
  de: { de: 'Deutsch', en: 'German' },
  en: { de: 'Englisch', en: 'English' },
}

interface ReworkWords {
  /** Completes 'Schreibe ...' and 'Write ...'. */
  readonly task: Text
  /** Words of the text that comes by those of the one that is there. */
  readonly share: number
  length(words: number): Text
}

/** What is asked for where a text is there already: it stands in the data as "draft". */
export const REWORK_WORDS: Readonly<Record<Rework['how'], ReworkWords>> = {
  shorter: {
    task: {
      de: 'eine kürzere Fassung des Textes, der in den Daten unter "draft" steht: mit seinen wichtigsten Aussagen und in seinem Ton',
      en: 'a shorter version of the text that stands in the data as "draft": with what matters most of it and in its tone',
    },
    share: 0.65,
    length: (words) => ({ de: `höchstens ${words} Wörter`, en: `at most ${words} words` }),
  },
  longer: {
    task: {
      de: 'eine längere Fassung des Textes, der in den Daten unter "draft" steht: ergänzt um das, was die Produktdaten sonst noch sagen, und in seinem Ton',
      en: 'a longer version of the text that stands in the data as "draft": with what else the product data says, and in its tone',
    },
    share: 1.5,
    length: (words) => ({ de: `etwa ${words} Wörter`, en: `about ${words} words` }),
  },
  tone: {
    task: {
      de: 'den Text, der in den Daten unter "draft" steht, mit denselben Aussagen in einem anderen Ton',
      en: 'the text that stands in the data as "draft" with the same statements in another tone',
    },
    share: 1,
    length: (words) => ({ de: `etwa ${words} Wörter`, en: `about ${words} words` }),
  },
}
