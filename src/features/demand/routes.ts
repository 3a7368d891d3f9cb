/** `/api/v1/forecasts`: what will sell, how near such forecasts came, and what would be if. */
import type { FastifyInstance } from 'fastify'
import { route } from '../../api/route.ts'
import {
  accuracyQuery,
  accuracySchema,
  forecastListQuery,
  forecastListSchema,
  forecastParams,
  forecastSchema,
  whatIfBody,
  whatIfSchema,
} from './schema.ts'
import { answerWhatIf, type ForecastDeps, showAccuracy, showForecast, showForecasts } from './service.ts'

const READ = { method: 'GET', tag: 'Forecasts', permission: 'insights.read', kept: true } as const

export function forecastRoutes(deps: ForecastDeps): (server: FastifyInstance) => void {
  return (server) => {
    route(server, {
      ...READ,
      url: '/api/v1/forecasts',
      summary: 'Lists what the shop, its categories or its products will sell in the next 28 and 84 days.',
      query: forecastListQuery,
      answer: forecastListSchema,
      handle: ({ query }) => showForecasts(deps, query),
    })
    route(server, {
      ...READ,
      url: '/api/v1/forecasts/accuracy',
      summary: 'Shows how near forecasts came to what was sold, beside the seasonal naive forecast.',
      query: accuracyQuery,
      answer: accuracySchema,
      handle: ({ query }) => showAccuracy(deps, query.days),
    })
    route(server, {
      ...READ,
      url: '/api/v1/forecasts/:kind/:id',
      summary: 'Shows one forecast by day and week; the id of the shop is all.',
      params: forecastParams,
      answer: forecastSchema,
      handle: ({ params }) => showForecast(deps, params.kind, params.id),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/forecasts/what-if',
      tag: 'Forecasts',
      permission: 'insights.read',
      summary:
        'Says what would sell at another price, with a promotion or in other weather, as far as the data carry it; changes nothing.',
      body: whatIfBody,
      answer: whatIfSchema,
      handle: ({ body }) => answerWhatIf(deps, body),
    })
  }
}
