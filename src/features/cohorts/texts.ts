/** The sentences of the cohort analysis. */
import type { Lang, Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { formatDay, formatMonth } from '../../language/dates.ts'
import { formatRange } from '../../language/format.ts'
import { formatPercent, formatPercentPoints } from '../../language/numbers.ts'
import { bothLangs, many, pensFor, prose, type Statement, steps, zahl } from '../../language/sentences/pen.ts'
import type { Interval } from '../findings/index.ts'

const percent = (ratio: number, lang: Lang) => formatPercent(ratio, { lang, digits: 'prose' })

export function horizonText(kind: 'repeat' | 'revenue', days: number, cohorts: number): Text {
  const of = cohorts === 0 ? { de: '', en: '' } : cohortsText(cohorts)
  if (kind === 'repeat') {
    return { de: `Wieder bestellt binnen ${days} Tagen${of.de}`, en: `Ordered again within ${days} days${of.en}` }
  }
  return { de: `Umsatz je Kunde in ${days} Tagen${of.de}`, en: `Revenue per customer in ${days} days${of.en}` }
}

function cohortsText(cohorts: number): Text {
  if (cohorts === 1) return { de: ' (letzter fertiger Monat)', en: ' (last finished month)' }
  return { de: ` (letzte ${cohorts} fertige Monate)`, en: ` (last ${cohorts} finished months)` }
}

export function missingText(from: Day | null): Text {
  if (from === null) return { de: 'Keine Bestellung eines bekannten Kunden.', en: 'No order of a known customer.' }
  return {
    de: `Noch kein Jahrgang lange genug beobachtet; möglich ab ${formatDay(from, 'short', 'de')}.`,
    en: `No cohort has been seen long enough; possible from ${formatDay(from, 'short', 'en')}.`,
  }
}

export function retentionTitle(nextMonth: number): Text {
  return bothLangs((lang) =>
    lang === 'de'
      ? `${percent(nextMonth, lang)} der neuen Kunden bestellen im Monat nach der ersten Bestellung wieder`
      : `${percent(nextMonth, lang)} of new customers order again in the month after their first order`,
  )
}

export function revenueTitle(cents: number, months: number, currency: string): Text {
  const pens = pensFor(currency)
  return {
    de: `Nach ${zahl(months, 'Monat', { case: 'dative' })} hat ein neuer Kunde im Mittel ${pens.de.money(cents)} gebracht`,
    en: `After ${many(months, 'month')} a new customer has brought ${pens.en.money(cents)} on average`,
  }
}

export function repeatChartTitle(latest: number, earlier: number, days: number): Text {
  return bothLangs((lang) =>
    lang === 'de'
      ? `Binnen ${days} Tagen bestellen ${percent(latest, lang)} wieder, vorher ${percent(earlier, lang)}`
      : `${percent(latest, lang)} order again within ${days} days, ${percent(earlier, lang)} before`,
  )
}

export interface ChangeFacts {
  /** First and last month of the latest cohorts, 'YYYY-MM'. */
  readonly first: string
  readonly last: string
  readonly latestRate: number
  readonly earlierRate: number
  /** How many cohorts they are compared with. */
  readonly cohorts: number
  readonly customers: number
  readonly days: number
  readonly difference: Interval
  readonly stakeCents: number | null
  readonly currency: string
}

function moneyLine({ stakeCents, days, currency }: ChangeFacts, lang: Lang): string | null {
  if (stakeCents === null) return null
  const amount = pensFor(currency)[lang].whole(Math.abs(stakeCents))
  if (lang === 'de') {
    return `Bei den üblichen Ausgaben der Wiederkehrer ${stakeCents < 0 ? `fehlen damit ${amount}` : `sind das ${amount} mehr`} in den ersten ${days} Tagen.`
  }
  return `At what returning customers usually spend, ${stakeCents < 0 ? `${amount} is missing` : `that is ${amount} more`} in the first ${days} days.`
}

/** The latest cohorts come back more or less often than those before. */
export function changeStatement(facts: ChangeFacts): Statement {
  const { first, last, latestRate, earlierRate, days, difference, currency } = facts
  const more = latestRate > earlierRate
  const pens = pensFor(currency)
  return {
    title: bothLangs((lang) => {
      const size = formatPercentPoints(Math.abs(latestRate - earlierRate) * 100, { lang })
      if (lang === 'de')
        return `Neue Kunden kommen ${more ? 'häufiger' : 'seltener'} wieder: ${size} ${more ? 'mehr' : 'weniger'}`
      return `New customers come back ${more ? 'more' : 'less'} often: ${size} ${more ? 'more' : 'less'}`
    }),
    sentence: bothLangs((lang) => {
      const n = pens[lang].count(facts.customers)
      const style = { lang, currency, sign: 'changes' } as const
      const range = formatRange(difference.low * 100, difference.high * 100, 'percent-points', style)
      const what =
        lang === 'de'
          ? `Von ${n} Kunden mit erster Bestellung von ${formatMonth(first, lang)} bis ${formatMonth(last, lang)} haben ${percent(latestRate, lang)} binnen ${days} Tagen wieder bestellt; in den ${facts.cohorts} Monaten davor waren es ${percent(earlierRate, lang)} (Unterschied ${range}).`
          : `Of ${n} customers with a first order from ${formatMonth(first, lang)} to ${formatMonth(last, lang)}, ${percent(latestRate, lang)} ordered again within ${days} days; in the ${facts.cohorts} months before it was ${percent(earlierRate, lang)} (difference ${range}).`
      return prose(what, moneyLine(facts, lang))
    }),
    next: more
      ? steps([
          'Nachsehen, was sich bei Werbung, Sortiment oder Nachfassmails geändert hat, und es beibehalten',
          'See what changed in advertising, range or follow-up mails, and keep it',
        ])
      : steps(
          [
            'Die neuen Kunden nach Kanal und erstem Produkt aufteilen: Welche kommen nicht wieder?',
            'Split the new customers by channel and first product: which ones do not come back?',
          ],
          [
            'Nachfassmail und Beilage nach der ersten Bestellung prüfen',
            'Check the follow-up mail and the insert after the first order',
          ],
        ),
  }
}
