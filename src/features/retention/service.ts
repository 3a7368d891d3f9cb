/** Retention from its question. */
import type { Evidence } from '../findings/index.ts'
import type { InsightContext, Scope } from '../visits/index.ts'
import { firstWeek, shareOf, toCohorts, toCurve, toGroup } from './model.ts'
import type { RetentionAnswer } from './schema.ts'
import { readCohorts, readGroups } from './store.ts'

export interface Found extends RetentionAnswer {
  readonly evidence: { readonly cohorts: Evidence; readonly groups: Evidence }
}

export async function findRetention({ ask }: Pick<InsightContext, 'ask'>, scope: Scope, weeks: number): Promise<Found> {
  const { to } = scope.period
  const cells = await readCohorts(ask, scope, firstWeek(to, weeks))
  const groups = await readGroups(ask, scope)
  const cohorts = toCohorts(cells.rows, to)
  const newcomers = toGroup(groups.rows.find(({ is_new }) => is_new === 1))
  const returning = toGroup(groups.rows.find(({ is_new }) => is_new === 0))
  return {
    cohorts,
    curve: toCurve(cohorts),
    isNew: shareOf(newcomers.visitors, newcomers.visitors + returning.visitors),
    newcomers,
    returning,
    since: cells.rows[0]?.since ?? to,
    evidence: { cohorts: cells.evidence, groups: groups.evidence },
  }
}
