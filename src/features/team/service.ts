/** The team, put together. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Principal } from '../../api/principal.ts'
import type { TeamContext, TeamDeps } from './context.ts'
import { openIdentities } from './identities.ts'
import { type Made, makeOwnerLink } from './links.ts'
import { accountRoutes } from './routes/account.ts'
import { keyRoutes } from './routes/keys.ts'
import { sessionRoutes } from './routes/session.ts'
import { setupRoutes } from './routes/setup.ts'
import { teamRoutes } from './routes/team.ts'

export interface Team {
  /** Who asks: by cookie, key or the token of this machine's command line; null: nobody who is known. */
  authenticate(request: FastifyRequest): Promise<Principal | null>
  routes(server: FastifyInstance): void
  /** A new link for the first owner, in place of those before; null where there is somebody already. */
  ownerLink(base: string): Promise<Made | null>
}

export function openTeam(deps: TeamDeps): Team {
  const team: TeamContext = { ...deps, identities: openIdentities(deps) }
  return {
    async authenticate(request) {
      return (await team.identities.of(request))?.principal ?? null
    },
    routes(server) {
      for (const routes of [sessionRoutes, setupRoutes, accountRoutes, teamRoutes, keyRoutes]) routes(team, server)
    },
    ownerLink: (base) => makeOwnerLink(team, base),
  }
}
