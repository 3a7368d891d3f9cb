/** `GET /api/v1/insights/<name>` for every insight, and the list of them. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../core/errors.ts'
import type { Insight, InsightDeps } from './service.ts'

/** Each may take the engine's two threads and a gigabyte. */
const MOST_AT_ONCE = 2
const MOST_WAITING = 20

export interface InsightRoutesDeps extends InsightDeps {
  /** Throws AppError 'access.denied' for whoever may not ask. Left out: whoever reaches the workbench may. */
  permit?(request: FastifyRequest): Promise<void>
}

export function insightRoutes(
  deps: InsightRoutesDeps,
  insights: readonly Insight[],
): (server: FastifyInstance) => void {
  const inTurn = turns(MOST_AT_ONCE, MOST_WAITING)
  return (server) => {
    server.get('/api/v1/insights', async (request) => {
      await deps.permit?.(request)
      return { items: insights.map(({ name, title }) => ({ name, title, href: `/api/v1/insights/${name}` })) }
    })
    for (const insight of insights) {
      server.get(`/api/v1/insights/${insight.name}`, async (request) => {
        await deps.permit?.(request)
        return inTurn(() => insight.answer(request.query, deps))
      })
    }
  }
}

/** Runs so many at once; the next wait, and those who would wait too long are told to come again. */
function turns(mostAtOnce: number, mostWaiting: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= mostAtOnce) {
      if (waiting.length >= mostWaiting) {
        throw new AppError('work.overloaded', 'Too many insights are asked for at once. Ask again in some seconds.')
      }
      // Whoever ends hands the place on, so nobody can come in between.
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
