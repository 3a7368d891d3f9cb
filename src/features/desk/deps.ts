/** What the desk works with. */
import { AppError } from '../../core/errors.ts'
import type { Lang } from '../../core/lang.ts'
import type { Log } from '../../core/log.ts'
import type { Role } from '../../core/rights.ts'
import type { Clock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { Rule } from './rule.ts'
import type { Skill } from './skill.ts'

/** The people who work here, by actor: 'person:7'. */
export interface People {
  /** Those that are not known are left out. */
  names(actors: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Role of somebody who works here; null: nobody of that name does. */
  roleOf(actor: string): Promise<Role | null>
}

export interface DeskDeps {
  readonly state: StateStore
  readonly clock: Clock
  readonly log: Log
  /** Language in which skills write what they put into the world. */
  readonly lang: Lang
  /** The shop's. */
  readonly timeZone: string
  readonly skills: readonly Skill<unknown>[]
  readonly rule: Rule
  readonly people: People
}

export function skillOf({ skills }: Pick<DeskDeps, 'skills'>, name: string): Skill<unknown> | null {
  return skills.find((skill) => skill.name === name) ?? null
}

/** @throws AppError 'input.not-found' */
export function requiredSkill(deps: Pick<DeskDeps, 'skills'>, name: string): Skill<unknown> {
  const skill = skillOf(deps, name)
  if (skill === null) throw new AppError('input.not-found', `There is no skill '${name}'.`)
  return skill
}
