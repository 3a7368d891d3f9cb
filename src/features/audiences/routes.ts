/** `/api/v1/audiences`: for the workbench, the command line and, later, campaigns. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { type Audiences, MOST_MEMBERS } from './service.ts'

interface AudienceRoutesDeps {
  readonly audiences: Audiences
  /** Throws AppError 'access.denied' for whoever may not. Left out: whoever reaches the workbench may. */
  permit?(request: FastifyRequest): Promise<void>
}

const idSchema = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)
const pageSchema = z.strictObject({
  after: z.string().max(1_000).default(''),
  limit: z.coerce.number().int().min(1).max(MOST_MEMBERS).default(100),
})

type WithId = { Params: { id: string } }

export function audienceRoutes({ audiences, permit }: AudienceRoutesDeps): (server: FastifyInstance) => void {
  return (server) => {
    server.get('/api/v1/audiences', async (request) => {
      await permit?.(request)
      return { items: await audiences.list() }
    })
    server.post('/api/v1/audiences', async (request, reply) => {
      await permit?.(request)
      reply.status(201)
      return audiences.add(request.body)
    })
    server.get<WithId>('/api/v1/audiences/:id', async (request) => {
      await permit?.(request)
      return audiences.show(idOf(request.params.id))
    })
    server.put<WithId>('/api/v1/audiences/:id', async (request) => {
      await permit?.(request)
      return audiences.change(idOf(request.params.id), request.body)
    })
    // Measures anew and stores the size: PUT, which no page elsewhere can send without being asked first.
    server.put<WithId>('/api/v1/audiences/:id/size', async (request) => {
      await permit?.(request)
      return audiences.evaluate(idOf(request.params.id))
    })
    server.delete<WithId>('/api/v1/audiences/:id', async (request, reply) => {
      await permit?.(request)
      await audiences.remove(idOf(request.params.id))
      return reply.status(204).send()
    })
    server.get<WithId>('/api/v1/audiences/:id/members', async (request) => {
      await permit?.(request)
      return audiences.members(idOf(request.params.id), pageOf(request.query))
    })
  }
}

function idOf(text: string): number {
  const read = idSchema.safeParse(text)
  if (!read.success) throw new AppError('input.not-found', `There is no audience '${text}'.`)
  return read.data
}

function pageOf(query: unknown): z.infer<typeof pageSchema> {
  const read = pageSchema.safeParse(query)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new AppError('usage.invalid', `${issue?.path.join('.') || 'The query'}: ${issue?.message ?? 'is not valid'}.`)
}
