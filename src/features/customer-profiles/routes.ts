/** `/api/v1/customers` and `/api/v1/orders`: whoever may see people sees them here. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { pageQuery } from '../../api/page.ts'
import { actorOf } from '../../api/principal.ts'
import { route } from '../../api/route.ts'
import { AppError } from '../../core/errors.ts'
import {
  customerListQuery,
  customerListSchema,
  customerSchema,
  customerSummarySchema,
  eraseBody,
  erasureSchema,
  memberOfSchema,
  orderListSchema,
  orderSchema,
  timelineQuery,
  timelineSchema,
} from './schema.ts'
import { openProfiles, type ProfileDeps } from './service.ts'

const TAG = 'Customers'
const byKey = z.object({ key: z.string().min(1).max(300) })
const byId = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
const READ = { method: 'GET', tag: TAG, permission: 'customers.read', kept: true } as const

export function customerRoutes(deps: ProfileDeps): (server: FastifyInstance) => void {
  const profiles = openProfiles(deps)
  return (server) => {
    route(server, {
      ...READ,
      url: '/api/v1/customers',
      summary: 'Lists customers by last order, value or name.',
      query: customerListQuery,
      answer: customerListSchema,
      handle: ({ query }) => profiles.list(query),
    })
    route(server, {
      ...READ,
      url: '/api/v1/customers-summary',
      summary: 'Counts customers by country and segment.',
      answer: customerSummarySchema,
      handle: () => profiles.summary(),
    })
    route(server, {
      ...READ,
      url: '/api/v1/customers/:key',
      summary: 'Shows one customer.',
      params: byKey,
      answer: customerSchema,
      handle: ({ params }) => profiles.show(params.key),
    })
    route(server, {
      ...READ,
      url: '/api/v1/customers/:key/orders',
      summary: "Lists a customer's orders with lines and refunds, the newest first.",
      params: byKey,
      query: pageQuery,
      answer: orderListSchema,
      handle: ({ params, query }) => profiles.orders(params.key, query),
    })
    route(server, {
      ...READ,
      url: '/api/v1/customers/:key/timeline',
      summary: 'Tells what happened with a customer, the newest first.',
      params: byKey,
      query: timelineQuery,
      answer: timelineSchema,
      handle: ({ params, query }) => profiles.timeline(params.key, query),
    })
    route(server, {
      ...READ,
      url: '/api/v1/customers/:key/audiences',
      summary: 'Lists the audiences a customer is in.',
      params: byKey,
      answer: memberOfSchema,
      async handle({ params }, { principal }) {
        if (!principal.rights.has('audiences.read'))
          throw new AppError('access.denied', 'You may not see audiences. Ask an owner for the right.')
        return profiles.audiences(params.key)
      },
    })
    // What writes answered is kept for a while, to be given again; everything about a person must not be.
    route(server, {
      method: 'POST',
      idempotent: false,
      tag: TAG,
      url: '/api/v1/customers/:key/export',
      summary: 'Gives everything stored about a customer (GDPR, articles 15 and 20) as a file.',
      permission: 'customers.export',
      params: byKey,
      answer: z.looseObject({ format: z.literal('dirigent-person') }),
      async handle({ params }, { principal, reply }) {
        const document = await profiles.export(params.key, actorOf(principal))
        reply.header('content-disposition', 'attachment; filename="customer.json"').header('cache-control', 'no-store')
        return { ...document }
      },
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/customers/:key/erase',
      tag: TAG,
      summary: 'Erases a customer for good; done in a job.',
      permission: 'customers.erase',
      params: byKey,
      body: eraseBody,
      status: 202,
      answer: erasureSchema,
      handle: ({ params, body }, { principal }) => profiles.erase(params.key, body.confirm, actorOf(principal)),
    })
    route(server, {
      ...READ,
      url: '/api/v1/erasures/:id',
      summary: 'Says how far an erasure is.',
      permission: 'customers.erase',
      params: byId,
      answer: erasureSchema,
      handle: ({ params }) => profiles.erasure(params.id),
    })
    route(server, {
      ...READ,
      url: '/api/v1/orders/:id',
      summary: 'Shows one order with lines and refunds.',
      params: byId,
      answer: orderSchema,
      handle: ({ params }) => profiles.order(params.id),
    })
  }
}
