/** What stands along x: days, weeks and months are told from words, and labelled so that no two labels touch. */
import type { Lang } from '../../../../core/lang.ts'
import { LOCALES } from '../format.ts'
import { fitText, textWidth } from './text-width.ts'

export const AXIS_SIZE = 12

type XKind = 'day' | 'week' | 'month' | 'words'

export interface XTick {
  /** Place in the chart's `x`. */
  readonly index: number
  /** Centre of the label: that of the entry, moved in where the label would leave the picture. */
  readonly at: number
  readonly label: string
  /** The year, under the label; empty: the same as the tick before. */
  readonly year: string
}

/** What the entries of `x` are; words unless all of them are of one kind of time. */
export function xKind(x: readonly string[]): XKind {
  if (x.length === 0) return 'words'
  if (x.every((entry) => /^\d{4}-\d{2}-\d{2}$/.test(entry))) return 'day'
  if (x.every((entry) => /^\d{4}-\d{2}$/.test(entry))) return 'month'
  if (x.every((entry) => /^\d{4}-W\d{2}$/.test(entry))) return 'week'
  return 'words'
}

function dateOf(entry: string): Date {
  return new Date(`${entry.length === 7 ? `${entry}-01` : entry}T00:00:00Z`)
}

const monthFormats: Readonly<Record<Lang, Intl.DateTimeFormat>> = {
  de: new Intl.DateTimeFormat(LOCALES.de, { month: 'short', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat(LOCALES.en, { month: 'short', timeZone: 'UTC' }),
}

function monthName(entry: string, lang: Lang): string {
  return monthFormats[lang].format(dateOf(entry))
}

/** An entry of `x` in words: '9. Dez. 2011', 'KW 47 2026', 'Dez. 2011', or as it stands. */
export function xLabel(entry: string, kind: XKind, lang: Lang): string {
  if (kind === 'words') return entry
  const year = entry.slice(0, 4)
  if (kind === 'week')
    return lang === 'de' ? `KW ${Number(entry.slice(6))} ${year}` : `week ${Number(entry.slice(6))}, ${year}`
  if (kind === 'month') return `${monthName(entry, lang)} ${year}`
  return `${dayLabel(entry, lang)} ${year}`
}

function dayLabel(entry: string, lang: Lang): string {
  const day = Number(entry.slice(8))
  return lang === 'de' ? `${day}. ${monthName(entry, lang)}` : `${day} ${monthName(entry, lang)}`
}

/** Places along x, 0 to 1; days stand where the calendar has them, so that missing days leave a gap. */
export function xPlaces(x: readonly string[]): number[] {
  if (x.length <= 1) return x.map(() => 0.5)
  if (xKind(x) === 'day') {
    const times = x.map((entry) => dateOf(entry).getTime())
    const first = Math.min(...times)
    const span = Math.max(...times) - first
    if (span > 0) return times.map((time) => (time - first) / span)
  }
  return x.map((_, index) => index / (x.length - 1))
}

interface Candidate {
  readonly keep: (entry: string, index: number) => boolean
  readonly label: (entry: string) => string
}

function every(step: number): (entry: string, index: number) => boolean {
  return (_, index) => index % step === 0
}

function candidates(kind: XKind, lang: Lang, x: readonly string[]): Candidate[] {
  const steps = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000]
  if (kind === 'month') {
    const months = [1, 2, 3, 6, 12, 24, 60]
    return months.map((step) => ({
      keep: (entry) => (Number(entry.slice(0, 4)) * 12 + Number(entry.slice(5)) - 1) % step === 0,
      label: (entry) => monthName(entry, lang),
    }))
  }
  if (kind === 'week') {
    const label = (entry: string): string => `${lang === 'de' ? 'KW ' : 'wk '}${Number(entry.slice(6))}`
    return steps.map((step) => ({ keep: every(step), label }))
  }
  if (kind === 'words')
    return steps.map((step) => ({ keep: every(step), label: (entry) => fitText(entry, AXIS_SIZE, MOST_LABEL) }))
  const mondays = (step: number) => (entry: string) => {
    const days = Math.round(dateOf(entry).getTime() / 86_400_000) - 4
    return days % (7 * step) === 0
  }
  // The first entry of a month: its first day, or the first week that begins in it.
  const firsts = (step: number) => (entry: string, index: number) =>
    (entry.endsWith('-01') || (index > 0 && entry.slice(0, 7) !== x[index - 1]?.slice(0, 7))) &&
    (Number(entry.slice(0, 4)) * 12 + Number(entry.slice(5, 7)) - 1) % step === 0
  return [
    { keep: () => true, label: (entry) => dayLabel(entry, lang) },
    { keep: mondays(1), label: (entry) => dayLabel(entry, lang) },
    { keep: mondays(2), label: (entry) => dayLabel(entry, lang) },
    ...[1, 2, 3, 6, 12, 24].map((step) => ({ keep: firsts(step), label: (entry: string) => monthName(entry, lang) })),
  ]
}

interface XAxisInput {
  readonly x: readonly string[]
  /** Centre of each entry, in pixels, ascending. */
  readonly at: readonly number[]
  readonly lang: Lang
  /** Width of the picture. */
  readonly width: number
  readonly maxTicks?: number
}

/** Words along the axis are cut to this. */
const MOST_LABEL = 112

/** The densest ticks whose labels do not touch; at least the first entry is labelled. */
export function xTicks(input: XAxisInput): XTick[] {
  const { x, lang } = input
  const kind = xKind(x)
  const maxTicks = input.maxTicks ?? 12
  let best: XTick[] = []
  for (const candidate of candidates(kind, lang, x)) {
    const ticks = ticksOf(candidate, input, kind)
    if (ticks.length === 0) continue
    if (ticks.length <= maxTicks && apart(ticks)) {
      best = ticks
      break
    }
  }
  // One tick says nothing about the distance between days: the two ends say more.
  if (best.length < 2 && x.length > 1 && kind !== 'words') {
    const label = kind === 'day' ? dayLabel : (entry: string) => xLabel(entry, kind, lang)
    const ends = ticksOf(
      { keep: (_, index) => index === 0 || index === x.length - 1, label: (entry) => label(entry, lang) },
      input,
      kind,
    )
    if (best.length === 0 || apart(ends)) best = ends
  }
  return best
}

function ticksOf(candidate: Candidate, input: XAxisInput, kind: XKind): XTick[] {
  const ticks: XTick[] = []
  let year = ''
  for (const [index, entry] of input.x.entries()) {
    if (!candidate.keep(entry, index)) continue
    const own = kind === 'words' ? '' : entry.slice(0, 4)
    const label = candidate.label(entry)
    const half = textWidth(label, AXIS_SIZE) / 2
    const at = Math.max(half, Math.min(input.at[index] ?? 0, input.width - half))
    ticks.push({ index, at, label, year: own === year ? '' : own })
    year = own
  }
  return ticks
}

function apart(ticks: readonly XTick[]): boolean {
  let end = Number.NEGATIVE_INFINITY
  for (const tick of ticks) {
    const half = Math.max(textWidth(tick.label, AXIS_SIZE), textWidth(tick.year, AXIS_SIZE)) / 2
    if (tick.at - half < end + 8) return false
    end = tick.at + half
  }
  return true
}
