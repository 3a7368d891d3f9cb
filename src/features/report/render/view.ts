/** What all renderings say alike: figures, stakes, claims and tables as words, before they become a page, a mail or a PDF. */
import type { Lang, Text } from '../../../core/lang.ts'
import { wallTime } from '../../../core/time.ts'
import { formatDay, formatDuration, formatInstant } from '../../../language/dates.ts'
import { formatRange, formatValue } from '../../../language/format.ts'
import { formatMoney, formatMoneyProse, formatMoneyWhole } from '../../../language/money.ts'
import { formatCount, formatMean, formatPercent, NBSP } from '../../../language/numbers.ts'
import type { Chart, Claim, Evidence, Figure, Finding, Table, Unit } from '../../findings/index.ts'
import type { CheckedClaim, NightStep, Report, ReportSection } from '../schema.ts'
import { WORDS } from '../words.ts'
import type { Writing } from './format.ts'

/** The section whose figures stand at the head of the report. */
const HEAD_STEP = 'sales'

export function writingOf(report: Report, lang: Lang): Writing {
  return { lang, currency: report.shop.currency }
}

/** 'Morgenbericht für Sonntag, 22. November 2026'. */
export function headlineOf(report: Report, lang: Lang): string {
  const day = formatDay(report.asOf, 'full', lang)
  return lang === 'de' ? `Morgenbericht für ${day}` : `Morning report for ${day}`
}

export function createdText(report: Report, lang: Lang): string {
  const at = formatInstant(Date.parse(report.createdAt), { lang, timeZone: report.shop.timeZone })
  return `${WORDS[lang].created} ${at} (${report.shop.timeZone})`
}

export function headSection(report: Report): ReportSection | undefined {
  return report.sections.find((section) => section.step === HEAD_STEP)
}

/** The chart whose line stands small in a figure's tile. */
export function sparkOf(figure: Figure, charts: readonly Chart[]): readonly (number | null)[] | undefined {
  const lines = charts.filter((chart) => chart.kind === 'line' && chart.unit === figure.unit)
  const chart =
    lines.find((one) => one.id === figure.id) ??
    lines.find((one) => one.evidenceId === figure.evidenceId && one.id.startsWith(figure.id))
  const values = chart?.series.find((series) => series.role === 'actual')?.values ?? []
  const last = values.findLastIndex((value) => value !== null)
  return last < 1 ? undefined : values.slice(Math.max(0, last - 27), last + 1)
}

interface ComparisonWords {
  readonly label: string
  readonly value: string
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
function intervalText(interval: { low: number; high: number; level: number }, unit: Unit, writing: Writing): string {
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
      change:
        comparison.change === null ? '' : formatPercent(comparison.change, { lang, sign: 'changes', digits: 'table' }),
    })),
  }
}

/** '−3.900 € am Tag'; empty where the money at stake is not known. */
export function stakeText(finding: Finding, writing: Writing): string {
  if (finding.stakeCents === null) return ''
  const style = { ...writing, sign: 'changes' } as const
  const whole = Math.abs(finding.stakeCents) >= 10_000 || finding.stakeCents === 0
  const amount = whole ? formatMoneyWhole(finding.stakeCents, style) : formatMoney(finding.stakeCents, style)
  return `${amount} ${periodText(finding.stakePeriodDays, writing.lang)}`.trimEnd()
}

function periodText(days: number, lang: Lang): string {
  const de = lang === 'de'
  if (days <= 0) return ''
  if (days === 1) return de ? 'am Tag' : 'a day'
  if (days === 7) return de ? 'in der Woche' : 'a week'
  if (days === 365) return de ? 'im Jahr' : 'a year'
  return de ? `in ${formatCount(days, { lang })} Tagen` : `in ${formatCount(days, { lang })} days`
}

export function isNumeric(unit: Unit): boolean {
  return unit !== 'text' && unit !== 'date'
}

/** The rows of a table that are shown, and the sentence that says so where it is not all of them. */
export function cutTable(table: Table, most: number, lang: Lang): { rows: Table['rows']; note: string } {
  const rows = table.rows.slice(0, most)
  const all = Math.max(table.rowCount, table.rows.length)
  if (rows.length >= all) return { rows, note: '' }
  const [shown, whole] = [formatCount(rows.length, { lang }), formatCount(all, { lang })]
  const note = lang === 'de' ? `Gezeigt sind ${shown} von ${whole} Zeilen.` : `Showing ${shown} of ${whole} rows.`
  return { rows, note }
}

