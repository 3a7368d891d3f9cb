/** `/api/v1/privacy/retention`: how long what is kept. People themselves are exported and erased by the command line and by jobs. */
import type { FastifyInstance } from 'fastify'
import { actorOf } from '../../api/principal.ts'
import { route } from '../../api/route.ts'
import { changeRetention, readRetention } from './retention.ts'
import { type PrivacyDeps, retentionChangeSchema, retentionSchema } from './schema.ts'

export function privacyRoutes(deps: PrivacyDeps): (server: FastifyInstance) => void {
  const common = { url: '/api/v1/privacy/retention', tag: 'Privacy', answer: retentionSchema } as const
  return (server) => {
    route(server, {
      ...common,
      method: 'GET',
      kept: true,
      summary: 'Days for which each kind of data is kept; null: for ever',
      permission: 'settings.read',
      handle: () => readRetention(deps),
    })
    route(server, {
      ...common,
      method: 'PUT',
      summary: 'Sets days; kinds that are left out stay as they are',
      permission: 'settings.change',
      body: retentionChangeSchema,
      handle: ({ body }, { principal }) => changeRetention(deps, body, actorOf(principal)),
    })
  }
}
