/** Findings, tables and charts of the comparison. */
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { compareProportions } from '../../ml/stats/compare-proportions.ts'
import type { Estimate } from '../../ml/stats/product-interval.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import { type Chart, type Figure, type Finding, type Table, textCell } from '../findings/index.ts'
import { daysOf, type HitMatch, matchText } from '../visits/index.ts'
import { LEVEL, missingCents, shareOf, sinceWhen, valueAfter } from './model.ts'
import { type Cell, type Compared, type Comparison, PARTS, type Reach } from './schema.ts'
import type { CellDay, CrossRow } from './store.ts'
import { breakStatement, cellName, daysChart, gapStatement } from './texts.ts'

const TABLE_ROWS = 200
const WEEK = 7
const NO_STEP: HitMatch = { type: '', step: '', path: '' }

export interface Scene {
  readonly comparison: Comparison
  readonly rows: readonly CrossRow[]
  readonly currency: string
  /** Of the query behind all cells. */
  readonly evidenceId: string
}

/** 'Safari 17.mobile.payment': the same matter has the same key every night. */
function keyOf(cell: Cell, step: HitMatch): string {
  const values = PARTS.toReversed().flatMap((part) => cell[part] ?? [])
  const parts = values.length === 0 ? ['all'] : cell.browser === undefined ? values : [cell.browser, cell.device ?? '']
  return [...parts, step.step === '' ? step.type : step.step].filter((part) => part !== '').join('.')
}

const stepAt = ({ comparison }: Scene, place: number) => comparison.steps[place] ?? NO_STEP

function shareFigure(id: string, now: Reach, evidenceId: string, comparisons: Figure['comparisons']): Figure {
  const ends = wilsonInterval(now.went, now.reached, LEVEL)
  return {
    id,
    label: { de: 'Anteil, der weiterging', en: 'Share that went on' },
    value: now.reached > 0 ? shareOf(now) : null,
    unit: 'ratio',
    interval: ends === null ? null : { ...ends, level: LEVEL },
    n: now.reached,
    missing: null,
    comparisons,
    evidenceId,
  }
}

function against(label: Figure['label'], value: number, now: number): Figure['comparisons'][number] {
  return { label, value, change: value > 0 ? now / value - 1 : null }
}

/** Since when, and what it costs a day. @param days the cell's days, from the query `daysEvidence` */
export function breakFinding(one: Compared, days: readonly CellDay[], daysEvidence: string, scene: Scene): Finding {
  const { comparison, rows, currency, evidenceId } = scene
  const { cell, place, before } = one
  const { now: period, before: past } = comparison.periods
  const step = stepAt(scene, place)
  const since = sinceWhen(days, before, period.to, daysOf(period))
  const recent = days.filter(({ day }) => day >= since)
  const now = recent.reduce((sum, day) => ({ reached: sum.reached + day.reached, went: sum.went + day.went }), {
    reached: 0,
    went: 0,
  })
  const length = daysBetween(since, period.to) + 1
  const fall =
    compareProportions({ hits: before.went, of: before.reached }, { hits: now.went, of: now.reached }, LEVEL) ??
    one.change
  const value = valueAfter(rows, place)
  const missing = fall === null || value === null ? null : missingCents(now.reached / length, fall, value)
  const statement = breakStatement({
    cell,
    step,
    since,
    ...now,
    shareBefore: shareOf(before),
    beforeDays: daysOf(past),
    othersShare: one.rest === null || one.rest.reached === 0 ? null : shareOf(one.rest),
    centsPerDay: missing === null ? null : whole(missing),
    currency,
  })
  const id = `comparison.break.${keyOf(cell, step)}`
  const label = { de: `${daysOf(past)} Tage davor`, en: `${daysOf(past)} days before` }
  return {
    id,
    kind: 'anomaly',
    direction: 'bad',
    stakeCents: missing === null ? null : -Math.round(WEEK * missing.value),
    stakePeriodDays: WEEK,
    title: statement.title,
    sentence: statement.sentence,
    figure: shareFigure(id, now, daysEvidence, [against(label, shareOf(before), shareOf(now))]),
    chart: chartOf(one, days, { id, since, scene, evidenceId: daysEvidence }),
    evidenceIds: [daysEvidence, evidenceId],
    next: [...statement.next],
  }
}

function whole({ value, low, high }: Estimate): Estimate {
  return { value: Math.round(value), low: Math.round(low), high: Math.round(high) }
}

function chartOf(
  { cell, place }: Compared,
  days: readonly CellDay[],
  { id, since, scene, evidenceId }: { id: string; since: Day; scene: Scene; evidenceId: string },
): Chart {
  const { now, before } = scene.comparison.periods
  const byDay = new Map(days.map((row) => [row.day, row]))
  const x = Array.from({ length: daysBetween(before.from, now.to) + 1 }, (_, k) => addDays(before.from, k))
  const share = (went: number | undefined, reached: number | undefined) => (!reached ? null : (went ?? 0) / reached)
  const isAll = Object.keys(cell).length === 0
  return {
    id,
    title: daysChart(cell, stepAt(scene, place)),
    kind: 'line',
    unit: 'ratio',
    x,
    series: [
      {
        name: cellName(cell),
        role: 'actual',
        values: x.map((day) => share(byDay.get(day)?.went, byDay.get(day)?.reached)),
      },
      ...(isAll
        ? []
        : [
            {
              name: { de: 'Alle anderen', en: 'All others' },
              role: 'comparison' as const,
              values: x.map((day) => share(byDay.get(day)?.others_went, byDay.get(day)?.others_reached)),
            },
          ]),
    ],
    marks: [{ x: since, text: { de: 'Beginn', en: 'Start' } }],
    evidenceId,
  }
}

