/** What is waiting on the desk, for Today and for the counts beside the menu. */
import { actorOf, type Principal } from '../../api/principal.ts'
import { type DeskDeps, skillOf } from './deps.ts'
import { countUnderWay, sumOpen } from './list-store.ts'
import type { DeskSummary } from './schema.ts'

export async function summarise(deps: DeskDeps, principal: Principal): Promise<DeskSummary> {
  const [sums, underWay] = await Promise.all([sumOpen(deps.state, actorOf(principal)), countUnderWay(deps.state)])
  const total = (of: 'open' | 'mine') => sums.reduce((sum, row) => sum + row[of], 0)
  return {
    open: total('open'),
    mine: total('mine'),
    bySkill: sums
      .map(({ skill: name, open, effectCents, oldestAt }) => {
        const skill = skillOf(deps, name)
        return {
          skill: name,
          title: skill?.title ?? { de: name, en: name },
          role: skill?.role ?? ('owner' as const),
          open,
          effectCents,
          oldestAt,
        }
      })
      .sort((a, b) => b.open - a.open || (a.skill < b.skill ? -1 : 1)),
    ...underWay,
  }
}
