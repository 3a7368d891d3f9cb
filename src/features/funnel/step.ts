/** The way from product to order of the last four weeks: how far visitors come, and what it costs where they leave. */
import { addDays, startOfDay } from '../../core/time.ts'
import type { Chart, Contribution, Figure, Finding, NightStep, StepContext, Table } from '../findings/index.ts'
import { textCell } from '../findings/index.ts'
import { DEFAULT_DAYS, matchText, periodBefore, periodUpTo, readCoverage, waitingText } from '../visits/index.ts'
import { LEVEL } from './model.ts'
import { DEFAULT_STEPS, DEFAULT_WINDOW_HOURS, type FunnelStep, type Share } from './schema.ts'
import { makeFunnel } from './service.ts'
import { chartTitle, leakStatement, METHOD, NEXT_NAMES, TITLE, tooFewText } from './texts.ts'

export const funnelStep: NightStep = { name: 'funnel', title: TITLE, needs: [], run }

/** Fewer visitors say nothing about a shop. */
const LEAST_VISITORS = 100
/** Assumed share of the lost who could be won back; the finding says so. */
const WON_BACK = 0.1

async function run(context: StepContext): Promise<Contribution> {
  const { ask, asOf, currency, signal, timeZone } = context
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  const period = periodUpTo(asOf)
  const coverage = await readCoverage(ask, period)
  const waiting = waitingText(coverage.rows[0], period)
  const evidence = [coverage.evidence]
  if (waiting !== null) return { ...empty, evidence, notEnoughData: waiting }
  const keep: StepContext['ask'] = async (question) => {
    const answer = await ask(question)
    evidence.push(answer.evidence)
    return answer
  }
  // A report on an earlier day knows nothing of the time since.
  const seenUntil = Math.min(coverage.rows[0]?.last_at ?? 0, startOfDay(addDays(asOf, 1), timeZone) - 1)
  const question = { steps: DEFAULT_STEPS, windowHours: DEFAULT_WINDOW_HOURS, breakdown: null, seenUntil }
  const now = await makeFunnel({ ask: keep, timeZone }, { ...question, scope: { period, filters: [] }, withNext: true })
  signal.throwIfAborted()
  const then = await makeFunnel(
    { ask: keep, timeZone },
    { ...question, scope: { period: periodBefore(period), filters: [] }, withNext: false },
  )
  const steps = now.funnels[0]?.steps ?? []
  const before = then.funnels[0]?.steps ?? []
  const visitors = steps[0]?.visitors ?? 0
  if (visitors < LEAST_VISITORS) return { ...empty, evidence, notEnoughData: tooFewText(visitors, LEAST_VISITORS) }
  const chart = stepsChart(steps, now.evidenceId)
  const finding = leakFinding(steps, { currency, evidenceId: now.evidenceId, chart })
  return {
    ...empty,
    figures: rateFigures(steps, before, now.evidenceId),
    findings: finding === null ? [] : [finding],
    tables: [stepsTable(steps, now.evidenceId), nextTable(steps, now.evidenceId)],
    charts: chart === null ? [] : [chart],
    evidence,
    notEnoughData: null,
  }
}

function intervalOf({ low, high }: Share): Figure['interval'] {
  return low === null || high === null ? null : { low, high, level: LEVEL }
}

function rateFigures(steps: readonly FunnelStep[], before: readonly FunnelStep[], evidenceId: string): Figure[] {
  const figure = (id: string, label: Figure['label'], now: Share, was: Share | undefined): Figure => ({
    id,
    label,
    value: now.share,
    unit: 'ratio',
    interval: intervalOf(now),
    n: now.of,
    missing: null,
    comparisons: [
      {
        label: { de: `${DEFAULT_DAYS} Tage davor`, en: `${DEFAULT_DAYS} days before` },
        value: was?.share ?? null,
        change: now.share === null || !was?.share ? null : now.share / was.share - 1,
      },
    ],
    evidenceId,
  })
  const last = steps.at(-1)
  const whole =
    last === undefined
      ? []
      : [
          figure(
            'funnel.whole',
            { de: 'Vom ersten Schritt bis zur Bestellung', en: 'From the first step to the order' },
            last.fromFirst,
            before.at(-1)?.fromFirst,
          ),
        ]
  return whole.concat(
    steps.slice(1).map((step, index) => {
      const name = matchText(step.match)
      const label = { de: `Bis „${name.de}“, vom Schritt davor`, en: `To “${name.en}”, from the step before` }
      return figure(`funnel.step.${index + 2}`, label, step.fromPrevious, before[index + 1]?.fromPrevious)
    }),
  )
}

function stepsChart(steps: readonly FunnelStep[], evidenceId: string): Chart | null {
  const [first, last] = [steps[0], steps.at(-1)]
  if (first === undefined || last === undefined) return null
  const names = steps.map(({ match }) => matchText(match))
  return {
    id: 'funnel.steps',
    title: chartTitle(first, last),
    kind: 'bar',
    unit: 'count',
    x: names.map(({ de }) => de),
    series: [
      { name: { de: 'Besucher', en: 'Visitors' }, role: 'actual', values: steps.map(({ visitors }) => visitors) },
    ],
    // The words along x in both languages.
    marks: names.map((name) => ({ x: name.de, text: name })),
    evidenceId,
  }
}

