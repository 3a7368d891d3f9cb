/** `/api/v1/setup`: whether an owner is still to come, and links that work once. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { route } from '../../../api/route.ts'
import { AppError } from '../../../core/errors.ts'
import type { TeamContext } from '../context.ts'
import { followLink, lookAtLink } from '../links.ts'
import { rescue } from '../people.ts'
import {
  emailSchema,
  linkSchema,
  lookBody,
  madeLinkSchema,
  setupSchema,
  signedInSchema,
  useLinkBody,
} from '../schema.ts'
import { hasPeople } from '../store/people.ts'
import { canHavePasskeys, visitOf } from '../visit.ts'
import { baseOf, signedIn } from './kit.ts'

const tag = 'Setup'
const url = '/api/v1/setup'

export function setupRoutes(team: TeamContext, server: FastifyInstance): void {
  // The last owner cannot go: once there is one, there always is.
  let hasOwner = false
  route(server, {
    method: 'GET',
    url,
    tag,
    summary: 'Whether an owner is still to come, and what works here',
    permission: 'anyone',
    answer: setupSchema,
    async handle(_input, { request }) {
      hasOwner ||= await hasPeople(team.state.pool)
      return {
        needsOwner: !hasOwner,
        mail: team.smtp !== null,
        passkeys: canHavePasskeys(visitOf(request, team)),
      }
    },
  })
  // By POST, so that the token stands in no address.
  route(server, {
    method: 'POST',
    url: `${url}/link`,
    tag,
    summary: 'What a link that works once is for',
    permission: 'anyone',
    idempotent: false,
    body: lookBody,
    answer: linkSchema,
    handle: ({ body: { token } }) => lookAtLink(team, token),
  })
  route(server, {
    method: 'POST',
    url: `${url}/person`,
    tag,
    summary: 'Follow a link that works once: become the owner, join, or set a new password',
    permission: 'anyone',
    idempotent: false,
    body: useLinkBody,
    answer: signedInSchema,
    async handle({ body: { token, password, name, email, language } }, { request, reply }) {
      const begun = await followLink(team, { token, password, name, email, language }, visitOf(request, team))
      return signedIn(team, begun, { request, reply })
    },
  })
  route(server, {
    method: 'POST',
    url: `${url}/rescue`,
    tag,
    summary: 'For the command line: a link for the first owner, or for somebody locked out',
    permission: 'team.manage',
    idempotent: false,
    body: z.object({ email: emailSchema.optional() }),
    answer: madeLinkSchema,
    async handle({ body: { email } }, { principal, request }) {
      if (principal.kind !== 'cli')
        throw new AppError('access.denied', 'This is for the command line of the machine itself.')
      return rescue(team, email, { by: principal, base: baseOf(team, request) })
    },
  })
}
