/** `/api/v1/session`: signing in and out, and who is signed in. */
import type { FastifyInstance } from 'fastify'
import { route } from '../../../api/route.ts'
import { AppError } from '../../../core/errors.ts'
import { describeMe } from '../account.ts'
import type { TeamContext } from '../context.ts'
import { confirmByPasskey, passkeySignInOptions, signInByPasskey } from '../passkeys.ts'
import { forgot } from '../people.ts'
import {
  assertionSchema,
  confirmBody,
  forgotBody,
  meSchema,
  passkeyOptionsSchema,
  signedInSchema,
  signInBody,
} from '../schema.ts'
import { confirmByPassword, signIn, signOut } from '../sign-in.ts'
import { visitOf } from '../visit.ts'
import { braked, giveCookie, ownAccount, signedIn } from './kit.ts'

const tag = 'Session'
const url = '/api/v1/session'

export function sessionRoutes(team: TeamContext, server: FastifyInstance): void {
  route(server, {
    method: 'GET',
    url: `${url}/me`,
    tag,
    summary: 'Who is signed in, and what they may',
    permission: 'signed-in',
    answer: meSchema,
    async handle(_input, { request }) {
      const identity = await team.identities.of(request)
      if (identity === null) throw new AppError('access.unknown', 'Nobody is signed in.')
      return describeMe(identity)
    },
  })
  route(server, {
    method: 'POST',
    url,
    tag,
    summary: 'Sign in with a password',
    permission: 'anyone',
    idempotent: false,
    body: signInBody,
    answer: signedInSchema,
    async handle({ body: { email, password, code } }, { request, reply }) {
      const begun = await braked(reply, signIn(team, { email, password, code }, visitOf(request, team)))
      return signedIn(team, begun, { request, reply })
    },
  })
  route(server, {
    method: 'DELETE',
    url,
    tag,
    summary: 'Sign out',
    permission: 'signed-in',
    async handle(_input, { request, reply }) {
      await signOut(team, await ownAccount(team, request))
      giveCookie(team, null, { request, reply })
    },
  })
  route(server, {
    method: 'POST',
    url: `${url}/passkey-options`,
    tag,
    summary: 'Begin to sign in with a passkey, or to confirm with one',
    permission: 'anyone',
    idempotent: false,
    answer: passkeyOptionsSchema,
    async handle(_input, { request, reply }) {
      return braked(reply, passkeySignInOptions(team, visitOf(request, team)))
    },
  })
  route(server, {
    method: 'POST',
    url: `${url}/passkey`,
    tag,
    summary: 'Sign in with a passkey',
    permission: 'anyone',
    idempotent: false,
    body: assertionSchema,
    answer: signedInSchema,
    async handle({ body }, { request, reply }) {
      const begun = await braked(reply, signInByPasskey(team, body, visitOf(request, team)))
      return signedIn(team, begun, { request, reply })
    },
  })
  confirmRoutes(team, server)
}

function confirmRoutes(team: TeamContext, server: FastifyInstance): void {
  route(server, {
    method: 'POST',
    url: `${url}/confirmation`,
    tag,
    summary: 'Show once more that it is you, before something delicate',
    permission: 'signed-in',
    idempotent: false,
    body: confirmBody,
    answer: meSchema,
    async handle({ body }, { principal, request, reply }) {
      const account = await ownAccount(team, request)
      const work =
        'password' in body
          ? confirmByPassword(team, account, body.password)
          : confirmByPasskey(team, account, body.passkey)
      giveCookie(team, await braked(reply, work), { request, reply })
      const { person, session } = account
      return describeMe({ principal, person, session: { ...session, confirmedAt: team.clock.now() } })
    },
  })
  route(server, {
    method: 'POST',
    url: `${url}/forgotten`,
    tag,
    summary: 'Ask for a link to set a new password by mail',
    permission: 'anyone',
    body: forgotBody,
    async handle({ body: { email } }, { request, reply }) {
      await braked(reply, forgot(team, email, visitOf(request, team)))
    },
  })
}
