/** Figures as words: with their comparisons, in tiles at the head of the report and in the tables of their section. */
import { formatRange, formatValue } from '../../../language/format.ts'
import { formatMoneyProse } from '../../../language/money.ts'
import { formatCount, formatDecimal, formatPercent, NBSP } from '../../../language/numbers.ts'
import type { Chart, Figure, Unit } from '../../findings/index.ts'
import type { Report } from '../schema.ts'
import { WORDS } from '../words.ts'
import type { Writing } from './format.ts'

/** The section whose figures stand at the head of the report, and which of them, by the end of their id. */
const HEAD_STEP = 'sales'
const HEAD_SCOPE = 'sales.day.'
const HEAD_NAMES = ['revenue', 'orders', 'averageOrder', 'margin', 'newCustomers']

/** The figures of the day at the head of the report: the five that matter most, or the first five where none is known by name. */
export function headFigures(report: Report): Figure[] {
  const all = report.sections.find((section) => section.step === HEAD_STEP)?.contribution.figures ?? []
  const named = HEAD_NAMES.flatMap((name) => all.filter((figure) => figure.id === HEAD_SCOPE + name))
  return named.length > 0 ? named : all.slice(0, HEAD_NAMES.length)
}

/** The course of a figure: the line whose last day is the report's and whose last value is the figure's. */
export function sparkOf(figure: Figure, report: Report): (number | null)[] | undefined {
  const charts = report.sections.flatMap((section) => section.contribution.charts)
  for (const chart of charts) {
    const values = courseOf(chart, figure, report.asOf)
    if (values !== null) return values
  }
  return undefined
}

const SPARK_DAYS = 28

function courseOf(chart: Chart, figure: Figure, asOf: string): (number | null)[] | null {
  if (chart.kind !== 'line' || chart.unit !== figure.unit || figure.value === null) return null
  const values = chart.series.find((series) => series.role === 'actual')?.values ?? []
  const last = values.findLastIndex((value) => value !== null)
  const value = values[last]
  if (last < 1 || chart.x[last] !== asOf || typeof value !== 'number') return null
  if (Math.abs(value - figure.value) > Math.abs(figure.value) * 1e-6 + 0.5) return null
  return values.slice(Math.max(0, last - SPARK_DAYS + 1), last + 1)
}

interface ComparisonWords {
  readonly label: string
  readonly value: string
  /** '+6,0 %', for shares '+1,2 Pkt.'; empty where it is not known. */
  readonly change: string
}

export interface FigureWords {
  readonly label: string
  /** For a headline: money without cents from 1,000 up. */
  readonly value: string
  /** With all digits. */
  readonly exact: string
  /** '38 bis 44 Tsd. € (95 %)'; empty: none. */
  readonly interval: string
  /** 'n = 1.204'; empty: none. */
  readonly n: string
  /** Why the value is not known; empty where it is. */
  readonly missing: string
  readonly comparisons: readonly ComparisonWords[]
}

function headValue(value: number | null, unit: Unit, writing: Writing): string {
  return unit === 'cents' ? formatMoneyProse(value, writing) : formatValue(value, unit, writing)
}

/** '38 bis 44 Tsd. € (95 %)'. */
export function intervalText(
  interval: { low: number; high: number; level: number },
  unit: Unit,
  writing: Writing,
): string {
  const level = formatPercent(interval.level, { lang: writing.lang, digits: 'prose' })
  return `${formatRange(interval.low, interval.high, unit, writing)} (${level})`
}

export function figureWords(figure: Figure, writing: Writing): FigureWords {
  const { lang } = writing
  const known = figure.value !== null && Number.isFinite(figure.value)
  return {
    label: figure.label[lang],
    value: known ? headValue(figure.value, figure.unit, writing) : WORDS[lang].unknown,
    exact: known ? formatValue(figure.value, figure.unit, writing) : WORDS[lang].unknown,
    interval: figure.interval === null ? '' : intervalText(figure.interval, figure.unit, writing),
    n: figure.n === null ? '' : `n${NBSP}=${NBSP}${formatCount(figure.n, { lang })}`,
    missing: known ? '' : (figure.missing?.[lang] ?? ''),
    comparisons: figure.comparisons.map((comparison) => ({
      label: comparison.label[lang],
      value: headValue(comparison.value, figure.unit, writing),
      change: changeText(figure, comparison, writing),
    })),
  }
}

