/** `/api/v1/texts`: what the Texts page writes, checks and puts on the desk. */
import type { FastifyInstance } from 'fastify'
import { route } from '../../api/route.ts'
import { groupBody } from './group-schema.ts'
import { writeAboutGroup } from './groups.ts'
import { checkBody, checkedSchema, proposeBody, proposedSchema, writeBody, writtenSchema } from './schema.ts'
import { checkOwnText, proposeText, type StudioDeps, writeTexts } from './studio.ts'

const tag = 'Texts'

export function textRoutes(deps: StudioDeps): (server: FastifyInstance) => void {
  return (server) => {
    route(server, {
      method: 'POST',
      url: '/api/v1/texts/write',
      tag,
      summary: 'Write some versions of a text about a product; nothing is stored',
      permission: 'catalogue.read',
      body: writeBody,
      answer: writtenSchema,
      handle: ({ body }) => writeTexts(deps, body),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/texts/write-about',
      tag,
      summary: 'Write some versions of a text about a category or a topic; nothing is stored',
      permission: 'catalogue.read',
      body: groupBody,
      answer: writtenSchema,
      handle: ({ body }) => writeAboutGroup(deps, body),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/texts/check',
      tag,
      summary: "Check a text against a product's data, the law and the spelling; nothing is stored",
      permission: 'catalogue.read',
      body: checkBody,
      answer: checkedSchema,
      handle: ({ body }) => checkOwnText(deps, body),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/texts/propose',
      tag,
      summary: "Put a text on the desk as a product's description",
      permission: 'desk.decide',
      body: proposeBody,
      answer: proposedSchema,
      status: 201,
      handle: ({ body }, { principal }) => proposeText(deps, body, principal.name),
    })
  }
}
