/** The frame of the report: headings, column names and the short words around the figures, written in both languages. */
import type { Lang } from '../../core/lang.ts'

interface FrameWords {
  readonly report: string
  readonly created: string
  readonly skip: string
  readonly contents: string
  readonly keyFigures: string
  readonly figures: string
  readonly important: string
  readonly noFindings: string
  readonly noSections: string
  readonly held: string
  readonly ahead: string
  readonly night: string
  readonly basis: string
  readonly parameters: string
  readonly noQuery: string
  readonly firstRows: string
  readonly next: string
  readonly method: string
  readonly unknown: string
  readonly missing: string
  readonly interval: string
  readonly day: string
  readonly metric: string
  readonly said: string
  readonly came: string
  readonly verdict: string
  readonly naive: string
  readonly figure: string
  readonly value: string
  readonly step: string
  readonly state: string
  readonly time: string
  readonly rows: string
  readonly cause: string
  readonly incomplete: string
  readonly source: string
  readonly sources: string
  readonly page: string
  readonly of: string
  readonly whole: string
  readonly atStake: string
  readonly moreInReport: string
  readonly empty: string
  readonly direction: Readonly<Record<'good' | 'bad' | 'neutral', string>>
  readonly status: Readonly<Record<'done' | 'failed' | 'skipped', string>>
  readonly verdicts: Readonly<Record<'in' | 'above' | 'below' | 'open', string>>
  readonly metrics: Readonly<Record<'revenueCents' | 'orders', string>>
  readonly totals: Readonly<
    Record<'invoices' | 'customers' | 'countries' | 'cancelledLines' | 'lineTotalCents', string>
  >
}

export const WORDS: Readonly<Record<Lang, FrameWords>> = {
  de: {
    report: 'Morgenbericht',
    created: 'erstellt am',
    skip: 'Zum Inhalt springen',
    contents: 'Inhalt',
    keyFigures: 'Der Tag in Zahlen',
    figures: 'Kennzahlen',
    important: 'Was wichtig ist',
    noFindings:
      'Nichts Auffälliges. Hier steht, was vom Üblichen abweicht, geordnet nach Geld, sobald genug Bestellungen da sind.',
    noSections: 'Noch keine Auswertung. Sie steht hier nach der nächsten Nachtschicht.',
    held: 'Was gesagt war und was kam',
    ahead: 'Was für die nächsten Tage gesagt wird',
    night: 'Nachtschicht',
    basis: 'Grundlage',
    parameters: 'Parameter',
    noQuery: 'Diese Zeilen stammen nicht aus einer Abfrage.',
    firstRows: 'Erste Zeilen',
    next: 'Nächste Schritte',
    method: 'So gerechnet',
    unknown: 'nicht bekannt',
    missing: 'Es fehlt',
    interval: 'Spanne',
    day: 'Tag',
    metric: 'Größe',
    said: 'Gesagt',
    came: 'Gekommen',
    verdict: 'Ergebnis',
    naive: 'Woche davor',
    figure: 'Kennzahl',
    value: 'Wert',
    step: 'Schritt',
    state: 'Stand',
    time: 'Dauer',
    rows: 'Zeilen',
    cause: 'Grund',
    incomplete: 'Dieser Bericht ist nicht vollständig',
    source: 'Beleg',
    sources: 'Belege',
    page: 'Seite',
    of: 'von',
    whole: 'Den ganzen Bericht öffnen',
    atStake: 'Es geht um',
    moreInReport: 'Alle Tabellen, Diagramme und Belege stehen im ganzen Bericht.',
    empty: 'Keine Zeilen.',
    direction: { good: 'erfreulich', bad: 'ungünstig', neutral: 'Hinweis' },
    status: { done: 'fertig', failed: 'fehlgeschlagen', skipped: 'ausgelassen' },
    verdicts: { in: 'im Band', above: 'über dem Band', below: 'unter dem Band', open: 'noch nicht bekannt' },
    metrics: { revenueCents: 'Umsatz', orders: 'Bestellungen' },
    totals: {
      invoices: 'Belege',
      customers: 'Kunden',
      countries: 'Länder',
      cancelledLines: 'stornierte Zeilen',
      lineTotalCents: 'Summe aller Zeilen',
    },
  },
  en: {
    report: 'Morning report',
    created: 'written on',
    skip: 'Skip to content',
    contents: 'Contents',
    keyFigures: 'The day in figures',
    figures: 'Key figures',
    important: 'What matters',
    noFindings:
      'Nothing out of the ordinary. What departs from the usual will stand here, by money at stake, once there are enough orders.',
    noSections: 'No analysis yet. It will stand here after the next night shift.',
    held: 'What was said and what came',
    ahead: 'What is said for the days to come',
    night: 'Night shift',
    basis: 'Basis',
    parameters: 'Parameters',
    noQuery: 'These rows do not come from a query.',
    firstRows: 'First rows',
    next: 'What to do next',
    method: 'How it was reckoned',
    unknown: 'not known',
    missing: 'Missing',
    interval: 'Range',
    day: 'Day',
    metric: 'Measure',
    said: 'Said',
    came: 'Came',
    verdict: 'Outcome',
    naive: 'Week before',
    figure: 'Figure',
    value: 'Value',
    step: 'Step',
    state: 'State',
    time: 'Took',
    rows: 'Rows',
    cause: 'Cause',
    incomplete: 'This report is not complete',
    source: 'Evidence',
    sources: 'Evidence',
    page: 'Page',
    of: 'of',
    whole: 'Open the whole report',
    atStake: 'At stake',
    moreInReport: 'All tables, charts and evidence are in the whole report.',
    empty: 'No rows.',
    direction: { good: 'good news', bad: 'bad news', neutral: 'note' },
    status: { done: 'done', failed: 'failed', skipped: 'left out' },
    verdicts: { in: 'within the band', above: 'above the band', below: 'below the band', open: 'not known yet' },
    metrics: { revenueCents: 'Revenue', orders: 'Orders' },
    totals: {
      invoices: 'Documents',
      customers: 'Customers',
      countries: 'Countries',
      cancelledLines: 'Cancelled lines',
      lineTotalCents: 'Sum of all lines',
    },
  },
}