function changeText(figure: Figure, comparison: Figure['comparisons'][number], { lang }: Writing): string {
  if (comparison.change !== null) return formatPercent(comparison.change, { lang, sign: 'changes' })
  if (figure.unit !== 'ratio' || figure.value === null || comparison.value === null) return ''
  // A change of a share in percent would be read as points.
  const points = formatDecimal((figure.value - comparison.value) * 100, {
    lang,
    minDigits: 1,
    maxDigits: 1,
    sign: 'changes',
  })
  return `${points}${NBSP}${lang === 'de' ? 'Pkt.' : 'pts'}`
}

const MOST_COMPARISONS = 3

/** The comparisons a headline has room for. Of more than three the first is left out: it is the day before, another weekday. */
export function mainComparisons(words: FigureWords): readonly ComparisonWords[] {
  const { comparisons } = words
  return comparisons.length > MOST_COMPARISONS ? comparisons.slice(1, 1 + MOST_COMPARISONS) : comparisons
}

/** 'Vorwoche 11.406 € (+31,6 %)'. */
export function comparisonText(comparison: ComparisonWords): string {
  return `${comparison.label} ${comparison.value}${comparison.change === '' ? '' : ` (${comparison.change})`}`
}

/** What the labels of all figures end with after their last comma ('Umsatz, Tag'); empty where they differ or there is one. */
function sharedEnd(labels: readonly string[]): string {
  const [first = ''] = labels
  const comma = first.lastIndexOf(', ')
  if (labels.length < 2 || comma < 0) return ''
  const end = first.slice(comma)
  return labels.every((label) => label.endsWith(end)) ? end : ''
}

/** The words of figures that stand together, without the end their labels share. */
export function togetherWords(figures: readonly Figure[], writing: Writing): { shared: string; words: FigureWords[] } {
  const words = figures.map((figure) => figureWords(figure, writing))
  const end = sharedEnd(words.map((one) => one.label))
  const cut = words.map((one) => ({ ...one, label: one.label.slice(0, one.label.length - end.length) }))
  return { shared: end.slice(2), words: cut }
}

export interface FigureGrid {
  /** 'Kennzahlen', with what the figures of this grid share: 'Kennzahlen: letzte 7 Tage'. */
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly { readonly missing: string; readonly cells: readonly string[] }[]
  readonly evidenceIds: readonly string[]
}

/** Figures of a section as tables; those that are held against the same periods stand in one. */
export function figureGrids(figures: readonly Figure[], writing: Writing): FigureGrid[] {
  const groups = new Map<string, Figure[]>()
  for (const figure of figures) {
    const key = figure.comparisons.map((comparison) => comparison.label.de).join('|')
    groups.set(key, [...(groups.get(key) ?? []), figure])
  }
  return [...groups.values()].map((group) => figureGrid(group, writing))
}

function figureGrid(figures: readonly Figure[], writing: Writing): FigureGrid {
  const { lang } = writing
  const names = WORDS[lang]
  const { shared, words } = togetherWords(figures, writing)
  const labels = [...new Set(words.flatMap((one) => one.comparisons.map((comparison) => comparison.label)))]
  const withRange = words.some((one) => one.interval !== '')
  const withN = words.some((one) => one.n !== '')
  const head = [names.figure, names.value, ...(withRange ? [names.interval] : []), ...(withN ? ['n'] : []), ...labels]
  const rows = words.map((one, index) => {
    const compared = labels.map((label) => {
      const comparison = one.comparisons.find((other) => other.label === label)
      return [comparison?.value ?? '', comparison?.change ?? ''].filter((part) => part !== '').join(' · ')
    })
    const n = figures[index]?.n ?? null
    const counted = withN ? [n === null ? '' : formatCount(n, { lang })] : []
    return {
      missing: one.missing,
      cells: [one.label, one.exact, ...(withRange ? [one.interval] : []), ...counted, ...compared],
    }
  })
  const title = shared === '' ? names.figures : `${names.figures}: ${shared}`
  return { title, head, rows, evidenceIds: figures.map((figure) => figure.evidenceId) }
}
