/** Proposals for the search; those that wait come before those that were decided. */
import { dayOf } from '../../core/time.ts'
import { formatDay } from '../../language/dates.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { SearchKind } from '../search/index.ts'
import { findProposals } from './search-store.ts'

interface Deps {
  readonly state: Pick<StateStore, 'pool'>
  readonly timeZone: string
}

export function proposalKind({ state, timeZone }: Deps): SearchKind {
  return {
    kind: 'proposal',
    label: { de: 'Vorschläge', en: 'Proposals' },
    right: 'desk.read',
    async find({ words, limit }) {
      const found = await findProposals(state, words, limit)
      return found.map(({ id, title, subject, createdAt, score }) => ({
        key: id,
        title,
        subtitle: bothLangs((lang) => `${subject[lang]} · ${formatDay(dayOf(createdAt, timeZone), 'short', lang)}`),
        href: `/desk/${id}`,
        score,
      }))
    },
  }
}
