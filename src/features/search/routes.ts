/** `/api/v1/search`: products, people, orders and whatever else gives a kind, in one answer. */
import type { FastifyInstance } from 'fastify'
import { route } from '../../api/route.ts'
import type { Clock } from '../../core/time.ts'
import type { SearchKind } from './kind.ts'
import { searchAnswer, searchQuery } from './schema.ts'
import { openSearch } from './service.ts'

export function searchRoutes(deps: { kinds: readonly SearchKind[]; clock: Clock }): (server: FastifyInstance) => void {
  const search = openSearch(deps)
  return (server) => {
    route(server, {
      method: 'GET',
      url: '/api/v1/search',
      kept: true,
      tag: 'Search',
      summary: 'Finds products, customers, orders and more by what somebody typed, typing errors forgiven.',
      permission: 'signed-in',
      query: searchQuery,
      answer: searchAnswer,
      handle: ({ query }, { principal }) =>
        search({
          text: query.q,
          kinds: query.kinds === undefined ? null : query.kinds.split(','),
          limit: query.limit,
          rights: principal.rights,
        }),
    })
  }
}
