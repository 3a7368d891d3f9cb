/** `/api/v1/views`: what people narrowed their pages to. */
import type { FastifyInstance } from 'fastify'
import { route } from '../../api/route.ts'
import { newViewBody, viewListSchema, viewParams, viewSchema, viewsQuery } from './schema.ts'
import { addView, removeView, showViews, type ViewDeps } from './service.ts'

const tag = 'Views'

export function viewRoutes(deps: ViewDeps): (server: FastifyInstance) => void {
  return (server) => {
    route(server, {
      method: 'GET',
      url: '/api/v1/views',
      kept: true,
      tag,
      summary: "A page's saved views: the caller's own and the shared ones",
      permission: 'signed-in',
      query: viewsQuery,
      answer: viewListSchema,
      handle: async ({ query: { page } }, { principal }) => ({ items: await showViews(deps, page, principal) }),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/views',
      tag,
      summary: 'Save a view; under a title in use on this page, in place of the other',
      permission: 'signed-in',
      body: newViewBody,
      answer: viewSchema,
      status: 201,
      handle: ({ body }, { principal }) => addView(deps, body, principal),
    })
    route(server, {
      method: 'DELETE',
      url: '/api/v1/views/:id',
      tag,
      summary: "Delete one of the caller's saved views",
      permission: 'signed-in',
      params: viewParams,
      handle: ({ params: { id } }, { principal }) => removeView(deps, id, principal),
    })
  }
}
