/** `/api/v1/texts`: what the Texts page writes, checks and puts on the desk. */
import type { FastifyInstance } from 'fastify'
import { route } from '../../api/route.ts'
import { fileOf, written } from '../../api/written.ts'
import type { Log } from '../../core/log.ts'
import { groupBody } from './group-schema.ts'
import { writeAboutGroup } from './groups.ts'
import { reworkText, showSources } from './rework.ts'
import {
  checkBody,
  checkedSchema,
  proposeBody,
  proposedSchema,
  reworkBody,
  sourcesBody,
  sourcesSchema,
  writeBody,
  writtenSchema,
} from './schema.ts'
import { streamTexts } from './streamed.ts'
import { checkOwnText, proposeText, type StudioDeps, writeTexts } from './studio.ts'

const tag = 'Texts'
/** A JSON value a line. */
const LINES = 'application/x-ndjson'

export function textRoutes(deps: StudioDeps & { readonly log: Log }): (server: FastifyInstance) => void {
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
      url: '/api/v1/texts/write-along',
      tag,
      summary:
        'Write about a product and read along: a line of JSON each time a version has grown, the last with the answer or the fault',
      permission: 'catalogue.read',
      body: writeBody,
      answer: fileOf(LINES),
      // A stream is not kept to be answered again.
      idempotent: false,
      async handle({ body }, { reply }) {
        // Proxies that gather answers would keep the text to themselves.
        reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no')
        return written(streamTexts(deps, body), LINES)
      },
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/texts/rework',
      tag,
      summary: 'Write a text about a product anew: shorter, longer or in another tone; nothing is stored',
      permission: 'catalogue.read',
      body: reworkBody,
      answer: writtenSchema,
      handle: ({ body }) => reworkText(deps, body),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/texts/sources',
      tag,
      summary: 'Which of the product data each sentence of a text rests on; nothing is stored',
      permission: 'catalogue.read',
      body: sourcesBody,
      answer: sourcesSchema,
      handle: ({ body }) => showSources(deps, body),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/texts/check',
      tag,
      summary: 'Check a text against the data of the product it is about, the law and the spelling; nothing is stored',
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
