/**
 * One delivery into the stores: booked, applied and its facts put into the outbox in one transaction. What cannot be used is
 * set aside with its reason and answered like the rest, because a shop would repeat it in vain and then give up the webhook.
 */
import type { PoolClient } from 'pg'
import { AppError, systemCodeOf } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import type { Clock } from '../../core/time.ts'
import type { LogWriter } from '../../stores/events/log-writer.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { readShop, refuseDemo } from '../../stores/state/shop.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { enqueueFacts } from '../write/outbox.ts'
import type { Fact } from '../write/to-events.ts'
import { applyChange } from './apply.ts'
import type { Json } from './fields.ts'
import { withoutPeople } from './people.ts'
import type { Change, ReadContext, Reading } from './reading.ts'
import { bookDelivery, forgetDeliveries } from './store.ts'

export interface DeliverDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly clock: Clock
  readonly log: Log
  readonly writer: Pick<LogWriter, 'bury'>
  readonly timeZone: string
  readonly language: ReadContext['lang']
  /** The currency by setting; null: what the first import said. */
  readonly currency: string | null
}

export interface Delivery {
  readonly way: 'shopify' | 'woocommerce' | 'shopware'
  readonly source: string
  /** What the shop calls this delivery; the same name is taken once. */
  readonly keys: readonly string[]
  readonly topic: string
  readonly payload: Json
  /** @throws AppError 'input.invalid' with the reason where the content cannot be used */
  read(context: ReadContext): Reading
}

export interface Outcome {
  readonly status: 'stored' | 'unchanged' | 'repeated' | 'ignored' | 'set-aside'
  readonly reason?: string
}

/** Longer than any shop repeats a delivery. */
const REMEMBERED_MS = 90 * 86_400_000
const FORGET_EVERY_MS = 3_600_000
const ATTEMPTS = 5
/** Deadlock, serialisation failure, and a key that somebody else wrote meanwhile. */
const AGAIN = new Set(['40P01', '40001', '23505'])
/** Values that PostgreSQL refuses: classes data exception, integrity constraint, program limit. */
const UNUSABLE = /^(22|23|54)[0-9A-Z]{3}$/

const DEFAULT_CURRENCY = 'EUR'

export type Deliver = (delivery: Delivery) => Promise<Outcome>

/** @param stored called after each commit that put facts into the outbox */
export function createDeliver(deps: DeliverDeps, stored: () => void): Deliver {
  let forgotAt = 0
  return async (delivery) => {
    const receivedAt = deps.clock.now()
    const shop = await readShop(deps.state)
    refuseDemo(shop)
    const currency = deps.currency ?? shop.currency ?? DEFAULT_CURRENCY
    const context = { timeZone: deps.timeZone, lang: deps.language, currency, receivedAt }
    let reading: Reading
    try {
      reading = delivery.read(context)
    } catch (error) {
      return setAside(deps, delivery, receivedAt, reasonOf(error))
    }
    const forget = receivedAt - forgotAt > FORGET_EVERY_MS
    if (forget) forgotAt = receivedAt
    try {
      const outcome = await patiently(() => take(deps, delivery, reading, { currency, receivedAt, forget }))
      if (outcome.status === 'stored') stored()
      return outcome
    } catch (error) {
      return setAside(deps, delivery, receivedAt, reasonOf(deps.state.explain(error)))
    }
  }
}

/** Why a content cannot be used; anything else is thrown on. */
function reasonOf(error: unknown): string {
  if (error instanceof AppError && error.code === 'input.invalid') return error.message
  const code = systemCodeOf(error) ?? ''
  if (UNUSABLE.test(code) && !AGAIN.has(code)) return `The state store does not take it (${code}).`
  throw error
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === ATTEMPTS || !AGAIN.has(systemCodeOf(error) ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * 15))
    }
  }
}

interface TakeOptions {
  readonly currency: string
  readonly receivedAt: number
  readonly forget: boolean
}

function take(deps: DeliverDeps, delivery: Delivery, reading: Reading, options: TakeOptions): Promise<Outcome> {
  return deps.state.transaction(async (client): Promise<Outcome> => {
    const { source, receivedAt } = { ...delivery, ...options }
    const deliveryId = await bookDelivery(client, { ...delivery, receivedAt })
    if (deliveryId === null) return { status: 'repeated' }
    if (options.forget) await forgetDeliveries(client, receivedAt - REMEMBERED_MS)
    if (typeof reading === 'string') return { status: 'ignored', reason: reading }
    const context = { client, source, deliveryId, receivedAt, currency: options.currency }
    const facts = await applyAll(context, reading)
    if (facts === null) return { status: 'unchanged', reason: 'nothing newer than what is stored, or nothing known' }
    await enqueueFacts(client, facts)
    return { status: 'stored' }
  })
}

async function applyAll(
  context: { client: PoolClient; source: string; deliveryId: number; receivedAt: number; currency: string },
  changes: readonly Change[],
): Promise<Fact[] | null> {
  const facts: Fact[] = []
  let applied = false
  for (const change of changes) {
    const made = await applyChange(context, change)
    if (made === null) continue
    applied = true
    facts.push(...made)
  }
  return applied ? facts : null
}

async function setAside(deps: DeliverDeps, delivery: Delivery, receivedAt: number, reason: string): Promise<Outcome> {
  const { source, way, topic } = delivery
  return deps.state.transaction(async (client): Promise<Outcome> => {
    if ((await bookDelivery(client, { ...delivery, receivedAt })) === null) return { status: 'repeated' }
    await deps.writer.bury([{ source, way, reason: `${topic}: ${reason}`, body: withoutPeople(delivery.payload) }])
    return { status: 'set-aside', reason }
  })
}
