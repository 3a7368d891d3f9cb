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
import { CopyBuffer, storable } from './copy.ts'
import { readOrderBodies } from './order-bodies.ts'
import { reserveIds } from './reserve-ids.ts'
import { type Fact, orderProperties } from './to-events.ts'

/** Bound of one delivery: few enough to hold in memory, many enough for block inserts. */
const BLOCK = 4_000

/** Any number of ours: one relay at a time, so that facts reach the log in their order. */
const LOCK = 4_747_002

/** Facts by their number in the outbox, for whoever delivers at once what it has just written. */
export type FreshFacts = ReadonlyMap<number, { readonly fact: Fact; readonly bytes: number }>

const NONE: FreshFacts = new Map()

/** @returns what was enqueued; it may be handed to `relayOutbox` once the transaction is committed */
export async function enqueueFacts(client: PoolClient, facts: readonly Fact[]): Promise<FreshFacts> {
  const ids = await reserveIds(client, 'outbox', facts.length)
  const fresh = new Map<number, { fact: Fact; bytes: number }>()
  const buffer = new CopyBuffer('outbox (id, event)')
  for (const [index, fact] of facts.entries()) {
    const id = ids[index] ?? 0
    const event = storable(writeFact(fact))
    buffer.add(id, event)
    fresh.set(id, { fact, bytes: Buffer.byteLength(event) })
  }
  await buffer.send(client)
  return fresh
}

const EMPTY: Readonly<Record<string, unknown>> = EMPTY_EVENT
/** Before the number of the order that has what would stand here. */
const STORED = '@'

/**
 * A fact as it stands in the outbox: one line of JSON without what is empty (most of an event is), and the properties, JSON
 * themselves, on a second one. Within the first each of their quotation marks would be escaped, and each escape by COPY again.
 * What an order holds anyway is not written a second time: its number stands there.
 */
export function writeFact({ properties, stored, ...fact }: Partial<Fact>): string {
  const filled: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(fact)) if (value !== EMPTY[column]) filled[column] = value
  const head = JSON.stringify(filled)
  if (stored !== undefined) return `${head}\n${STORED}${stored}`
  return properties === undefined || properties === EMPTY_EVENT.properties ? head : `${head}\n${properties}`
}

/** What `writeFact` made, without what was left out; also from before properties had a line of their own. */
export function readFact(text: string): Partial<Fact> {
  const end = text.indexOf('\n')
  if (end < 0) return JSON.parse(text) as Partial<Fact> // written by enqueueFacts
  const head = JSON.parse(text.slice(0, end)) as Partial<Fact> // written by enqueueFacts
  const rest = text.slice(end + 1)
  return rest.startsWith(STORED) ? { ...head, stored: Number(rest.slice(1)) } : { ...head, properties: rest }
}

/**
 * Delivers what is waiting, in order.
 * @param fresh what of it is at hand and need not be read again
 * @returns how many facts left the outbox
 */
export async function relayOutbox(
  { state, events, clock }: { state: StateStore; events: EventStore; clock: Clock },
  signal?: AbortSignal,
  fresh: FreshFacts = NONE,
): Promise<number> {
  const client = await state.pool.connect()
  let delivered = 0
  try {
    const lock = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [LOCK])
    if (lock.rows[0]?.taken !== true) return 0
    try {
      while (signal?.aborted !== true) {
        const block = await readWaiting(client, fresh)
        if (block.length === 0) break
        await appendEvents(events, block, clock.now())
        await client.query('DELETE FROM outbox WHERE id = ANY($1)', [block.map(({ version }) => version)])
        delivered += block.length
      }
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
    }
  } finally {
    client.release()
  }
  return delivered
}

/** The next facts in order. One that is at hand but has another length by now was changed since: what stands in the outbox holds. */
async function readWaiting(client: PoolClient, fresh: FreshFacts): Promise<LogEvent[]> {
  const { rows } = await client.query<{ id: number; bytes: number }>(
    'SELECT id, octet_length(event) AS bytes FROM outbox ORDER BY id LIMIT $1',
    [BLOCK],
  )
  const facts = new Map<number, Partial<Fact>>()
  const unknown: number[] = []
  for (const { id, bytes } of rows) {
    const known = fresh.get(id)
    if (known?.bytes === bytes) facts.set(id, known.fact)
    else unknown.push(id)
  }
  if (unknown.length > 0) {
    const read = await client.query<{ id: number; event: string }>('SELECT id, event FROM outbox WHERE id = ANY($1)', [
      unknown,
    ])
    for (const { id, event } of read.rows) facts.set(id, readFact(event))
    await restoreProperties(client, facts)
  }
  return rows.flatMap(({ id }) => {
    const fact = facts.get(id)
    return fact === undefined ? [] : [toLogEvent(id, fact)]
  })
}

/** Makes the properties of facts that only name an order. It may have changed since: then its later fact is waiting as well. */
async function restoreProperties(client: PoolClient, facts: Map<number, Partial<Fact>>): Promise<void> {
  const bare = [...facts].filter(([, { properties, stored }]) => properties === undefined && stored !== undefined)
  const orders = await readOrderBodies(
    client,
    bare.map(([, { stored }]) => stored ?? 0),
  )
  for (const [id, fact] of bare) {
    const order = orders.get(fact.stored ?? 0)
    if (order !== undefined) facts.set(id, { ...fact, properties: orderProperties(order) })
  }
}

/** The number is part of the id: a state that comes back after another one is a fact of its own. */
function toLogEvent(number: number, fact: Partial<Fact>): LogEvent {
  return fullEvent({ ...fact, event_id: idOf(fact.event_id ?? '', number), version: number })
}
