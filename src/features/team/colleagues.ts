/** Who works here, for other features: names and roles by actor, as the audit log has them ('person:7', 'key:3'). */
import type { Role } from '../../core/rights.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { namesOfActors } from './store/actors.ts'
import { findPerson } from './store/people.ts'

export interface Colleagues {
  /** Those that are not known, or were removed, are left out. */
  names(actors: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Role of somebody who can sign in; null: nobody of that name can. */
  roleOf(actor: string): Promise<Role | null>
}

const PERSON = /^person:(\d{1,15})$/

export function openColleagues({ pool }: Pick<StateStore, 'pool'>): Colleagues {
  return {
    names: (actors) => namesOfActors(pool, actors),
    async roleOf(actor) {
      const id = PERSON.exec(actor)?.[1]
      const person = id === undefined ? null : await findPerson(pool, Number(id))
      return person === null || person.disabledAt !== null ? null : person.role
    },
  }
}
