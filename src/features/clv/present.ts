/** The figures, tables, chart and finding of the lifetime analysis. Pure. */
import type { Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { lifetimeValue } from '../../language/sentences/customers.ts'
import type { Chart, Evidence, Figure, Finding, Table } from '../findings/index.ts'
import type { Fits, Outlook } from './fit.ts'
import { around, type Backtest, type Slipping, type Totals } from './model.ts'
import type { Base, CustomerRow } from './store.ts'
import { slippingStatement, UNCLEAR } from './texts.ts'

export interface Reading {
  readonly base: Base
  readonly totals: Totals
  readonly tests: readonly Backtest[]
  /** By which factor purchases and revenue may lie off; null: too few back tests. */
  readonly purchaseSpread: number | null
  readonly revenueSpread: number | null
  /** Whether anything can be said about who has left. */
  readonly leaving: boolean
  readonly evidence: Evidence
}

function figure(part: Pick<Figure, 'id' | 'label' | 'value' | 'unit' | 'n' | 'evidenceId'> & Partial<Figure>): Figure {
  return { interval: null, missing: null, comparisons: [], ...part }
}

export function clvFigures(reading: Reading): Figure[] {
  const { base, totals, tests, evidence } = reading
  const n = base.customers
  const evidenceId = evidence.id
  const figures = [
    figure({
      id: 'clv.purchases',
      label: {
        de: 'Erwartete Käufe heutiger Kunden, 12 Monate',
        en: 'Expected purchases of present customers, 12 months',
      },
      value: totals.purchases,
      unit: 'number',
      interval: around(totals.purchases, reading.purchaseSpread),
      n,
      evidenceId,
    }),
    figure({
      id: 'clv.revenue',
      label: {
        de: 'Erwarteter Umsatz heutiger Kunden, 12 Monate',
        en: 'Expected revenue of present customers, 12 months',
      },
      value: totals.cents,
      unit: 'cents',
      interval: around(totals.cents, reading.revenueSpread),
      n,
      evidenceId,
    }),
    figure({
      id: 'clv.top-share',
      label: {
        de: 'Anteil des wertvollsten Zehntels am erwarteten Umsatz',
        en: 'Share of expected revenue carried by the top tenth',
      },
      value: totals.topShare,
      unit: 'ratio',
      n,
      missing: totals.topShare === null ? { de: 'Kein Umsatz zu erwarten.', en: 'No revenue to be expected.' } : null,
      evidenceId,
    }),
    figure({
      id: 'clv.alive',
      label: { de: 'Mehrfachkäufer, die wohl noch Kunden sind', en: 'Repeat buyers who are probably still customers' },
      value: reading.leaving ? totals.alive : null,
      unit: 'count',
      n: base.repeaters,
      missing: reading.leaving ? null : UNCLEAR,
      evidenceId,
    }),
    figure({
      id: 'clv.once',
      label: { de: 'Kunden mit bisher einem Kauf', en: 'Customers with one purchase so far' },
      value: base.customers - base.repeaters,
      unit: 'count',
      n,
      evidenceId,
    }),
  ]
  const holdout = tests[0]
  return holdout === undefined ? figures : [...figures, holdoutFigure(holdout, 'clv.came')]
}

const NAIVE: Text = { de: 'naiv: wie im gleich langen Zeitraum davor', en: 'naive: as in the equally long time before' }

function holdoutFigure(test: Backtest, evidenceId: string): Figure {
  const off = (said: number) => (test.actual === 0 ? null : said / test.actual - 1)
  const value = off(test.predicted)
  return figure({
    id: 'clv.holdout',
    label: { de: 'Rückvergleich: Käufe gesagt gegen gekommen', en: 'Back test: purchases said against came' },
    value,
    unit: 'ratio',
    n: test.customers,
    missing:
      value === null ? { de: 'Im Rückvergleich kam kein Kauf.', en: 'No purchase came in the back test.' } : null,
    comparisons: [{ label: NAIVE, value: off(test.naive), change: null }],
    evidenceId,
  })
}

export function parameterTable(fits: Fits, correlation: number | null, evidence: Evidence): Table {
  const { purchases, values } = fits
  const errors = purchases.standardErrors
  const rows: (string | number | null)[][] = [
    ['BG/NBD r', purchases.r, errors?.r ?? null],
    ['BG/NBD alpha', purchases.alpha, errors?.alpha ?? null],
    ['BG/NBD a', purchases.a, errors?.a ?? null],
    ['BG/NBD b', purchases.b, errors?.b ?? null],
    ['BG/NBD log L', purchases.logLikelihood, null],
  ]
  if (values !== null) {
    const own = values.standardErrors
    // A density per cent is a hundredth of that per whole unit, for each customer.
    const logLikelihood = values.logLikelihood + values.customers * Math.log(100)
    rows.push(
      ['Gamma-Gamma p', values.p, own?.p ?? null],
      ['Gamma-Gamma q', values.q, own?.q ?? null],
      ['Gamma-Gamma v', values.v / 100, own === null ? null : own.v / 100],
      ['Gamma-Gamma log L', logLikelihood, null],
    )
  }
  rows.push(['corr(x, m)', correlation, null])
  return {
    id: 'clv.parameters',
    title: { de: 'Angepasste Modelle', en: 'Fitted models' },
    note: {
      de: 'Zeit in Wochen, Geld in ganzen Einheiten der Währung. corr(x, m): Zusammenhang von Häufigkeit und Wert; über 0,3 ist der Wert mit Vorsicht zu lesen.',
      en: 'Time in weeks, money in whole units of the currency. corr(x, m): correlation of frequency and value; beyond 0.3 read the value with care.',
    },
    columns: [
      { key: 'name', label: { de: 'Größe', en: 'Parameter' }, unit: 'text' },
      { key: 'value', label: { de: 'Wert', en: 'Value' }, unit: 'number' },
      { key: 'error', label: { de: 'Standardfehler', en: 'Standard error' }, unit: 'number' },
    ],
    rows,
    rowCount: rows.length,
    evidenceId: evidence.id,
  }
}

export function backtestTable(tests: readonly Backtest[], evidence: Evidence): Table {
  const ratio = (said: number, came: number) => (came === 0 ? null : said / came - 1)
  const rows = tests.map((test) => [
    test.span.until,
    test.span.end,
    test.customers,
    test.predicted,
    test.actual,
    ratio(test.predicted, test.actual),
    test.naive,
    ratio(test.naive, test.actual),
    test.error,
    test.naiveError,
    test.predictedCents,
    test.actualCents,
  ])
  const column = (key: string, de: string, en: string, unit: Table['columns'][number]['unit']) => ({
    key,
    label: { de, en },
    unit,
  })
  return {
    id: 'clv.backtests',
    title: { de: 'Rückvergleiche: gesagt und gekommen', en: 'Back tests: said and came' },
    note: tests.some(({ span }) => span.every > 1)
      ? {
          de: `Jeder ${tests[0]?.span.every ?? 1}. Kunde, ausgewählt nach dem Schlüssel.`,
          en: `One customer in ${tests[0]?.span.every ?? 1}, chosen by key.`,
        }
      : null,
    columns: [
      column('until', 'Gelernt bis', 'Learnt until', 'date'),
      column('end', 'Verglichen bis', 'Compared until', 'date'),
      column('customers', 'Kunden', 'Customers', 'count'),
      column('predicted', 'Käufe gesagt', 'Purchases said', 'count'),
      column('actual', 'Käufe gekommen', 'Purchases came', 'count'),
      column('off', 'Abweichung', 'Off by', 'ratio'),
      column('naive', 'Naiv', 'Naive', 'count'),
      column('naiveOff', 'Abweichung naiv', 'Naive off by', 'ratio'),
      column('error', 'Fehler je Kunde', 'Error per customer', 'number'),
      column('naiveError', 'Fehler je Kunde, naiv', 'Error per customer, naive', 'number'),
      column('cents', 'Umsatz gesagt', 'Revenue said', 'cents'),
      column('cameCents', 'Umsatz gekommen', 'Revenue came', 'cents'),
    ],
    rows,
    rowCount: rows.length,
    evidenceId: evidence.id,
  }
}

const CUSTOMER_COLUMNS: Table['columns'] = [
  { key: 'customer', label: { de: 'Kunde', en: 'Customer' }, unit: 'text' },
  { key: 'last', label: { de: 'Letzter Kauf', en: 'Last purchase' }, unit: 'date' },
  { key: 'purchases', label: { de: 'Käufe', en: 'Purchases' }, unit: 'count' },
  { key: 'year', label: { de: 'Umsatz 12 Monate', en: 'Revenue 12 months' }, unit: 'cents' },
]

function firstCells(row: CustomerRow): (string | number | null)[] {
  return [row.customer_id, row.last_day, row.frequency + 1, row.year_cents]
}

export function topTable(
  places: readonly number[],
  customers: readonly CustomerRow[],
  outlook: Outlook,
  reading: Reading,
  evidence: Evidence,
): Table {
  const byPlace = new Map(customers.map((row) => [row.place, row]))
  const rows = places.flatMap((place) => {
    const row = byPlace.get(place)
    if (row === undefined) return []
    return [
      [
        ...firstCells(row),
        outlook.purchases[place] ?? 0,
        outlook.cents[place] ?? 0,
        row.frequency > 0 && reading.leaving ? (outlook.alive[place] ?? 0) : null,
      ],
    ]
  })
  return {
    id: 'clv.top',
    title: { de: 'Kunden mit dem höchsten erwarteten Umsatz', en: 'Customers with the highest expected revenue' },
    note: null,
    columns: [
      ...CUSTOMER_COLUMNS,
      {
        key: 'expected',
        label: { de: 'Erwartete Käufe, 12 Monate', en: 'Expected purchases, 12 months' },
        unit: 'number',
      },
      { key: 'cents', label: { de: 'Erwarteter Umsatz, 12 Monate', en: 'Expected revenue, 12 months' }, unit: 'cents' },
      { key: 'alive', label: { de: 'Noch Kunde', en: 'Still a customer' }, unit: 'ratio' },
    ],
    rows,
    rowCount: reading.base.customers,
    evidenceId: evidence.id,
  }
}

export function slippingTable(
  slipping: readonly Slipping[],
  customers: readonly CustomerRow[],
  total: number,
  evidence: Evidence,
): Table {
  const byPlace = new Map(customers.map((row) => [row.place, row]))
  const rows = slipping.flatMap(({ place, aliveBefore, aliveNow, centsBefore, centsNow }) => {
    const row = byPlace.get(place)
    return row === undefined ? [] : [[...firstCells(row), aliveBefore, aliveNow, centsBefore - centsNow]]
  })
  return {
    id: 'clv.slipping',
    title: { de: 'Wertvolle Kunden, die wohl gehen', en: 'Valuable customers who are probably leaving' },
    note: null,
    columns: [
      ...CUSTOMER_COLUMNS,
      { key: 'before', label: { de: 'Noch Kunde, vorher', en: 'Still a customer, before' }, unit: 'ratio' },
      { key: 'now', label: { de: 'Noch Kunde, heute', en: 'Still a customer, now' }, unit: 'ratio' },
      { key: 'lost', label: { de: 'Erwarteter Umsatz verloren', en: 'Expected revenue lost' }, unit: 'cents' },
    ],
    rows,
    rowCount: total,
    evidenceId: evidence.id,
  }
}

export function tenthsChart({ base, totals, evidence }: Reading, currency: string): Chart | null {
  if (totals.topShare === null) return null
  return {
    id: 'clv.tenths',
    title: lifetimeValue({
      customers: base.customers,
      horizonDays: 365,
      totalCents: totals.cents,
      interval: null,
      topShare: 0.1,
      topValueShare: totals.topShare,
      currency,
    }).title,
    kind: 'bar',
    unit: 'ratio',
    x: totals.tenths.map((_, tenth) => String(tenth + 1)),
    series: [
      {
        name: { de: 'Anteil am erwarteten Umsatz je Zehntel', en: 'Share of expected revenue per tenth' },
        role: 'actual',
        values: [...totals.tenths],
      },
    ],
    marks: [],
    evidenceId: evidence.id,
  }
}

export interface SlippingContext {
  readonly since: Day
  readonly currency: string
  readonly evidence: Evidence
}

export function slippingFinding(
  slipping: readonly Slipping[],
  { revenueSpread, evidence: base }: Reading,
  { since, currency, evidence }: SlippingContext,
): Finding | null {
  if (slipping.length === 0) return null
  const beforeCents = slipping.reduce((sum, one) => sum + one.centsBefore, 0)
  const lostCents = Math.round(beforeCents - slipping.reduce((sum, one) => sum + one.centsNow, 0))
  const statement = slippingStatement({ customers: slipping.length, lostCents, beforeCents, since, currency })
  return {
    id: 'clv.slipping',
    kind: 'customers',
    direction: 'bad',
    stakeCents: -lostCents,
    stakePeriodDays: 365,
    ...statement,
    next: [...statement.next],
    figure: figure({
      id: 'clv.slipping',
      label: {
        de: 'Erwarteter Umsatz von zwölf Monaten, der verloren geht',
        en: 'Expected revenue of twelve months that is lost',
      },
      value: lostCents,
      unit: 'cents',
      interval: around(lostCents, revenueSpread),
      n: slipping.length,
      evidenceId: evidence.id,
    }),
    chart: null,
    evidenceIds: [evidence.id, base.id],
  }
}
