/** What comes in right now, for people who look on. Many who look at once make one question a second. */
import { z } from 'zod'
import { cursorOf, readCursor } from '../../api/page.ts'
import { keepBriefly } from '../../core/briefly.ts'
import type { Clock } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { readShop } from '../../stores/state/shop.ts'
import { listSources } from '../../stores/state/sources.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type LiveEvent, RATE_MINUTES, type Rates, type RecentQuery, type Refused, type Senders } from './schema.ts'
import { countMinutes, countSources, countTypes, type EventRow, type Place, readRecent, readRefused } from './store.ts'

export interface LiveDeps {
  readonly state: Pick<StateStore, 'pool'>
  readonly events: EventStore
  readonly clock: Clock
  /** Address of the workbench as visitors reach it. */
  readonly publicUrl: string | null
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const KEPT_MS = 1_000
/** How far back in time is looked for a page of events, one after the other until it is full. */
const LOOK_BACK_MS = [3_600_000, DAY_MS, 31 * DAY_MS, 100 * 365 * DAY_MS]
/** What comes in now may have happened a while ago: a device that was offline. */
const LATE_MS = DAY_MS
const MOST_TYPES = 12

const placeSchema = z.tuple([z.number(), z.number(), z.uuid()])
const refusedPlace = z.tuple([z.number(), z.string()])
const propertiesSchema = z.record(z.string(), z.unknown())

export function openLiveEvents({ state, events, clock, publicUrl }: LiveDeps) {
  const recent = keepBriefly<EventRow[]>(clock, { ms: KEPT_MS, most: 100 })
  const rates = keepBriefly<Rates>(clock, { ms: KEPT_MS, most: 1 })
  const senders = keepBriefly<Awaited<ReturnType<typeof countSources>>>(clock, { ms: 5 * KEPT_MS, most: 1 })

  return {
    /** @throws AppError 'usage.invalid' where `after` is no place in it */
    async recent(query: RecentQuery): Promise<{ items: LiveEvent[]; next: string | null }> {
      const place = readCursor(query.after, placeSchema)
      const before: Place | null = place === null ? null : { received: place[0], at: place[1], id: place[2] }
      const wanted = { ...query, limit: query.limit + 1 }
      const rows = await recent(JSON.stringify(wanted), async () => {
        let found: EventRow[] = []
        for (const lookBack of LOOK_BACK_MS) {
          const since = Math.max(0, clock.now() - lookBack)
          found = await readRecent(events, wanted, { since, before })
          if (found.length === wanted.limit) break
        }
        return found
      })
      const page = rows.slice(0, query.limit)
      const last = page.at(-1)
      const next = rows.length > query.limit && last !== undefined ? cursorOf(last.received, last.at, last.id) : null
      return { items: page.map(toEvent), next }
    },

    rates: () =>
      rates('all', async () => {
        const now = Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS
        const came = now - (RATE_MINUTES - 1) * MINUTE_MS
        const span = { came, since: came - LATE_MS }
        const counted = new Map((await countMinutes(events, span)).map((row) => [row.minute, row]))
        const minutes = Array.from({ length: RATE_MINUTES }, (_, index) => {
          const at = came + index * MINUTE_MS
          const { visitors = 0, facts = 0 } = counted.get(at) ?? {}
          return { at: new Date(at).toISOString(), visitors, facts }
        })
        return { minutes, types: await countTypes(events, span, MOST_TYPES) }
      }),

    /** @param showBodies whether the caller may see what was sent */
    async refused(
      query: { limit: number; after?: string | undefined; source?: string | undefined },
      showBodies: boolean,
    ): Promise<{ items: Refused[]; next: string | null }> {
      const place = readCursor(query.after, refusedPlace)
      const before = place === null ? null : { received: place[0], id: place[1] }
      const rows = await readRefused(events, { source: query.source, limit: query.limit + 1 }, before)
      const page = rows.slice(0, query.limit)
      const last = page.at(-1)
      const next = rows.length > query.limit && last !== undefined ? cursorOf(last.received, last.id) : null
      return {
        items: page.map(({ received, body, ...row }) => ({
          ...row,
          receivedAt: new Date(received).toISOString(),
          body: showBodies ? body : null,
        })),
        next,
      }
    },

    /** @param showKeys whether the caller may see write keys */
    async senders(showKeys: boolean): Promise<Omit<Senders, 'trackerUrl'> & { publicUrl: string | null }> {
      const came = clock.now() - DAY_MS
      const [sources, shop, counted] = await Promise.all([
        listSources(state),
        readShop(state),
        senders('all', () => countSources(events, { came, since: came - LATE_MS })),
      ])
      const byName = new Map(counted.map((row) => [row.source, row]))
      return {
        items: sources.map(({ name, origins, createdAt, closedAt, writeKey }) => {
          const seen = byName.get(name)
          return {
            name,
            origins: [...origins],
            createdAt: new Date(createdAt).toISOString(),
            closedAt: closedAt === null ? null : new Date(closedAt).toISOString(),
            writeKey: showKeys ? writeKey : null,
            lastAt: seen === undefined ? null : new Date(seen.last).toISOString(),
            events: seen?.events ?? 0,
          }
        }),
        isDemo: shop.demo !== null,
        publicUrl,
      }
    },
  }
}

function toEvent(row: EventRow): LiveEvent {
  return {
    id: row.id,
    type: row.type,
    at: new Date(row.at).toISOString(),
    receivedAt: new Date(row.received).toISOString(),
    source: row.source,
    anonymousId: row.anonymous_id,
    customerKey: row.customer_id,
    orderKey: row.order_id,
    sku: row.sku,
    path: row.path,
    device: row.device,
    browser: row.browser,
    country: row.country,
    channel: row.channel,
    consent: row.consent,
    agent: row.agent,
    valueCents: row.value_cents,
    currency: row.currency,
    properties: propertiesSchema.catch({}).parse(JSON.parse(row.properties)),
  }
}
