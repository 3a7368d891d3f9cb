/** What all renderings say alike: headline, stakes, claims and the night as words, before they become a page or a mail. */
import type { Lang } from '../../../core/lang.ts'
import { wallTime } from '../../../core/time.ts'
import { formatDay, formatDuration, formatInstant } from '../../../language/dates.ts'
import { formatRange } from '../../../language/format.ts'
import { formatMoney, formatMoneyProse } from '../../../language/money.ts'
import { formatCount, formatMean, formatPercent } from '../../../language/numbers.ts'
import { formatStake } from '../../../language/stake.ts'
import type { Claim, Evidence, Finding } from '../../findings/index.ts'
import type { CheckedClaim, NightStep, Report } from '../schema.ts'
import { WORDS } from '../words.ts'
import { intervalText } from './figures.ts'
import type { Writing } from './format.ts'

/** Claims of the last seven days, for two measures. */
const MOST_CHECKED = 14

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

/** '−3.900 € am Tag'; empty where the money at stake is not known. */
export function stakeText({ stakeCents, stakePeriodDays }: Finding, writing: Writing): string {
  return formatStake(stakeCents, stakePeriodDays, writing)
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
  }
}

function verdictOf(checked: CheckedClaim | null): Verdict {
  if (checked === null || checked.actual === null || checked.inBand === null) return 'open'
  if (checked.inBand) return 'in'
  return checked.actual > checked.claim.value ? 'above' : 'below'
}

/** '3 von 4 Aussagen lagen im Band.'; empty where none can be judged. */
export function heldSentence(checked: readonly CheckedClaim[], lang: Lang): string {
  const judged = checked.filter((one) => one.actual !== null && one.inBand !== null)
  if (judged.length === 0) return ''
  const held = judged.filter((one) => one.inBand === true).length
  const [part, all] = [formatCount(held, { lang }), formatCount(judged.length, { lang })]
  const first =
    lang === 'de' ? `${part} von ${all} Aussagen lagen im Band.` : `${part} of ${all} claims were within their band.`
  return `${first} ${errorSentence(judged, lang)}`.trimEnd()
}

/** The newest claims whose day has come, the newest day first; older ones stand in the section of their step. */
export function latestChecked(report: Report): CheckedClaim[] {
  return report.claimsChecked
    .toSorted((a, b) => (a.claim.day < b.claim.day ? 1 : a.claim.day > b.claim.day ? -1 : 0))
    .slice(0, MOST_CHECKED)
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
  const proposals = night.steps.reduce((sum, step) => sum + (step.proposals ?? 0), 0)
  const made = proposals === 0 ? [] : [proposalsText(proposals, lang)]
  return {
    summary: [span, ...(all === 0 ? [] : [steps]), ...made].join(' · '),
    complete: missing.length === 0,
    gaps: missing.map((step) => gapSentence(step, lang)),
  }
}

/** What a skill made says more than what it read. */
function rowsText({ status, rows, proposals }: NightStep, lang: Lang): string {
  if (status === 'skipped') return ''
  return proposals === undefined ? formatCount(rows, { lang }) : proposalsText(proposals, lang)
}

/** '7 Vorschläge'. */
function proposalsText(count: number, lang: Lang): string {
  const number = formatCount(count, { lang })
  if (lang === 'de') return `${number} ${count === 1 ? 'Vorschlag' : 'Vorschläge'}`
  return `${number} ${count === 1 ? 'proposal' : 'proposals'}`
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
    rows: rowsText(step, lang),
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
