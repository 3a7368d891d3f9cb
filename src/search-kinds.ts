/** What can be found by the search. To add a kind: a `SearchKind` in its feature, and its line here. */
import type { App } from './app.ts'
import { audienceKind } from './features/audiences/index.ts'
import { productKind } from './features/catalogue/index.ts'
import { customerKind, orderKind } from './features/customer-profiles/index.ts'
import { proposalKind } from './features/desk/index.ts'
import { findingKind } from './features/report/index.ts'
import type { SearchKind } from './features/search/index.ts'
import { taskKind } from './features/tasks/index.ts'

export function searchKinds({ state, config }: Pick<App, 'state' | 'config'>): readonly SearchKind[] {
  const deps = { state, timeZone: config.timeZone }
  return [
    productKind(deps),
    customerKind(deps),
    orderKind(deps),
    proposalKind(deps),
    taskKind(deps),
    audienceKind(deps),
    findingKind(deps),
  ]
}
