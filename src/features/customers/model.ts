/** From the moves between segments to figures, tables and findings. Pure. */
import type { Text } from '../../core/lang.ts'
import { type Day, daysBetween } from '../../core/time.ts'
import { WORDS } from '../../language/words.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import { type Chart, type Evidence, type Figure, type Finding, type Table, tableOf } from '../findings/index.ts'
import { RETURN_DAYS, SEGMENT_NAMES, SEGMENTS, type Segment, type SegmentOrNone } from './segments.ts'
import type { Candidate, Move } from './store.ts'
import { chartTitle, returnedStatement, slidStatement } from './texts.ts'

/** Fewer customers at risk than this give no return rate. */
const MIN_SEEN = 30
/** A move below this share of the year's revenue is no finding. */
const MIN_SHARE = 0.002
const LEVEL = 0.95

const VALUABLE: readonly SegmentOrNone[] = ['champions', 'loyal']
const ASLEEP: readonly SegmentOrNone[] = ['at-risk', 'hibernating']
const AWAKE: readonly SegmentOrNone[] = ['champions', 'loyal', 'promising']

export interface Totals {
  readonly customers: number
  readonly yearCents: number
  readonly sinceCents: number
}

/** Customers and revenue of the moves that `from` and `to` allow; empty lists allow all. */
export function totalOf(moves: readonly Move[], from: readonly SegmentOrNone[], to: readonly SegmentOrNone[]): Totals {
  let customers = 0
  let yearCents = 0
  let sinceCents = 0
  for (const move of moves) {
    if (move.segment_before === 'none' && move.segment_now === 'none') continue
    if (from.length > 0 && !from.includes(move.segment_before)) continue
    if (to.length > 0 && !to.includes(move.segment_now)) continue
    customers += move.customers
    yearCents += move.year_cents
    sinceCents += move.since_cents
  }
  return { customers, yearCents, sinceCents }
}

export interface Reading {
  readonly moves: readonly Move[]
  readonly asOf: Day
  readonly previous: Day
  readonly currency: string
}

function comparison(previous: Text, before: number, now: number): Figure['comparisons'] {
  return [{ label: previous, value: before, change: before === 0 ? null : now / before - 1 }]
}

const PREVIOUS: Text = { de: 'beim letzten Bericht', en: 'at the last report' }

export function customerFigures(reading: Reading, evidence: Evidence): Figure[] {
  const { moves } = reading
  const count = (id: string, label: Text, segments: readonly Segment[]): Figure => {
    const value = totalOf(moves, [], segments).customers
    const before = totalOf(moves, segments, []).customers
    return {
      id: `customers.${id}`,
      label,
      value,
      unit: 'count',
      interval: null,
      n: value,
      missing: null,
      comparisons: comparison(PREVIOUS, before, value),
      evidenceId: evidence.id,
    }
  }
  const atRisk = totalOf(moves, [], ['at-risk'])
  return [
    count(
      'active',
      { de: 'Kunden mit Bestellung in 24 Monaten', en: 'Customers with an order in 24 months' },
      SEGMENTS,
    ),
    count('champions', SEGMENT_NAMES.champions, ['champions']),
    count('at-risk', { de: 'Gefährdete Kunden', en: 'Customers at risk' }, ['at-risk']),
    {
      id: 'customers.at-risk-revenue',
      label: { de: 'Umsatz der Gefährdeten, 12 Monate', en: 'Revenue of customers at risk, 12 months' },
      value: atRisk.yearCents,
      unit: 'cents',
      interval: null,
      n: atRisk.customers,
      missing: null,
      comparisons: [],
      evidenceId: evidence.id,
    },
  ]
}

/** Share of the year's revenue whose buyer is known; what segments can speak about at all. */
export function knownFigure(
  row: { known_cents: number; all_cents: number; orders: number } | undefined,
  evidence: Evidence,
): Figure {
  const known = row !== undefined && row.all_cents > 0
  return {
    id: 'customers.known-share',
    label: { de: 'Umsatz mit bekanntem Kunden, 12 Monate', en: 'Revenue with a known customer, 12 months' },
    value: known ? row.known_cents / row.all_cents : null,
    unit: 'ratio',
    interval: null,
    n: row?.orders ?? 0,
    missing: known ? null : { de: 'Kein Umsatz in zwölf Monaten.', en: 'No revenue in twelve months.' },
    comparisons: [],
    evidenceId: evidence.id,
  }
}

