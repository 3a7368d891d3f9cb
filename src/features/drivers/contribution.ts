/** From the split of a change to the figures, tables, charts and the finding of the report. */
import type { Text } from '../../core/lang.ts'
import { addDays } from '../../core/time.ts'
import { drivers as surprisingDrivers } from '../../ml/decompose/contributions.ts'
import type { PriceVolumeMix } from '../../ml/decompose/price-volume-mix.ts'
import { type Chart, type Figure, type Finding, type Table, textCell } from '../findings/index.ts'
import { chanceOf, isBeyondChance, isNamed, type Share, sharesOf, splitChange } from './model.ts'
import {
  type Comparison,
  DIMENSIONS,
  type Dimension,
  PARTS,
  type Parts,
  type ShareRow,
  type SourceRow,
  type TotalRow,
} from './schema.ts'
import {
  type Cause,
  changeStatement,
  DIMENSION_LABELS,
  PART_LABELS,
  partCause,
  SHARE_NOTE,
  shareCause,
  shareName,
  shareTitle,
  waterfallTitle,
} from './texts.ts'

const TABLE_ROWS = 100
const CHART_ROWS = 8
/** A cause is named where it makes at least this share of the change. */
const LEAST_SHARE = 0.1
const MOST_CAUSES = 3

/** All that was read for one comparison, with the ids of the evidence. */
export interface Compared {
  readonly comparison: Comparison
  readonly total: TotalRow
  readonly sources: readonly SourceRow[]
  /** `priceVolumeMix` of the products among the sources. */
  readonly split: PriceVolumeMix
  readonly shares: readonly ShareRow[]
  readonly evidence: { readonly total: string; readonly sources: string; readonly shares: string }
}

export interface ComparedReport {
  readonly figure: Figure
  readonly tables: readonly Table[]
  readonly charts: readonly Chart[]
  /** Null: the change is not larger than chance would make it. */
  readonly finding: Finding | null
}

export function reportOf(compared: Compared, currency: string): ComparedReport {
  const { comparison, total } = compared
  const parts = splitChange(compared.sources, compared.split)
  const shares = (dimension: Dimension, most: number) => sharesOf(dimension, compared.shares, total, most)
  const figure = changeFigure(compared)
  const main = partsChart(compared, parts, currency)
  const manifold = DIMENSIONS.filter((dimension) => tellsApart(shares(dimension, TABLE_ROWS)))
  return {
    figure,
    tables: [
      partsTable(compared, parts),
      ...(comparison.id === 'days28' ? [splitTable(compared)] : []),
      ...manifold.map((dimension) =>
        dimension === 'customers'
          ? customersTable(compared)
          : sharesTable(dimension, compared, shares(dimension, TABLE_ROWS)),
      ),
    ],
    charts: [
      main,
      ...(comparison.id === 'days28' ? manifold : []).map((dimension) =>
        shareChart(dimension, compared, shares(dimension, CHART_ROWS)),
      ),
    ],
    finding: findingOf(compared, parts, { figure, chart: main, causes: causesOf(compared, parts, manifold), currency }),
  }
}

/** Whether a dimension has more than one row, of which one at least has a name. */
function tellsApart(shares: readonly Share[]): boolean {
  return shares.length > 1 && shares.some(isNamed)
}

function changeFigure({ comparison, total, evidence }: Compared): Figure {
  const before = total.cents_before
  const change = total.cents_now - before
  return {
    id: `drivers.${comparison.id}.change`,
    label: {
      de: `Änderung des Umsatzes: ${comparison.title.de}`,
      en: `Change of revenue: ${comparison.title.en}`,
    },
    value: change,
    unit: 'cents',
    interval: chanceOf(total),
    n: total.orders_before + total.orders_now,
    missing: null,
    comparisons: [],
    evidenceId: evidence.total,
  }
}

interface Bar {
  readonly name: Text
  readonly cents: number
}

function waterfall({ comparison, total, evidence }: Compared, bars: readonly Bar[]): Chart {
  const before = { name: { de: 'Vorher', en: 'Before' }, cents: total.cents_before }
  const now = { name: { de: 'Jetzt', en: 'Now' }, cents: total.cents_now }
  const all = [before, ...bars.filter(({ cents }) => cents !== 0), now]
  return {
    id: `drivers.${comparison.id}.parts`,
    title: comparison.title,
    kind: 'waterfall',
    unit: 'cents',
    x: all.map(({ name }) => name.de),
    series: [{ name: { de: 'Umsatz', en: 'Revenue' }, role: 'actual', values: all.map(({ cents }) => cents) }],
    // The words along x in both languages.
    marks: all.map(({ name }) => ({ x: name.de, text: name })),
    evidenceId: evidence.sources,
  }
}

function partsChart(compared: Compared, parts: Parts, currency: string): Chart {
  const bars = PARTS.map((part) => ({ name: PART_LABELS[part], cents: parts[part] }))
  return { ...waterfall(compared, bars), title: waterfallTitle(compared.comparison, compared.total, currency) }
}

