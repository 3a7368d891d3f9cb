/** Sources over HTTP, for the web app and for the command line while a workbench holds the stores. Not for shops: among the guarded routes. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { actorOf } from '../../api/principal.ts'
import { route } from '../../api/route.ts'
import { type SourceDeps, sourceDesk } from './sources.ts'

export const sourceSchema = z.object({
  name: z.string(),
  writeKey: z.string(),
  origins: z.array(z.string()),
  createdAt: z.number(),
  closedAt: z.number().nullable(),
})
export const sourceListSchema = z.object({ items: z.array(sourceSchema) })

const newSource = z.strictObject({
  name: z.string().max(200),
  /** Origins of the shop's pages; none: servers alone may send. */
  origins: z.array(z.string().max(500)).max(100),
})
const byName = z.object({ name: z.string().max(200) })

export function sourceRoutes(deps: SourceDeps): (server: FastifyInstance) => void {
  const common = { tag: 'Events', permission: 'events.sources' } as const
  return (server) => {
    route(server, {
      ...common,
      method: 'GET',
      url: '/api/v1/sources',
      kept: true,
      summary: 'Sources of live events with their write keys',
      answer: sourceListSchema,
      handle: async (_input, { principal }) => ({ items: await sourceDesk(deps, actorOf(principal)).list() }),
    })
    route(server, {
      ...common,
      method: 'POST',
      url: '/api/v1/sources',
      summary: 'Opens a source under a new write key',
      body: newSource,
      answer: sourceSchema,
      status: 201,
      handle: ({ body }, { principal }) => sourceDesk(deps, actorOf(principal)).add(body.name, body.origins),
    })
    route(server, {
      ...common,
      method: 'DELETE',
      url: '/api/v1/sources/:name',
      summary: 'Closes a source: its key is refused, its events stay',
      params: byName,
      handle: ({ params }, { principal }) => sourceDesk(deps, actorOf(principal)).close(params.name),
    })
  }
}
