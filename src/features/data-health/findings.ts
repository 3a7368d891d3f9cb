/** The findings of the data check: what concerns enough money to be told. Pure. */
import type { Text } from '../../core/lang.ts'
import { type Day, daysBetween } from '../../core/time.ts'
import { noEvents, staleOrders } from '../../language/sentences/data-gaps.ts'
import type { Statement } from '../../language/sentences/pen.ts'
import type { Evidence, Figure, Finding } from '../findings/index.ts'
import { type Check, commandStep } from './checks.ts'
import { type Freshness, latestOf } from './freshness.ts'
import type { OrderGap, OrderGaps } from './gaps.ts'
import type { Duplicate } from './store.ts'
import { catalogueGaps, daysWithoutOrders, duplicateOrders, staleEvents } from './texts.ts'

interface Part {
  readonly id: string
  readonly direction: Finding['direction']
  readonly stakeCents: number | null
  readonly stakePeriodDays: number
  readonly statement: Statement
  readonly next: readonly Text[]
  readonly label: Text
  readonly value: number | null
  readonly unit: Figure['unit']
  readonly n: number
  readonly evidence: readonly [Evidence, ...Evidence[]]
}

function finding({ id, direction, stakeCents, stakePeriodDays, statement, next, evidence, ...figure }: Part): Finding {
  return {
    id: `data.${id}`,
    kind: 'data',
    direction,
    stakeCents,
    stakePeriodDays,
    title: statement.title,
    sentence: statement.sentence,
    figure: {
      id: `data.${id}`,
      ...figure,
      interval: null,
      missing: null,
      comparisons: [],
      evidenceId: evidence[0].id,
    },
    chart: null,
    evidenceIds: evidence.map((one) => one.id),
    next: [...statement.next, ...next],
  }
}

/** A check that concerns enough money, with where it was counted. */
export interface Due {
  readonly check: Check
  readonly statement: Statement
  readonly share: number
  readonly evidence: Evidence
}

export function dueOf(checks: readonly Check[], evidence: Evidence): Due[] {
  return checks.flatMap((check) => {
    const { statement, count, share, from } = check
    return statement === null || count === 0 || share === null || share < from
      ? []
      : [{ check, statement, share, evidence }]
  })
}

/** A finding for each check that is due, the most money first; what the catalogue lacks is one matter. */
export function checkFindings(all: readonly Due[]): Finding[] {
  const unmapped = all.find(({ check }) => check.id === 'unmapped')
  // Cost that is missing because the whole article is missing needs no second telling.
  const due = all.filter(({ check }) => check.id !== 'cost-unknown' || check.cents !== unmapped?.check.cents)
  const lacking = due.filter(({ check }) => check.lacks !== null).sort(byMoney)
  const merged = lacking.length < 2 ? [] : lacking
  const single = due.filter((one) => !merged.includes(one)).map(singleFinding)
  return [...single, ...catalogueFinding(merged)].sort((a, b) => size(b.figure.value) - size(a.figure.value))
}

function size(cents: number | null): number {
  return Math.abs(cents ?? 0)
}

function byMoney(a: Due, b: Due): number {
  return size(b.check.cents) - size(a.check.cents)
}

function singleFinding({ check, statement, evidence }: Due): Finding {
  return finding({
    id: check.id,
    direction: 'neutral',
    stakeCents: null,
    stakePeriodDays: 365,
    statement,
    next: commandStep(check.command),
    label: { de: `${check.label.de}: Umsatz in zwölf Monaten`, en: `${check.label.en}: revenue in twelve months` },
    value: check.cents,
    unit: 'cents',
    n: check.count,
    evidence: [evidence],
  })
}

