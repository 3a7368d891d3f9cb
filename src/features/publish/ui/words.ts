import type { Text } from '../../../core/lang.ts'
import type { PieceKind, PlannedPiece, Stage } from '../schema.ts'

export const words = {
  title: { de: 'Redaktionsplan', en: 'Content plan' },
  about: {
    de: 'Was wann hinausgeht: Beiträge, Artikel und Newsletter vom Pult, in Shopzeit. Mit Umschalt und den Pfeiltasten wandert ein Stück um einen Tag oder eine Woche; was freigegeben war, gilt damit als neu freigegeben.',
    en: 'What goes out when: posts, articles and newsletters from the desk, in shop time. Shift and the arrow keys move a piece by a day or a week; what was approved counts as approved anew.',
  },
  view: { de: 'Ansicht', en: 'View' },
  month: { de: 'Monat', en: 'Month' },
  week: { de: 'Woche', en: 'Week' },
  board: { de: 'Tafel', en: 'Board' },
  today: { de: 'Heute', en: 'Today' },
  earlier: { de: 'Zurück', en: 'Back' },
  later: { de: 'Weiter', en: 'On' },
  add: { de: 'Neues Stück', en: 'New piece' },
  undated: { de: 'Ohne Tag', en: 'Without a day' },
  nothing: { de: 'Noch nichts geplant', en: 'Nothing planned yet' },
  nothingHint: {
    de: 'Hier steht, was in dieser Zeit hinausgehen soll oder hinausging. Legen Sie ein Stück an: Es kommt geprüft auf das Pult und geht nach der Freigabe zu seinem Termin hinaus.',
    en: 'Here is what is to go out in this time, or went out. Make a piece: it comes to the desk checked, and goes out at its time once it is approved.',
  },
  none: { de: 'Nichts', en: 'Nothing' },
  moved: { de: 'Verschoben', en: 'Moved' },
  open: { de: 'Ansehen', en: 'Have a look' },
  file: { de: 'Datei', en: 'File' },
  kind: { de: 'Was', en: 'What' },
  place: { de: 'Wohin', en: 'Where' },
  notSetUp: { de: 'nicht eingerichtet', en: 'not set up' },
  lang: { de: 'Sprache', en: 'Language' },
  text: { de: 'Text', en: 'Text' },
  haveWritten: { de: 'Schreiben lassen', en: 'Have it written' },
  topic: { de: 'Thema (leer: die Produkte allein)', en: 'Topic (empty: the products alone)' },
  tone: { de: 'Ton', en: 'Tone' },
  headline: { de: 'Titel', en: 'Title' },
  subject: { de: 'Betreffzeile', en: 'Subject line' },
  preheader: { de: 'Vorschauzeile', en: 'Preheader' },
  link: { de: 'Link', en: 'Link' },
  picture: { de: 'Bild (JPEG, PNG, GIF oder WebP)', en: 'Picture (JPEG, PNG, GIF or WebP)' },
  alt: { de: 'Bildbeschreibung', en: 'Description of the picture' },
  altHint: {
    de: 'Was das Bild zeigt, für alle, die es nicht sehen.',
    en: 'What the picture shows, for all who do not see it.',
  },
  day: { de: 'Tag', en: 'Day' },
  dayHint: { de: 'Leer: sobald es freigegeben ist.', en: 'Empty: as soon as it is approved.' },
  time: { de: 'Uhrzeit in Shopzeit', en: 'Time of day in shop time' },
  save: { de: 'Auf das Pult', en: 'To the desk' },
  saved: { de: 'Liegt auf dem Pult', en: 'It is on the desk' },
  keys: { de: 'Redaktionsplan', en: 'Content plan' },
  next: { de: 'Nächstes Stück', en: 'Next piece' },
  previous: { de: 'Voriges Stück', en: 'Previous piece' },
} as const satisfies Record<string, Text>

export const stageWords: Readonly<Record<Stage, Text>> = {
  planned: { de: 'Geplant', en: 'Planned' },
  scheduled: { de: 'Freigegeben', en: 'Scheduled' },
  live: { de: 'Draußen', en: 'Live' },
  failed: { de: 'Fehlgeschlagen', en: 'Failed' },
}

export const kindWords: Readonly<Record<PieceKind, Text>> = {
  'social-post': { de: 'Beitrag', en: 'Post' },
  'blog-post': { de: 'Blogbeitrag', en: 'Blog post' },
  newsletter: { de: 'Newsletter', en: 'Newsletter' },
}

export const placeWords: Readonly<Record<PlannedPiece['place'], Text>> = {
  mastodon: { de: 'Mastodon', en: 'Mastodon' },
  bluesky: { de: 'Bluesky', en: 'Bluesky' },
  wordpress: { de: 'WordPress', en: 'WordPress' },
  mail: { de: 'Mail an die, die ihn verschicken', en: 'Mail to those who send it' },
  file: { de: 'Datei', en: 'File' },
}

export const langWords: Readonly<Record<'de' | 'en', Text>> = {
  de: { de: 'Deutsch', en: 'German' },
  en: { de: 'Englisch', en: 'English' },
}

export const worstWords: Readonly<Record<'warning' | 'error', Text>> = {
  warning: { de: 'Warnung', en: 'warning' },
  error: { de: 'Fehler', en: 'error' },
}

export function movedTo(day: string): Text {
  return { de: `Verschoben auf ${day}`, en: `Moved to ${day}` }
}

export function versionWord(number: number): Text {
  return { de: `Fassung ${number}`, en: `Version ${number}` }
}
