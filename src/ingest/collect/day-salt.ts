/**
 * The secret of the day, from which visitors who refused to be measured get an id for that day. It is random, the same in
 * every process, kept in the state store for its day (UTC) only, and then removed there and here: afterwards nobody can tell
 * from an id who was behind it, nor that two ids of different days were the same person.
 */
import { randomBytes } from 'node:crypto'
import type { StateStore } from '../../stores/state/store.ts'
import { forgetSalts, keepSalt } from './store.ts'

const DAY_MS = 86_400_000

export interface DaySalts {
  /** The secret of the day an instant is in; null: it is not here yet, ask `load`. */
  peek(at: number): string | null
  load(at: number): Promise<string>
  /** Removes the secrets of days that are over by this instant. */
  forget(at: number): Promise<void>
}

export function openDaySalts(state: Pick<StateStore, 'pool'>): DaySalts {
  let held = { day: -1, salt: '' }
  const dayOf = (at: number) => Math.floor(at / DAY_MS)
  const nameOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)
  return {
    peek: (at) => (held.day === dayOf(at) ? held.salt : null),
    async load(at) {
      const day = dayOf(at)
      const salt = await keepSalt(state, nameOf(day), randomBytes(32).toString('hex'))
      held = { day, salt }
      return salt
    },
    async forget(at) {
      if (held.day !== dayOf(at)) held = { day: -1, salt: '' }
      await forgetSalts(state, nameOf(dayOf(at)))
    },
  }
}
