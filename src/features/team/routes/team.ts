/** `/api/v1/team`, `/api/v1/roles`: the people, and who may what. */
import type { FastifyInstance } from 'fastify'
import { pageOf, pageQuery } from '../../../api/page.ts'
import { route } from '../../../api/route.ts'
import { expectedVersion, mustBe } from '../../../api/version.ts'
import { RIGHT_WORDS } from '../../../core/right-words.ts'
import { RIGHTS, RIGHTS_OF, ROLES } from '../../../core/rights.ts'
import { ROLE_WORDS } from '../../../core/role-words.ts'
import type { TeamContext } from '../context.ts'
import {
  changeRole,
  disable,
  enable,
  helpBackIn,
  invite,
  readAuthors,
  readInvitations,
  readTeam,
  remove,
  withdrawInvitation,
} from '../people.ts'
import {
  authorsSchema,
  idParams,
  invitationSchema,
  madeLinkSchema,
  newInvitationBody,
  personSchema,
  roleBody,
  rolesSchema,
} from '../schema.ts'
import { baseOf, confirmed, pageById } from './kit.ts'

const tag = 'Team'
const people = '/api/v1/team/people'
const invitations = '/api/v1/team/invitations'

export function teamRoutes(team: TeamContext, server: FastifyInstance): void {
  peopleRoutes(team, server)
  absenceRoutes(team, server)
  invitationRoutes(team, server)
  route(server, {
    method: 'GET',
    url: '/api/v1/roles',
    kept: true,
    tag,
    summary: 'What each role may',
    permission: 'signed-in',
    answer: rolesSchema,
    handle: async () => ({
      roles: ROLES.map((role) => ({ role, ...ROLE_WORDS[role], rights: [...RIGHTS_OF[role]] })),
      rights: RIGHTS.map((right) => ({ right, to: RIGHT_WORDS[right] })),
    }),
  })
  route(server, {
    method: 'GET',
    url: '/api/v1/team/authors',
    kept: true,
    tag,
    summary: 'Names of those who did something, former people without theirs',
    permission: 'desk.read',
    answer: authorsSchema,
    handle: async () => ({ items: await readAuthors(team) }),
  })
}

function peopleRoutes(team: TeamContext, server: FastifyInstance): void {
  route(server, {
    method: 'GET',
    url: people,
    kept: true,
    tag,
    summary: 'Who is in the team',
    permission: 'team.read',
    query: pageQuery,
    answer: pageOf(personSchema),
    handle: ({ query }, { principal }) => pageById(query, (page) => readTeam(team, page, principal)),
  })
  route(server, {
    method: 'PATCH',
    url: `${people}/:id`,
    tag,
    summary: 'Give a person another role',
    permission: 'team.manage',
    params: idParams,
    body: roleBody,
    versioned: true,
    async handle({ params: { id }, body: { role } }, { request }) {
      const version = expectedVersion(request)
      const { principal: by } = await confirmed(team, request)
      await changeRole(team, { id, by }, { role, expected: (is) => mustBe(is, version) })
    },
  })
  route(server, {
    method: 'POST',
    url: `${people}/:id/link`,
    tag,
    summary: 'A link for somebody who cannot sign in any more',
    permission: 'team.manage',
    idempotent: false,
    params: idParams,
    answer: madeLinkSchema,
    async handle({ params: { id } }, { request }) {
      const { principal: by } = await confirmed(team, request)
      return helpBackIn(team, { id, by }, baseOf(team, request))
    },
  })
}

function absenceRoutes(team: TeamContext, server: FastifyInstance): void {
  route(server, {
    method: 'PUT',
    url: `${people}/:id/disabled`,
    tag,
    summary: 'Keep a person from signing in',
    permission: 'team.manage',
    params: idParams,
    async handle({ params: { id } }, { request }) {
      const { principal: by } = await confirmed(team, request)
      await disable(team, { id, by })
    },
  })
  route(server, {
    method: 'DELETE',
    url: `${people}/:id/disabled`,
    tag,
    summary: 'Let a person sign in again',
    permission: 'team.manage',
    params: idParams,
    async handle({ params: { id } }, { request }) {
      const { principal: by } = await confirmed(team, request)
      await enable(team, { id, by })
    },
  })
  route(server, {
    method: 'DELETE',
    url: `${people}/:id`,
    tag,
    summary: 'Remove a person for good, with name and mail address',
    permission: 'team.manage',
    params: idParams,
    async handle({ params: { id } }, { request }) {
      const { principal: by } = await confirmed(team, request)
      await remove(team, { id, by })
    },
  })
}

function invitationRoutes(team: TeamContext, server: FastifyInstance): void {
  route(server, {
    method: 'GET',
    url: invitations,
    kept: true,
    tag,
    summary: 'Open invitations',
    permission: 'team.manage',
    query: pageQuery,
    answer: pageOf(invitationSchema),
    handle: ({ query }) => pageById(query, (page) => readInvitations(team, page)),
  })
  route(server, {
    method: 'POST',
    url: invitations,
    tag,
    summary: 'Invite somebody',
    permission: 'team.manage',
    idempotent: false,
    status: 201,
    body: newInvitationBody,
    answer: madeLinkSchema,
    async handle({ body }, { request }) {
      const { principal: by } = await confirmed(team, request)
      return invite(team, body, { by, base: baseOf(team, request) })
    },
  })
  route(server, {
    method: 'DELETE',
    url: `${invitations}/:id`,
    tag,
    summary: 'Take an invitation back',
    permission: 'team.manage',
    params: idParams,
    handle: ({ params: { id } }, { principal }) => withdrawInvitation(team, id, principal),
  })
}
