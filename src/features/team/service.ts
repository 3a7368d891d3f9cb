/** The team, put together. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Principal } from '../../api/principal.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { TeamContext, TeamDeps } from './context.ts'
import { CLI, openIdentities } from './identities.ts'
import { type Made, makeOwnerLink } from './links.ts'
import { readTeam, rescue } from './people.ts'
import { accountRoutes } from './routes/account.ts'
import { keyRoutes } from './routes/keys.ts'
import { sessionRoutes } from './routes/session.ts'
import { setupRoutes } from './routes/setup.ts'
import { teamRoutes } from './routes/team.ts'
import type { MadeLink, PersonView } from './schema.ts'
import { hasPeople } from './store/people.ts'

export interface Team {
  /** Who asks: by cookie, key or the token of this machine's command line; null: nobody who is known. */
  authenticate(request: FastifyRequest): Promise<Principal | null>
  routes(server: FastifyInstance): void
  /** A new link for the first owner, in place of those before; null where there is somebody already. */
  ownerLink(base: string): Promise<Made | null>
}

/** What whoever has the data folder may do without signing in. */
export interface TeamRescue {
  list(): Promise<readonly PersonView[]>
  /** For the first owner, or for the person with this mail address. @throws AppError saying what is missing */
  link(email: string | undefined): Promise<MadeLink>
}

const MOST_LISTED = 1_000

/** Over the stores. @param base address of the workbench as it will run */
export function teamRescue(deps: TeamDeps, base: string): TeamRescue {
  const team = contextOf(deps)
  return {
    list: () => readTeam(team, { after: 0, limit: MOST_LISTED }, CLI),
    link: (email) => rescue(team, email, { by: CLI, base }),
  }
}

export function openTeam(deps: TeamDeps): Team {
  const team = contextOf(deps)
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

/** Whether anybody can sign in. */
export function hasTeam({ state }: { readonly state: Pick<StateStore, 'pool'> }): Promise<boolean> {
  return hasPeople(state.pool)
}

function contextOf(deps: TeamDeps): TeamContext {
  return { ...deps, identities: openIdentities(deps) }
}
