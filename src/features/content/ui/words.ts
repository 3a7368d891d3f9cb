import type { Text } from '../../../core/lang.ts'
import type { GroupBody, ShownFinding, WriteBody } from '../schema.ts'

export const words = {
  title: { de: 'Texte', en: 'Texts' },
  list: { de: 'Produkte, über die geschrieben werden kann', en: 'Products that can be written about' },
  search: { de: 'Titel, Marke, Kategorie, Nummer', en: 'Title, brand, category, number' },
  product: { de: 'Produkt', en: 'Product' },
  revenue30: { de: 'Umsatz 30 Tage', en: 'Revenue 30 days' },
  noProducts: { de: 'Kein Produkt passt dazu', en: 'No product fits' },
  noProductsHint: {
    de: 'Ein anderes Wort suchen, oder den Katalog importieren (dirigent import).',
    en: 'Search for another word, or import the catalogue (dirigent import).',
  },
  all: { de: 'Alle Produkte', en: 'All products' },
  toProduct: { de: 'Zum Produkt', en: 'To the product' },
  ask: { de: 'Was geschrieben werden soll', en: 'What is to be written' },
  kind: { de: 'Art', en: 'Kind' },
  lang: { de: 'Sprache', en: 'Language' },
  tone: { de: 'Ton', en: 'Tone' },
  length: { de: 'Länge', en: 'Length' },
  address: { de: 'Anrede', en: 'Address' },
  aboutSeveral: { de: 'Texte über mehrere Produkte', en: 'Texts about several products' },
  aboutSeveralHint: {
    de: 'Kategorietexte, Kaufberatungen, Blogbeiträge und Newsletter aus dem, was der Katalog über die Produkte weiß. Im Redaktionsplan lassen sich Beiträge und Newsletter gleich so anlegen.',
    en: 'Category texts, buying guides, blog posts and newsletters from what the catalogue knows of the products. In the content plan posts and newsletters can be made so at once.',
  },
  subject: { de: 'Worüber', en: 'About what' },
  category: { de: 'Kategorie', en: 'Category' },
  topic: { de: 'Thema', en: 'Topic' },
  topicTitle: { de: 'Thema', en: 'Topic' },
  topicHint: { de: 'Leer: die Produkte allein.', en: 'Empty: the products alone.' },
  choose: { de: 'Bitte wählen', en: 'Please choose' },
  write: { de: 'Schreiben', en: 'Write' },
  stop: { de: 'Anhalten', en: 'Stop' },
  growing: { de: 'Wird geschrieben …', en: 'Being written …' },
  stopped: { de: 'Angehalten; das ist bis dahin gekommen.', en: 'Stopped; this is what had come by then.' },
  bySentence: { de: 'Satz für Satz', en: 'By sentence' },
  rework: { de: 'Überarbeiten', en: 'Rework' },
  shorter: { de: 'Kürzen', en: 'Shorten' },
  longer: { de: 'Verlängern', en: 'Lengthen' },
  otherTone: { de: 'Anderer Ton', en: 'Another tone' },
  working: { de: 'Wird überarbeitet …', en: 'Being reworked …' },
  take: { de: 'Übernehmen', en: 'Take it' },
  discard: { de: 'Verwerfen', en: 'Discard' },
  sources: { de: 'Worauf jeder Satz beruht', en: 'What each sentence rests on' },
  noSource: { de: 'Auf nichts, was der Katalog weiß', en: 'On nothing the catalogue knows' },
  against: { de: 'Unterschied zur bisherigen Beschreibung', en: 'Difference to the present description' },
  nothingLive: { de: 'Der Katalog hat noch keine Beschreibung.', en: 'The catalogue has no description yet.' },
  others: { de: 'Andere Fassungen', en: 'Other versions' },
  tooLittle: { de: 'Darüber lässt sich noch nichts schreiben', en: 'Nothing can be written about it yet' },
  versions: { de: 'Fassungen', en: 'Versions' },
  copy: { de: 'Kopieren', en: 'Copy' },
  copied: { de: 'Kopiert', en: 'Copied' },
  edit: { de: 'Bearbeiten', en: 'Edit' },
  ownText: { de: 'Ihr Text', en: 'Your text' },
  ownHint: {
    de: 'Eine Fassung zum Bearbeiten wählen oder selbst schreiben; geprüft wird, während Sie schreiben.',
    en: 'Choose a version to edit or write yourself; it is checked while you write.',
  },
  editLive: { de: 'Bisherige Beschreibung bearbeiten', en: 'Edit the present description' },
  found: { de: 'Was auffällt', en: 'What stands out' },
  nothing: { de: 'Nichts steht gegen diesen Text.', en: 'Nothing stands against this text.' },
  replace: { de: 'Ersetzen durch', en: 'Replace by' },
  leaveOut: { de: 'Weglassen', en: 'Leave out' },
  propose: { de: 'Als Beschreibung auf das Pult', en: 'To the desk as description' },
  proposed: { de: 'Liegt auf dem Pult', en: 'It is on the desk' },
  open: { de: 'Öffnen', en: 'Open' },
} as const satisfies Record<string, Text>

