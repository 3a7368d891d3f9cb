/** One insight behind its address: what it is asked with, and what it answers. */
import { z } from 'zod'
import { parseInput } from '../../api/parse.ts'
import type { Compute } from '../../compute/index.ts'
import type { Text } from '../../core/lang.ts'
import { type Clock, type Day, dayOf } from '../../core/time.ts'
import type { EventStore, QueryParams } from '../../stores/events/store.ts'
import { type Ask, createAsk } from '../findings/index.ts'
import { resolveScope } from './model.ts'
import { type Period, type Scope, scopeQuerySchema } from './schema.ts'
import { type Coverage, readCoverage } from './store.ts'
import { waitingText } from './texts.ts'

/** What insights work with; `StepContext` of the night shift has all of it. */
export interface InsightContext {
  readonly ask: Ask
  /** For rows too many for evidence. */
  readonly events: EventStore
  readonly compute: Compute
  readonly timeZone: string
  readonly currency: string
}

export interface InsightDeps {
  readonly events: EventStore
  readonly compute: Compute
  readonly clock: Clock
  readonly timeZone: string
  /** The shop's, as it is now. */
  currency(): Promise<string>
}

/** What every answer carries beside the insight's own. */
type InsightAnswer = {
  /** Instant of the newest visit on record (ISO 8601); null: there are none. */
  readonly asOf: string | null
  readonly period: Period
  readonly filters: Scope['filters']
  /** Why nothing can be said; null where it can. */
  readonly waiting: Text | null
  /** The queries every number above came from; they can be run again as they are. */
  readonly evidence: readonly { readonly id: string; readonly sql: string; readonly params: QueryParams }[]
}

/** An insight as the routes know it: by name, with the query string unread. */
export interface Insight {
  /** 'funnel': the last part of its address. */
  readonly name: string
  readonly title: Text
  /** What it is asked with. */
  readonly query: z.ZodType
  /** @param query as it came, or as `query` gave it: it is read here, where its type is known */
  answer(query: unknown, deps: InsightDeps): Promise<InsightAnswer>
}

/** When it is asked. */
interface Moment {
  /** The shop day it is now. */
  readonly today: Day
  /** UTC milliseconds of the newest visit on record. */
  readonly seenUntil: number
}

interface InsightDefinition<Shape extends z.ZodRawShape, Said extends object> {
  readonly name: string
  readonly title: Text
  /** Fields of the query string beside from, to and filter. */
  readonly query: Shape
  /** Called only where the period has visits. */
  run(context: InsightContext, scope: Scope, query: z.infer<z.ZodObject<Shape>>, moment: Moment): Promise<Said>
}

/**
 * An insight from its own part: the query is validated, the period resolved, visits looked for, evidence kept.
 * @throws AppError 'usage.invalid' from `answer`, with the field's name
 */
export function defineInsight<Shape extends z.ZodRawShape, Said extends object>(
  definition: InsightDefinition<Shape, Said>,
): Insight {
  const { name, title, run } = definition
  const own = z.object(definition.query)
  const shape = { ...scopeQuerySchema.shape, ...definition.query }
  const known = Object.keys(shape).join(', ')
  const whole = z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys' ? `${keys?.join(', ')}: is not known here. There is ${known}.` : undefined,
  })
  return {
    name,
    title,
    query: whole,
    async answer(query, deps) {
      const { clock, events, compute, timeZone } = deps
      const given = parseInput(whole, query, 'The query')
      const today = dayOf(clock.now(), timeZone)
      const scope = resolveScope(scopeQuerySchema.parse(given), today)
      const asked = own.parse(given)
      const evidence: InsightAnswer['evidence'][number][] = []
      const ask: Ask = async (question) => {
        const answer = await createAsk(events, name)(question)
        evidence.push({ id: answer.evidence.id, sql: answer.evidence.sql, params: question.params })
        return answer
      }
      const coverage = (await readCoverage(ask, scope.period)).rows[0]
      const waiting = waitingText(coverage, scope.period)
      const context = { ask, events, compute, timeZone, currency: await deps.currency() }
      const said =
        waiting === null ? await run(context, scope, asked, { today, seenUntil: coverage?.last_at ?? 0 }) : {}
      return { asOf: newest(coverage), ...scope, waiting, ...said, evidence }
    },
  }
}

function newest(coverage: Coverage | undefined): string | null {
  return coverage === undefined || coverage.hits === 0 ? null : new Date(coverage.last_at).toISOString()
}
