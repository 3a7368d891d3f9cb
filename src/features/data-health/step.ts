/** What data is missing, stale or odd, by the money it concerns, and what to do about it. */
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { noEvents, staleOrders } from '../../language/sentences/data-gaps.ts'
import type { Statement } from '../../language/sentences/pen.ts'
import type { Contribution, Evidence, Figure, Finding, NightStep, StepContext } from '../findings/index.ts'
import { checkFindings, checkTable, commandStep, productChecks, salesChecks } from './checks.ts'
import { type Freshness, freshnessOf } from './freshness.ts'
import { findGaps, type OrderGap, type OrderGaps } from './gaps.ts'
import { askDays, askDuplicates, askEvents, askProducts, askSales, askUnmapped, type Duplicate } from './store.ts'
import { duplicateTable, eventTable, unmappedTable } from './tables.ts'
import { daysWithoutOrders, duplicateOrders, METHOD, staleEvents } from './texts.ts'

const TITLE = { de: 'Zustand der Daten', en: 'State of the data' }
const NEVER = '1970-01-01'
const MAX_FINDINGS = 5
const TABLE_ROWS = 100
/** Far enough back for half a year of same weekdays before the oldest day that is judged. */
const DAYS_READ = 400

export const dataHealthStep: NightStep = { name: 'data-health', title: TITLE, needs: [], run }

async function run({ ask, asOf, currency, timeZone, holidays }: StepContext): Promise<Contribution> {
  const shop = { asOf, currency, timeZone }
  const sales = await askSales(ask, shop)
  const products = await askProducts(ask, shop)
  const events = await askEvents(ask, shop)
  const duplicates = await askDuplicates(ask, shop, TABLE_ROWS)
  const unmapped = await askUnmapped(ask, shop, TABLE_ROWS)
  const sold = sales.rows[0]
  const listed = products.rows[0]
  if (sold === undefined || listed === undefined) throw new RangeError('The sums of sales and products have no row.')
  const lastDay = sold.last_day === NEVER ? null : sold.last_day
  const days = await askDays(ask, shop, addDays(lastDay ?? asOf, -DAYS_READ))
  const gaps = findGaps(days.rows, sold.first_day, asOf, holidays)
  const freshness = freshnessOf(events.rows, asOf)
  const ofSales = salesChecks(sold, currency)
  const ofProducts = productChecks(listed, sold)
  const money = [...checkFindings(ofSales, sales.evidence), ...checkFindings(ofProducts, products.evidence)].sort(
    (a, b) => Math.abs(b.figure.value ?? 0) - Math.abs(a.figure.value ?? 0),
  )
  const findings = [
    ...orderFindings({ gaps, lastDay, asOf, currency }, days.evidence),
    ...eventFindings(freshness, asOf, events.evidence),
    ...duplicateFindings(duplicates.rows, currency, duplicates.evidence),
    ...withoutRepetition(money),
  ]
  return {
    title: TITLE,
    method: METHOD,
    figures: [
      dayFigure(
        'last-order',
        { de: 'Tage seit der letzten Bestellung', en: 'Days since the last order' },
        lastDay,
        asOf,
        sales.evidence,
      ),
      dayFigure(
        'last-event',
        { de: 'Tage seit dem letzten Ereignis aus dem Shop', en: 'Days since the last event from the shop' },
        latestOf(freshness),
        asOf,
        events.evidence,
      ),
      ...ofSales.slice(0, 2).map((check) => shareFigure(check, sales.evidence)),
    ],
    findings: findings.slice(0, MAX_FINDINGS),
    tables: [
      checkTable(ofSales, SALES_TABLE, sales.evidence),
      checkTable(ofProducts, PRODUCT_TABLE, products.evidence),
      ...(freshness.length === 0 ? [] : [eventTable(freshness, events.evidence)]),
      ...(unmapped.rows.length === 0 ? [] : [unmappedTable(unmapped.rows, unmapped.evidence)]),
      ...(duplicates.rows.length === 0 ? [] : [duplicateTable(duplicates.rows, duplicates.evidence)]),
    ],
    charts: [],
    evidence: [sales, products, events, duplicates, unmapped, days].map(({ evidence }) => evidence),
    claims: [],
    notEnoughData:
      lastDay === null
        ? {
            de: 'Es sind noch keine Bestellungen eingelesen: dirigent import shopify-orders <Datei>.',
            en: 'No orders have been imported yet: dirigent import shopify-orders <file>.',
          }
        : null,
  }
}

const SALES_TABLE = {
  id: 'data-health.sales',
  title: { de: 'Lücken in den Verkäufen', en: 'Gaps in the sales' },
  counted: { de: 'Betroffen', en: 'Concerned' },
}
const PRODUCT_TABLE = {
  id: 'data-health.products',
  title: { de: 'Lücken im Katalog', en: 'Gaps in the catalogue' },
  counted: { de: 'Produkte', en: 'Products' },
}

/** Cost missing because the whole article is missing is one matter. */
function withoutRepetition(findings: readonly Finding[]): Finding[] {
  const unmapped = findings.find(({ id }) => id === 'data.unmapped')
  const cost = findings.find(({ id }) => id === 'data.cost-unknown')
  const same = unmapped !== undefined && cost !== undefined && unmapped.figure.value === cost.figure.value
  return findings.filter((finding) => !(same && finding === cost))
}