function shareChart(dimension: Dimension, compared: Compared, shares: readonly Share[]): Chart {
  const bars = shares.map((share) => ({ name: shareName(dimension, share), cents: share.changeCents }))
  return {
    ...waterfall(compared, bars),
    id: `drivers.${compared.comparison.id}.${dimension}`,
    title: shareTitle(dimension, compared.comparison),
    evidenceId: compared.evidence.shares,
  }
}

function sharesTable(dimension: Dimension, compared: Compared, shares: readonly Share[]): Table {
  const { comparison, shares: rows, evidence } = compared
  const isProduct = dimension === 'product'
  const sign = (share: Share) =>
    share.kind === 'rest' ? '…' : share.kind === 'no-product' ? '∅' : isNamed(share) ? share.key : '–'
  return {
    id: `drivers.${comparison.id}.${dimension}`,
    title: shareTitle(dimension, comparison),
    note: SHARE_NOTE,
    columns: [
      { key: 'key', label: isProduct ? { de: 'Artikelnummer', en: 'SKU' } : DIMENSION_LABELS[dimension], unit: 'text' },
      ...(isProduct ? [{ key: 'title', label: DIMENSION_LABELS.product, unit: 'text' as const }] : []),
      { key: 'now', label: { de: 'Umsatz', en: 'Revenue' }, unit: 'cents' },
      { key: 'before', label: { de: 'Umsatz davor', en: 'Revenue before' }, unit: 'cents' },
      { key: 'change', label: { de: 'Änderung', en: 'Change' }, unit: 'cents' },
    ],
    rows: shares.map((share) => [
      sign(share),
      ...(isProduct ? [share.kind === 'entry' ? share.title.de : sign(share)] : []),
      share.nowCents,
      share.beforeCents,
      share.changeCents,
    ]),
    rowCount: rows.find((row) => row.dimension === dimension)?.keys ?? shares.length,
    evidenceId: evidence.shares,
  }
}

/**
 * Where the change shows most: the dimensions whose entries left their usual share furthest come first, with the first
 * entry of each that points the way of the change; then what is no product.
 */
function causesOf(compared: Compared, parts: Parts, dimensions: readonly Dimension[]): Cause[] {
  const { total } = compared
  const change = total.cents_now - total.cents_before
  const counts = ({ cents }: Cause) => cents * change > 0 && Math.abs(cents) >= LEAST_SHARE * Math.abs(change)
  const sharesBy = new Map(
    dimensions.map((name) => [name as string, sharesOf(name, compared.shares, total, TABLE_ROWS)]),
  )
  const ranked = surprisingDrivers(
    [...sharesBy].map(([name, shares]) => ({
      name,
      before: Float64Array.from(shares, ({ beforeCents }) => beforeCents),
      after: Float64Array.from(shares, ({ nowCents }) => nowCents),
    })),
  )
  const ofDimensions = ranked.flatMap(({ name, values }) => {
    const dimension = dimensions.find((one) => one === name)
    const shares = sharesBy.get(name) ?? []
    const named = values.map(({ index }) => shares[index]).filter((share) => share?.kind === 'entry')
    const causes = named.flatMap((share) =>
      share === undefined || dimension === undefined ? [] : [shareCause(dimension, share)],
    )
    return causes.filter(counts).slice(0, 1)
  })
  const others = (['cancellation', 'refund', 'shipping', 'discount', 'voucher'] as const)
    .map((part) => partCause(part, parts))
    .filter(counts)
  return [...ofDimensions.slice(0, MOST_CAUSES - 1), ...others, ...ofDimensions.slice(MOST_CAUSES - 1)]
    .slice(0, MOST_CAUSES)
    .toSorted((a, b) => Math.abs(b.cents) - Math.abs(a.cents))
}

interface Shown {
  readonly figure: Figure
  readonly chart: Chart
  readonly causes: readonly Cause[]
  readonly currency: string
}

function findingOf(compared: Compared, parts: Parts, { figure, chart, causes, currency }: Shown): Finding | null {
  const { comparison, total, evidence } = compared
  if (figure.interval === null || !isBeyondChance(figure.interval)) return null
  const change = total.cents_now - total.cents_before
  const today = addDays(comparison.nowTo, 1)
  const statement = changeStatement({ comparison, total, parts, causes, currency, today })
  return {
    id: `drivers.${comparison.id}`,
    kind: 'driver',
    direction: change > 0 ? 'good' : 'bad',
    stakeCents: change,
    stakePeriodDays: comparison.days,
    title: statement.title,
    sentence: statement.sentence,
    figure,
    chart,
    evidenceIds: [evidence.total, evidence.sources, evidence.shares],
    next: [...statement.next],
  }
}

const DAY_COLUMNS: Table['columns'] = [
  { key: 'nowFrom', label: { de: 'Von', en: 'From' }, unit: 'date' },
  { key: 'nowTo', label: { de: 'Bis', en: 'To' }, unit: 'date' },
  { key: 'beforeFrom', label: { de: 'Verglichen von', en: 'Compared from' }, unit: 'date' },
  { key: 'beforeTo', label: { de: 'Verglichen bis', en: 'Compared to' }, unit: 'date' },
]