/** What a part would bring if it got on like the rest; the one with most money. Null: there is none that can be priced. */
export function gapFinding(gaps: readonly Compared[], scene: Scene): Finding | null {
  const { comparison, rows, currency, evidenceId } = scene
  const days = daysOf(comparison.periods.now)
  const priced = gaps.flatMap((one) => {
    const value = valueAfter(rows, one.place)
    if (value === null || one.gap === null || one.rest === null) return []
    return [{ one, rest: one.rest, cents: whole(missingCents(one.now.reached, one.gap, value)) }]
  })
  const [most] = priced.sort((a, b) => b.cents.value - a.cents.value)
  if (most === undefined) return null
  const { one, rest, cents } = most
  const step = stepAt(scene, one.place)
  const statement = gapStatement({
    cell: one.cell,
    step,
    ...one.now,
    othersShare: shareOf(rest),
    days,
    cents,
    currency,
  })
  const id = `comparison.gap.${keyOf(one.cell, step)}`
  const label = { de: 'Alle anderen', en: 'All others' }
  return {
    id,
    kind: 'visits',
    direction: 'neutral',
    stakeCents: -cents.value,
    stakePeriodDays: days,
    title: statement.title,
    sentence: statement.sentence,
    figure: shareFigure(id, one.now, evidenceId, [against(label, shareOf(rest), shareOf(one.now))]),
    chart: null,
    evidenceIds: [evidenceId],
    next: [...statement.next],
  }
}

/** Every step for all visits. */
export function stepFigures(scene: Scene): Figure[] {
  const { cells, periods } = scene.comparison
  const days = daysOf(periods.before)
  return cells
    .filter(({ cell, now }) => Object.keys(cell).length === 0 && now.reached > 0)
    .map(({ place, now, before }) => {
      const step = matchText(stepAt(scene, place))
      const label = { de: `${days} Tage davor`, en: `${days} days before` }
      const comparisons = before.reached === 0 ? [] : [against(label, shareOf(before), shareOf(now))]
      return {
        ...shareFigure(`comparison.step.${place + 1}`, now, scene.evidenceId, comparisons),
        label: { de: `Weiter nach „${step.de}“`, en: `On after “${step.en}”` },
      }
    })
}

export function cellTable(scene: Scene): Table {
  const { cells, periods } = scene.comparison
  const [days, past] = [daysOf(periods.now), daysOf(periods.before)]
  const q = (one: Compared) => Math.min(...[one.changeQ, one.gapQ].filter((value) => !Number.isNaN(value)))
  const tested = cells.filter(({ change, gap }) => change !== null || gap !== null)
  const order = [...tested].sort((a, b) => q(a) - q(b) || b.now.reached - a.now.reached)
  return {
    id: 'comparison.cells',
    title: { de: 'Von Schritt zu Schritt, verglichen', en: 'From step to step, compared' },
    note: {
      de: `Besuche, die nach dem Schritt weitergingen: letzte ${days} Tage gegen die ${past} davor und gegen alle anderen. q: nach Benjamini und Hochberg.`,
      en: `Visits that went on after the step: last ${days} days against the ${past} before and against all others. q: after Benjamini and Hochberg.`,
    },
    columns: [
      { key: 'cell', label: { de: 'Wer', en: 'Who' }, unit: 'text' },
      { key: 'step', label: { de: 'Schritt', en: 'Step' }, unit: 'text' },
      { key: 'reached', label: { de: 'Erreicht', en: 'Reached' }, unit: 'count' },
      { key: 'now', label: { de: 'Weiter', en: 'Went on' }, unit: 'ratio' },
      { key: 'before', label: { de: 'Davor', en: 'Before' }, unit: 'ratio' },
      { key: 'changeLow', label: { de: 'Änderung von', en: 'Change from' }, unit: 'percent-points' },
      { key: 'changeHigh', label: { de: 'bis', en: 'to' }, unit: 'percent-points' },
      { key: 'changeQ', label: { de: 'q', en: 'q' }, unit: 'number' },
      { key: 'rest', label: { de: 'Alle anderen', en: 'All others' }, unit: 'ratio' },
      { key: 'gapLow', label: { de: 'Abstand von', en: 'Gap from' }, unit: 'percent-points' },
      { key: 'gapHigh', label: { de: 'bis', en: 'to' }, unit: 'percent-points' },
      { key: 'gapQ', label: { de: 'q', en: 'q' }, unit: 'number' },
    ],
    rows: order
      .slice(0, TABLE_ROWS)
      .map((one) => [
        textCell(cellName(one.cell)),
        textCell(matchText(stepAt(scene, one.place))),
        one.now.reached,
        one.now.reached > 0 ? shareOf(one.now) : null,
        one.before.reached > 0 ? shareOf(one.before) : null,
        ...testCells(one.change, one.changeQ),
        one.rest !== null && one.rest.reached > 0 ? shareOf(one.rest) : null,
        ...testCells(one.gap, one.gapQ),
      ]),
    rowCount: tested.length,
    evidenceId: scene.evidenceId,
  }
}

function testCells(test: Compared['change'], q: number): (number | null)[] {
  return test === null ? [null, null, null] : [100 * test.low, 100 * test.high, Number.isNaN(q) ? null : q]
}
