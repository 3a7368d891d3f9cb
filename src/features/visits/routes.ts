/** `GET /api/v1/insights/<name>` for every insight, and the list of them. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Answers } from '../../api/answers.ts'
import { route } from '../../api/route.ts'
import { packed } from '../../api/written.ts'
import { AppError } from '../../core/errors.ts'
import { dayOf } from '../../core/time.ts'
import type { Insight, InsightDeps } from './service.ts'

/** Each may take the engine's two threads and a gigabyte. */
const MOST_AT_ONCE = 2
const MOST_WAITING = 20

const text = z.object({ de: z.string(), en: z.string() })
const insightListSchema = z.object({ items: z.array(z.object({ name: z.string(), title: text, href: z.string() })) })

/** What every insight answers; each has fields of its own beside these. */
const insightSchema = z.looseObject({
  asOf: z.iso.datetime().nullable(),
  period: z.object({ from: z.string(), to: z.string() }),
  filters: z.array(z.object({ dimension: z.string(), values: z.array(z.string()) })),
  waiting: text.nullable(),
  evidence: z.array(z.object({ id: z.string(), sql: z.string(), params: z.record(z.string(), z.unknown()) })),
})

export interface InsightRoutesDeps extends InsightDeps {
  readonly answers: Answers
}

export function insightRoutes(
  deps: InsightRoutesDeps,
  insights: readonly Insight[],
): (server: FastifyInstance) => void {
  const { answers, clock, timeZone } = deps
  const inTurn = turns(MOST_AT_ONCE, MOST_WAITING)
  const common = { method: 'GET', tag: 'Insights', permission: 'insights.read' } as const
  return (server) => {
    route(server, {
      ...common,
      url: '/api/v1/insights',
      summary: 'What can be asked about visits',
      answer: insightListSchema,
      handle: async () => ({
        items: insights.map(({ name, title }) => ({ name, title, href: `/api/v1/insights/${name}` })),
      }),
    })
    for (const insight of insights) {
      route(server, {
        ...common,
        url: `/api/v1/insights/${insight.name}`,
        summary: insight.title.en,
        query: insight.query,
        answer: insightSchema,
        async handle({ query }) {
          const reckon = async () => insightSchema.parse(await inTurn(() => insight.answer(query, deps)))
          return packed(await answers.of([insight.name, dayOf(clock.now(), timeZone), query], reckon))
        },
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