export const kindWords: Readonly<Record<WriteBody['kind'], Text>> = {
  'product-description': { de: 'Produktbeschreibung', en: 'Product description' },
  teaser: { de: 'Kurzer Teaser', en: 'Short teaser' },
  seo: { de: 'Titel und Beschreibung für Suchmaschinen', en: 'Title and description for search engines' },
  'social-post': { de: 'Beitrag für soziale Medien', en: 'Social media post' },
  'ad-copy': { de: 'Anzeigentext', en: 'Ad copy' },
  'alt-text': { de: 'Bildbeschreibung (Alt-Text)', en: 'Image alt text' },
  'faq-answer': { de: 'Antwort auf eine Frage', en: 'FAQ answer' },
  translation: { de: 'Übertragung in die andere Sprache', en: 'Carried into the other language' },
}

export const groupKindWords: Readonly<Record<GroupBody['kind'], Text>> = {
  'category-text': { de: 'Kategorietext', en: 'Category text' },
  'buying-guide': { de: 'Kaufberatung', en: 'Buying guide' },
  'blog-post': { de: 'Blogbeitrag', en: 'Blog post' },
  newsletter: { de: 'Newsletter', en: 'Newsletter' },
}

export const langWords: Readonly<Record<WriteBody['lang'], Text>> = {
  de: { de: 'Deutsch', en: 'German' },
  en: { de: 'Englisch', en: 'English' },
}

export const toneWords: Readonly<Record<WriteBody['tone'], Text>> = {
  plain: { de: 'sachlich', en: 'plain' },
  warm: { de: 'warm', en: 'warm' },
  lively: { de: 'lebhaft', en: 'lively' },
}

export const lengthWords: Readonly<Record<WriteBody['length'], Text>> = {
  short: { de: 'kurz', en: 'short' },
  medium: { de: 'mittel', en: 'medium' },
  long: { de: 'lang', en: 'long' },
}

export const addressWords: Readonly<Record<WriteBody['address'], Text>> = {
  neutral: { de: 'ohne', en: 'none' },
  du: { de: 'du', en: 'du (informal)' },
  sie: { de: 'Sie', en: 'Sie (formal)' },
}

export const levelWords: Readonly<Record<ShownFinding['level'], Text>> = {
  error: { de: 'Fehler', en: 'Error' },
  warning: { de: 'Warnung', en: 'Warning' },
  hint: { de: 'Hinweis', en: 'Hint' },
}

/** '3 Fassungen; je zwei haben höchstens 12 % ihrer Dreiwortfolgen gemeinsam (Grenze 35 %)' */
export function overlapText(versions: number, { max, bound }: { max: string; bound: string }): Text {
  if (versions < 2) return { de: 'Eine Fassung', en: 'One version' }
  return {
    de: `${versions} Fassungen; je zwei haben höchstens ${max} ihrer Dreiwortfolgen gemeinsam (Grenze ${bound})`,
    en: `${versions} versions; any two share at most ${max} of their three-word sequences (bound ${bound})`,
  }
}

const SOURCE_WORDS: Readonly<Record<string, Text>> = {
  title: { de: 'Titel', en: 'title' },
  brand: { de: 'Marke', en: 'brand' },
  category: { de: 'Kategorie', en: 'category' },
  variants: { de: 'Varianten', en: 'variants' },
  description: { de: 'bisherige Beschreibung', en: 'present description' },
}

/** What a source is called; an attribute has its own name. */
export function sourceWord(source: string): Text {
  return SOURCE_WORDS[source] ?? { de: source, en: source }
}

export function sourcesText(sources: readonly string[]): Text {
  const list = (lang: 'de' | 'en') => sources.map((source) => sourceWord(source)[lang]).join(', ')
  return { de: `Beruht auf: ${list('de')}`, en: `Rests on: ${list('en')}` }
}

export function versionTitle(number: number): Text {
  return { de: `Fassung ${number}`, en: `Version ${number}` }
}
