/** From the night's forecasts to the findings, figures, tables and the chart of the report. */
import { addDays, type Day } from '../../core/time.ts'
import {
  type Chart,
  type Contribution,
  type Figure,
  type Finding,
  type Table,
  tableOf,
  textCell,
} from '../findings/index.ts'
import type { Score } from './accuracy.ts'
import type { WeatherUse } from './daily.ts'
import type { NightDemand } from './night.ts'
import type { Supply } from './orders.ts'
import { planOrder } from './orders.ts'
import { isForecast, LEVEL, MONTH_WEEKS, SEASON_WEEKS, type Total } from './outlook.ts'
import { type Foreseen, soldBefore } from './records.ts'
import {
  gaveWayStatement,
  LAST_LABEL,
  moveStatement,
  NAIVE_LABEL,
  ORDER_TITLE,
  orderNote,
  shopTitle,
  spanLabel,
  TABLE_TITLE,
  WEATHER_NOTE,
  WEATHER_TITLE,
  YEAR_LABEL,
} from './texts.ts'

const MOST_RISING = 3
const MOST_FALLING = 2
const TABLE_ROWS = 30
const MOST_NAMES = 5
/** Weeks of the past shown before the forecast. */
const PAST_WEEKS = 26

interface Ground {
  readonly asOf: Day
  readonly currency: string
  readonly supply: Supply
  readonly evidenceId: string
}

type Parts = Pick<Contribution, 'figures' | 'findings' | 'tables' | 'charts'>

export function partsOf(night: NightDemand, ground: Ground): Parts {
  const shop = night.foreseen.find(({ series }) => series.kind === 'shop')
  const products = night.foreseen.filter(({ series }) => series.kind === 'product')
  const moves = products.flatMap(moveOf)
  const rising = moves.filter(({ cents }) => cents > 0).sort((a, b) => b.cents - a.cents)
  const falling = moves.filter(({ cents }) => cents < 0).sort((a, b) => a.cents - b.cents)
  const told = [...rising.slice(0, MOST_RISING), ...falling.slice(0, MOST_FALLING)]
  return {
    figures: [...(shop === undefined ? [] : shopFigures(shop, ground)), ...scoreFigures(night.checked.scores, ground)],
    findings: [...told.map((move) => moveFinding(move, ground)), ...gaveWayFindings(night.gaveWay, ground)],
    tables: [productTable(products, ground), ...orderTables(products, ground), ...weatherTables(night.weather, ground)],
    charts: shop === undefined ? [] : [chartOf(shop, ground)],
  }
}

interface Move {
  readonly one: Foreseen
  readonly before: number
  readonly cents: number
}

/** What sold lately lies outside the band of what will sell. */
function moveOf(one: Foreseen): Move[] {
  const { series, outlook } = one
  const before = soldBefore(series.weeks, 0)
  // Weeks that could not be seen are no lesser demand.
  const isSeen = !series.weeks.subarray(-MONTH_WEEKS).some(Number.isNaN)
  if (before === null || !isSeen || outlook.tooLittle !== null || series.unitCents === null) return []
  const { point, low, high } = outlook.month
  if (before >= low && before <= high) return []
  return [{ one, before, cents: Math.round((point - before) * series.unitCents) }]
}

function totalFigure(id: string, { series, outlook }: Foreseen, days: 28 | 84, evidenceId: string): Figure {
  const total = days === 28 ? outlook.month : outlook.quarter
  const beside: [label: Figure['label'], value: number | null][] = [[NAIVE_LABEL, total.naive]]
  if (days === 28) {
    beside.unshift(
      [LAST_LABEL, soldBefore(series.weeks, 0)],
      [YEAR_LABEL, soldBefore(series.weeks, SEASON_WEEKS - MONTH_WEEKS)],
    )
  }
  return {
    id,
    label: spanLabel(days),
    value: Math.round(total.point),
    unit: 'count',
    interval: intervalOf(total),
    n: series.weeks.filter(Number.isFinite).length,
    missing: null,
    comparisons: beside.flatMap(([label, value]) =>
      value === null ? [] : [{ label, value: Math.round(value), change: value > 0 ? total.point / value - 1 : null }],
    ),
    evidenceId,
  }
}

const intervalOf = ({ low, high }: Total) => ({ low: Math.floor(low), high: Math.ceil(high), level: LEVEL })

function shopFigures(shop: Foreseen, { evidenceId }: Ground): Figure[] {
  return ([28, 84] as const).map((days) => totalFigure(`demand.days${days}.units`, shop, days, evidenceId))
}

