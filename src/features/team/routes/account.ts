/** `/api/v1/account`: one's own account. */
import type { FastifyInstance } from 'fastify'
import { pageOf } from '../../../api/page.ts'
import { route } from '../../../api/route.ts'
import { changeAccount, changePassword, endOtherSessions, endSession, readAccount, readSessions } from '../account.ts'
import type { TeamContext } from '../context.ts'
import { activateTotp, prepareTotp, removeTotp, renewRecoveryCodes } from '../factor.ts'
import { addPasskey, newPasskeyOptions, removePasskey } from '../passkeys.ts'
import {
  accountChange,
  accountSchema,
  codeBody,
  idParams,
  newPasskeyBody,
  newTotpSchema,
  passkeyOptionsSchema,
  passkeyParams,
  passwordBody,
  recoveryCodesSchema,
  sessionSchema,
} from '../schema.ts'
import { confirmedAccount, giveCookie, ownAccount } from './kit.ts'

const tag = 'Account'
const url = '/api/v1/account'
const permission = 'signed-in'

export function accountRoutes(team: TeamContext, server: FastifyInstance): void {
  route(server, {
    method: 'GET',
    url,
    kept: true,
    tag,
    summary: 'Your account',
    permission,
    answer: accountSchema,
    async handle(_input, { request }) {
      return readAccount(team, (await ownAccount(team, request)).person)
    },
  })
  route(server, {
    method: 'PATCH',
    url,
    tag,
    summary: 'Change your name, language or theme',
    permission,
    body: accountChange,
    async handle({ body }, { request }) {
      await changeAccount(team, (await ownAccount(team, request)).person.id, body)
    },
  })
  route(server, {
    method: 'PUT',
    url: `${url}/password`,
    tag,
    summary: 'Set a new password; ends your other sessions',
    permission,
    idempotent: false,
    body: passwordBody,
    async handle({ body: { password } }, { request, reply }) {
      const account = await confirmedAccount(team, request)
      giveCookie(team, await changePassword(team, account, password), { request, reply })
    },
  })
  passkeyRoutes(team, server)
  totpRoutes(team, server)
  ownSessionRoutes(team, server)
}

function passkeyRoutes(team: TeamContext, server: FastifyInstance): void {
  route(server, {
    method: 'POST',
    url: `${url}/passkey-options`,
    tag,
    summary: 'Begin to add a passkey',
    permission,
    idempotent: false,
    answer: passkeyOptionsSchema,
    async handle(_input, { request }) {
      const { person, visit } = await confirmedAccount(team, request)
      return newPasskeyOptions(team, person, visit)
    },
  })
  route(server, {
    method: 'POST',
    url: `${url}/passkeys`,
    tag,
    summary: 'Add a passkey',
    permission,
    body: newPasskeyBody,
    async handle({ body: { label, passkey } }, { request }) {
      const { person, visit } = await confirmedAccount(team, request)
      await addPasskey(team, { person, visit, label }, passkey)
    },
  })
  route(server, {
    method: 'DELETE',
    url: `${url}/passkeys/:id`,
    tag,
    summary: 'Take a passkey away',
    permission,
    params: passkeyParams,
    async handle({ params: { id } }, { request }) {
      await removePasskey(team, (await confirmedAccount(team, request)).person.id, id)
    },
  })
}

function totpRoutes(team: TeamContext, server: FastifyInstance): void {
  route(server, {
    method: 'POST',
    url: `${url}/totp`,
    tag,
    summary: 'Begin to set up an authenticator app',
    permission,
    idempotent: false,
    answer: newTotpSchema,
    async handle(_input, { request, reply }) {
      reply.header('cache-control', 'no-store')
      return prepareTotp(team, (await confirmedAccount(team, request)).person)
    },
  })
  route(server, {
    method: 'PUT',
    url: `${url}/totp`,
    tag,
    summary: 'Show that the app works; gives recovery codes, once',
    permission,
    idempotent: false,
    body: codeBody,
    answer: recoveryCodesSchema,
    async handle({ body: { code } }, { request, reply }) {
      reply.header('cache-control', 'no-store')
      return { codes: await activateTotp(team, (await confirmedAccount(team, request)).person.id, code) }
    },
  })
  route(server, {
    method: 'DELETE',
    url: `${url}/totp`,
    tag,
    summary: 'Take the authenticator app away',
    permission,
    async handle(_input, { request }) {
      await removeTotp(team, (await confirmedAccount(team, request)).person.id)
    },
  })
  route(server, {
    method: 'POST',
    url: `${url}/recovery-codes`,
    tag,
    summary: 'New recovery codes, in place of those before',
    permission,
    idempotent: false,
    answer: recoveryCodesSchema,
    async handle(_input, { request, reply }) {
      reply.header('cache-control', 'no-store')
      return { codes: await renewRecoveryCodes(team, (await confirmedAccount(team, request)).person) }
    },
  })
}

function ownSessionRoutes(team: TeamContext, server: FastifyInstance): void {
  route(server, {
    method: 'GET',
    url: `${url}/sessions`,
    tag,
    summary: 'Where you are signed in',
    permission,
    answer: pageOf(sessionSchema),
    async handle(_input, { request }) {
      return { items: await readSessions(team, await ownAccount(team, request)), next: null }
    },
  })
  route(server, {
    method: 'DELETE',
    url: `${url}/sessions/:id`,
    tag,
    summary: 'End one of your sessions',
    permission,
    params: idParams,
    async handle({ params: { id } }, { request }) {
      await endSession(team, (await ownAccount(team, request)).person.id, id)
    },
  })
  route(server, {
    method: 'DELETE',
    url: `${url}/sessions`,
    tag,
    summary: 'End all your other sessions',
    permission,
    async handle(_input, { request }) {
      await endOtherSessions(team, await ownAccount(team, request))
    },
  })
}
