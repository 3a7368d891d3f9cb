/** A seeded morning report with hostile names, gaps and a failed step, for the renderings' tests. */
import type { Lang, Text } from '../src/core/lang.ts'
import type { Claim, Contribution, Evidence, Figure, Finding, Table } from '../src/features/findings/index.ts'
import type { CheckedClaim, NightStep, Report } from '../src/features/report/schema.ts'
import {
  AS_OF,
  cohortChart,
  countryChart,
  driverChart,
  HOSTILE,
  LONG,
  monthsChart,
  revenueChart,
  same,
  seeded,
  t,
} from './report-charts.ts'

function evidence(id: string, title: Text, rowCount = 3): Evidence {
  return {
    id,
    title,
    sql: "SELECT day, sum(line_total_cents) AS revenue_cents, uniqExact(order_id) AS orders\nFROM order_lines\nWHERE day >= {from:Date} AND day <= {to:Date} AND kind IN ('product', 'shipping') AND title <> '<b>'\nGROUP BY day\nORDER BY day",
    params: { from: '2026-10-24', to: AS_OF },
    rowCount,
    columns: ['day', 'revenue_cents', 'orders', 'title'],
    sample: [
      ['2026-11-20', 3_981_240, 498, 'Regenjacke Fjell'],
      ['2026-11-21', 4_211_870, 530, HOSTILE],
      ['2026-11-22', 4_128_000, 512, null],
    ],
  }
}

interface FigureInput {
  readonly id: string
  readonly label: Text
  readonly value: number | null
  readonly unit: Figure['unit']
}

function figure(input: FigureInput, more: Partial<Figure> = {}): Figure {
  return { ...input, interval: null, n: null, missing: null, comparisons: [], evidenceId: 'sales.day', ...more }
}

function compared(values: readonly [number, number, number], now: number): Figure['comparisons'] {
  const labels = [
    t('Montag davor', 'Monday before'),
    t('Mittel der 28 Tage davor', 'Mean of the 28 days before'),
    t('Vor einem Jahr', 'A year ago'),
  ]
  return values.map((value, index) => ({ label: labels[index] ?? same(''), value, change: now / value - 1 }))
}

function productTable(rows = 12, rowCount = rows): Table {
  const random = seeded(11)
  return {
    id: 'products.top',
    title: t('Artikel nach Umsatz', 'Products by revenue'),
    note: t('Ohne Versand und Gutscheine.', 'Without shipping and vouchers.'),
    columns: [
      { key: 'title', label: t('Artikel', 'Product'), unit: 'text' },
      { key: 'revenue', label: t('Umsatz', 'Revenue'), unit: 'cents' },
      { key: 'pieces', label: t('Stück', 'Pieces'), unit: 'count' },
      { key: 'change', label: t('zur Vorwoche', 'on week before'), unit: 'ratio' },
      { key: 'last', label: t('Zuletzt', 'Last sold'), unit: 'date' },
    ],
    rows: Array.from({ length: rows }, (_, index) => [
      index === 0 ? HOSTILE : index === 1 ? LONG : `Artikel ${index + 1}`,
      Math.round(900_000 / (index + 1)),
      Math.round(400 / (index + 1)),
      index === 2 ? null : Math.round((random() - 0.4) * 1000) / 1000,
      AS_OF,
    ]),
    rowCount,
    evidenceId: 'products.top',
  }
}

function finding(id: string, more: Partial<Finding> & Pick<Finding, 'title' | 'sentence' | 'figure'>): Finding {
  return {
    id,
    kind: 'anomaly',
    direction: 'bad',
    stakeCents: null,
    stakePeriodDays: 1,
    chart: null,
    evidenceIds: ['sales.day'],
    next: [],
    ...more,
  }
}

