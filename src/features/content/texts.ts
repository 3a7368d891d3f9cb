/** What the skill for descriptions says. */
import type { Text } from '../../core/lang.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { formatMoney } from '../../language/money.ts'
import { many, zahl } from '../../language/sentences/pen.ts'
import type { TextFinding } from '../text-check/index.ts'
import type { VersionKey } from './schema.ts'

export const TITLE: Text = { de: 'Produktbeschreibungen schreiben', en: 'Write product descriptions' }

export const ABOUT: Text = {
  de: 'Sucht nachts aktive Produkte ohne Beschreibung oder mit sehr kurzer, die umsatzstärksten zuerst, und schreibt für jedes bis zu drei Fassungen allein aus den Angaben des Katalogs, mit dem Sprachmodell, wo eines eingerichtet ist. Jede Fassung ist an den Produktdaten, am Wettbewerbsrecht und an der Rechtschreibung geprüft. Freigegeben geht die gewählte Fassung in den Shop.',
  en: 'Looks overnight for active products without a description or with a very short one, those with most revenue first, and writes up to three versions of each from the data of the catalogue alone, with the language model where one is set. Every version is checked against the product’s data, the law on advertising and the spelling. Approved, the chosen version goes into the shop.',
}

export const LABELS = {
  chosen: { de: 'Fassung, die in den Shop geht', en: 'Version that goes into the shop' },
  live: { de: 'Jetzt im Shop', en: 'In the shop now' },
} as const satisfies Record<string, Text>

export function versionLabel(key: VersionKey): Text {
  const number = key.slice('version'.length)
  return { de: `Fassung ${number}`, en: `Version ${number}` }
}

export function proposalTitle(title: Text): Text {
  return { de: `Beschreibung für ${quoteName(title, 'de')}`, en: `Description of ${quoteName(title, 'en')}` }
}

interface Why {
  readonly words: number
  readonly sold: number
  readonly revenueCents: number
  readonly currency: string
}

export function reasonText({ words, sold, revenueCents, currency }: Why): Text {
  const has = {
    de:
      words === 0
        ? 'Das Produkt hat keine Beschreibung'
        : `Die Beschreibung hat ${zahl(words, 'Wort', { case: 'accusative' })}`,
    en: words === 0 ? 'The product has no description' : `The description has ${many(words, 'word')}`,
  }
  if (sold <= 0 || currency === '')
    return {
      de: `${has.de}; in den letzten 30 Tagen wurde es nicht verkauft.`,
      en: `${has.en}; it was not sold in the last 30 days.`,
    }
  const money = (lang: 'de' | 'en') => formatMoney(revenueCents, { lang, currency })
  return {
    de: `${has.de}; in den letzten 30 Tagen brachte es ${money('de')} Umsatz (${zahl(sold, 'Stück', { zero: 'digit' })}).`,
    en: `${has.en}; in the last 30 days it brought ${money('en')} of revenue (${many(sold, 'piece')}).`,
  }
}

export function joinedText(...sentences: readonly Text[]): Text {
  const say = (lang: 'de' | 'en') => sentences.map((sentence) => sentence[lang]).join(' ')
  return { de: say('de'), en: say('en') }
}

export const BY_HAND: Text = {
  de: 'Auf der Seite Texte geschrieben oder überarbeitet und von dort auf das Pult gelegt.',
  en: 'Written or edited on the Texts page and put on the desk from there.',
}
export const SAME_ALREADY: Text = {
  de: 'Genau dieser Text liegt schon auf dem Pult.',
  en: 'Exactly this text is on the desk already.',
}
export const ALREADY_REFUSED: Text = {
  de: 'Genau dieser Text wurde vor Kurzem abgelehnt. Die Ablehnung lässt sich auf dem Pult zurücknehmen.',
  en: 'Exactly this text was rejected not long ago. The rejection can be taken back on the desk.',
}

export const EVIDENCE_TITLE: Text = {
  de: 'Wörter der Beschreibung und Umsatz der letzten 30 Tage',
  en: 'Words of the description and revenue of the last 30 days',
}

export const NO_PRODUCT: Text = {
  de: 'Der Shop kennt das Produkt nicht (mehr).',
  en: 'The shop does not know the product (any more).',
}
export const NO_TEXT: Text = { de: 'Die gewählte Fassung ist leer.', en: 'The chosen version is empty.' }
export const CHANGED: Text = {
  de: 'Im Shop steht inzwischen ein anderer Text als der, gegen den hier verglichen wird.',
  en: 'The shop has another text by now than the one this is compared with.',
}
export const NO_SHOP_NOTE: Text = {
  de: 'Kein Shop verbunden: Der Text wird im Katalog der Werkbank gespeichert und steht in der Ausleitung der Texte.',
  en: 'No shop is connected: the text is stored in the workbench’s catalogue and is in the export of texts.',
}

/** What was found in a text, with the words it is about and what could stand there. */
export function findingText({ reason, mend, start, end }: TextFinding, text: string): Text {
  const place = text.slice(start, end).trim().slice(0, 120)
  const say = (lang: 'de' | 'en') => {
    const about = place === '' ? '' : `${quoteName(place, lang)}: `
    if (mend === null || mend === place) return `${about}${reason[lang]}`
    const better = mend === '' ? { de: 'weglassen', en: 'leave it out' }[lang] : quoteName(mend, lang)
    return `${about}${reason[lang]} ${{ de: 'Vorschlag', en: 'Proposal' }[lang]}: ${better}.`
  }
  return { de: say('de'), en: say('en') }
}

export function receiptText(isInShop: boolean): Text {
  return isInShop
    ? { de: 'Der Text steht im Shop.', en: 'The text is in the shop.' }
    : {
        de: 'Der Text steht im Katalog der Werkbank und in der Ausleitung der Texte.',
        en: 'The text is in the workbench’s catalogue and in the export of texts.',
      }
}
