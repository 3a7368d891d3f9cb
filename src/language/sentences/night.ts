import type { Lang, Text } from '../../core/lang.ts'
import { formatDuration, formatTime } from '../dates.ts'
import { type Name, quoteName } from '../grammar/quote.ts'
import { bothLangs, many, prose, type Statement, steps, zahl } from './pen.ts'

export interface FailedStep {
  readonly step: Name
  /** The fault's message, as it was thrown. */
  readonly error: string
  readonly attempts: number
  /** When it is tried again (UTC milliseconds); null: not by itself. */
  readonly retryAt: number | null
  readonly timeZone: string
}

/** The fault in quotes, on one line and without its own full stop: its language is the program's. */
function faultText(error: string, lang: Lang): string {
  const fault = error.replace(/[.!\s]+$/, '').trim()
  if (fault === '') return lang === 'de' ? 'ohne nähere Angabe' : 'no details given'
  return quoteName(fault, lang)
}

/** 'Der Schritt „Kundenwert“ ist nach 3 Versuchen fehlgeschlagen: … Die anderen Schritte liefen weiter. …' */
export function failedStep(params: FailedStep): Statement {
  const { step, error, attempts, retryAt } = params
  return {
    title: bothLangs((lang) =>
      lang === 'de' ? `Schritt ${quoteName(step, lang)} ist fehlgeschlagen` : `Step ${quoteName(step, lang)} failed`,
    ),
    sentence: bothLangs((lang) => {
      const name = quoteName(step, lang)
      const again = retryAt === null ? null : formatTime(retryAt, { lang, timeZone: params.timeZone })
      if (lang === 'de') {
        const tries = zahl(attempts, 'Versuch', { case: 'dative', zero: 'digit' })
        return prose(
          `Der Schritt ${name} ist nach ${tries} fehlgeschlagen: ${faultText(error, lang)}.`,
          'Sein Teil fehlt in diesem Bericht, die anderen Schritte liefen weiter.',
          again === null ? null : `Der nächste Versuch ist um ${again}.`,
        )
      }
      const tries = many(attempts, 'attempt', 'digit')
      return prose(
        `The step ${name} failed after ${tries}: ${faultText(error, lang)}.`,
        'Its part is missing from this report, the other steps went on.',
        again === null ? null : `The next attempt is at ${again}.`,
      )
    }),
    next:
      retryAt === null
        ? steps([
            'Ursache beheben und die Nachtschicht noch einmal starten',
            'Fix the cause and run the night shift again',
          ])
        : [],
  }
}

/** 'Der Abschnitt „Kundenwert“ fehlt, weil der Schritt „Kunden“ nicht fertig wurde.' */
export function missingSection(params: { readonly section: Name; readonly becauseOf: Name | null }): Text {
  return bothLangs((lang) => {
    const section = quoteName(params.section, lang)
    const cause = params.becauseOf === null ? null : quoteName(params.becauseOf, lang)
    if (lang === 'de')
      return `Der Abschnitt ${section} fehlt${cause === null ? '' : `, weil der Schritt ${cause} nicht fertig wurde`}.`
    return `The section ${section} is missing${cause === null ? '' : ` because the step ${cause} did not finish`}.`
  })
}

export interface NightSummary {
  readonly steps: number
  readonly failed: number
  readonly startedAt: number
  readonly endedAt: number
  readonly timeZone: string
}

/** 'Nachtschicht von 02:00 Uhr bis 02:03 Uhr (2 Min. 41 s): 11 Schritte, keiner fehlgeschlagen.' */
export function nightSummary(params: NightSummary): Text {
  return bothLangs((lang) => {
    const style = { lang, timeZone: params.timeZone }
    const from = formatTime(params.startedAt, style)
    const to = formatTime(params.endedAt, style)
    const took = formatDuration(params.endedAt - params.startedAt, lang)
    if (lang === 'de') {
      const failed = params.failed === 0 ? 'keiner' : `davon ${params.failed}`
      return `Nachtschicht von ${from} bis ${to} (${took}): ${zahl(params.steps, 'Schritt')}, ${failed} fehlgeschlagen.`
    }
    const failed = params.failed === 0 ? 'none' : params.failed
    return `Night shift from ${from} to ${to} (${took}): ${many(params.steps, 'step')}, ${failed} failed.`
  })
}