function stepsTable(steps: readonly FunnelStep[], evidenceId: string): Table {
  return {
    id: 'funnel.steps',
    title: { de: 'Wie weit Besucher kommen', en: 'How far visitors come' },
    note: {
      de: `Besucher der letzten ${DEFAULT_DAYS} Tage. Was auf dem Spiel steht, ist das Höchste: hätten alle Verlorenen bestellt wie jene, die weitergingen.`,
      en: `Visitors of the last ${DEFAULT_DAYS} days. What is at stake is the most: had all those lost ordered like those who went on.`,
    },
    columns: [
      { key: 'no', label: { de: 'Nr.', en: 'No.' }, unit: 'count' },
      { key: 'step', label: { de: 'Schritt', en: 'Step' }, unit: 'text' },
      { key: 'visitors', label: { de: 'Besucher', en: 'Visitors' }, unit: 'count' },
      { key: 'share', label: { de: 'Vom Schritt davor', en: 'From the step before' }, unit: 'ratio' },
      { key: 'low', label: { de: 'von', en: 'from' }, unit: 'ratio' },
      { key: 'high', label: { de: 'bis', en: 'to' }, unit: 'ratio' },
      { key: 'lost', label: { de: 'Verloren', en: 'Lost' }, unit: 'count' },
      { key: 'back', label: { de: 'Wiedergekommen', en: 'Came back' }, unit: 'ratio' },
      { key: 'later', label: { de: 'Später bestellt', en: 'Ordered later' }, unit: 'ratio' },
      { key: 'worth', label: { de: 'Auf dem Spiel', en: 'At stake' }, unit: 'cents' },
      { key: 'worthLow', label: { de: 'mindestens', en: 'at least' }, unit: 'cents' },
      { key: 'worthHigh', label: { de: 'höchstens', en: 'at most' }, unit: 'cents' },
    ],
    rows: steps.map(({ match, visitors, fromPrevious, leak }, index) => [
      index + 1,
      textCell(matchText(match)),
      visitors,
      index === 0 ? null : fromPrevious.share,
      index === 0 ? null : fromPrevious.low,
      index === 0 ? null : fromPrevious.high,
      leak?.lost.count ?? null,
      leak?.cameBack?.share ?? null,
      leak?.boughtLater?.share ?? null,
      leak?.worth?.cents ?? null,
      leak?.worth?.low ?? null,
      leak?.worth?.high ?? null,
    ]),
    rowCount: steps.length,
    evidenceId,
  }
}

function nextTable(steps: readonly FunnelStep[], evidenceId: string): Table {
  const rows = steps.flatMap(({ match, leak }) =>
    (leak?.next ?? []).map(({ action, count, share, low, high }) => [
      textCell(matchText(match)),
      textCell(NEXT_NAMES[action]),
      count,
      share,
      low,
      high,
    ]),
  )
  return {
    id: 'funnel.next',
    title: { de: 'Was die Verlorenen als Nächstes taten', en: 'What those lost did next' },
    note: null,
    columns: [
      { key: 'step', label: { de: 'Letzter Schritt', en: 'Last step' }, unit: 'text' },
      { key: 'next', label: { de: 'Danach', en: 'Then' }, unit: 'text' },
      { key: 'visitors', label: { de: 'Besucher', en: 'Visitors' }, unit: 'count' },
      { key: 'share', label: { de: 'Anteil', en: 'Share' }, unit: 'ratio' },
      { key: 'low', label: { de: 'von', en: 'from' }, unit: 'ratio' },
      { key: 'high', label: { de: 'bis', en: 'to' }, unit: 'ratio' },
    ],
    rows,
    rowCount: rows.length,
    evidenceId,
  }
}

/** The leak that costs most among visitors who showed that they want something: after the first step most only look. */
function leakFinding(
  steps: readonly FunnelStep[],
  { currency, evidenceId, chart }: { currency: string; evidenceId: string; chart: Chart | null },
): Finding | null {
  const leaks = steps.flatMap((step, index) => {
    const next = steps[index + 1]
    const worth = step.leak?.worth
    if (index === 0 || next === undefined || !step.leak || !worth || worth.cents <= 0) return []
    return [{ step, next, leak: step.leak, worth, place: index + 1 }]
  })
  const [most] = leaks.sort((a, b) => b.worth.cents - a.worth.cents)
  if (most === undefined) return null
  const said = leakStatement({ ...most, share: WON_BACK, days: DEFAULT_DAYS, currency })
  const id = `funnel.leak.${most.place}`
  return {
    id,
    kind: 'visits',
    direction: 'neutral',
    stakeCents: Math.round(most.worth.cents * WON_BACK),
    stakePeriodDays: DEFAULT_DAYS,
    title: said.title,
    sentence: said.sentence,
    figure: {
      id,
      label: { de: 'Nicht weitergegangen', en: 'Did not go on' },
      value: most.leak.lost.share,
      unit: 'ratio',
      interval: intervalOf(most.leak.lost),
      n: most.leak.lost.of,
      missing: null,
      comparisons: [],
      evidenceId,
    },
    chart,
    evidenceIds: [evidenceId],
    next: [...said.next],
  }
}
