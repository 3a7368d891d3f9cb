/** What can be found by the search. To add a kind: a `SearchKind` in its feature, and its line here. */
import type { App } from './app.ts'
import { productKind } from './features/catalogue/index.ts'
import { customerKind, orderKind } from './features/customer-profiles/index.ts'
import type { SearchKind } from './features/search/index.ts'

export function searchKinds({ state, config }: Pick<App, 'state' | 'config'>): readonly SearchKind[] {
  const deps = { state, timeZone: config.timeZone }
  return [productKind(deps), customerKind(deps), orderKind(deps)]
}
