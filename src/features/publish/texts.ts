/** What the skills that publish say. */
import { PLACE_NAMES } from '../../channels/publish/index.ts'
import type { Text } from '../../core/lang.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { many, zahl } from '../../language/sentences/pen.ts'

export const TITLES = {
  'social-post': { de: 'Beiträge für soziale Netzwerke', en: 'Posts for social networks' },
  'blog-post': { de: 'Blogbeiträge', en: 'Blog posts' },
  newsletter: { de: 'Newsletter', en: 'Newsletters' },
} as const satisfies Record<string, Text>

export const ABOUT = {
  'social-post': {
    de: 'Nimmt Beiträge aus dem Redaktionsplan: bis zu drei Fassungen mit Link, Bild und Termin. Jede ist an den Produktdaten, am Wettbewerbsrecht, an der Rechtschreibung und an der Länge des Netzwerks geprüft. Freigegeben geht die gewählte Fassung zum Termin in Shopzeit genau einmal hinaus und wird zurückgelesen; sie lässt sich wieder löschen.',
    en: 'Takes posts from the content plan: up to three versions with link, picture and time. Each is checked against the product’s data, the law on advertising, the spelling and the length the network takes. Approved, the chosen version goes out at its time, in shop time, exactly once and is read back; it can be deleted again.',
  },
  'blog-post': {
    de: 'Nimmt Artikel aus dem Redaktionsplan, in Markdown und in bis zu drei Fassungen. Freigegeben geht die gewählte Fassung zum Termin genau einmal in das Blog, veröffentlicht oder als Entwurf, und wird zurückgelesen; zurückgenommen kommt sie dort in den Papierkorb.',
    en: 'Takes articles from the content plan, in Markdown and in up to three versions. Approved, the chosen version goes into the blog at its time exactly once, published or as a draft, and is read back; taken back, it goes to the bin there.',
  },
  newsletter: {
    de: 'Nimmt Newsletter aus dem Redaktionsplan: Betreffzeilen, Vorschauzeile und Text. Einmal in der Woche schlägt die Nacht selbst einen vor, aus Produkten im Aufwind, Reduzierungen und dem, was zusammen gekauft wird. Freigegeben wird er zum Termin einmal per Mail an die übergeben, die ihn verschicken, oder steht als Datei bereit. Verschickt wird an niemanden sonst.',
    en: 'Takes newsletters from the content plan: subject lines, preheader and text. Once a week the night proposes one itself, from rising products, reductions and what is bought together. Approved, it is handed at its time, once and by mail, to those who send it, or waits as a file. It is sent to nobody else.',
  },
} as const satisfies Record<string, Text>

export const LABELS = {
  place: { de: 'Wohin', en: 'Where' },
  status: { de: 'Im Blog', en: 'In the blog' },
  chosen: { de: 'Fassung, die hinausgeht', en: 'Version that goes out' },
  day: { de: 'Tag', en: 'Day' },
  time: { de: 'Uhrzeit (Shopzeit)', en: 'Time of day (shop time)' },
  link: { de: 'Link', en: 'Link' },
  pictureAlt: { de: 'Bildbeschreibung', en: 'Description of the picture' },
  title: { de: 'Titel', en: 'Title' },
  excerpt: { de: 'Kurztext', en: 'Excerpt' },
  chosenSubject: { de: 'Betreffzeile, die hinausgeht', en: 'Subject line that goes out' },
  preheader: { de: 'Vorschauzeile', en: 'Preheader' },
} as const satisfies Record<string, Text>

export const PLACE_LABELS = {
  ...PLACE_NAMES,
  mail: { de: 'Mail an die, die ihn verschicken', en: 'Mail to those who send it' },
  file: { de: 'Datei im Redaktionsplan', en: 'File in the content plan' },
} as const satisfies Record<string, Text>

export const STATUS_LABELS = {
  publish: { de: 'veröffentlicht', en: 'published' },
  draft: { de: 'als Entwurf', en: 'as a draft' },
} as const satisfies Record<string, Text>

export function versionLabel(key: string): Text {
  const number = key.slice('version'.length)
  return { de: `Fassung ${number}`, en: `Version ${number}` }
}

export function subjectLabel(key: string): Text {
  const number = key.slice('subject'.length)
  return { de: `Betreffzeile ${number}`, en: `Subject line ${number}` }
}

