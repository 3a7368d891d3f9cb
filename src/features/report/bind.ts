/** What the steps of a night brought, bound into one report. Pure. */
import type { Claim, Contribution, Finding } from '../findings/index.ts'
import type { CheckedClaim, NightStep, Report } from './schema.ts'

export interface BoundNight {
  readonly shop: Report['shop']
  readonly asOf: string
  readonly night: { readonly id: number; readonly startedAt: Date; readonly finishedAt: Date }
  readonly steps: readonly NightStep[]
  readonly contributions: readonly { readonly step: string; readonly contribution: Contribution }[]
  readonly totals: Report['totals']
  readonly claimsChecked: readonly CheckedClaim[]
}

export function bindReport(bound: BoundNight): Report {
  const sections = [...bound.contributions]
  return {
    version: 1,
    shop: bound.shop,
    asOf: bound.asOf,
    createdAt: bound.night.finishedAt.toISOString(),
    night: {
      id: String(bound.night.id),
      startedAt: bound.night.startedAt.toISOString(),
      finishedAt: bound.night.finishedAt.toISOString(),
      steps: [...bound.steps],
    },
    totals: bound.totals,
    findings: orderByMoney(toldOnce(sections.flatMap(({ contribution }) => contribution.findings))),
    claimsChecked: [...bound.claimsChecked],
    claims: sections.flatMap(({ contribution }): Claim[] => contribution.claims),
    sections,
  }
}

/**
 * The findings without those that count money another one counts too. The one stays whose figure was held against the
 * interval of the higher level: it is the harder to leave by chance; of equals the first.
 */
export function toldOnce(findings: readonly Finding[]): Finding[] {
  const level = ({ figure }: Finding) => figure.interval?.level ?? 0
  const best = new Map<string, Finding>()
  for (const finding of findings) {
    if (finding.about === undefined) continue
    const other = best.get(finding.about)
    if (other === undefined || level(finding) > level(other)) best.set(finding.about, finding)
  }
  return findings.filter((finding) => finding.about === undefined || best.get(finding.about) === finding)
}

/** Days beyond which a stake is scaled down: what is at stake over a year is not more urgent than the same over a month. */
const HORIZON_DAYS = 28

/** Findings by money at stake, the greatest first; those without an amount come last, in their given order. */
export function orderByMoney(findings: readonly Finding[]): Finding[] {
  return findings
    .map((finding, index) => ({ finding, index, weight: weightOf(finding) }))
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ finding }) => finding)
}

function weightOf({ stakeCents, stakePeriodDays }: Finding): number {
  if (stakeCents === null) return -1
  return Math.abs(stakeCents) * Math.min(1, HORIZON_DAYS / Math.max(1, stakePeriodDays))
}
