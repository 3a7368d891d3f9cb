/** `/api/v1/products` */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { route } from '../../api/route.ts'
import {
  catalogueSummarySchema,
  priceQuery,
  pricesSchema,
  productListQuery,
  productListSchema,
  productSalesSchema,
  productSchema,
} from './schema.ts'
import { type CatalogueDeps, openCatalogue } from './service.ts'

const byId = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
const READ = { method: 'GET', tag: 'Catalogue', permission: 'catalogue.read', kept: true } as const

export function catalogueRoutes(deps: CatalogueDeps): (server: FastifyInstance) => void {
  const catalogue = openCatalogue(deps)
  return (server) => {
    route(server, {
      ...READ,
      url: '/api/v1/products',
      summary: 'Lists products by revenue, trend or title.',
      query: productListQuery,
      answer: productListSchema,
      handle: ({ query }) => catalogue.list(query),
    })
    route(server, {
      ...READ,
      url: '/api/v1/products-summary',
      summary: 'Counts products by category and brand.',
      answer: catalogueSummarySchema,
      handle: () => catalogue.summary(),
    })
    route(server, {
      ...READ,
      url: '/api/v1/products/:id',
      summary: 'Shows one product with its variants.',
      params: byId,
      answer: productSchema,
      handle: ({ params }) => catalogue.show(params.id),
    })
    route(server, {
      ...READ,
      url: '/api/v1/products/:id/prices',
      summary: 'Shows what a variant cost on each of the last days, and the lowest price of the 30 days before.',
      params: byId,
      query: priceQuery,
      answer: pricesSchema,
      handle: ({ params, query }) => catalogue.prices(params.id, query.variant),
    })
    route(server, {
      ...READ,
      url: '/api/v1/products/:id/sales',
      summary: 'Shows what a product sold on each of the last 90 days.',
      params: byId,
      answer: productSalesSchema,
      handle: ({ params }) => catalogue.sales(params.id),
    })
  }
}
