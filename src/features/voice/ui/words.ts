import type { Text } from '../../../core/lang.ts'
import type { EditKind } from '../schema.ts'

export const words = {
  title: { de: 'Stimme', en: 'Voice' },
  about: {
    de: 'Wie der Shop spricht. Daran hält sich, was geschrieben wird, und daran wird jeder Text gemessen.',
    en: 'How the shop speaks. What is written keeps to it, and every text is held against it.',
  },
  profile: { de: 'Profil', en: 'Profile' },
  address: { de: 'Anrede', en: 'Address' },
  liveliness: { de: 'Ton', en: 'Tone' },
  nearness: { de: 'Nähe', en: 'Closeness' },
  use: { de: 'Wörter, die wir gern verwenden', en: 'Words we like to use' },
  avoid: { de: 'Wörter, die wir meiden', en: 'Words we avoid' },
  avoidAbout: {
    de: 'Grundform, eine je Zeile; was stattdessen dasteht, nach einem Gleichheitszeichen: „hochwertig = robust“. Gebeugte Formen werden mitgefunden.',
    en: 'Base form, one a line; what stands there instead after an equals sign: ‘premium = sturdy’. Inflected forms are found too.',
  },
  names: { de: 'Namen, so geschrieben', en: 'Names, spelt like this' },
  onePerLine: { de: 'Eines je Zeile', en: 'One a line' },
  sentenceWords: { de: 'Höchstens so viele Wörter in einem Satz', en: 'At most so many words in a sentence' },
  anyNumber: { de: 'Leer: beliebig viele', en: 'Empty: any number' },
  save: { de: 'Speichern', en: 'Save' },
  reset: { de: 'Zurücksetzen', en: 'Reset' },
  saved: { de: 'Gespeichert. Es gilt ab dem nächsten Text.', en: 'Saved. It holds from the next text on.' },
  notAllowed: { de: 'Ändern kann, wer am Pult entscheidet.', en: 'Whoever decides at the desk can change this.' },
  version: (version: number, by: string): Text => ({
    de: version === 0 ? 'Noch nichts festgelegt.' : `Fassung ${version}, von ${by}`,
    en: version === 0 ? 'Nothing is set yet.' : `Version ${version}, by ${by}`,
  }),
  learn: { de: 'Aus Beispielen lernen', en: 'Learn from samples' },
  learnAbout: {
    de: 'Fügen Sie Texte ein, die so klingen, wie es sein soll; zwischen zweien eine Zeile mit ---. Nichts davon wird gespeichert.',
    en: 'Paste texts that sound as they should; a line of --- between two of them. Nothing of it is stored.',
  },
  samples: { de: 'Beispieltexte', en: 'Sample texts' },
  sampleLang: { de: 'Sprache der Beispiele', en: 'Language of the samples' },
  read: { de: 'Lesen', en: 'Read them' },
  found: (texts: number, sentences: number): Text => ({
    de: `Gelesen: ${texts} ${texts === 1 ? 'Text' : 'Texte'}, ${sentences} ${sentences === 1 ? 'Satz' : 'Sätze'}.`,
    en: `Read: ${texts} ${texts === 1 ? 'text' : 'texts'}, ${sentences} ${sentences === 1 ? 'sentence' : 'sentences'}.`,
  }),
  foundAddress: (value: Text, count: number, n: number): Text => ({
    de: `Anrede: ${value.de} (in ${count} von ${n} Texten)`,
    en: `Address: ${value.en} (in ${count} of ${n} texts)`,
  }),
  foundSentences: (median: number, most: number): Text => ({
    de: `Sätze: die Hälfte hat höchstens ${median} Wörter, neun von zehn höchstens ${most}`,
    en: `Sentences: half have at most ${median} words, nine in ten at most ${most}`,
  }),
  foundFavourites: (list: string): Text => ({ de: `Kommt oft vor: ${list}`, en: `Stands there often: ${list}` }),
  foundNames: (list: string): Text => ({ de: `Namen: ${list}`, en: `Names: ${list}` }),
  foundNothing: {
    de: 'Daraus lässt sich noch nichts ablesen; nehmen Sie mehr oder längere Texte.',
    en: 'Nothing can be told from it yet; take more or longer texts.',
  },
  take: { de: 'Ins Profil', en: 'Into the profile' },
  taken: {
    de: 'Steht im Profil. Es gilt, sobald Sie speichern.',
    en: 'It stands in the profile. It holds once you save.',
  },
  edits: { de: 'Was an Entwürfen geändert wurde', en: 'What was changed in drafts' },
  editsOf: (edited: number, drafts: number): Text => ({
    de: `Von ${drafts} freigegebenen Entwürfen wurden ${edited} vorher geändert.`,
    en: `Of ${drafts} approved drafts ${edited} were changed before.`,
  }),
  changesBySkill: { de: 'Änderungen nach Art des Textes', en: 'Changes by kind of text' },
  skill: { de: 'Text', en: 'Text' },
  edited: { de: 'geändert', en: 'changed' },
  editedOf: (edited: number, drafts: number): Text => ({ de: `${edited} von ${drafts}`, en: `${edited} of ${drafts}` }),
  habitsInPrompts: {
    de: 'Was nicht ins Profil passt, lässt sich beim Prompt übernehmen, der die Entwürfe geschrieben hat.',
    en: 'What does not belong into the profile can be taken over at the prompt that wrote the drafts.',
  },
  noEdits: {
    de: 'Noch ist kein Entwurf freigegeben worden; was Sie an Entwürfen ändern, erscheint hier.',
    en: 'No draft has been approved yet; what you change in drafts shows here.',
  },
  removed: (word: string, count: number, n: number, instead: string | null): Text => ({
    de: `„${word}“ wurde in ${count} von ${n} Entwürfen gestrichen${instead === null ? '' : `, meist für „${instead}“`}.`,
    en: `‘${word}’ was taken out of ${count} of ${n} drafts${instead === null ? '' : `, mostly for ‘${instead}’`}.`,
  }),
} satisfies Record<string, Text | ((...given: never[]) => Text)>

export const ADDRESS_WORDS = {
  du: { de: 'du', en: 'du (informal)' },
  sie: { de: 'Sie', en: 'Sie (formal)' },
  neutral: { de: 'ohne Anrede', en: 'none' },
} satisfies Record<string, Text>
export const ANY_ADDRESS: Text = { de: 'beliebig', en: 'either way' }

/** From -2 to 2. */
export const LIVELINESS: readonly Text[] = [
  { de: 'sehr sachlich', en: 'very plain' },
  { de: 'eher sachlich', en: 'rather plain' },
  { de: 'ausgewogen', en: 'in between' },
  { de: 'eher lebhaft', en: 'rather lively' },
  { de: 'sehr lebhaft', en: 'very lively' },
]
export const NEARNESS: readonly Text[] = [
  { de: 'sehr förmlich', en: 'very formal' },
  { de: 'eher förmlich', en: 'rather formal' },
  { de: 'ausgewogen', en: 'in between' },
  { de: 'eher nahbar', en: 'rather close' },
  { de: 'sehr nahbar', en: 'very close' },
]

export const EDIT_WORDS: Readonly<Record<EditKind, Text>> = {
  fact: { de: 'Tatsachen', en: 'facts' },
  law: { de: 'Recht', en: 'law' },
  grammar: { de: 'Grammatik', en: 'grammar' },
  length: { de: 'Länge', en: 'length' },
  structure: { de: 'Aufbau', en: 'structure' },
  tone: { de: 'Ton', en: 'tone' },
}