const CHANGE = { key: 'change', label: { de: 'Änderung', en: 'Change' }, unit: 'cents' } as const

/** The parts of the change as one row; the columns from the change on add up to it. */
function partsTable({ comparison, total, evidence }: Compared, parts: Parts): Table {
  const { nowFrom, nowTo, beforeFrom, beforeTo } = comparison
  return {
    id: `drivers.${comparison.id}.parts`,
    title: {
      de: `${comparison.title.de}: woraus die Änderung besteht`,
      en: `${comparison.title.en}: what the change consists of`,
    },
    note: { de: 'Die Teile ergeben zusammen genau die Änderung.', en: 'The parts together are exactly the change.' },
    columns: [
      ...DAY_COLUMNS,
      { key: 'before', label: { de: 'Umsatz davor', en: 'Revenue before' }, unit: 'cents' },
      { key: 'now', label: { de: 'Umsatz', en: 'Revenue' }, unit: 'cents' },
      CHANGE,
      ...PARTS.map((part) => ({ key: part, label: PART_LABELS[part], unit: 'cents' as const })),
    ],
    rows: [
      [
        ...[nowFrom, nowTo, beforeFrom, beforeTo],
        ...[total.cents_before, total.cents_now, total.cents_now - total.cents_before],
        ...PARTS.map((part) => parts[part]),
      ],
    ],
    rowCount: 1,
    evidenceId: evidence.sources,
  }
}

/** Price, volume and mix of the products whose order value changed most. */
function splitTable({ comparison, sources, split, evidence }: Compared): Table {
  const { items } = split
  const products = sources
    .filter(({ source }) => source === 'product')
    .map((row, i) => ({ row, i, change: items.change[i] ?? 0 }))
    .filter(({ change }) => change !== 0)
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
  const once = (i: number) => (items.added[i] ?? 0) + (items.dropped[i] ?? 0) + (items.other[i] ?? 0)
  return {
    id: `drivers.${comparison.id}.split`,
    title: {
      de: `${comparison.title.de}: Preis, Menge und Mischung je Produkt`,
      en: `${comparison.title.en}: price, volume and mix by product`,
    },
    note: {
      de: 'Bestellte Ware vor Stornierungen. Mischung: das Produkt wuchs stärker oder schwächer als alle zusammen.',
      en: 'Ordered goods before cancellations. Mix: the product grew more or less than all together.',
    },
    columns: [
      { key: 'sku', label: { de: 'Artikelnummer', en: 'SKU' }, unit: 'text' },
      { key: 'title', label: DIMENSION_LABELS.product, unit: 'text' },
      CHANGE,
      { key: 'price', label: PART_LABELS.price, unit: 'cents' },
      { key: 'volume', label: PART_LABELS.volume, unit: 'cents' },
      { key: 'mix', label: PART_LABELS.mix, unit: 'cents' },
      { key: 'once', label: { de: 'Nur in einem Zeitraum', en: 'In one period only' }, unit: 'cents' },
    ],
    rows: products
      .slice(0, TABLE_ROWS)
      .map(({ row, i, change }) => [
        row.sku,
        textCell({ de: row.title_de, en: row.title_en }),
        change,
        items.price[i] ?? 0,
        items.volume[i] ?? 0,
        items.mix[i] ?? 0,
        once(i),
      ]),
    rowCount: products.length,
    evidenceId: evidence.sources,
  }
}

/** What each kind of customer added to the change, as one row. */
function customersTable({ comparison, total, shares, evidence }: Compared): Table {
  const kinds = sharesOf('customers', shares, total, 3)
  const changeOf = (key: string) => kinds.find((share) => share.key === key)?.changeCents ?? 0
  const { nowFrom, nowTo, beforeFrom, beforeTo } = comparison
  return {
    id: `drivers.${comparison.id}.customers`,
    title: shareTitle('customers', comparison),
    note: {
      de: 'Neu ist, wer im jeweiligen Zeitraum zum ersten Mal bestellt hat.',
      en: 'New are those who ordered for the first time in the period in question.',
    },
    columns: [
      ...DAY_COLUMNS,
      CHANGE,
      { key: 'new', label: { de: 'Neue Kunden', en: 'New customers' }, unit: 'cents' },
      { key: 'returning', label: { de: 'Wiederkehrende Kunden', en: 'Returning customers' }, unit: 'cents' },
      { key: 'unknown', label: { de: 'Gäste und Unbekannte', en: 'Guests and unknown' }, unit: 'cents' },
    ],
    rows: [
      [
        ...[nowFrom, nowTo, beforeFrom, beforeTo, total.cents_now - total.cents_before],
        ...[changeOf('new'), changeOf('returning'), changeOf('unknown')],
      ],
    ],
    rowCount: 1,
    evidenceId: evidence.shares,
  }
}
