/** `/api/v1/pricing`: the price desk. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { actorOf } from '../../api/principal.ts'
import { route } from '../../api/route.ts'
import { plainText } from '../../api/text.ts'
import { expectedVersion, sendVersion } from '../../api/version.ts'
import { AppError } from '../../core/errors.ts'
import { dayOf } from '../../core/time.ts'
import { mayDecide } from '../desk/index.ts'
import { countPlans } from './plan-store.ts'
import { measureResults } from './results.ts'
import {
  competitorAnswer,
  competitorBody,
  competitorListSchema,
  planListSchema,
  planQuery,
  pricedProductSchema,
  pricingRulesSchema,
  pricingSummarySchema,
  reductionBody,
  reductionSchema,
  resultListSchema,
  shownRulesSchema,
  simulateBody,
  simulationSchema,
} from './schema.ts'
import {
  changeRules,
  checkReduction,
  listCompetitors,
  listPriced,
  type PriceDeskDeps,
  showPriced,
  showRules,
  takeCompetitors,
} from './service.ts'
import { openSimulator } from './simulate.ts'

const byId = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
const tag = 'Pricing'
const READ = { method: 'GET', tag, permission: 'catalogue.read' } as const
/** Eight megabytes of CSV, and what JSON adds. */
const COMPETITOR_BODY = 10_000_000

export function pricingRoutes(deps: PriceDeskDeps): (server: FastifyInstance) => void {
  const simulate = openSimulator(deps)
  return (server) => {
    route(server, {
      ...READ,
      url: '/api/v1/pricing',
      kept: true,
      summary: 'How many prices the last night proposes to change, keeps and cannot judge',
      answer: pricingSummarySchema,
      handle: () => countPlans(deps.state),
    })
    route(server, {
      ...READ,
      url: '/api/v1/pricing/products',
      kept: true,
      summary: 'What the last night worked out for each price, those that bring most first',
      query: planQuery,
      answer: planListSchema,
      handle: ({ query }) => listPriced(deps, query),
    })
    route(server, {
      ...READ,
      url: '/api/v1/pricing/products/:id',
      kept: true,
      summary: 'One price with its demand curve, guardrails, expected change and history',
      params: byId,
      answer: pricedProductSchema,
      handle: ({ params }) => showPriced(deps, params.id),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/pricing/simulate',
      tag,
      permission: 'catalogue.read',
      summary: 'What another price, or other guardrails for the whole shop, would do; nothing is stored',
      body: simulateBody,
      answer: simulationSchema,
      handle: ({ body }) => simulate(body),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/pricing/reductions',
      tag,
      permission: 'catalogue.read',
      summary:
        'Whether a lower price may be announced with a strike price, a percentage or such words; nothing is stored',
      body: reductionBody,
      answer: reductionSchema,
      handle: ({ body }) => checkReduction(deps, body),
    })
    route(server, {
      ...READ,
      url: '/api/v1/pricing/results',
      kept: true,
      summary: 'What was said of each change of price, and what came, measured against prices that stayed',
      answer: resultListSchema,
      handle: () => measureResults(deps.events, dayOf(deps.clock.now(), deps.timeZone), deps.timeZone),
    })
    ruleRoutes(server, deps)
    competitorRoutes(server, deps)
  }
}

function ruleRoutes(server: FastifyInstance, deps: PriceDeskDeps): void {
  const common = { url: '/api/v1/pricing/rules', tag, answer: shownRulesSchema, versioned: true } as const
  route(server, {
    ...common,
    method: 'GET',
    kept: true,
    summary: 'The guardrails of prices as they hold, and who changed them when',
    permission: 'catalogue.read',
    async handle(_input, { reply }) {
      const shown = await showRules(deps)
      sendVersion(reply, shown.version)
      return shown
    },
  })
  route(server, {
    ...common,
    method: 'PUT',
    summary: 'Set the guardrails of prices; what is left out has its standard',
    permission: 'desk.decide',
    body: pricingRulesSchema,
    async handle({ body }, { principal, request, reply }) {
      mustDecidePrices(principal)
      const shown = await changeRules(deps, body, { expected: expectedVersion(request), actor: actorOf(principal) })
      sendVersion(reply, shown.version)
      return shown
    },
  })
}

function competitorRoutes(server: FastifyInstance, deps: PriceDeskDeps): void {
  const common = { url: '/api/v1/pricing/competitors', tag } as const
  route(server, {
    ...common,
    method: 'GET',
    kept: true,
    summary: 'What competitors ask, as it counts for the guardrails; the first 200 of them',
    permission: 'catalogue.read',
    query: z.object({ sku: plainText(500).optional() }),
    answer: competitorListSchema,
    handle: ({ query }) => listCompetitors(deps, query.sku),
  })
  route(server, {
    ...common,
    method: 'POST',
    summary: 'Take in what competitors ask: one by one, or a CSV file with the columns sku, competitor, price, date',
    permission: 'desk.decide',
    body: competitorBody,
    bodyLimit: COMPETITOR_BODY,
    answer: competitorAnswer,
    handle({ body }, { principal }) {
      mustDecidePrices(principal)
      return takeCompetitors(deps, body, actorOf(principal))
    },
  })
}

/** Whoever reviews prices sets what they must keep to. @throws AppError 'access.denied' */
function mustDecidePrices(principal: Parameters<typeof mayDecide>[0]): void {
  if (mayDecide(principal, { role: 'sales' })) return
  throw new AppError('access.denied', 'Guardrails of prices are set by whoever decides about prices.')
}
