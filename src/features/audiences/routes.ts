/** `/api/v1/audiences`: for the workbench, the command line and, later, campaigns. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Answers } from '../../api/answers.ts'
import { route } from '../../api/route.ts'
import { expectedVersion, sendVersion } from '../../api/version.ts'
import { packed } from '../../api/written.ts'
import { type Clock, dayOf } from '../../core/time.ts'
import {
  audienceListSchema,
  audienceSchema,
  audienceWithHistorySchema,
  memberPageSchema,
  newAudienceSchema,
} from './schema.ts'
import { type Audiences, MOST_MEMBERS, versionOf } from './service.ts'

const byId = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
const pageQuery = z.strictObject({
  /** Key of the last member of the page before. */
  after: z.string().max(1_000).default(''),
  limit: z.coerce.number().int().min(1).max(MOST_MEMBERS).default(100),
})

const READ = { tag: 'Audiences', permission: 'audiences.read' } as const
const WRITE = { tag: 'Audiences', permission: 'audiences.write' } as const

export interface AudienceRoutesDeps {
  readonly audiences: Audiences
  readonly answers: Answers
  readonly clock: Clock
  readonly timeZone: string
}

export function audienceRoutes(deps: AudienceRoutesDeps): (server: FastifyInstance) => void {
  const { audiences, answers, clock, timeZone } = deps
  return (server) => {
    route(server, {
      ...READ,
      method: 'GET',
      kept: true,
      url: '/api/v1/audiences',
      summary: 'Audiences with their latest sizes',
      answer: audienceListSchema,
      handle: async () => ({ items: await audiences.list() }),
    })
    route(server, {
      ...WRITE,
      method: 'POST',
      url: '/api/v1/audiences',
      summary: 'Keeps an audience and counts whom it means',
      body: newAudienceSchema,
      answer: audienceSchema,
      status: 201,
      handle: ({ body }) => audiences.add(body),
    })
    route(server, {
      ...READ,
      method: 'GET',
      kept: true,
      url: '/api/v1/audiences/:id',
      summary: 'An audience with its sizes over time',
      params: byId,
      answer: audienceWithHistorySchema,
      versioned: true,
      async handle({ params }, { reply }) {
        const audience = await audiences.show(params.id)
        sendVersion(reply, versionOf(audience))
        return audience
      },
    })
    route(server, {
      ...WRITE,
      method: 'PUT',
      url: '/api/v1/audiences/:id',
      summary: 'Changes name and definition, and counts anew',
      params: byId,
      body: newAudienceSchema,
      answer: audienceSchema,
      versioned: true,
      async handle({ params, body }, { request, reply }) {
        const audience = await audiences.change(params.id, body, expectedVersion(request))
        sendVersion(reply, versionOf(audience))
        return audience
      },
    })
    route(server, {
      ...WRITE,
      method: 'PUT',
      url: '/api/v1/audiences/:id/size',
      summary: 'Counts anew and keeps the size',
      params: byId,
      answer: audienceSchema,
      handle: ({ params }) => audiences.evaluate(params.id),
    })
    route(server, {
      ...WRITE,
      method: 'DELETE',
      url: '/api/v1/audiences/:id',
      summary: 'Removes an audience',
      params: byId,
      handle: ({ params }) => audiences.remove(params.id),
    })
    route(server, {
      ...READ,
      // Keys of customers are theirs: whoever may not see customers sees the counts alone.
      permission: 'customers.read',
      method: 'GET',
      url: '/api/v1/audiences/:id/members',
      summary: 'Known customers of an audience by key, and whether they take advertising',
      params: byId,
      query: pageQuery,
      answer: memberPageSchema,
      async handle({ params, query }) {
        const definition = await audiences.definition(params.id)
        const read = async () => memberPageSchema.parse(await audiences.members(params.id, query))
        return packed(await answers.of(['members', dayOf(clock.now(), timeZone), definition, query], read))
      },
    })
  }
}