export function segmentTable({ moves }: Reading, evidence: Evidence): Table {
  const all = totalOf(moves, [], SEGMENTS)
  const rows = SEGMENTS.map((segment) => {
    const now = totalOf(moves, [], [segment])
    const stayed = totalOf(moves, [segment], [segment]).customers
    const before = totalOf(moves, [segment], []).customers
    return [
      SEGMENT_NAMES[segment],
      now.customers,
      all.customers === 0 ? null : now.customers / all.customers,
      now.yearCents,
      all.yearCents > 0 ? now.yearCents / all.yearCents : null,
      now.customers === 0 ? null : now.yearCents / now.customers,
      now.customers - stayed,
      before - stayed,
    ]
  })
  return {
    id: 'customers.segments',
    title: { de: 'Kunden nach Segment', en: 'Customers by segment' },
    note: null,
    columns: [
      { key: 'segment', label: { de: 'Segment', en: 'Segment' }, unit: 'text' },
      { key: 'customers', label: { de: 'Kunden', en: 'Customers' }, unit: 'count' },
      { key: 'share', label: { de: 'Anteil', en: 'Share' }, unit: 'ratio' },
      { key: 'year', label: { de: 'Umsatz 12 Monate', en: 'Revenue 12 months' }, unit: 'cents' },
      { key: 'yearShare', label: { de: 'Anteil am Umsatz', en: 'Share of revenue' }, unit: 'ratio' },
      { key: 'average', label: { de: 'Umsatz je Kunde', en: 'Revenue per customer' }, unit: 'cents' },
      { key: 'in', label: { de: 'Hinzugekommen', en: 'Moved in' }, unit: 'count' },
      { key: 'out', label: { de: 'Weggegangen', en: 'Moved out' }, unit: 'count' },
    ],
    rows,
    rowCount: rows.length,
    evidenceId: evidence.id,
  }
}

export function moveTable({ moves }: Reading, evidence: Evidence): Table {
  const all: readonly SegmentOrNone[] = [...SEGMENTS, 'none']
  const rows = all.map((from) => [SEGMENT_NAMES[from], ...all.map((to) => totalOf(moves, [from], [to]).customers)])
  return {
    id: 'customers.moves',
    title: { de: 'Wer von wo nach wo gewechselt ist', en: 'Who moved from where to where' },
    note: {
      de: 'Zeilen: Segment beim letzten Bericht. Spalten: Segment heute.',
      en: 'Rows: segment at the last report. Columns: segment now.',
    },
    columns: [
      { key: 'from', label: { de: 'Von', en: 'From' }, unit: 'text' },
      ...all.map((to) => ({ key: to, label: SEGMENT_NAMES[to], unit: 'count' as const })),
    ],
    rows,
    rowCount: rows.length,
    evidenceId: evidence.id,
  }
}

export function candidateTable(candidates: readonly Candidate[], evidence: Evidence): Table {
  return tableOf(
    {
      id: 'customers.win-back',
      title: { de: 'Rückgewinnung: gefährdete Kunden nach Wert', en: 'Win-back: customers at risk by value' },
      note: {
        de: 'Werbung erlaubt: nicht bekannt, wo Kunden nur aus ihren Bestellungen bekannt sind. Ohne Erlaubnis keine Werbemail.',
        en: 'Advertising allowed: unknown where customers are known from their orders alone. No advertising mail without consent.',
      },
      evidenceId: evidence.id,
      rowCount: candidates[0]?.total ?? 0,
    },
    candidates,
    [
      ['customer', { de: 'Kunde', en: 'Customer' }, 'text', (row) => row.customer_id],
      ['last', { de: 'Letzte Bestellung', en: 'Last order' }, 'date', (row) => row.last_day],
      ['recency', { de: 'Seither', en: 'Since then' }, 'days', (row) => row.recency_now],
      ['orders', { de: 'Bestellungen', en: 'Orders' }, 'count', (row) => row.orders_now],
      ['value', { de: 'Umsatz 24 Monate', en: 'Revenue 24 months' }, 'cents', (row) => row.value_now],
      ['year', { de: 'Umsatz 12 Monate', en: 'Revenue 12 months' }, 'cents', (row) => row.year_now],
      ['before', { de: 'Vorher', en: 'Before' }, 'text', (row) => SEGMENT_NAMES[row.segment_before]],
      ['consent', { de: 'Werbung erlaubt', en: 'Advertising allowed' }, 'text', consentCell],
    ],
  )
}