function findings(): Finding[] {
  return [
    finding('funnel.payment.safari-17', {
      stakeCents: -390_000,
      title: t('Der Schritt „Zahlung“ bricht in Safari 17 ein', 'The payment step breaks in Safari 17'),
      sentence: t(
        'Seit dem 29. Oktober schließen in Safari 17 nur noch 31,4 % der Käufer die Zahlung ab; erwartet waren 68,0 %. Andere Browser sind nicht betroffen.',
        'Since 29 October only 31.4% of buyers in Safari 17 complete the payment; 68.0% were expected. Other browsers are not affected.',
      ),
      figure: figure(
        {
          id: 'f1',
          label: t('Abschlussquote in Safari 17', 'Completion rate in Safari 17'),
          value: 0.314,
          unit: 'ratio',
        },
        { interval: { low: 0.288, high: 0.341, level: 0.95 }, n: 1_204 },
      ),
      chart: revenueChart(),
      next: [
        t('Zahlungsschritt in Safari 17 prüfen', 'Check the payment step in Safari 17'),
        t('Käufer mit abgebrochener Zahlung anschreiben', 'Write to buyers whose payment broke off'),
      ],
    }),
    finding('movers.rising.fjell', {
      kind: 'mover',
      direction: 'good',
      stakeCents: 210_000,
      title: t(
        'Regenjacke Fjell verkauft sich 4,1-mal so oft wie erwartet',
        'Rain jacket Fjell sells 4.1 times as often as expected',
      ),
      sentence: t(
        'In den letzten sieben Tagen gingen 318 Stück weg, erwartet waren 78.',
        '318 pieces went in the last seven days; 78 were expected.',
      ),
      figure: figure(
        { id: 'f2', label: t('Verkauft gegen erwartet', 'Sold against expected'), value: 4.1, unit: 'factor' },
        { interval: { low: 3.6, high: 4.7, level: 0.95 }, n: 318 },
      ),
      chart: countryChart(),
      next: [t('Nachbestellen: Bestand reicht noch 4 Tage', 'Reorder: stock lasts 4 more days')],
    }),
    finding('drivers.week', {
      kind: 'driver',
      direction: 'neutral',
      stakeCents: 2_386_000,
      stakePeriodDays: 7,
      title: t(
        'Die Woche brachte 23.860 € mehr, getragen von der Zahl der Bestellungen',
        'The week brought €23,860 more, carried by the number of orders',
      ),
      sentence: t(
        'Die Zahl der Bestellungen stieg, der Warenkorb wurde kleiner.',
        'The number of orders rose, baskets became smaller.',
      ),
      figure: figure(
        { id: 'f3', label: t('Umsatz der Woche', 'Revenue of the week'), value: 28_896_000, unit: 'cents' },
        { n: 3_584 },
      ),
      chart: driverChart(),
    }),
    finding('data.cost', {
      kind: 'data',
      direction: 'neutral',
      title: t(`Einkaufspreis fehlt bei ${HOSTILE}`, `Cost is missing for ${HOSTILE}`),
      sentence: t(
        'Für 38 Artikel ist kein Einkaufspreis hinterlegt; die Marge ist dort nicht bekannt.',
        'There is no cost for 38 products; their margin is not known.',
      ),
      figure: figure(
        { id: 'f4', label: t('Marge dieser Artikel', 'Margin of these products'), value: null, unit: 'ratio' },
        { missing: t('Es fehlt der Einkaufspreis von 38 Artikeln.', 'The cost of 38 products is missing.') },
      ),
      next: [t('Einkaufspreise nachtragen', 'Add the missing costs')],
    }),
  ]
}

function empty(title: Text, method: Text): Contribution {
  return {
    title,
    method,
    figures: [],
    findings: [],
    tables: [],
    charts: [],
    evidence: [],
    claims: [],
    notEnoughData: null,
  }
}

function salesSection(): Contribution {
  return {
    ...empty(
      t('Umsatz und Bestellungen', 'Revenue and orders'),
      t(
        'Summen der Bestellzeilen; Erwartung aus dem Wochenrhythmus der letzten acht Wochen, 95-%-Bereich.',
        'Sums of order lines; expectation from the weekly rhythm of the last eight weeks, 95% interval.',
      ),
    ),
    figures: [
      figure(
        { id: 'sales.day.revenue', label: t('Umsatz, Tag', 'Revenue, Day'), value: 4_128_000, unit: 'cents' },
        {
          interval: { low: 3_800_000, high: 4_400_000, level: 0.95 },
          comparisons: compared([3_894_300, 3_702_100, 3_420_000], 4_128_000),
        },
      ),
      figure(
        { id: 'sales.day.orders', label: t('Bestellungen, Tag', 'Orders, Day'), value: 512, unit: 'count' },
        { comparisons: compared([498, 471, 433], 512) },
      ),
      figure(
        {
          id: 'sales.day.averageOrder',
          label: t('Warenkorb, Tag', 'Average order value, Day'),
          value: 8_062.5,
          unit: 'cents',
        },
        { n: 512, comparisons: compared([7_819, 7_860, 7_898], 8_062) },
      ),
      figure(
        { id: 'sales.day.margin', label: t('Marge, Tag', 'Margin, Day'), value: 0.381, unit: 'ratio' },
        { n: 1_488 },
      ),
      figure(
        {
          id: 'sales.day.newCustomers',
          label: t('Neue Kunden, Tag', 'New customers, Day'),
          value: null,
          unit: 'ratio',
        },
        { missing: t('Kundennummern werden noch nicht eingelesen.', 'Customer numbers are not imported yet.') },
      ),
    ],
    findings: findings(),
    charts: [revenueChart(), monthsChart(), countryChart(), driverChart()],
    tables: [productTable()],
    evidence: [
      evidence('sales.day', t('Umsatz je Tag', 'Revenue per day')),
      evidence('sales.country', t('Umsatz je Land', 'Revenue per country'), 3_812),
      evidence('products.top', t('Artikel', 'Products'), 312),
    ],
  }
}

