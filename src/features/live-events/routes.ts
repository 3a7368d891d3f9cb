/** `/api/v1/events`: what comes in. Sources are opened and closed at `/api/v1/sources`. */
import type { FastifyInstance } from 'fastify'
import { route } from '../../api/route.ts'
import { ratesSchema, recentQuery, recentSchema, refusedQuery, refusedSchema, sendersSchema } from './schema.ts'
import { type LiveDeps, openLiveEvents } from './service.ts'

const READ = { method: 'GET', tag: 'Events', permission: 'events.read' } as const

export function liveEventRoutes(deps: LiveDeps): (server: FastifyInstance) => void {
  const live = openLiveEvents(deps)
  return (server) => {
    route(server, {
      ...READ,
      url: '/api/v1/events/recent',
      kept: true,
      summary: 'Lists what came in last.',
      query: recentQuery,
      answer: recentSchema,
      handle: ({ query }) => live.recent(query),
    })
    route(server, {
      ...READ,
      url: '/api/v1/events/rates',
      kept: true,
      summary: 'Counts what came in during the last hour, by minute and by type.',
      answer: ratesSchema,
      handle: () => live.rates(),
    })
    route(server, {
      ...READ,
      url: '/api/v1/events/refused',
      kept: true,
      summary: 'Lists what could not be taken, with the reason.',
      query: refusedQuery,
      answer: refusedSchema,
      handle: ({ query }, { principal }) => live.refused(query, principal.rights.has('events.sources')),
    })
    route(server, {
      ...READ,
      url: '/api/v1/events/senders',
      summary: 'Lists the sources of events and what each has sent; write keys for whoever manages them.',
      answer: sendersSchema,
      async handle(_input, { principal, request }) {
        const { publicUrl, ...senders } = await live.senders(principal.rights.has('events.sources'))
        const base = publicUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`
        return { ...senders, trackerUrl: `${base.replace(/\/$/, '')}/dirigent.js` }
      },
    })
  }
}