/** Figures of a section as one table: value, range, n and every comparison that one of them has. */
export function figureGrid(
  figures: readonly Figure[],
  writing: Writing,
): { head: string[]; rows: { missing: string; cells: string[] }[] } {
  const words = WORDS[writing.lang]
  const all = figures.map((figure) => figureWords(figure, writing))
  const labels = [...new Set(all.flatMap((one) => one.comparisons.map((comparison) => comparison.label)))]
  const withRange = all.some((one) => one.interval !== '')
  const withN = all.some((one) => one.n !== '')
  const head = [words.figure, words.value, ...(withRange ? [words.interval] : []), ...(withN ? ['n'] : []), ...labels]
  const rows = figures.map((figure, index) => {
    const one = all[index] ?? figureWords(figure, writing)
    const compared = labels.map((label) => {
      const comparison = one.comparisons.find((other) => other.label === label)
      return comparison === undefined
        ? ''
        : [comparison.value, comparison.change].filter((part) => part !== '').join(' · ')
    })
    const n = figure.n === null ? '' : formatCount(figure.n, { lang: writing.lang })
    return {
      missing: one.missing,
      cells: [one.label, one.exact, ...(withRange ? [one.interval] : []), ...(withN ? [n] : []), ...compared],
    }
  })
  return { head, rows }
}

type Verdict = 'in' | 'above' | 'below' | 'open'

export interface ClaimWords {
  readonly day: string
  readonly metric: string
  readonly said: string
  /** With its level: '38 bis 44 Tsd. € (95 %)'. */
  readonly range: string
  /** Without: '38 bis 44 Tsd. €'. */
  readonly span: string
  readonly shortDay: string
  readonly naive: string
  readonly came: string
  readonly verdict: Verdict
  readonly method: string
}

function claimValue(value: number | null, claim: Claim, writing: Writing): string {
  return claim.metric === 'revenueCents' ? formatMoneyProse(value, writing) : formatMean(value, writing)
}

/** A claim, and what came of it where that is known. */
export function claimWords(claim: Claim, checked: CheckedClaim | null, writing: Writing): ClaimWords {
  const { lang } = writing
  const unit = claim.metric === 'revenueCents' ? 'cents' : 'count'
  return {
    day: formatDay(claim.day, 'medium', lang),
    metric: WORDS[lang].metrics[claim.metric],
    said: claimValue(claim.value, claim, writing),
    shortDay: formatDay(claim.day, 'short', lang),
    range: intervalText(claim, unit, writing),
    span: formatRange(claim.low, claim.high, unit, writing),
    naive: claimValue(claim.naive, claim, writing),
    came: claimValue(checked?.actual ?? null, claim, writing),
    verdict: verdictOf(checked),
    method: claim.method,
  }
}

function verdictOf(checked: CheckedClaim | null): Verdict {
  if (checked === null || checked.actual === null || checked.inBand === null) return 'open'
  if (checked.inBand) return 'in'
  return checked.actual > checked.claim.value ? 'above' : 'below'
}

/** '3 von 4 Aussagen lagen in ihrer Spanne.'; empty where none can be judged. */
export function heldSentence(checked: readonly CheckedClaim[], lang: Lang): string {
  const judged = checked.filter((one) => one.actual !== null && one.inBand !== null)
  if (judged.length === 0) return ''
  const held = judged.filter((one) => one.inBand === true).length
  const [part, all] = [formatCount(held, { lang }), formatCount(judged.length, { lang })]
  const first =
    lang === 'de'
      ? `${part} von ${all} Aussagen lagen in ihrer Spanne.`
      : `${part} of ${all} claims were within their range.`
  return `${first} ${errorSentence(judged, lang)}`.trimEnd()
}

/** How far revenue claims were off beside the seasonal-naive ones, over the same days; empty where none has both. */
function errorSentence(judged: readonly CheckedClaim[], lang: Lang): string {
  let [own, naive, came] = [0, 0, 0]
  for (const { claim, actual } of judged) {
    if (claim.metric !== 'revenueCents' || claim.naive === null || actual === null) continue
    own += Math.abs(actual - claim.value)
    naive += Math.abs(actual - claim.naive)
    came += Math.abs(actual)
  }
  if (came === 0) return ''
  const [off, plain] = [own, naive].map((error) => formatPercent(error / came, { lang }))
  return lang === 'de'
    ? `Beim Umsatz lag die Vorhersage im Mittel ${off} daneben, der Wert der Woche davor ${plain}.`
    : `For revenue the forecast was off by ${off} on average, the value of the week before by ${plain}.`
}

