import type { Text } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import {
  type Answer,
  type Chart,
  type Contribution,
  type Evidence,
  type Finding,
  type NightStep,
  readFirstDay,
  type StepContext,
  type Table,
} from '../findings/index.ts'
import { expectLastDay, readDays, tooFewDaysToExpect, toSeries } from '../forecast/index.ts'
import { daysChart, weeksChart } from './charts.ts'
import { figuresOf, rowOf } from './figures.ts'
import { headlineOf, unusualFinding } from './findings.ts'
import type { SpanRow } from './schema.ts'
import { GROUP_NAMES, readBlocks, readGroups, readPeriods, readSpans, type SpanName } from './store.ts'
import { groupTable, groupTitle, spanTable, withoutGaps } from './tables.ts'
import { findUnusual } from './unusual.ts'

const TITLE: Text = { de: 'Umsatz und Bestellungen', en: 'Revenue and orders' }

const METHOD: Text = {
  de: 'Umsatz ist, was Bestellungen mit Versand, Gutscheinen und Rabatten einbrachten, abzüglich Stornierungen und Erstattungen; Gebühren und Buchungen ohne Verkauf zählen nicht. Bestellungen, bestellte Artikel und Bestellwert sind, was eingegangen ist, auch wenn es später storniert wurde. Der durchschnittliche Warenkorb ist der Bestellwert je Bestellung, beides ohne Bestellungen, die noch am selben Tag als Ganzes storniert wurden. Die Marge gilt für Produkte mit bekanntem Einkaufspreis, ohne Mehrwertsteuer. Was von einem Tag zu erwarten war, sagt die Vorhersage aus den Tagen davor (Intervall 80 %). Ob Warenkorb, Stornierungen oder Erstattungen der letzten sieben Tage auffallen, sagt ein Student-t-Intervall aus bis zu zwölf Wochen davor, für alle drei zusammen mit einem falschen Alarm in zwanzig.',
  en: 'Revenue is what orders brought in with shipping, vouchers and discounts, less cancellations and refunds; fees and bookings that are no sale do not count. Orders, items and order value are what came in, even if it was cancelled later. The average order value is the order value per order, both without orders that were cancelled as a whole on the day they were placed. Margin is for products whose cost is known, without VAT. What was to be expected of a day comes from the forecast made of the days before (80% interval). Whether order value, cancellations or refunds of the last seven days stand out is told by a Student t interval from up to twelve weeks before, with one false alarm in twenty for all three together.',
}

export const salesStep: NightStep = { name: 'sales', title: TITLE, needs: [], run }

async function run(context: StepContext): Promise<Contribution> {
  const { ask, asOf, currency, taxPercent } = context
  const evidence: Evidence[] = []
  const keep = <R>(answer: Answer<R>): Answer<R> => {
    evidence.push(answer.evidence)
    return answer
  }
  const first = keep(await readFirstDay(ask, asOf)).rows[0]?.first ?? null
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  if (first === null) {
    const missing = { de: 'Es gibt noch keine Bestellung.', en: 'There is no order yet.' }
    return { ...empty, evidence, notEnoughData: missing }
  }
  const night: Night = { context, first, keep }
  const periods = keep(await readPeriods(ask, asOf))
  const ground = { rows: periods.rows, first, taxPercent, evidenceId: periods.evidence.id }
  const figures = figuresOf(ground)
  const spans = await spansOf(night)
  const expected = await expectedOf(night)
  const headline = headlineOf({
    asOf,
    currency,
    figure: figures.find(({ id }) => id === 'sales.day.revenue') ?? null,
    weekBefore: rowOf(ground, 'day.week-before')?.revenue ?? null,
    yearBefore: rowOf(ground, 'day.days364')?.revenue ?? null,
    expected: expected.lastDay,
    chart: spans.charts[0] ?? null,
    evidenceIds: [periods.evidence.id, expected.evidenceId],
  })
  return {
    ...empty,
    figures,
    findings: [...(headline === null ? [] : [headline]), ...(await unusualOf(night))],
    tables: [...spans.tables, ...(await groupsOf(night))],
    charts: spans.charts,
    evidence,
    notEnoughData: expected.missing,
  }
}

interface Night {
  readonly context: StepContext
  /** The shop's first day with an order. */
  readonly first: Day
  /** Keeps the evidence of an answer for the report. */
  readonly keep: <R>(answer: Answer<R>) => Answer<R>
}

/** Tables and charts per day, week and month. */
async function spansOf({ context, first, keep }: Night): Promise<{ tables: Table[]; charts: Chart[] }> {
  const { ask, asOf, taxPercent, currency } = context
  const days = keep(await readSpans(ask, 'days', asOf))
  const weeks = keep(await readSpans(ask, 'weeks', asOf))
  const months = keep(await readSpans(ask, 'months', asOf))
  const [everyDay, everyWeek] = [withoutGaps(days.rows, 1, asOf), withoutGaps(weeks.rows, 7, asOf)]
  const table = (span: SpanName, rows: readonly SpanRow[], answer: Answer<SpanRow>, rowCount: number) =>
    spanTable(span, rows, { taxPercent, evidenceId: answer.evidence.id, rowCount })
  const chartGround = { asOf, first, currency }
  const weekly = weeksChart(everyWeek, { ...chartGround, evidenceId: weeks.evidence.id })
  return {
    tables: [
      table('days', everyDay, days, Math.max(everyDay.length, daysBetween(first, asOf) + 1)),
      table('weeks', everyWeek, weeks, everyWeek.length),
      table('months', months.rows, months, months.rows.length),
    ],
    charts: [
      daysChart(everyDay, { ...chartGround, evidenceId: days.evidence.id }),
      ...(weekly === null ? [] : [weekly]),
    ],
  }
}

/** What the forecast step would have said about the day, the night before. */
async function expectedOf({ context, keep }: Night) {
  const { rows, evidence } = keep(await readDays(context.ask, context.asOf))
  const series = toSeries(rows, context.asOf)
  const lastDay = series === null ? null : await expectLastDay(context, series)
  const known = series === null ? 0 : series.orders.length - 1
  const missing = lastDay === null && series?.silentDays === 0 ? tooFewDaysToExpect(context.asOf, known) : null
  return { lastDay, evidenceId: evidence.id, missing }
}

/** Order value, cancellations and refunds that stand out over whole weeks of the shop's history. */
async function unusualOf({ context, first, keep }: Night): Promise<Finding[]> {
  const { rows, evidence } = keep(await readBlocks(context.ask, context.asOf))
  const whole = rows.filter(({ ends }) => addDays(ends, -6) >= first)
  return findUnusual(whole).map((unusual) => unusualFinding(unusual, context.currency, evidence.id))
}

/** Tables by country, channel, category and product. */
async function groupsOf({ context, first, keep }: Night): Promise<Table[]> {
  const { ask, asOf, taxPercent, signal } = context
  const tables: Table[] = []
  for (const group of GROUP_NAMES) {
    signal.throwIfAborted()
    const { rows, evidence } = keep(await readGroups(ask, group, asOf, groupTitle(group)))
    const table = groupTable(group, rows, {
      taxPercent,
      evidenceId: evidence.id,
      knownBefore: addDays(asOf, -55) >= first,
      knownYear: addDays(asOf, -391) >= first,
    })
    if (table !== null) tables.push(table)
  }
  return tables
}
