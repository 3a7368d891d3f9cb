/** A change of price as a fact of the log: what was said about it is analysed there, beside what came. */
import { z } from 'zod'
import { idOf } from '../../core/ids.ts'
import type { Fact } from '../../ingest/write/to-events.ts'
import type { StoredDecision } from './plan-store.ts'
import { decisionSchema } from './schema.ts'

export const DECISION_TYPE = 'Price Decision Recorded'

/** The last fact of a key holds: undoing adds one. */
export function decisionFact({ key, decision, decidedAt, undoneAt }: StoredDecision): Fact {
  return {
    event_id: idOf(DECISION_TYPE, key, undoneAt ?? 0),
    type: DECISION_TYPE,
    time: decidedAt,
    source: 'dirigent',
    sku: decision.refs[0]?.sku ?? '',
    value_cents: decision.toCents,
    currency: decision.currency,
    properties: JSON.stringify({ key, undoneAt, decision }),
  }
}

export const factSchema = z.object({ key: z.string(), undoneAt: z.number().nullable(), decision: decisionSchema })
