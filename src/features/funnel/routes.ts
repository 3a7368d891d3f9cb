/** `GET /api/v1/insights/funnel`. */
import { defineInsight, type Insight, parseMatch } from '../visits/index.ts'
import { DEFAULT_STEPS, funnelQuery } from './schema.ts'
import { makeFunnel } from './service.ts'
import { TITLE } from './texts.ts'

export const funnelInsight: Insight = defineInsight({
  name: 'funnel',
  title: TITLE,
  query: funnelQuery,
  async run(context, scope, { step, windowHours, breakdown, next }, { seenUntil }) {
    const steps = step === undefined ? DEFAULT_STEPS : step.map((text) => parseMatch(text, 'step'))
    const definition = { steps, windowHours, breakdown: breakdown ?? null }
    const { funnels } = await makeFunnel(context, { ...definition, scope, seenUntil, withNext: next === 'true' })
    return { ...definition, funnels }
  },
})
