/** A collector on 127.0.0.1 over the real stores, for tests. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { openLog } from '../src/core/log.ts'
import type { Clock } from '../src/core/time.ts'
import { createServer, type Patience } from '../src/http/server.ts'
import { type CollectOptions, collectRoutes } from '../src/ingest/collect/routes.ts'
import { sourceRoutes } from '../src/ingest/collect/source-routes.ts'
import { sourceDesk } from '../src/ingest/collect/sources.ts'
import { type LogWriter, openLogWriter } from '../src/stores/events/log-writer.ts'
import type { EventStore } from '../src/stores/events/store.ts'
import type { StateStore } from '../src/stores/state/store.ts'
import { openTestStore } from './event-store.ts'
import { asOwner } from './principals.ts'
import { openTestState } from './state-store.ts'

export const SHOP_ORIGIN = 'https://shop.example'

export interface TestCollector {
  readonly url: string
  readonly port: number
  readonly server: FastifyInstance
  readonly state: StateStore
  readonly events: EventStore
  /** Key of the source 'shop', whose pages are at `SHOP_ORIGIN`. */
  readonly key: string
  /** What the log has of a source, oldest first. */
  stored(source?: string): Promise<StoredEvent[]>
  /** The reasons of a source's dead letters, in order. */
  buried(source?: string): Promise<string[]>
  /** Another source, of whose events there are none yet. */
  addSource(name: string, origins?: readonly string[]): Promise<string>
  close(): Promise<void>
}

const storedEvent = z.object({
  type: z.string(),
  at: z.number(),
  anonymous_id: z.string(),
  customer_id: z.string(),
  order_id: z.string(),
  sku: z.string(),
  path: z.string(),
  value_cents: z.number(),
  currency: z.string(),
  country: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  agent: z.string(),
  user_agent: z.string(),
  ip: z.string(),
  consent: z.string(),
  referrer: z.string(),
  utm_source: z.string(),
  properties: z.string(),
})
type StoredEvent = z.infer<typeof storedEvent>

export interface TestCollectorOptions {
  readonly clock?: Clock
  readonly patience?: Patience
  readonly trust?: NonNullable<CollectOptions['trust']>
  /** Default: a database of its own on the run's server. It is closed with the collector. */
  readonly state?: StateStore
  /** Stands before the log, for what it does under load. */
  readonly writer?: (usual: LogWriter) => LogWriter
}

export async function openTestCollector(options: TestCollectorOptions = {}): Promise<TestCollector> {
  const { clock = { now: () => Date.now() }, patience, trust = {} } = options
  const state = options.state ?? (await openTestState())
  const store = await openTestStore()
  const desk = sourceDesk({ state, clock }, 'test')
  const { writeKey } = await desk.add('shop', [SHOP_ORIGIN])
  const log = openLog('silent')
  const usual = await openLogWriter({ events: store.events, clock })
  const writer = options.writer?.(usual) ?? usual
  const server = await createServer({
    log,
    clock,
    state,
    hosts: [],
    authenticate: asOwner,
    routes: [sourceRoutes({ state, clock })],
    open: [collectRoutes({ writer, state, clock, log, trust })],
    ...(patience === undefined ? {} : { patience }),
  })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    port: Number(new URL(url).port),
    server,
    state,
    events: store.events,
    key: writeKey,
    stored: (source = 'shop') =>
      store.events.query(
        `SELECT *, toUnixTimestamp64Milli(time) AS at FROM events WHERE source = {source:String} ORDER BY at, event_id`,
        { source },
        storedEvent,
      ),
    async buried(source = 'shop') {
      const rows = await store.events.query(
        'SELECT reason FROM dead_letters WHERE source = {source:String} ORDER BY reason',
        { source },
        z.object({ reason: z.string() }),
      )
      return rows.map(({ reason }) => reason)
    },
    addSource: async (name, origins = []) => (await desk.add(name, origins)).writeKey,
    async close() {
      await server.close()
      await usual.close()
      await store.close()
      await state.close()
    },
  }
}
