/** Visits for tests of insights, straight into `hits` without the log: what a visitor did, minute by minute. */
import { FROM_HITS } from '../src/stores/events/schema.ts'
import type { EventStore } from '../src/stores/events/store.ts'

export interface TestHit {
  readonly type: string
  /** Minutes after the visitor's first hit. */
  readonly minute: number
  readonly sku?: string
  readonly orderId?: string
  readonly path?: string
  readonly step?: string
  readonly query?: string
  readonly results?: number
  readonly valueCents?: number
  readonly properties?: Readonly<Record<string, unknown>>
}

export interface TestVisitor {
  readonly id: number
  /** First hit, '2026-11-01T10:00:00Z'. */
  readonly from: string
  readonly hits: readonly TestHit[]
  readonly customerId?: string
  readonly device?: string
  readonly browser?: string
  readonly os?: string
  readonly country?: string
  readonly channel?: string
  readonly firstChannel?: string
}

const PAUSE_MINUTES = 30

/** Appends the visitors; a pause of more than half an hour begins a new session. Days are counted in Europe/Berlin. */
export async function insertHits(events: EventStore, visitors: readonly TestVisitor[]): Promise<void> {
  const values: string[] = []
  for (const visitor of visitors) {
    let session = 0
    let last = 0
    for (const hit of visitor.hits) {
      if (hit.minute - last > PAUSE_MINUTES) session++
      last = hit.minute
      values.push(JSON.stringify(rowOf(visitor, hit, 1000 * visitor.id + session)))
    }
  }
  await events.command(`INSERT INTO hits FORMAT JSONEachRow\n${values.join('\n')}`)
  await fillFromHits(events)
}

/** Computes anew what the rebuild of the visits computes from hits. */
export async function fillFromHits(events: EventStore): Promise<void> {
  for (const [into, fill] of FROM_HITS)
    await events.change([...events.layout.truncate(into), fill({ into, from: 'hits', where: '1' })])
}

function rowOf(visitor: TestVisitor, hit: TestHit, session: number): Record<string, unknown> {
  const at = new Date(Date.parse(visitor.from) + hit.minute * 60_000)
  return {
    visitor_id: visitor.id,
    session_id: session,
    event_id: `00000000-0000-4000-8000-${String(visitor.id * 1000 + (hit.minute % 1000)).padStart(12, '0')}`,
    type: hit.type,
    time: at.toISOString().slice(0, 23).replace('T', ' '),
    day: at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' }),
    customer_id: visitor.customerId ?? '',
    sku: hit.sku ?? '',
    order_id: hit.orderId ?? '',
    path: hit.path ?? '',
    step: hit.step ?? '',
    query: hit.query ?? '',
    results: hit.results ?? -1,
    value_cents: hit.valueCents ?? 0,
    device: visitor.device ?? 'desktop',
    browser: visitor.browser ?? 'Firefox 131',
    os: visitor.os ?? 'Linux',
    country: visitor.country ?? 'DE',
    channel: visitor.channel ?? 'direct',
    first_channel: visitor.firstChannel ?? 'direct',
    properties: JSON.stringify(hit.properties ?? {}),
  }
}
