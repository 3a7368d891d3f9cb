/** `GET /api/v1/insights/searches`. */
import { defineInsight } from '../visits/index.ts'
import { searchesQuery } from './schema.ts'
import { findSearches } from './service.ts'
import { notSaid, TITLE } from './texts.ts'

export const searchesInsight = defineInsight({
  name: 'searches',
  title: TITLE,
  query: searchesQuery,
  async run(context, scope, { limit }) {
    const { terms, ...searches } = (await findSearches(context, scope)).searches
    return { notEnoughData: notSaid(searches), ...searches, found: terms.length, terms: terms.slice(0, limit) }
  },
})
