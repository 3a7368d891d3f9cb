/** Audiences for the search: few enough to be held against the words one by one. */
import { formatCount } from '../../language/numbers.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import { WORDS } from '../../language/words.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type SearchKind, scoreText } from '../search/index.ts'
import { listAudiences } from './store.ts'

export function audienceKind({ state }: { readonly state: Pick<StateStore, 'pool'> }): SearchKind {
  return {
    kind: 'audience',
    label: { de: 'Zielgruppen', en: 'Audiences' },
    right: 'audiences.read',
    async find({ words, limit }) {
      const hits = (await listAudiences(state)).flatMap(({ id, name, size }) => {
        const score = scoreText(words, name)
        if (score === null) return []
        const people = size === null ? null : size.known + size.anonymous
        return [
          {
            key: String(id),
            title: { de: name, en: name },
            subtitle:
              people === null
                ? WORDS.unknown
                : bothLangs((lang) => `${formatCount(people, { lang })} ${lang === 'de' ? 'Personen' : 'people'}`),
            href: `/audiences/${id}`,
            score,
          },
        ]
      })
      return hits.toSorted((a, b) => b.score - a.score).slice(0, limit)
    },
  }
}
