/** `/api/v1/bulk-texts` */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { route } from '../../api/route.ts'
import { approvedSchema, bulkBody, bulkListSchema, bulkSchema } from './schema.ts'
import {
  approveClean,
  type BulkDeps,
  beginBulk,
  continueBulk,
  listBulks,
  resumeBulk,
  showBulk,
  stopBulk,
} from './service.ts'

const tag = 'Texts'
const byId = z.object({ id: z.uuid() })

export function bulkTextRoutes(deps: BulkDeps): (server: FastifyInstance) => void {
  return (server) => {
    route(server, {
      method: 'GET',
      url: '/api/v1/bulk-texts',
      kept: true,
      tag,
      summary: 'The last orders of many descriptions, with what became of them',
      permission: 'desk.read',
      answer: bulkListSchema,
      handle: () => listBulks(deps),
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/bulk-texts/:id',
      kept: true,
      tag,
      summary: 'One order of many descriptions',
      permission: 'desk.read',
      params: byId,
      answer: bulkSchema,
      handle: ({ params }) => showBulk(deps, params.id),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/bulk-texts',
      tag,
      summary: 'Have many products described: a sample first, the others after that was decided',
      permission: 'desk.decide',
      body: bulkBody,
      answer: bulkSchema,
      status: 202,
      handle: ({ body }, { principal }) => beginBulk(deps, principal, body),
    })
    for (const { name, summary, work } of [
      { name: 'stop', summary: 'Stop writing; what is on the desk stays there', work: stopBulk },
      { name: 'resume', summary: 'Go on with an order that was stopped', work: resumeBulk },
      { name: 'continue', summary: 'Have the others written, once the sample was decided', work: continueBulk },
    ])
      route(server, {
        method: 'POST',
        url: `/api/v1/bulk-texts/:id/${name}`,
        tag,
        summary,
        permission: 'desk.decide',
        params: byId,
        answer: bulkSchema,
        handle: ({ params }, { principal }) => work(deps, principal, params.id),
      })
    route(server, {
      method: 'POST',
      url: '/api/v1/bulk-texts/:id/approve',
      tag,
      summary: 'Approve the next of those against which no error and no warning stands; asked again until none is left',
      permission: 'desk.decide',
      params: byId,
      answer: approvedSchema,
      handle: ({ params }, { principal }) => approveClean(deps, principal, params.id),
    })
  }
}