function latestOf(freshness: readonly Freshness[]): Day | null {
  return freshness.reduce<Day | null>((last, { lastDay }) => (last === null || lastDay > last ? lastDay : last), null)
}

function dayFigure(id: string, label: Figure['label'], lastDay: Day | null, asOf: Day, evidence: Evidence): Figure {
  return {
    id: `data.${id}`,
    label,
    value: lastDay === null ? null : daysBetween(lastDay, asOf),
    unit: 'days',
    interval: null,
    n: null,
    missing: lastDay === null ? { de: 'Noch nichts eingelesen.', en: 'Nothing imported yet.' } : null,
    comparisons: [],
    evidenceId: evidence.id,
  }
}

function shareFigure(check: ReturnType<typeof salesChecks>[number], evidence: Evidence): Figure {
  return {
    id: `data.${check.id}`,
    label: { de: `${check.label.de}, Anteil am Umsatz`, en: `${check.label.en}, share of revenue` },
    value: check.share,
    unit: 'ratio',
    interval: null,
    n: check.of,
    missing: check.share === null ? { de: 'Kein Umsatz in zwölf Monaten.', en: 'No revenue in twelve months.' } : null,
    comparisons: [],
    evidenceId: evidence.id,
  }
}

interface OrderState {
  readonly gaps: OrderGaps
  readonly lastDay: Day | null
  readonly asOf: Day
  readonly currency: string
}

function orderFindings({ gaps, lastDay, asOf, currency }: OrderState, evidence: Evidence): Finding[] {
  const findings: Finding[] = []
  if (gaps.stale !== null && lastDay !== null) {
    const statement = staleOrders({ lastDay, days: daysBetween(lastDay, asOf) })
    findings.push(gapFinding('data.orders-stale', gaps.stale, statement, evidence))
  }
  const [latest] = gaps.inside
  if (latest !== undefined) {
    const statement = daysWithoutOrders({
      from: latest.from,
      to: latest.to,
      days: latest.days,
      orders: latest.expectedOrders,
      cents: latest.expectedCents,
      gaps: gaps.inside.length,
      currency,
    })
    findings.push(gapFinding('data.days-without-orders', latest, statement, evidence))
  }
  return findings
}

function gapFinding(id: string, gap: OrderGap, statement: Statement, evidence: Evidence): Finding {
  const stale = id === 'data.orders-stale'
  return {
    id,
    kind: 'data',
    direction: 'bad',
    stakeCents: -gap.expectedCents,
    stakePeriodDays: daysBetween(gap.from, gap.to) + 1,
    title: statement.title,
    sentence: statement.sentence,
    figure: {
      id,
      label: { de: 'Umsatz, der an diesen Tagen üblich wäre', en: 'Revenue usual on such days' },
      value: gap.expectedCents,
      unit: 'cents',
      interval: null,
      n: gap.days,
      missing: null,
      comparisons: [],
      evidenceId: evidence.id,
    },
    chart: null,
    evidenceIds: [evidence.id],
    next: [...statement.next, ...(stale ? commandStep('dirigent import shopify-orders <file>') : [])],
  }
}

function eventFindings(freshness: readonly Freshness[], asOf: Day, evidence: Evidence): Finding[] {
  const stale = freshness.filter(({ stale }) => stale)
  const judged = freshness.filter(({ usualDays, stale }) => usualDays !== null || stale)
  const none = freshness.length === 0
  if (!none && stale.length === 0) return []
  const lastDay = latestOf(freshness)
  const quiet = lastDay === null ? 0 : daysBetween(lastDay, asOf)
  const all = none || stale.length === judged.length
  const statement = all
    ? noEvents({ lastDay, days: quiet })
    : staleEvents({ types: stale, fresh: judged.length - stale.length })
  return [
    {
      id: 'data.shop-events',
      kind: 'data',
      direction: none ? 'neutral' : 'bad',
      stakeCents: null,
      stakePeriodDays: 365,
      title: statement.title,
      sentence: statement.sentence,
      figure: {
        id: 'data.shop-events',
        label: { de: 'Arten von Ereignissen, die ausbleiben', en: 'Kinds of events that have stopped' },
        value: stale.length,
        unit: 'count',
        interval: null,
        n: freshness.length,
        missing: null,
        comparisons: [],
        evidenceId: evidence.id,
      },
      chart: null,
      evidenceIds: [evidence.id],
      next: [...statement.next, ...(all ? commandStep('dirigent import dirigent <file>') : [])],
    },
  ]
}

function duplicateFindings(rows: readonly Duplicate[], currency: string, evidence: Evidence): Finding[] {
  const first = rows[0]
  if (first === undefined) return []
  const { total_cents: cents, total_orders: orders } = first
  const statement = duplicateOrders({ orders, cents, currency })
  return [
    {
      id: 'data.duplicates',
      kind: 'data',
      direction: 'bad',
      stakeCents: -cents,
      stakePeriodDays: 365,
      ...statement,
      next: [...statement.next],
      figure: {
        id: 'data.duplicates',
        label: { de: 'Umsatz, der vielleicht doppelt gezählt ist', en: 'Revenue that may be counted twice' },
        value: cents,
        unit: 'cents',
        interval: null,
        n: orders,
        missing: null,
        comparisons: [],
        evidenceId: evidence.id,
      },
      chart: null,
      evidenceIds: [evidence.id],
    },
  ]
}
