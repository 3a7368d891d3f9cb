/** How one version of a text about several products is made. */
import type { GroupRequest, Topic, Version } from '../../schema.ts'
import type { Chance } from '../chance.ts'
import type { Group } from './aspects.ts'
import type { GroupPen } from './pen.ts'

export interface GroupPlan {
  /** Which of the versions it is. */
  readonly index: number
  readonly attempt: number
  readonly chance: Chance
  readonly used: Map<string, number>
  readonly pen: GroupPen
  /** What is to be told besides the products; of a category nothing. */
  readonly topic: Pick<Topic, 'title' | 'trending' | 'offers' | 'notes'> | null
}

/** Makes one version; null where the products do not give one. */
export type GroupWriter = (group: Group, request: GroupRequest, plan: GroupPlan) => Version | null
