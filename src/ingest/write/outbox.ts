/**
 * The way of a fact from the state store to the log. It is written to the outbox in the transaction of the change itself and
 * delivered afterwards: cut off at any point, it is delivered again and stored once, because its id is made of its content and number.
 */
import type { PoolClient } from 'pg'
import { idOf } from '../../core/ids.ts'
import type { Clock } from '../../core/time.ts'
import { appendEvents, EMPTY_EVENT, fullEvent, type LogEvent } from '../../stores/events/log.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { CopyBuffer } from './copy.ts'
import type { Fact } from './to-events.ts'

/** Bound of one delivery: few enough to hold in memory, many enough for block inserts. */
const BLOCK = 4_000

/** Any number of ours: one relay at a time, so that facts reach the log in their order. */
const LOCK = 4_747_002

export async function enqueueFacts(client: PoolClient, facts: readonly Fact[]): Promise<void> {
  const buffer = new CopyBuffer('outbox (event)')
  for (const fact of facts) buffer.add(writeFact(fact))
  await buffer.send(client)
}

const EMPTY: Readonly<Record<string, unknown>> = EMPTY_EVENT

/**
 * A fact as it stands in the outbox: one line of JSON without what is empty (most of an event is), and the properties, JSON
 * themselves, on a second one. Within the first each of their quotation marks would be escaped, and each escape by COPY again.
 */
export function writeFact({ properties, ...fact }: Partial<Fact>): string {
  const filled: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(fact)) if (value !== EMPTY[column]) filled[column] = value
  const head = JSON.stringify(filled)
  return properties === undefined || properties === EMPTY_EVENT.properties ? head : `${head}\n${properties}`
}

/** What `writeFact` made, without what was left out; also from before properties had a line of their own. */
export function readFact(text: string): Partial<Fact> {
  const end = text.indexOf('\n')
  if (end < 0) return JSON.parse(text) as Partial<Fact> // written by enqueueFacts
  const head = JSON.parse(text.slice(0, end)) as Partial<Fact> // written by enqueueFacts
  return { ...head, properties: text.slice(end + 1) }
}

/**
 * Delivers what is waiting, in order.
 * @returns how many facts left the outbox
 */
export async function relayOutbox(
  { state, events, clock }: { state: StateStore; events: EventStore; clock: Clock },
  signal?: AbortSignal,
): Promise<number> {
  const client = await state.pool.connect()
  let delivered = 0
  try {
    const lock = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [LOCK])
    if (lock.rows[0]?.taken !== true) return 0
    try {
      while (signal?.aborted !== true) {
        const { rows } = await client.query<{ id: number; event: string }>(
          'SELECT id, event FROM outbox ORDER BY id LIMIT $1',
          [BLOCK],
        )
        if (rows.length === 0) break
        const block = rows.map(({ id, event }) => toLogEvent(id, event))
        await appendEvents(events, block, clock.now())
        await client.query('DELETE FROM outbox WHERE id = ANY($1)', [rows.map(({ id }) => id)])
        delivered += rows.length
      }
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
    }
  } finally {
    client.release()
  }
  return delivered
}

/** The number is part of the id: a state that comes back after another one is a fact of its own. */
function toLogEvent(number: number, text: string): LogEvent {
  const fact = readFact(text)
  return fullEvent({ ...fact, event_id: idOf(fact.event_id ?? '', number), version: number })
}
