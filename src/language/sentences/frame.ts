import type { Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { formatDay } from '../dates.ts'
import { type Name, plainName } from '../grammar/quote.ts'
import { bothLangs, capitalise, many, zahl } from './pen.ts'
import { lead, type Period } from './period.ts'

/** 'Morgenbericht für Montag, 23. November 2026' / 'Morning report for Monday, 23 November 2026'. */
export function reportTitle(day: Day): Text {
  return bothLangs((lang) => {
    const full = formatDay(day, 'full', lang)
    return lang === 'de' ? `Morgenbericht für ${full}` : `Morning report for ${full}`
  })
}

/** The greeting for an hour of the shop's day (0 to 23). */
export function greeting(hour: number): Text {
  if (hour >= 4 && hour < 11) return { de: 'Guten Morgen', en: 'Good morning' }
  if (hour >= 11 && hour < 12) return { de: 'Guten Tag', en: 'Good morning' }
  if (hour >= 12 && hour < 18) return { de: 'Guten Tag', en: 'Good afternoon' }
  return { de: 'Guten Abend', en: 'Good evening' }
}

/** The subject line of the mail: shop, day and the first finding. */
export function mailSubject(params: { readonly shop: Name; readonly day: Day; readonly first: Text | null }): Text {
  return bothLangs((lang) => {
    const day = formatDay(params.day, 'medium', lang)
    const head = `${plainName(params.shop, lang)}, ${day}`
    return params.first === null ? head : `${head}: ${params.first[lang]}`
  })
}

/** How many findings there are: '5 Befunde, nach Geld geordnet.' */
export function findingCount(n: number): Text {
  return bothLangs((lang) => {
    if (lang === 'de')
      return n === 0 ? 'Nichts Auffälliges in dieser Nacht.' : `${zahl(n, 'Befund')}, nach Geld geordnet.`
    return n === 0 ? 'Nothing remarkable this night.' : `${many(n, 'finding')}, ordered by money.`
  })
}

/** 'und 12 weitere Zeilen' under a table that was cut; `shown` of `total` rows. */
export function rowsCut(shown: number, total: number): Text {
  return bothLangs((lang) => {
    const hidden = Math.max(0, total - shown)
    return lang === 'de'
      ? `und ${zahl(hidden, 'Zeile', { adjectives: ['weiter'], zero: 'digit' })}`
      : `and ${many(hidden, 'more row', 'digit')}`
  })
}

/** The period as a heading: 'Gestern', 'In den letzten 28 Tagen' / 'Yesterday', 'In the last 28 days'. */
export function periodHeading(period: Period): Text {
  return bothLangs((lang) => capitalise(lead(period, lang).replace(/[: ]+$/, '')))
}
