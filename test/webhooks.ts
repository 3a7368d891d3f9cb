/** A server with the webhooks' ways in over real stores, for tests. */
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { openLog } from '../src/core/log.ts'
import { createServer } from '../src/http/server.ts'
import { type WebhookDeps, webhookRoutes } from '../src/ingest/webhooks/routes.ts'
import type { DeadLetter } from '../src/stores/events/log.ts'
import { type EventStore, openEventStore } from '../src/stores/events/store.ts'
import { asOwner } from './principals.ts'
import { openTestState, type TestState } from './state-store.ts'

export const SECRET = 'shhh'
export const APP = { name: 'Dirigent', secret: 'app-secret' }

export interface TestWebhooks {
  readonly state: TestState
  readonly events: EventStore
  readonly server: FastifyInstance
  readonly dataDir: string
  readonly buried: DeadLetter[]
  /** The time the server believes it is. */
  readonly clock: { at: number; now(): number }
  /** Another server over the same stores. */
  serve(part: Partial<WebhookDeps>): Promise<FastifyInstance>
  /** Waits until facts are in the log, and gives the latest snapshot of an order. */
  loggedOrder(key: string): Promise<{ versions: number; value_cents: number; properties: string; customer_id: string }>
  close(): Promise<void>
}

export async function openTestWebhooks(): Promise<TestWebhooks> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dirigent-webhooks-'))
  const state = await openTestState()
  const events = await openEventStore({ url: null, folder: join(dataDir, 'clickhouse') })
  const buried: DeadLetter[] = []
  const clock = {
    at: Date.UTC(2026, 10, 23, 12),
    now() {
      return this.at
    },
  }
  const log = openLog('silent')
  const serve = (part: Partial<WebhookDeps>) =>
    createServer({
      log,
      clock,
      state,
      hosts: [],
      authenticate: asOwner,
      routes: [],
      open: [
        webhookRoutes({
          state,
          events,
          clock,
          log,
          writer: {
            bury: async (letters) => {
              buried.push(...letters)
            },
          },
          timeZone: 'Europe/Berlin',
          language: 'de',
          currency: null,
          shopifySecret: SECRET,
          woocommerceSecret: SECRET,
          shopwareAppName: APP.name,
          shopwareAppSecret: APP.secret,
          sealKey: null,
          dataDir,
          publicUrl: 'https://dirigent.example/',
          ...part,
        }),
      ],
    })
  const server = await serve({})
  return {
    state,
    events,
    server,
    dataDir,
    buried,
    clock,
    serve,
    async loggedOrder(key) {
      await emptied(state)
      const rows = await events.query(
        `SELECT toUInt32(count()) AS versions, argMax(value_cents, version) AS value_cents, argMax(properties, version) AS properties,
           argMax(customer_id, version) AS customer_id
         FROM events WHERE type = 'Order Recorded' AND order_id = {key:String}`,
        { key },
        z.object({
          versions: z.coerce.number(),
          value_cents: z.coerce.number(),
          properties: z.string(),
          customer_id: z.string(),
        }),
      )
      const [row] = rows
      if (row === undefined) throw new Error('The log gave no row.')
      return row
    },
    async close() {
      await server.close()
      await events.close()
      await state.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function emptied(state: TestState): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const { rows } = await state.pool.query<{ left: boolean }>('SELECT EXISTS (SELECT FROM outbox) AS left')
    if (rows[0]?.left === false) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('Facts stay in the outbox.')
}

export function hmac(body: string | Buffer, secret: string, encoding: 'base64' | 'hex'): string {
  return createHmac('sha256', secret).update(body).digest(encoding)
}

/** One value of one row. */
export async function value(state: TestState, sql: string): Promise<unknown> {
  const { rows } = await state.pool.query<Record<string, unknown>>(sql)
  return Object.values(rows[0] ?? {})[0]
}

export async function refusedEntries(state: TestState): Promise<{ actor: string; details: unknown }[]> {
  const { rows } = await state.pool.query<{ actor: string; details: unknown }>(
    "SELECT actor, details FROM audit_log WHERE action = 'webhook.refused' ORDER BY id",
  )
  return rows
}