function customerSection(): Contribution {
  return {
    ...empty(
      t('Kundinnen und Kunden', 'Customers'),
      t('Monatliche Gruppen nach der ersten Bestellung.', 'Monthly groups by first order.'),
    ),
    figures: [
      figure(
        { id: 'customers.repeat', label: t('Wiederkaufrate', 'Repeat rate'), value: 0.2874, unit: 'ratio' },
        { n: 20_114, evidenceId: 'customers.cohorts' },
      ),
    ],
    charts: [cohortChart()],
    evidence: [evidence('customers.cohorts', t('Bestellungen je Gruppe', 'Orders per group'))],
  }
}

function steps(): NightStep[] {
  const step = (name: string, title: Text, more: Partial<NightStep> = {}): NightStep => ({
    name,
    title,
    status: 'done',
    seconds: 4.2,
    rows: 541_909,
    error: null,
    ...more,
  })
  return [
    step('sales', t('Umsatz und Bestellungen', 'Revenue and orders')),
    step('customers', t('Kundinnen und Kunden', 'Customers'), { seconds: 73.4, rows: 20_114 }),
    step('baskets', t('Warenkörbe', 'Baskets'), {
      status: 'failed',
      seconds: 0.4,
      rows: 0,
      error: 'Memory limit of 2 GB reached while counting pairs of <products>.',
    }),
    step('clv', t('Kundenwert', 'Customer lifetime value'), {
      status: 'skipped',
      seconds: 0,
      rows: 0,
      error: 'Needs customers with two orders or more.',
    }),
  ]
}

function claim(day: string, value: number, metric: Claim['metric'] = 'revenueCents'): Claim {
  return {
    metric,
    day,
    value,
    low: value * 0.9,
    high: value * 1.1,
    level: 0.95,
    naive: value * 0.93,
    method: 'Holt-Winters',
  }
}

function checked(): CheckedClaim[] {
  return [
    { claim: claim('2026-11-20', 4_000_000), actual: 3_981_240, inBand: true },
    { claim: claim('2026-11-21', 3_600_000), actual: 4_211_870, inBand: false },
    { claim: claim(AS_OF, 4_100_000), actual: 4_128_000, inBand: true },
    { claim: claim(AS_OF, 505, 'orders'), actual: 512, inBand: true },
    { claim: { ...claim('2026-11-19', 3_900_000), naive: null }, actual: null, inBand: null },
  ]
}

export function sampleReport(): Report {
  return {
    version: 1,
    shop: { name: 'Fjellgut & Söhne', currency: 'EUR', timeZone: 'Europe/Berlin' },
    asOf: AS_OF,
    createdAt: '2026-11-23T01:03:10.000Z',
    night: {
      id: 'night-2026-11-22',
      startedAt: '2026-11-23T01:00:00.000Z',
      finishedAt: '2026-11-23T01:03:10.000Z',
      steps: steps(),
    },
    totals: { invoices: 25_900, customers: 4_372, countries: 38, cancelledLines: 9_288, lineTotalCents: 974_774_793 },
    findings: findings(),
    claimsChecked: checked(),
    claims: [claim('2026-11-23', 4_300_000), claim('2026-11-24', 4_150_000), claim('2026-11-23', 533.4, 'orders')],
    sections: [
      { step: 'sales', contribution: salesSection() },
      { step: 'customers', contribution: customerSection() },
      {
        step: 'clv',
        contribution: {
          ...empty(t('Kundenwert', 'Customer lifetime value'), t('BG/NBD und Gamma-Gamma.', 'BG/NBD and Gamma-Gamma.')),
          notEnoughData: t(
            'Noch zu wenig Daten: Es braucht 100 Kunden mit mindestens zwei Bestellungen, bisher sind es 41.',
            'Not enough data yet: it takes 100 customers with two orders or more; there are 41 so far.',
          ),
        },
      },
    ],
  }
}

/** The first night of a shop without a single order. */
export function emptyReport(): Report {
  return {
    ...sampleReport(),
    night: { ...sampleReport().night, steps: [] },
    totals: { invoices: 0, customers: 0, countries: 0, cancelledLines: 0, lineTotalCents: 0 },
    findings: [],
    claimsChecked: [],
    claims: [],
    sections: [],
  }
}

/** The sample with so many copies of its first section that a slow or fat rendering shows. */
export function longReport(sections: number, tableRows: number): Report {
  const base = sampleReport()
  const contribution = { ...salesSection(), tables: [productTable(tableRows)] }
  return {
    ...base,
    sections: Array.from({ length: sections }, (_, index) => ({
      step: index === 0 ? 'sales' : `sales-${index}`,
      contribution,
    })),
  }
}

/** The figures a reader must find in a rendering, as that language writes them. */
export const FIGURES_SHOWN: Readonly<Record<Lang, readonly string[]>> = {
  de: [
    '41.280',
    '512',
    '80,63',
    '38,1\u00a0%',
    '31,4\u00a0%',
    '28,7\u00a0%',
    '25.900',
    '4.372',
    '9.288',
    '9.747.747,93',
  ],
  en: ['41,280', '512', '80.63', '38.1%', '31.4%', '28.7%', '25,900', '4,372', '9,288', '9,747,747.93'],
}