export const NO_TEXT: Text = { de: 'Die gewählte Fassung ist leer.', en: 'The chosen version is empty.' }
export const NO_TITLE: Text = { de: 'Der Artikel hat keinen Titel.', en: 'The article has no title.' }
export const NO_SUBJECT: Text = { de: 'Die gewählte Betreffzeile ist leer.', en: 'The chosen subject line is empty.' }
export const NO_PREHEADER: Text = {
  de: 'Ohne Vorschauzeile zeigen Mailprogramme den Anfang des Textes.',
  en: 'Without a preheader mail programs show the beginning of the text.',
}
export const NO_PRODUCT: Text = {
  de: 'Das Produkt, um das es geht, gibt es nicht (mehr).',
  en: 'The product this is about is not there (any more).',
}
export const TIME_OVER: Text = {
  de: 'Der Termin ist vorbei; freigegeben geht der Text sofort hinaus.',
  en: 'The time is over; approved, the text goes out at once.',
}
export const NO_LINK: Text = {
  de: 'Der Beitrag hat keinen Link: Wer ihn liest, findet nicht in den Shop.',
  en: 'The post has no link: who reads it finds no way to the shop.',
}
export const BAD_LINK: Text = {
  de: 'Der Link ist keine Adresse, die mit https:// oder http:// beginnt.',
  en: 'The link is no address that begins with https:// or http://.',
}
export const NO_ALT: Text = {
  de: 'Das Bild hat keine Beschreibung; wer es nicht sieht, erfährt nicht, was es zeigt.',
  en: 'The picture has no description; who does not see it is not told what it shows.',
}
export const PICTURE_GONE: Text = { de: 'Das Bild ist nicht mehr da.', en: 'The picture is not there any more.' }
export const NO_PICTURE_TYPE: Text = {
  de: 'Das ist kein Bild in JPEG, PNG, GIF oder WebP.',
  en: 'This is no picture in JPEG, PNG, GIF or WebP.',
}
export const AS_FILE: Text = {
  de: 'Freigegeben steht der Text im Redaktionsplan als Datei bereit; hinaus geht er von dort durch Sie.',
  en: 'Approved, the text waits in the content plan as a file; from there you take it out.',
}
export const BY_HAND: Text = {
  de: 'Im Redaktionsplan angelegt.',
  en: 'Made in the content plan.',
}
export const NOT_MOVABLE: Text = {
  de: 'Verschieben lässt sich nur, was noch nicht hinausgegangen ist.',
  en: 'Only what has not gone out yet can be moved.',
}

export function notSetUp(settings: string): Text {
  return {
    de: `Dieser Ort ist nicht eingerichtet; er braucht ${settings}.`,
    en: `This place is not set up; it needs ${settings}.`,
  }
}

export function tooLong(place: Text, count: number, most: number): Text {
  return {
    de: `${zahl(count, 'Zeichen', { zero: 'digit' })}; ${place.de} nimmt höchstens ${most}.`,
    en: `${many(count, 'character')}; ${place.en} takes ${most} at most.`,
  }
}

export function badPicture(place: Text, mostBytes: number): Text {
  const kilobytes = Math.floor(mostBytes / 1_000)
  return {
    de: `${place.de} nimmt dieses Bild nicht: Es ist zu groß (höchstens ${kilobytes} kB) oder in einem Format, das dort nicht geht.`,
    en: `${place.en} does not take this picture: it is too large (${kilobytes} kB at most) or in a format that is not taken there.`,
  }
}

export function longSubject(count: number): Text {
  return {
    de: `Die Betreffzeile hat ${count} Zeichen; auf Telefonen sind etwa 40, am Bildschirm etwa 60 zu sehen.`,
    en: `The subject line has ${count} characters; phones show about 40 of them, screens about 60.`,
  }
}

/** @param what the text's own name, or its beginning */
export function pieceTitle(what: string, place: Text): Text {
  return { de: `${place.de}: ${quoteName(what, 'de')}`, en: `${place.en}: ${quoteName(what, 'en')}` }
}

export function receiptText(place: Text, isThere: boolean): Text {
  return isThere
    ? { de: `Es steht dort: ${place.de}.`, en: `It is there: ${place.en}.` }
    : { de: 'Der Text steht im Redaktionsplan als Datei bereit.', en: 'The text waits in the content plan as a file.' }
}

export function handedOver(readers: number): Text {
  return {
    de: `Der Newsletter ging per Mail an ${zahl(readers, 'Person', { case: 'accusative' })} zum Verschicken.`,
    en: `The newsletter went by mail to ${readers === 1 ? 'one person' : `${readers} people`} who ${readers === 1 ? 'sends' : 'send'} it.`,
  }
}

export const NIGHT_REASON: Text = {
  de: 'Einmal in der Woche aus dem, was die Nacht gefunden hat: was sich besser verkauft als erwartet, was reduziert ist und was zusammen gekauft wird.',
  en: 'Once a week from what the night has found: what sells better than expected, what is reduced and what is bought together.',
}

/** A sentence for readers of a newsletter. */
export function boughtTogether(first: Partial<Text>, second: Partial<Text>): Text {
  const names = (lang: 'de' | 'en', and: string) =>
    [first, second]
      .map((title) => quoteName({ de: title.de ?? title.en ?? '', en: title.en ?? title.de ?? '' }, lang))
      .join(` ${and} `)
  return { de: `Oft zusammen gekauft: ${names('de', 'und')}.`, en: `Often bought together: ${names('en', 'and')}.` }
}
