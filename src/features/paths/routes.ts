/** `GET /api/v1/insights/paths`. */
import { AppError } from '../../core/errors.ts'
import { defineInsight, type Insight, parseMatch } from '../visits/index.ts'
import { pathsQuery } from './schema.ts'
import { makePaths } from './service.ts'
import { TITLE } from './texts.ts'

export const pathsInsight: Insight = defineInsight({
  name: 'paths',
  title: TITLE,
  query: pathsQuery,
  async run(context, scope, { start, end, depth, nodes }) {
    if (start !== undefined && end !== undefined) {
      throw new AppError('usage.invalid', 'end: Give start or end, not both; paths lead from one place or to one.')
    }
    const said = start ?? end
    const definition = {
      anchor: said === undefined ? null : parseMatch(said, start === undefined ? 'end' : 'start'),
      direction: end === undefined ? ('after' as const) : ('before' as const),
      depth,
      nodes,
    }
    const { evidenceId: _, ...paths } = await makePaths(context, { ...definition, scope })
    const { nodes: most, ...asked } = definition
    return { ...asked, most, ...paths }
  },
})
