/** Autonomy as the desk asks it, within the desk's transactions. */
import { type Clock, dayOf } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type Rule, readRuleSpend } from '../desk/index.ts'
import { DEFAULT_SETTINGS, decide } from './model.ts'
import { findSettings, lockBudget, readStop } from './store.ts'

export interface RuleDeps {
  readonly state: StateStore
  readonly clock: Clock
  /** The shop's. */
  readonly timeZone: string
}

export function autonomyRule({ state, clock, timeZone }: RuleDeps): Rule {
  return {
    async verdict(client, facts) {
      if (facts.moment === 'due') await lockBudget(client, facts.skill)
      const settings = (await findSettings(client, facts.skill))?.settings ?? DEFAULT_SETTINGS
      const now = clock.now()
      const spent = await readRuleSpend(client, facts.skill, dayOf(now, timeZone))
      return decide(settings, { ...facts, now, timeZone, spent })
    },
    async isStopped(client) {
      return (await readStop(client, 'share')).active
    },
    async works(skill) {
      const { level } = (await findSettings(state.pool, skill))?.settings ?? DEFAULT_SETTINGS
      return level === 'off' || level === 'on-request' ? level : 'night'
    },
  }
}
