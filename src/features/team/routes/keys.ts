/** `/api/v1/keys`: keys for programs. */
import type { FastifyInstance } from 'fastify'
import { pageOf, pageQuery } from '../../../api/page.ts'
import { route } from '../../../api/route.ts'
import { AppError } from '../../../core/errors.ts'
import type { TeamContext } from '../context.ts'
import { endKey, makeKey, readKeys } from '../keys.ts'
import { idParams, keySchema, madeKeySchema, newKeyBody } from '../schema.ts'
import { confirmed, pageById } from './kit.ts'

const tag = 'Keys'
const url = '/api/v1/keys'
const permission = 'keys.manage'

export function keyRoutes(team: TeamContext, server: FastifyInstance): void {
  route(server, {
    method: 'GET',
    url,
    kept: true,
    tag,
    summary: 'Keys for programs',
    permission,
    query: pageQuery,
    answer: pageOf(keySchema),
    handle: ({ query }) => pageById(query, (page) => readKeys(team, page)),
  })
  route(server, {
    method: 'POST',
    url,
    tag,
    summary: 'Make a key; its secret is told once',
    permission,
    idempotent: false,
    status: 201,
    body: newKeyBody,
    answer: madeKeySchema,
    async handle({ body }, { request, reply }) {
      reply.header('cache-control', 'no-store')
      return makeKey(team, await confirmed(team, request), body)
    },
  })
  route(server, {
    method: 'DELETE',
    url: `${url}/:id`,
    tag,
    summary: 'Revoke a key',
    permission,
    params: idParams,
    async handle({ params: { id } }, { request }) {
      const identity = await team.identities.of(request)
      if (identity === null) throw new AppError('access.unknown', 'Nobody is signed in.')
      await endKey(team, identity, id)
    },
  })
}