/** How near last week's forecasts of single products came. */
function scoreFigures(scores: readonly Score[], { evidenceId }: Ground): Figure[] {
  const weeks = scores.filter(({ kind, horizon }) => kind === 'product' && horizon === 'week')
  const sum = (of: (score: Score) => number) => weeks.reduce((total, score) => total + of(score), 0)
  const [series, scaled] = [sum((score) => score.series), sum((score) => score.scaledSeries)]
  if (series === 0 || scaled === 0) return []
  const naive = sum((score) => score.naiveScaled) / scaled
  const mase = sum((score) => score.scaled) / scaled
  const base = { n: series, missing: null, interval: null, evidenceId }
  return [
    {
      ...base,
      id: 'demand.accuracy.mase',
      label: {
        de: 'Vorhersagen der letzten Woche: mittlerer Fehler (MASE, unter 1 ist besser als fortzuschreiben)',
        en: 'Forecasts of last week: mean error (MASE, below 1 beats carrying over)',
      },
      value: mase,
      unit: 'number',
      comparisons: [{ label: NAIVE_LABEL, value: naive, change: naive > 0 ? mase / naive - 1 : null }],
    },
    {
      ...base,
      id: 'demand.accuracy.coverage',
      label: {
        de: 'Vorhersagen der letzten Woche: Produkte im 90-%-Band',
        en: 'Forecasts of last week: products within the 90% band',
      },
      value: sum((score) => score.inside) / series,
      unit: 'ratio',
      comparisons: [],
    },
  ]
}

function moveFinding({ one, before, cents }: Move, ground: Ground): Finding {
  const { series, outlook } = one
  const yearBefore = soldBefore(series.weeks, SEASON_WEEKS - MONTH_WEEKS)
  const { title } = series
  return {
    id: `demand.${cents > 0 ? 'rising' : 'falling'}.${series.key}`,
    kind: 'forecast',
    direction: cents > 0 ? 'good' : 'bad',
    stakeCents: cents,
    stakePeriodDays: 28,
    ...moveStatement({
      title,
      month: outlook.month,
      before,
      yearBefore,
      changeCents: cents,
      currency: ground.currency,
    }),
    figure: totalFigure(`demand.days28.${series.key}`, one, 28, ground.evidenceId),
    chart: chartOf(one, ground),
    evidenceIds: [ground.evidenceId],
  }
}

function gaveWayFindings(gaveWay: readonly Foreseen[], { evidenceId, currency }: Ground): Finding[] {
  if (gaveWay.length === 0) return []
  const titles = gaveWay.slice(0, MOST_NAMES).map(({ series }) => series.title)
  return [
    {
      id: 'demand.gave-way',
      kind: 'forecast',
      direction: 'neutral',
      stakeCents: null,
      stakePeriodDays: 28,
      ...gaveWayStatement(titles, gaveWay.length, currency),
      figure: {
        id: 'demand.gave-way',
        label: { de: 'Modelle, die der Fortschreibung Platz machen', en: 'Models that give way to carrying over' },
        value: gaveWay.length,
        unit: 'count',
        interval: null,
        n: null,
        missing: null,
        comparisons: [],
        evidenceId,
      },
      chart: null,
      evidenceIds: [evidenceId],
    },
  ]
}

function productTable(products: readonly Foreseen[], { evidenceId }: Ground): Table {
  const worth = ({ series, outlook }: Foreseen) => outlook.month.point * (series.unitCents ?? 0)
  const sorted = [...products].sort((a, b) => worth(b) - worth(a))
  const head = { id: 'demand.next-month', title: TABLE_TITLE, evidenceId, shown: TABLE_ROWS }
  return tableOf(head, sorted, [
    ['product', { de: 'Produkt', en: 'Product' }, 'text', ({ series }) => textCell(series.title)],
    ['units', { de: 'Stück', en: 'Pieces' }, 'count', ({ outlook }) => Math.round(outlook.month.point)],
    ['low', { de: 'Von', en: 'From' }, 'count', ({ outlook }) => Math.floor(outlook.month.low)],
    ['high', { de: 'Bis', en: 'To' }, 'count', ({ outlook }) => Math.ceil(outlook.month.high)],
    ['naive', NAIVE_LABEL, 'count', ({ outlook }) => Math.round(outlook.month.naive)],
    ['before', LAST_LABEL, 'count', ({ series }) => soldBefore(series.weeks, 0)],
    ['year', YEAR_LABEL, 'count', ({ series }) => soldBefore(series.weeks, SEASON_WEEKS - MONTH_WEEKS)],
    [
      'worth',
      { de: 'Umsatz zum Preis von zuletzt', en: 'Revenue at the price of late' },
      'cents',
      (one) => Math.round(worth(one)),
    ],
  ])
}

