/** A funnel from its question: values of the breakdown first, then how far visitors came. */
import { type InsightContext, readTopValues, type Scope } from '../visits/index.ts'
import { toFunnels } from './model.ts'
import type { Funnel, FunnelDefinition } from './schema.ts'
import { entrySql, readFunnel } from './store.ts'

/** Values of a breakdown that are told apart. */
const MOST_VALUES = 20

export interface FunnelAnswer {
  readonly steps: FunnelDefinition['steps']
  readonly windowHours: number
  readonly breakdown: string | null
  readonly funnels: readonly Funnel[]
  /** Of the query behind all of it. */
  readonly evidenceId: string
}

export async function makeFunnel(
  { ask, timeZone }: Pick<InsightContext, 'ask' | 'timeZone'>,
  question: { readonly scope: Scope; readonly withNext: boolean; readonly seenUntil: number } & FunnelDefinition,
): Promise<FunnelAnswer> {
  const { scope, steps, windowHours, breakdown, withNext } = question
  const values =
    breakdown === null
      ? []
      : (await readTopValues(ask, { dimension: breakdown, where: entrySql(steps, scope), limit: MOST_VALUES })).rows
  const { rows, evidence } = await readFunnel(ask, { ...question, timeZone, values: values.map(({ value }) => value) })
  return { steps, windowHours, breakdown, funnels: toFunnels(rows, question, withNext), evidenceId: evidence.id }
}
