import type { Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { joinList } from '../../language/numbers.ts'
import { notEnoughData } from '../../language/sentences/data-gaps.ts'
import { bothLangs, pensFor } from '../../language/sentences/pen.ts'
import { type Scope, within } from '../../language/sentences/scope.ts'

export const TITLE: Text = { de: 'Auffällige Tage', en: 'Days that stand out' }

export const METHOD: Text = {
  de: 'Die letzten sieben Tage jeder Kennzahl, jedes Landes, jeder Kategorie und jedes Kanals mit im Schnitt mindestens zwei Bestellungen am Tag werden mit dem verglichen, was aus Niveau, Wochenrhythmus und Feiertagen des Verlaufs davor zu erwarten war (exponentielle Glättung; Streuung nach Student oder, bei kleinen Zahlen, negativ binomial). Band: 99 %; es endet nach unten bei 0, beim Umsatz bei dem, was an einem Tag sonst höchstens storniert und erstattet wird. Gemeldet wird, was über alle Reihen und Tage zusammen auffällt: Das Verfahren von Benjamini und Hochberg hält den Anteil falscher Meldungen bei höchstens 5 %. Was dieselbe Ursache zeigt, wird zusammengefasst: Kennzahlen derselben Reihe, der ganze Shop und der Teil, der die Abweichung mindestens zur Hälfte trägt, und Teile, die in denselben Bestellungen abweichen.',
  en: 'The last seven days of every key figure and of every country, category and channel with at least two orders a day on average are held against what was to be expected from level, weekly rhythm and holidays of the days before (exponential smoothing; scatter after Student or, for small numbers, negative binomial). Band: 99%; downwards it ends at 0, for revenue at what is at most cancelled and refunded on a day. Told is what stands out over all series and days together: the procedure of Benjamini and Hochberg keeps the share of false alerts at 5% or below. What shows the same cause is told as one: figures of the same series, the whole shop and the part that makes at least half of the deviation, and parts that deviate in the same orders.',
}

/** ' Am deutlichsten zeigt es sich in der Kategorie „Zelte“ (+1.240 €).' Empty for no parts. */
export function partsSentence(parts: readonly { scope: Scope; cents: number }[], currency: string): Text {
  return bothLangs((lang) => {
    if (parts.length === 0) return ''
    const pen = pensFor(currency)[lang]
    const list = joinList(
      parts.map(({ scope, cents }) => `${within(scope, lang).trim()} (${pen.wholeChange(cents)})`),
      lang,
    )
    return lang === 'de' ? ` Am deutlichsten zeigt es sich ${list}.` : ` It shows most clearly ${list}.`
  })
}

const ANOMALY_WORD: Text = { de: 'die Suche nach auffälligen Tagen', en: 'the search for days that stand out' }

export function tooFewDays(have: number, need: number, from: Day): Text {
  return notEnoughData({ what: ANOMALY_WORD, unit: 'days', have, need, from })
}
