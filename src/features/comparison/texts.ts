/** The sentences of the comparison. */
import type { Lang, Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { channelName } from '../../language/channel.ts'
import { formatDay } from '../../language/dates.ts'
import { countryName, fromCountry } from '../../language/grammar/country.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { bothLangs, many, pensFor, prose, type Statement, steps, zahl } from '../../language/sentences/pen.ts'
import { type HitMatch, matchText } from '../visits/index.ts'
import type { Cell } from './schema.ts'

export const TITLE: Text = { de: 'Geräte, Browser, Länder und Kanäle', en: 'Devices, browsers, countries and channels' }

export const METHOD: Text = {
  de: 'Anteil der Besuche (Sitzungen), die nach einem Schritt auf dem Weg zur Bestellung zu irgendeinem späteren kamen, je Gerät, Browser, Browser und Gerät, Land und Kanal: letzte 7 Tage gegen die 28 davor und gegen alle übrigen Besuche (Test zweier Anteile, Spannen nach Newcombe; Anteil falscher Meldungen nach Benjamini und Hochberg höchstens 1 %, über alle Felder und Schritte). Abbruch: Rückgang um mindestens ein Fünftel. Gemeldet wird das Feld, das ihn am deutlichsten zeigt; dann wird ohne seine Besuche weitergesucht. Geld: ausbleibende Besuche mal dem, was ein weitergehender Besuch in den Wochen davor brachte.',
  en: 'Share of visits (sessions) that came from a step on the way to the order to any later one, per device, browser, browser and device, country and channel: last 7 days against the 28 before and against all other visits (test of two proportions, Newcombe intervals; share of false alerts after Benjamini and Hochberg at most 1%, over all cells and steps). Break: a fall by at least a fifth. The cell that shows it most clearly is reported; then the search goes on without its visits. Money: visits that stay away times what a visit that went on brought in the weeks before.',
}

export const TOO_YOUNG: Text = {
  de: 'Ob etwas auf dem Weg zur Bestellung abbricht, lässt sich noch nicht sagen: Dafür braucht es Besuche aus mindestens drei Wochen mit Ereignissen wie „Checkout Started“ und „Order Completed“.',
  en: 'Whether something breaks on the way to the order cannot be said yet: that takes visits of at least three weeks with events such as “Checkout Started” and “Order Completed”.',
}

/** 'Safari 17', 'Safari 17 (mobile)', 'Österreich', 'Kanal „Soziale Medien“', 'Alle Besuche'. */
export function cellName({ device, browser, country, channel }: Cell): Text {
  return bothLangs((lang) => {
    if (browser !== undefined) return device === undefined ? browser : `${browser} (${device})`
    if (device !== undefined) return `${lang === 'de' ? 'Gerät' : 'Device'} ${quoteName(device, lang)}`
    if (country !== undefined) return countryName(country, lang)
    if (channel !== undefined) return `${lang === 'de' ? 'Kanal' : 'Channel'} ${quoteName(channelName(channel), lang)}`
    return lang === 'de' ? 'Alle Besuche' : 'All visits'
  })
}

/** Within a sentence: ' mit Safari 17', ' aus Österreich', or nothing for all. */
function withCell(cell: Cell, lang: Lang): string {
  const { device, browser, country, channel } = cell
  if (browser !== undefined) return ` ${lang === 'de' ? 'mit' : 'using'} ${cellName(cell)[lang]}`
  if (device !== undefined) return ` ${lang === 'de' ? 'auf dem Gerät' : 'on the device'} ${quoteName(device, lang)}`
  if (country !== undefined) return ` ${fromCountry(country, lang)}`
  if (channel !== undefined)
    return ` ${lang === 'de' ? 'über den Kanal' : 'through the channel'} ${quoteName(channelName(channel), lang)}`
  return ''
}

/** A step in quotation marks: „payment“, „In den Warenkorb gelegt“. */
const stepName = (step: HitMatch, lang: Lang) => quoteName(step.step === '' ? matchText(step) : step.step, lang)

export function daysChart(cell: Cell, step: HitMatch): Text {
  return bothLangs((lang) =>
    lang === 'de'
      ? `Besuche${withCell(cell, lang)}, die nach dem Schritt ${stepName(step, lang)} weitergingen`
      : `Visits${withCell(cell, lang)} that went on after the step ${stepName(step, lang)}`,
  )
}

interface CellFacts {
  readonly cell: Cell
  readonly step: HitMatch
  readonly reached: number
  readonly went: number
  /** Of all other visits now; null: there are none. */
  readonly othersShare: number | null
  readonly currency: string
}

export interface BreakFacts extends CellFacts {
  readonly since: Day
  readonly shareBefore: number
  readonly beforeDays: number
  /** Null: too few orders to say. */
  readonly centsPerDay: { readonly value: number; readonly low: number; readonly high: number } | null
}

/** Visits reach a step and no longer get on. */
export function breakStatement(facts: BreakFacts): Statement {
  const { cell, step } = facts
  const name = cellName(cell)
  return {
    title: bothLangs((lang) =>
      lang === 'de'
        ? `Besuche${withCell(cell, lang)} brechen beim Schritt ${stepName(step, lang)} ab`
        : `Visits${withCell(cell, lang)} break off at the step ${stepName(step, lang)}`,
    ),
    sentence: bothLangs((lang) => breakSentence(facts, lang)),
    next: steps(
      cell.browser === undefined
        ? ['Einen Kauf bis zum Ende durchspielen', 'Play a purchase through to the end']
        : [`Einen Kauf mit ${name.de} bis zum Ende durchspielen`, `Play a purchase through to the end in ${name.en}`],
      [
        'Letzte Änderungen an diesem Schritt und an den Zahlarten prüfen, notfalls zurücknehmen',
        'Check the last changes to this step and to the payment methods; undo them if need be',
      ],
    ),
  }
}

function breakSentence(facts: BreakFacts, lang: Lang): string {
  const { cell, reached, went, othersShare, centsPerDay, beforeDays } = facts
  const pen = pensFor(facts.currency)[lang]
  const since = formatDay(facts.since, 'long', lang)
  const step = stepName(facts.step, lang)
  const now = pen.percent(reached > 0 ? went / reached : 0)
  const before = pen.percent(facts.shareBefore)
  if (lang === 'de') {
    return prose(
      `Von ${zahl(reached, 'Besuch', { case: 'dative', zero: 'digit' })}${withCell(cell, lang)}, die seit dem ${since} den Schritt ${step} erreichten, ${went === 1 ? 'ging' : 'gingen'} ${pen.count(went)} weiter (${now}); in den ${beforeDays} Tagen davor waren es ${before}.`,
      othersShare === null ? null : `Bei allen anderen sind es jetzt ${pen.percent(othersShare)}.`,
      centsPerDay === null
        ? null
        : `Das kostet am Tag etwa ${pen.short(centsPerDay.value)} (${pen.range(centsPerDay, 'cents')}).`,
    )
  }
  return prose(
    `Of ${many(reached, 'visit', 'digit')}${withCell(cell, lang)} that have reached the step ${step} since ${since}, ${pen.count(went)} went on (${now}); in the ${beforeDays} days before it was ${before}.`,
    othersShare === null ? null : `For all others it is now ${pen.percent(othersShare)}.`,
    centsPerDay === null
      ? null
      : `That costs about ${pen.short(centsPerDay.value)} a day (${pen.range(centsPerDay, 'cents')}).`,
  )
}

export interface GapFacts extends CellFacts {
  readonly days: number
  readonly cents: { readonly value: number; readonly low: number; readonly high: number } | null
}

/** A part that has long done worse than the rest. */
export function gapStatement(facts: GapFacts): Statement {
  const { cell, step, reached, went, othersShare, days, cents, currency } = facts
  return {
    title: bothLangs((lang) =>
      lang === 'de'
        ? `Besuche${withCell(cell, lang)} kommen nach ${stepName(step, lang)} seltener weiter`
        : `Visits${withCell(cell, lang)} get on less often after ${stepName(step, lang)}`,
    ),
    sentence: bothLangs((lang) => {
      const pen = pensFor(currency)[lang]
      const share = pen.percent(reached > 0 ? went / reached : 0)
      const money = cents === null ? null : `${pen.short(cents.value)} (${pen.range(cents, 'cents')})`
      if (lang === 'de') {
        return prose(
          `Von ${zahl(reached, 'Besuch', { case: 'dative', zero: 'digit' })}${withCell(cell, lang)} gingen in ${zahl(days, 'Tag', { case: 'dative' })} ${share} weiter, von allen anderen ${pen.percent(othersShare)}; das war auch in den Wochen davor so.`,
          money === null
            ? null
            : `Kämen sie so oft weiter wie die anderen, brächte das in dieser Zeit ${money}. Es kann aber auch daran liegen, wer so zu Besuch kommt.`,
        )
      }
      return prose(
        `Of ${many(reached, 'visit', 'digit')}${withCell(cell, lang)}, ${share} went on within ${many(days, 'day')}, of all others ${pen.percent(othersShare)}; it was like that in the weeks before too.`,
        money === null
          ? null
          : `If they got on as often as the others, that would bring ${money} in this time. It may also be a matter of who comes that way.`,
      )
    }),
    next: steps([
      `Den Weg zur Bestellung mit ${cellName(cell).de} durchspielen und Ladezeit, Eingabefelder und Zahlarten vergleichen`,
      `Walk through the way to the order with ${cellName(cell).en} and compare loading time, input fields and payment methods`,
    ]),
  }
}
