import type { Text } from '../../core/lang.ts'
import { addDays, type Day } from '../../core/time.ts'
import { partName } from '../../language/part-name.ts'
import { WORDS } from '../../language/words.ts'
import { type Cell, isGiven, type Table, textCell } from '../findings/index.ts'
import { averageOrder, marginOf } from './measures.ts'
import type { GroupRow, SpanRow, Sums } from './schema.ts'
import type { GroupName, SpanName } from './store.ts'

export const DAYS_SHOWN = 60
export const WEEKS_SHOWN = 26
const MONTHS_SHOWN = 36

const REVENUE = { key: 'revenue', label: { de: 'Umsatz', en: 'Revenue' }, unit: 'cents' } as const
const REFUNDS = { key: 'refunds', label: { de: 'Erstattungen', en: 'Refunds' }, unit: 'cents' } as const
const COUNTED: Table['columns'] = [
  { key: 'orders', label: { de: 'Bestellungen', en: 'Orders' }, unit: 'count' },
  { key: 'items', label: { de: 'Artikel', en: 'Items' }, unit: 'count' },
  { key: 'averageOrder', label: { de: 'Wert je Bestellung', en: 'Value per order' }, unit: 'cents' },
  { key: 'margin', label: { de: 'Marge', en: 'Margin' }, unit: 'ratio' },
  { key: 'cancellations', label: { de: 'Stornierungen', en: 'Cancellations' }, unit: 'cents' },
]

const NO_SALES: Sums = {
  revenue: 0,
  gross: 0,
  cancellations: 0,
  refunds: 0,
  orders: 0,
  standing_cents: 0,
  standing_orders: 0,
  items: 0,
  product_revenue: 0,
  costed: 0,
  cost: 0,
}

function counted(row: Sums, taxPercent: number): (number | null)[] {
  const average = averageOrder(row)
  return [
    row.orders,
    row.items,
    average === null ? null : Math.round(average),
    marginOf(row, taxPercent)?.ratio ?? null,
    row.cancellations,
  ]
}

const SPAN_WORDS = {
  days: { title: { de: 'Je Tag', en: 'Per day' }, column: { de: 'Tag', en: 'Day' }, shown: DAYS_SHOWN },
  weeks: { title: { de: 'Je Woche', en: 'Per week' }, column: { de: 'Woche ab', en: 'Week from' }, shown: WEEKS_SHOWN },
  months: { title: { de: 'Je Monat', en: 'Per month' }, column: { de: 'Monat', en: 'Month' }, shown: MONTHS_SHOWN },
} as const

/** The last days, weeks or months, the latest first. */
export function spanTable(
  span: SpanName,
  rows: readonly SpanRow[],
  { taxPercent, evidenceId, rowCount }: { taxPercent: number; evidenceId: string; rowCount: number },
): Table {
  const { title, column, shown } = SPAN_WORDS[span]
  return {
    id: `sales.${span}`,
    title,
    note: null,
    columns: [{ key: 'start', label: column, unit: 'date' }, REVENUE, ...COUNTED, REFUNDS],
    rows: rows
      .slice(-shown)
      .reverse()
      .map((row) => [row.start, row.revenue, ...counted(row, taxPercent), row.refunds]),
    rowCount,
    evidenceId,
  }
}

/** The rows with the days or weeks between them on which nothing was booked, up to `last`. */
export function withoutGaps(rows: readonly SpanRow[], step: number, last: Day): SpanRow[] {
  const first = rows[0]?.start
  if (first === undefined) return []
  const byStart = new Map(rows.map((row) => [row.start, row]))
  const all: SpanRow[] = []
  for (let start = first; start <= last; start = addDays(start, step)) {
    all.push(byStart.get(start) ?? { start, ...NO_SALES })
  }
  return all
}

const GROUP_WORDS: Readonly<Record<GroupName, { title: Text; column: Text }>> = {
  country: {
    title: { de: 'Je Land, letzte 28 Tage', en: 'By country, last 28 days' },
    column: { de: 'Land', en: 'Country' },
  },
  channel: {
    title: { de: 'Je Kanal, letzte 28 Tage', en: 'By channel, last 28 days' },
    column: { de: 'Kanal', en: 'Channel' },
  },
  category: {
    title: { de: 'Je Kategorie, letzte 28 Tage', en: 'By category, last 28 days' },
    column: { de: 'Kategorie', en: 'Category' },
  },
  product: {
    title: { de: 'Je Produkt, letzte 28 Tage', en: 'By product, last 28 days' },
    column: { de: 'Artikelnummer', en: 'SKU' },
  },
}

export function groupTitle(group: GroupName): Text {
  return GROUP_WORDS[group].title
}

export interface GroupGround {
  readonly taxPercent: number
  readonly evidenceId: string
  /** Whether the 28 days before, and those a year ago, lie within the shop's history. */
  readonly knownBefore: boolean
  readonly knownYear: boolean
}

/** What a country or channel is called; a category or number as the shop has it. */
function nameCell(group: GroupName, key: string): Cell {
  return textCell(isGiven(key) ? partName(group, key) : WORDS.notGiven)
}

/** The last 28 days by country, channel, category or product; null where no row has a name. */
export function groupTable(group: GroupName, rows: readonly GroupRow[], ground: GroupGround): Table | null {
  if (!rows.some(({ key }) => isGiven(key))) return null
  const { title, column } = GROUP_WORDS[group]
  const isProduct = group === 'product'
  const ofLines = isProduct || group === 'category'
  const change = (now: number, before: number | null) => (before === null || before <= 0 ? null : now / before - 1)
  return {
    id: `sales.${group}`,
    title,
    note: ofLines
      ? {
          de: 'Nur Produktzeilen, Stornierungen abgezogen; Versand, Rabatte und Erstattungen gehören zu keinem Produkt. Vor einem Jahr: 364 Tage davor.',
          en: 'Product lines only, cancellations deducted; shipping, discounts and refunds belong to no product. A year ago: 364 days before.',
        }
      : { de: 'Vor einem Jahr: 364 Tage davor.', en: 'A year ago: 364 days before.' },
    columns: [
      { key: 'key', label: column, unit: 'text' },
      ...(isProduct ? [{ key: 'title', label: { de: 'Produkt', en: 'Product' }, unit: 'text' as const }] : []),
      REVENUE,
      { key: 'before', label: { de: '28 Tage davor', en: '28 days before' }, unit: 'cents' },
      { key: 'changeBefore', label: { de: 'Änderung', en: 'Change' }, unit: 'ratio' },
      { key: 'year', label: { de: 'Vor einem Jahr', en: 'A year ago' }, unit: 'cents' },
      { key: 'changeYear', label: { de: 'Änderung zum Vorjahr', en: 'Change on the year' }, unit: 'ratio' },
      ...COUNTED,
      ...(ofLines ? [] : [REFUNDS]),
    ],
    rows: rows.map((row) => {
      const before = ground.knownBefore ? row.revenue_before : null
      const year = ground.knownYear ? row.revenue_year : null
      return [
        nameCell(group, row.key),
        ...(isProduct ? [textCell({ de: row.title_de, en: row.title_en })] : []),
        row.revenue,
        ...[before, change(row.revenue, before), year, change(row.revenue, year)],
        ...counted(row, ground.taxPercent),
        ...(ofLines ? [] : [row.refunds]),
      ]
    }),
    rowCount: rows[0]?.keys ?? 0,
    evidenceId: ground.evidenceId,
  }
}