function catalogueFinding(lacking: readonly Due[]): Finding[] {
  const [worst] = lacking
  if (worst === undefined) return []
  const evidence = lacking.map((one) => one.evidence).filter((one, at, list) => list.indexOf(one) === at)
  return [
    finding({
      id: 'catalogue',
      direction: 'neutral',
      stakeCents: null,
      stakePeriodDays: 365,
      statement: catalogueGaps(
        lacking.map(({ check, share }) => ({
          what: check.lacks ?? check.label,
          count: check.count,
          share,
        })),
      ),
      next: commandStep(worst.check.command),
      label: { de: 'Umsatz in zwölf Monaten, der betroffen ist', en: 'Revenue in twelve months that is concerned' },
      value: worst.check.cents,
      unit: 'cents',
      n: worst.check.count,
      evidence: [worst.evidence, ...evidence.filter((one) => one !== worst.evidence)],
    }),
  ]
}

export interface OrderState {
  readonly gaps: OrderGaps
  readonly lastDay: Day | null
  readonly asOf: Day
  readonly currency: string
}

export function orderFindings({ gaps, lastDay, asOf, currency }: OrderState, evidence: Evidence): Finding[] {
  const findings: Finding[] = []
  if (gaps.stale !== null && lastDay !== null) {
    const statement = staleOrders({ lastDay, days: daysBetween(lastDay, asOf) })
    const next = commandStep('dirigent import shopify-orders <file>')
    findings.push(gapFinding('orders-stale', gaps.stale, statement, next, evidence))
  }
  const [latest] = gaps.inside
  if (latest !== undefined) {
    const { from, to, days, expectedOrders: orders, expectedCents: cents } = latest
    const statement = daysWithoutOrders({ from, to, days, orders, cents, gaps: gaps.inside.length, currency })
    findings.push(gapFinding('days-without-orders', latest, statement, [], evidence))
  }
  return findings
}

function gapFinding(
  id: string,
  gap: OrderGap,
  statement: Statement,
  next: readonly Text[],
  evidence: Evidence,
): Finding {
  return finding({
    id,
    direction: 'bad',
    stakeCents: -gap.expectedCents,
    stakePeriodDays: daysBetween(gap.from, gap.to) + 1,
    statement,
    next,
    label: { de: 'Umsatz, der an diesen Tagen üblich wäre', en: 'Revenue usual on such days' },
    value: gap.expectedCents,
    unit: 'cents',
    n: gap.days,
    evidence: [evidence],
  })
}

export function eventFindings(freshness: readonly Freshness[], asOf: Day, evidence: Evidence): Finding[] {
  const stopped = freshness.filter(({ stale }) => stale)
  const judged = freshness.filter(({ usualDays, stale }) => usualDays !== null || stale)
  const none = freshness.length === 0
  if (!none && stopped.length === 0) return []
  const lastDay = latestOf(freshness)
  const all = none || stopped.length === judged.length
  const statement = all
    ? noEvents({ lastDay, days: lastDay === null ? 0 : daysBetween(lastDay, asOf) })
    : staleEvents({ types: stopped, fresh: judged.length - stopped.length })
  return [
    finding({
      id: 'shop-events',
      direction: none ? 'neutral' : 'bad',
      stakeCents: null,
      stakePeriodDays: 365,
      statement,
      next: all ? commandStep('dirigent import dirigent <file>') : [],
      label: { de: 'Arten von Ereignissen, die ausbleiben', en: 'Kinds of events that have stopped' },
      value: stopped.length,
      unit: 'count',
      n: freshness.length,
      evidence: [evidence],
    }),
  ]
}

export function duplicateFindings(rows: readonly Duplicate[], currency: string, evidence: Evidence): Finding[] {
  const [first] = rows
  if (first === undefined) return []
  const { total_cents: cents, total_orders: orders } = first
  return [
    finding({
      id: 'duplicates',
      direction: 'bad',
      stakeCents: -cents,
      stakePeriodDays: 365,
      statement: duplicateOrders({ orders, cents, currency }),
      next: [],
      label: { de: 'Umsatz, der vielleicht doppelt gezählt ist', en: 'Revenue that may be counted twice' },
      value: cents,
      unit: 'cents',
      n: orders,
      evidence: [evidence],
    }),
  ]
}
