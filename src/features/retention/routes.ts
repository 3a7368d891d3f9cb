/** `GET /api/v1/insights/retention`. */
import { defineInsight } from '../visits/index.ts'
import { retentionQuery } from './schema.ts'
import { findRetention } from './service.ts'
import { TITLE, tooFewWeeks } from './texts.ts'

export const retentionInsight = defineInsight({
  name: 'retention',
  title: TITLE,
  query: retentionQuery,
  async run(context, scope, { weeks }) {
    const { evidence: _, ...said } = await findRetention(context, scope, weeks)
    return { notEnoughData: said.curve.length === 0 ? tooFewWeeks(said.since, scope.period.to) : null, ...said }
  },
})
