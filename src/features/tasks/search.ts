/** Tasks for the search; open ones first. */
import type { StateStore } from '../../stores/state/store.ts'
import type { SearchKind } from '../search/index.ts'
import { findTasks } from './store.ts'

const STATES = { open: { de: 'offen', en: 'open' }, done: { de: 'erledigt', en: 'done' } } as const

export function taskKind({ state }: { readonly state: Pick<StateStore, 'pool'> }): SearchKind {
  return {
    kind: 'task',
    label: { de: 'Aufgaben', en: 'Tasks' },
    right: 'tasks.read',
    async find({ words, limit }) {
      const found = await findTasks(state, words, limit)
      return found.map(({ id, title, state: stands, score }) => ({
        key: id,
        title: { de: title, en: title },
        subtitle: STATES[stands],
        href: `/tasks/${id}`,
        score,
      }))
    },
  }
}
