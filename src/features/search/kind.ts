/** One kind of thing that can be found. A feature gives its own; `src/search-kinds.ts` lists them. */
import type { Text } from '../../core/lang.ts'
import type { Right } from '../../core/rights.ts'
import type { Hit } from './schema.ts'

interface Sought {
  /** As typed, at least one. */
  readonly words: readonly string[]
  readonly limit: number
}

export interface SearchKind {
  /** 'product' */
  readonly kind: string
  readonly label: Text
  /** Who may find it. */
  readonly right: Right
  /** At most `limit`, the best first. */
  find(sought: Sought): Promise<Omit<Hit, 'kind'>[]>
}
