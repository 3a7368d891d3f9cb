/** `/api/v1/privacy/retention`: how long what is kept. People themselves are exported and erased by the command line and by jobs. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { changeRetention, readRetention } from './retention.ts'
import type { PrivacyDeps } from './schema.ts'

interface PrivacyRoutesDeps extends PrivacyDeps {
  /** Throws AppError 'access.denied' for whoever may not. Left out: whoever reaches the workbench may. */
  permit?(request: FastifyRequest): Promise<void>
}

export function privacyRoutes(deps: PrivacyRoutesDeps): (server: FastifyInstance) => void {
  return (server) => {
    server.get('/api/v1/privacy/retention', async (request) => {
      await deps.permit?.(request)
      return readRetention(deps)
    })
    // PUT, which no page elsewhere can send without being asked first.
    server.put('/api/v1/privacy/retention', async (request) => {
      await deps.permit?.(request)
      return changeRetention(deps, request.body, 'api')
    })
  }
}
