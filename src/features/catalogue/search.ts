/** Products for the search. */
import type { StateStore } from '../../stores/state/store.ts'
import type { SearchKind } from '../search/index.ts'
import { findProducts, titleOf } from './list-store.ts'

export function productKind({ state }: { state: Pick<StateStore, 'pool'> }): SearchKind {
  return {
    kind: 'product',
    label: { de: 'Produkte', en: 'Products' },
    right: 'catalogue.read',
    async find({ words, limit }) {
      const found = await findProducts(state, words, limit)
      return found.map((product) => {
        const about = [product.brand, product.category].filter((part) => part !== '').join(' · ') || product.external_id
        return {
          key: String(product.id),
          title: titleOf(product),
          subtitle: { de: about, en: about },
          href: `/products/${product.id}`,
          score: product.score,
        }
      })
    },
  }
}