/** What has to be ordered by stock and forecast, most money first. */
function orderTables(products: readonly Foreseen[], { supply, evidenceId }: Ground): Table[] {
  const due = products.flatMap((one) => {
    const { left, outlook, series } = one
    if (left === null || !isForecast(outlook)) return []
    const plan = planOrder(outlook.month, supply, left)
    if (left > plan.reorderPoint || plan.orderUnits === 0) return []
    return [{ ...plan, one, left, worth: outlook.month.point * (series.unitCents ?? 0) }]
  })
  if (due.length === 0) return []
  due.sort((a, b) => b.worth - a.worth)
  const note = orderNote(supply.leadDays, supply.serviceLevel)
  const head = { id: 'demand.orders', title: ORDER_TITLE, note, evidenceId, shown: TABLE_ROWS }
  return [
    tableOf(head, due, [
      ['product', { de: 'Produkt', en: 'Product' }, 'text', ({ one }) => textCell(one.series.title)],
      ['left', { de: 'Bestand', en: 'Stock' }, 'count', ({ left }) => left],
      ['point', { de: 'Bestellen ab', en: 'Reorder point' }, 'count', ({ reorderPoint }) => reorderPoint],
      ['quantity', { de: 'Menge', en: 'Quantity' }, 'count', ({ orderUnits }) => orderUnits],
      ['units', spanLabel(28), 'count', ({ one }) => Math.round(one.outlook.month.point)],
    ]),
  ]
}

function weatherTables({ trials }: WeatherUse, { evidenceId }: Ground): Table[] {
  if (trials.length === 0) return []
  const name = ({ kind, key }: WeatherUse['trials'][number]) =>
    kind === 'shop' ? textCell({ de: 'Ganzer Shop', en: 'Whole shop' }) : key
  return [
    tableOf({ id: 'demand.weather', title: WEATHER_TITLE, note: WEATHER_NOTE, evidenceId }, trials, [
      ['name', { de: 'Bereich', en: 'Part' }, 'text', name],
      ['with', { de: 'Fehler mit Wetter', en: 'Error with weather' }, 'number', ({ withIt }) => withIt],
      ['without', { de: 'Fehler ohne', en: 'Error without' }, 'number', ({ without }) => without],
      [
        'kept',
        { de: 'Verwendet', en: 'Used' },
        'text',
        ({ isKept }) => textCell(isKept ? { de: 'ja', en: 'yes' } : { de: 'nein', en: 'no' }),
      ],
    ]),
  ]
}

function chartOf({ series, outlook }: Foreseen, { asOf, currency, evidenceId }: Ground): Chart {
  const past = Math.min(PAST_WEEKS, series.weeks.length)
  const ahead = outlook.weeks.point.length
  const blank = (length: number): null[] => Array.from({ length }, () => null)
  const future = (values: Float64Array) => [
    ...blank(past),
    ...Array.from(values, (value) => Math.round(value * 10) / 10),
  ]
  const actual = Array.from(series.weeks.subarray(series.weeks.length - past), (units) =>
    Number.isNaN(units) ? null : units,
  )
  return {
    id: series.kind === 'shop' ? 'demand.shop' : `demand.product.${series.key}`,
    title: shopTitle(outlook.month, soldBefore(series.weeks, 0) ?? 0, currency),
    kind: 'line',
    unit: 'count',
    // Each week by its first day.
    x: Array.from({ length: past + ahead }, (_, i) => addDays(asOf, 7 * (i - past) + 1)),
    series: [
      { name: { de: 'Stück je Woche', en: 'Pieces per week' }, role: 'actual', values: [...actual, ...blank(ahead)] },
      { name: { de: 'Zu erwarten', en: 'Expected' }, role: 'forecast', values: future(outlook.weeks.point) },
      { name: { de: 'Von', en: 'From' }, role: 'low', values: future(outlook.weeks.low) },
      { name: { de: 'Bis', en: 'To' }, role: 'high', values: future(outlook.weeks.high) },
      { name: NAIVE_LABEL, role: 'comparison', values: future(outlook.naive) },
    ],
    marks: [],
    evidenceId,
  }
}
