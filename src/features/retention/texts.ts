/** The sentences of retention. */
import type { Text } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { formatDay, formatWeek } from '../../language/dates.ts'
import { formatRange } from '../../language/format.ts'
import { formatPercentPoints } from '../../language/numbers.ts'
import { notEnoughData } from '../../language/sentences/data-gaps.ts'
import { bothLangs, pensFor, type Statement, steps } from '../../language/sentences/pen.ts'
import { type Change, mondayOf } from './model.ts'
import { LEVEL } from './schema.ts'

export const TITLE: Text = { de: 'Wiederkehr der Besucher', en: 'Returning visitors' }

export const COHORTS_TITLE: Text = {
  de: 'Wiederkehr je Woche des ersten Besuchs',
  en: 'Returns per week of the first visit',
}

export const SIGNIFICANCE = 0.01
const LEVEL_PERCENT = LEVEL * 100

export const METHOD: Text = {
  de: `Jahrgang: Woche (Montag bis Sonntag) des ersten Besuchs. Wiedergekommen in Woche k: mindestens eine Sitzung in der k-ten Woche danach; nur Wochen, die vorbei sind; Besucher zählen einmal, Bots nicht, Spannen nach Wilson (${LEVEL_PERCENT} %). Neu: erster Besuch im Zeitraum. Die letzten zwei Jahrgänge werden mit bis zu zehn davor verglichen (Quasi-Binomial, t-Test, Niveau ${SIGNIFICANCE * 100} %); die ersten drei Wochen bleiben dabei außen vor, weil dort alte Besucher wie neue aussehen. Wer der Speicherung auf dem Gerät nicht zustimmt, gilt an jedem Tag als neuer Besucher: Die wahre Wiederkehr ist höher.`,
  en: `Cohort: week (Monday to Sunday) of the first visit. Returned in week k: at least one session in the k-th week after; only weeks that are over; visitors count once, bots do not, Wilson intervals (${LEVEL_PERCENT}%). New: first visit within the period. The latest two cohorts are compared with up to ten before (quasi-binomial, t test, ${SIGNIFICANCE * 100}% level); the first three weeks are left out there, because old visitors look new in them. Who does not consent to storage on the device counts as a new visitor every day: true retention is higher.`,
}

export function tooFewWeeks(since: Day, to: Day): Text {
  const start = mondayOf(since) === since ? since : addDays(mondayOf(since), 7)
  const have = Math.max(0, Math.floor((daysBetween(start, to) + 1) / 7))
  const what = { de: 'die Wiederkehr', en: 'retention' }
  return notEnoughData({ what, unit: 'weeks', have, need: 2, from: addDays(start, 14) })
}

export function curveTitle(share: number, age: number): Text {
  const pens = pensFor('EUR')
  return {
    de: `${pens.de.share(share)} der neuen Besucher kommen ${age === 1 ? 'in der Woche' : `${age} Wochen`} nach dem ersten Besuch wieder`,
    en: `${pens.en.share(share)} of new visitors come again ${age === 1 ? 'in the week' : `${age} weeks`} after the first visit`,
  }
}

export const weekName = (week: Day): Text => bothLangs((lang) => formatWeek(week, lang))

/** The latest cohorts come back more or less often than those before. */
export function changeStatement(change: Change): Statement {
  const { now, before, latest, earlier, difference } = change
  const more = difference > 0
  const visitors = latest.reduce((sum, cohort) => sum + cohort.visitors, 0)
  return {
    title: bothLangs((lang) => {
      const size = formatPercentPoints(Math.abs(difference) * 100, { lang })
      return lang === 'de'
        ? `Neue Besucher kommen ${more ? 'häufiger' : 'seltener'} wieder: ${size} ${more ? 'mehr' : 'weniger'}`
        : `New visitors come back ${more ? 'more' : 'less'} often: ${size} ${more ? 'more' : 'less'}`
    }),
    sentence: bothLangs((lang) => {
      const pen = pensFor('EUR')[lang]
      const range = formatRange(change.low * 100, change.high * 100, 'percent-points', {
        lang,
        currency: 'EUR',
        sign: 'changes',
      })
      const from = formatDay(latest[0]?.week ?? null, 'day-month', lang)
      return lang === 'de'
        ? `Von ${pen.count(visitors)} Besuchern, die ab dem ${from} in zwei Wochen zum ersten Mal kamen, waren ${pen.percent(now)} in der Woche darauf wieder da; in den ${earlier.length} Wochen davor waren es ${pen.percent(before)} (Unterschied ${range}).`
        : `Of ${pen.count(visitors)} visitors who came for the first time in the two weeks from ${from}, ${pen.percent(now)} were back in the week after; in the ${earlier.length} weeks before it was ${pen.percent(before)} (difference ${range}).`
    }),
    next: more
      ? steps([
          'Nachsehen, welcher Kanal diese Besucher brachte, und ihn beibehalten',
          'See which channel brought these visitors, and keep it',
        ])
      : steps(
          [
            'Die neuen Besucher nach Kanal aufteilen: Welche kommen nicht wieder?',
            'Split the new visitors by channel: which ones do not come back?',
          ],
          [
            'Prüfen, ob sich die Einwilligung geändert hat: ohne sie ist niemand wiederzuerkennen',
            'Check whether consent has changed: without it nobody is recognised again',
          ],
        ),
  }
}