export interface NightWords {
  /** '02:00 bis 02:03 Uhr · 2 von 4 Schritten fertig'. */
  readonly summary: string
  readonly complete: boolean
  /** One sentence per step that is missing. */
  readonly gaps: readonly string[]
}

export function nightWords(report: Report, lang: Lang): NightWords {
  const { night, shop } = report
  const clock = (instant: string): string => wallTime(Date.parse(instant), shop.timeZone).slice(11)
  const done = night.steps.filter((step) => step.status === 'done').length
  const all = night.steps.length
  const span =
    lang === 'de'
      ? `${clock(night.startedAt)} bis ${clock(night.finishedAt)} Uhr`
      : `${clock(night.startedAt)} to ${clock(night.finishedAt)}`
  const steps = lang === 'de' ? `${done} von ${all} Schritten fertig` : `${done} of ${all} steps done`
  const missing = night.steps.filter((step) => step.status !== 'done')
  return {
    summary: all === 0 ? span : `${span} · ${steps}`,
    complete: missing.length === 0,
    gaps: missing.map((step) => gapSentence(step, lang)),
  }
}

function gapSentence(step: NightStep, lang: Lang): string {
  const cause = step.error === null ? '' : `: ${step.error}`
  return `${step.title[lang]} (${WORDS[lang].status[step.status]})${cause}`
}

export function stepCells(
  step: NightStep,
  lang: Lang,
): { title: string; status: string; time: string; rows: string; error: string } {
  return {
    title: step.title[lang],
    status: WORDS[lang].status[step.status],
    time: step.status === 'skipped' ? '' : formatDuration(step.seconds * 1000, lang),
    rows: step.status === 'skipped' ? '' : formatCount(step.rows, { lang }),
    error: step.error ?? '',
  }
}

/** 'Weitere Befunde im ganzen Bericht: 12.'; empty where all are shown. */
export function moreFindings(left: number, lang: Lang): string {
  if (left <= 0) return ''
  const count = formatCount(left, { lang })
  return lang === 'de' ? `Weitere Befunde im ganzen Bericht: ${count}.` : `More findings in the whole report: ${count}.`
}

/** What the report rests on as pairs of word and figure, in the order of the JSON. */
export function totalsWords(report: Report, writing: Writing): { label: string; value: string }[] {
  const { totals } = report
  const labels = WORDS[writing.lang].totals
  return [
    { label: labels.invoices, value: formatCount(totals.invoices, writing) },
    { label: labels.customers, value: formatCount(totals.customers, writing) },
    { label: labels.countries, value: formatCount(totals.countries, writing) },
    { label: labels.cancelledLines, value: formatCount(totals.cancelledLines, writing) },
    { label: labels.lineTotalCents, value: formatMoney(totals.lineTotalCents, writing) },
  ]
}

/** The evidence of an id as a finding or a part of `step` names it: its own section's first, then any section's. */
export function findEvidence(
  report: Report,
  id: string,
  step: string | null,
): { evidence: Evidence; step: string } | null {
  const order = [...report.sections].sort((a, b) => Number(b.step === step) - Number(a.step === step))
  for (const section of order) {
    const evidence = section.contribution.evidence.find((one) => one.id === id)
    if (evidence !== undefined) return { evidence, step: section.step }
  }
  return null
}

/** The step that brought a finding; null where no section holds it. */
export function stepOf(report: Report, finding: Finding): string | null {
  return (
    report.sections.find((section) => section.contribution.findings.some((one) => one.id === finding.id))?.step ?? null
  )
}

/** 'Umsatz je Tag (3.812 Zeilen)'. */
export function evidenceTitle(evidence: Evidence, lang: Lang): string {
  const rows = formatCount(evidence.rowCount, { lang })
  if (lang === 'de') return `${evidence.title.de} (${rows} ${evidence.rowCount === 1 ? 'Zeile' : 'Zeilen'})`
  return `${evidence.title.en} (${rows} ${evidence.rowCount === 1 ? 'row' : 'rows'})`
}

export function textOf(text: Text | null, lang: Lang): string {
  return text?.[lang] ?? ''
}