function consentCell({ accepts_marketing: accepts }: Candidate): Text {
  if (accepts === null) return WORDS.unknown
  return accepts === 1 ? { de: 'ja', en: 'yes' } : { de: 'nein', en: 'no' }
}

export function segmentChart({ moves, asOf, previous }: Reading, evidence: Evidence): Chart {
  const champions = totalOf(moves, [], ['champions']).customers
  return {
    id: 'customers.segments',
    title: chartTitle(champions, totalOf(moves, ['champions'], []).customers, previous),
    kind: 'bar',
    unit: 'count',
    x: [previous, asOf],
    series: SEGMENTS.map((segment) => ({
      name: SEGMENT_NAMES[segment],
      role: 'group' as const,
      values: [totalOf(moves, [segment], []).customers, totalOf(moves, [], [segment]).customers],
    })),
    marks: [],
    evidenceId: evidence.id,
  }
}

export function customerFindings(reading: Reading, moves: Evidence, chart: Chart): Finding[] {
  const year = totalOf(reading.moves, [], []).yearCents
  return [slidFinding(reading, moves, chart), returnedFinding(reading, moves)].filter(
    (finding) => finding !== null && Math.abs(finding.stakeCents ?? 0) >= year * MIN_SHARE,
  ) as Finding[] // nulls were filtered
}

function slidFinding(reading: Reading, moves: Evidence, chart: Chart): Finding | null {
  const { customers, yearCents } = totalOf(reading.moves, VALUABLE, ['at-risk'])
  if (customers === 0 || yearCents <= 0) return null
  const atRisk = reading.moves.reduce((sum, move) => sum + move.earlier_at_risk, 0)
  const returned = reading.moves.reduce((sum, move) => sum + move.returned, 0)
  const ends = atRisk >= MIN_SEEN ? wilsonInterval(returned, atRisk, LEVEL) : null
  const interval = ends === null ? null : { ...ends, level: LEVEL }
  const rate = interval === null ? 0 : returned / atRisk
  const lostCents = Math.round(yearCents * (1 - rate))
  const statement = slidStatement({
    customers,
    yearCents,
    lostCents,
    since: reading.previous,
    returned: interval === null ? null : { rate, interval, n: atRisk },
    currency: reading.currency,
  })
  return {
    id: 'customers.slid',
    kind: 'customers',
    direction: 'bad',
    stakeCents: -lostCents,
    stakePeriodDays: 365,
    ...statement,
    next: [...statement.next],
    figure: {
      id: 'customers.slid',
      label: {
        de: 'Jahresumsatz, der mit ihnen verloren geht, wenn nichts geschieht',
        en: 'Yearly revenue that goes with them if nothing is done',
      },
      value: lostCents,
      unit: 'cents',
      interval:
        interval === null
          ? null
          : {
              low: Math.round(yearCents * (1 - interval.high)),
              high: Math.round(yearCents * (1 - interval.low)),
              level: LEVEL,
            },
      n: customers,
      missing: null,
      comparisons: [],
      evidenceId: moves.id,
    },
    chart,
    evidenceIds: [moves.id],
  }
}

function returnedFinding(reading: Reading, moves: Evidence): Finding | null {
  const { customers, sinceCents } = totalOf(reading.moves, ASLEEP, AWAKE)
  if (customers === 0 || sinceCents <= 0) return null
  const { previous, asOf, currency } = reading
  const statement = returnedStatement({ customers, cents: sinceCents, since: previous, currency })
  return {
    id: 'customers.returned',
    kind: 'customers',
    direction: 'good',
    stakeCents: sinceCents,
    stakePeriodDays: daysBetween(previous, asOf),
    ...statement,
    next: [...statement.next],
    figure: {
      id: 'customers.returned',
      label: { de: 'Umsatz der Zurückgekehrten', en: 'Revenue of those who returned' },
      value: sinceCents,
      unit: 'cents',
      interval: null,
      n: customers,
      missing: null,
      comparisons: [],
      evidenceId: moves.id,
    },
    chart: null,
    evidenceIds: [moves.id],
  }
}

/** A sentence on how the return rate was counted, for the section's method. */
export const RETURN_METHOD: Text = {
  de: `Wie viele von selbst zurückkehren, wird an den Kunden gemessen, die vor ${RETURN_DAYS} Tagen gefährdet waren (Wilson-Spanne).`,
  en: `How many come back by themselves is measured on the customers who were at risk ${RETURN_DAYS} days ago (Wilson interval).`,
}
