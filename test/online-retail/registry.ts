/** Every audit there is, and whether anything in a report is left without one. */

import { anomalyAudits } from './anomalies.ts'
import type { Audit, Audits, World } from './audit.ts'
import { basketAudits } from './baskets.ts'
import { clvAudits } from './clv.ts'
import { cohortAudits } from './cohorts.ts'
import { customerAudits } from './customers.ts'
import { dataHealthAudits } from './data-health.ts'
import { demandAudits } from './demand.ts'
import { driverAudits } from './drivers.ts'
import { forecastAudits } from './forecast.ts'
import { moverAudits } from './movers.ts'
import { oddPriceAudits } from './odd-prices.ts'
import { salesFindingAudits } from './sales-findings.ts'
import { salesPeriodAudits } from './sales-periods.ts'
import { salesTableAudits } from './sales-tables.ts'
import { stopAudits } from './stops.ts'

const AUDITS: readonly Audits[] = [
  salesPeriodAudits,
  salesTableAudits,
  salesFindingAudits,
  stopAudits,
  oddPriceAudits,
  anomalyAudits,
  moverAudits,
  driverAudits,
  forecastAudits,
  demandAudits,
  customerAudits,
  cohortAudits,
  clvAudits,
  basketAudits,
  dataHealthAudits,
]

const KINDS = ['figures', 'tables', 'charts', 'findings'] as const
type Kind = (typeof KINDS)[number]

export interface AuditCase {
  readonly name: string
  readonly kind: Kind
  readonly id: RegExp
  /** Whether a report with this part of the night has such a thing. */
  isExpected(world: World): boolean
  /** Audits everything of this kind whose id matches; says how many there were. */
  run(world: World): number
}

/** One case per audit, known before there is a report. */
export const AUDIT_CASES: readonly AuditCase[] = KINDS.flatMap((kind) =>
  AUDITS.flatMap((audits) => casesOf(kind, audits)),
)

function casesOf(kind: Kind, audits: Audits): AuditCase[] {
  const { step } = audits
  switch (kind) {
    case 'figures':
      return (audits.figures ?? []).map((audit) => caseOf({ step, kind }, audit, (world) => itemsOf(world).figures))
    case 'tables':
      return (audits.tables ?? []).map((audit) => caseOf({ step, kind }, audit, (world) => itemsOf(world).tables))
    case 'charts':
      return (audits.charts ?? []).map((audit) => caseOf({ step, kind }, audit, (world) => itemsOf(world).charts))
    case 'findings':
      return (audits.findings ?? []).map((audit) => caseOf({ step, kind }, audit, (world) => itemsOf(world).findings))
  }
}

function caseOf<Item extends { readonly id: string }>(
  { step, kind }: { step: string; kind: Kind },
  { id, check, isRare = false }: Audit<Item>,
  itemsIn: (world: World) => readonly Item[],
): AuditCase {
  return {
    name: `${kind} ${id.source.replaceAll(/[\\^$]/g, '')}`,
    kind,
    id,
    isExpected: ({ report }) => !isRare && report.sections.some((section) => section.step === step),
    run: (world) => {
      const own = itemsIn(world).filter((item) => id.test(item.id))
      for (const item of own) check(item, world)
      return own.length
    },
  }
}

function itemsOf({ report }: World) {
  const all = report.sections.map(({ contribution }) => contribution)
  const findings = all.flatMap((one) => one.findings)
  return {
    figures: all.flatMap(({ figures }) => figures),
    tables: all.flatMap(({ tables }) => tables),
    charts: [
      ...all.flatMap(({ charts }) => charts),
      ...findings.flatMap(({ chart }) => (chart === null ? [] : [chart])),
    ],
    findings,
  }
}

/** What no audit, or more than one, looks at: each as a sentence. */
export function unaudited(world: World): string[] {
  const items = itemsOf(world)
  return KINDS.flatMap((kind) =>
    items[kind].flatMap(({ id }) => {
      const audits = AUDIT_CASES.filter((one) => one.kind === kind && one.id.test(id))
      if (audits.length === 1) return []
      return [audits.length === 0 ? `no audit for ${kind} ${id}` : `${audits.length} audits for ${kind} ${id}`]
    }),
  )
}

/** What is wrong with the order of findings, with intervals and with references to evidence: each as a sentence. */
export function disorderIn({ report }: World): string[] {
  const faults: string[] = []
  const all = report.sections.flatMap(({ contribution }) => contribution.findings)
  const told = new Set(report.findings.map(({ id }) => id))
  for (const { id, about } of all) {
    const rivals = report.findings.filter((one) => about !== undefined && one.about === about)
    if (!told.has(id) && rivals.length === 0) faults.push(`the report leaves out ${id}`)
    if (rivals.length > 1) faults.push(`${rivals.length} findings are about ${about}`)
  }
  if (report.findings.some(({ id }) => !all.some((one) => one.id === id))) faults.push('a finding is of no section')
  const weights = report.findings.map(({ stakeCents, stakePeriodDays }) =>
    stakeCents === null ? -1 : Math.abs(stakeCents) * Math.min(1, 28 / Math.max(1, stakePeriodDays)),
  )
  weights.forEach((weight, i) => {
    if (weight > (weights[i - 1] ?? Number.POSITIVE_INFINITY)) faults.push(`finding ${i} stands too far down`)
  })
  for (const { step, contribution } of report.sections) {
    const { figures, findings, tables, charts, evidence } = contribution
    const known = new Set(evidence.map(({ id }) => id))
    if (known.size !== evidence.length) faults.push(`evidence of ${step} has an id twice`)
    const named = [
      ...[...figures, ...tables, ...charts].map(({ id, evidenceId }) => [id, evidenceId] as const),
      ...findings.flatMap(({ id, evidenceIds }) => evidenceIds.map((one) => [id, one] as const)),
      ...findings.map(({ id, figure }) => [`figure of ${id}`, figure.evidenceId] as const),
    ]
    for (const [id, one] of named) if (!known.has(one)) faults.push(`${id} rests on ${one}, which is not there`)
    for (const { id, value, interval, n } of figures) {
      if (interval !== null && value !== null && !(interval.low <= value && value <= interval.high)) {
        faults.push(`${id} is ${value}, not within ${interval.low} to ${interval.high}`)
      }
      if (n !== null && n < 0) faults.push(`${id} rests on ${n}`)
    }
  }
  return faults
}
