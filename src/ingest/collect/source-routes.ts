/** Sources over HTTP, for the command line while a workbench holds the stores. Not for shops: among the guarded routes. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { type SourceDeps, sourceDesk } from './sources.ts'

export const sourceSchema = z.object({
  name: z.string(),
  writeKey: z.string(),
  origins: z.array(z.string()),
  createdAt: z.number(),
  closedAt: z.number().nullable(),
})
export const sourceListSchema = z.object({ items: z.array(sourceSchema) })

const newSource = z.strictObject({ name: z.string().max(200), origins: z.array(z.string().max(500)).max(100) })

export function sourceRoutes(deps: SourceDeps): (server: FastifyInstance) => void {
  const desk = sourceDesk(deps, 'api')
  return (server) => {
    server.get('/api/v1/sources', async () => ({ items: await desk.list() }))
    server.post('/api/v1/sources', async ({ body }, reply) => {
      const read = newSource.safeParse(body)
      if (!read.success) throw new AppError('usage.invalid', 'A source is a JSON object with name and origins.')
      reply.status(201)
      return desk.add(read.data.name, read.data.origins)
    })
    // DELETE, which no page elsewhere can send without being asked first.
    server.delete<{ Params: { name: string } }>('/api/v1/sources/:name', async ({ params }, reply) => {
      await desk.close(params.name)
      return reply.status(204).send()
    })
  }
}
