/** The words of the skill that keeps audiences. */
import type { Text } from '../../core/lang.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { bothLangs, pensFor } from '../../language/sentences/pen.ts'
import type { HitMatch } from '../visits/index.ts'
import { matchText } from '../visits/index.ts'

export const TITLE: Text = { de: 'Zielgruppen aus Befunden', en: 'Audiences from findings' }

export const ABOUT: Text = {
  de: 'Macht aus dem größten Abbruch auf dem Weg zur Bestellung, aus einer Störung eines Geräts oder Browsers und aus guten Kunden, die wegbleiben, je eine Zielgruppe. Freigegeben, steht sie bei den Zielgruppen und wird jede Nacht neu gezählt; angeschrieben wird damit niemand.',
  en: 'Turns the largest drop-off on the way to the order, a fault of one device or browser, and good customers who stay away into an audience each. Approved, it stands among the audiences and is counted anew every night; nobody is written to by that.',
}

export const BASIS: Text = {
  de: 'Was laut Befund auf dem Spiel steht. Eine Zielgruppe allein bringt davon nichts; erst, was man mit ihr tut.',
  en: 'What is at stake by the finding. An audience by itself brings nothing of it; only what is done with it does.',
}

export const LABELS = {
  name: { de: 'Name', en: 'Name' },
  rule: { de: 'Wer dazugehört', en: 'Who is in it' },
  known: { de: 'Bekannte Kunden heute', en: 'Known customers today' },
  anonymous: { de: 'Unbekannte Besucher heute', en: 'Unknown visitors today' },
} as const satisfies Readonly<Record<string, Text>>

export function proposalTitle(name: Text): Text {
  return bothLangs((lang) => (lang === 'de' ? `Zielgruppe anlegen: ${name.de}` : `Keep an audience: ${name.en}`))
}

/** 'Abbrecher nach „In den Warenkorb gelegt“' */
export function leakName(step: HitMatch): Text {
  return bothLangs((lang) => {
    const here = quoteName(matchText(step), lang)
    return lang === 'de' ? `Abbrecher nach ${here}` : `Dropped off after ${here}`
  })
}

/** 'Von der Störung betroffen: Safari 17 (mobile), „payment“' */
export function breakName(who: readonly string[], step: HitMatch): Text {
  return bothLangs((lang) => {
    const [first, ...rest] = who
    const cell = first === undefined ? '' : `${first}${rest.length === 0 ? '' : ` (${rest.join(', ')})`}, `
    const here = quoteName(step.step === '' ? matchText(step) : step.step, lang)
    return lang === 'de' ? `Von der Störung betroffen: ${cell}${here}` : `Hit by the fault: ${cell}${here}`
  })
}

export const LAPSED: Text = { de: 'Gute Kunden, die wegbleiben', en: 'Good customers who stay away' }

/** Where it was to be undone. */
export const STAYS: Text = {
  de: 'Jemand hat diese Zielgruppe geändert oder entfernt; sie bleibt, wie sie ist. Entfernen Sie sie unter den Zielgruppen.',
  en: 'Somebody has changed this audience or removed it; it stays as it is. Remove it among the audiences.',
}

export const EMPTY: Text = {
  de: 'Zurzeit gehört niemand dazu.',
  en: 'Nobody is in it at the moment.',
}

export function exists(name: string): Text {
  return bothLangs((lang) => {
    const quoted = quoteName(name, lang)
    return lang === 'de'
      ? `Eine Zielgruppe dieses Namens oder dieser Bedeutung gibt es schon: ${quoted}.`
      : `There is an audience of that name or meaning already: ${quoted}.`
  })
}

/** Only those who are known can ever be written to. */
export function mostlyUnknown(known: number, all: number): Text {
  return bothLangs((lang) => {
    const { count } = pensFor('EUR')[lang]
    return lang === 'de'
      ? `Von ${count(all)} sind ${count(known)} als Kunden bekannt; nur sie ließen sich anschreiben, und nur mit Einwilligung.`
      : `Of ${count(all)}, ${count(known)} are known as customers; only they could be written to, and only with consent.`
  })
}

export const MADE: Text = {
  de: 'Die Zielgruppe ist angelegt; gezählt wird sie in der nächsten Nacht.',
  en: 'The audience has been created; it is counted in the next night.',
}
