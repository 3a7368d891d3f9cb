/** The official clients of shops' servers, as they are, against the collector on 127.0.0.1. */

import { setTimeout as sleep } from 'node:timers/promises'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestCollector, type TestCollector } from './collector.ts'

let shop: TestCollector
beforeAll(async () => {
  shop = await openTestCollector()
})
afterAll(() => shop.close())

const properties = {
  order_id: 'A-1',
  total: 59.9,
  currency: 'EUR',
  products: [{ sku: 'S1', price: 59.9, quantity: 1 }],
}

type Value = string | number | boolean | Properties
interface Properties {
  [key: string]: Value | Value[]
}

/** What every client of a server is asked to say, in the order in which it says it. */
interface Speaker {
  track(call: { userId: string; event: string; properties: Properties }): unknown
  identify(call: { userId: string; traits: Properties }): unknown
  page(call: { anonymousId: string; name: string; properties: Properties }): unknown
  group(call: { userId: string; groupId: string }): unknown
  alias(call: { userId: string; previousId: string }): unknown
}

function say(client: Speaker): void {
  client.identify({ userId: 'c1', traits: { email: 'anna@mail.example', plan: 'gold' } })
  client.page({
    anonymousId: 'a1',
    name: 'Zelte',
    properties: { path: '/zelte', url: 'https://shop.example/zelte?q=1' },
  })
  client.track({ userId: 'c1', event: 'Order Completed', properties })
  client.group({ userId: 'c1', groupId: 'g1' })
  client.alias({ userId: 'c1', previousId: 'a1' })
  for (let n = 0; n < 250; n++) client.track({ userId: `u${n}`, event: 'Product Viewed', properties: { sku: `S${n}` } })
}

async function expectAllOf(source: string): Promise<void> {
  const stored = await shop.stored(source)
  const byType = Object.fromEntries(stored.map((event) => [event.type, event]))
  expect(stored).toHaveLength(255)
  expect(byType['Order Completed']).toMatchObject({
    customer_id: `${source}/c1`,
    order_id: `${source}/A-1`,
    value_cents: 5990,
    sku: 'S1',
  })
  expect(byType['Page Viewed']).toMatchObject({ anonymous_id: 'a1', path: '/zelte' })
  expect(byType.Aliased).toMatchObject({ anonymous_id: 'a1', customer_id: `${source}/c1` })
  expect(byType.Grouped?.properties).toBe('{"groupId":"g1"}')
  expect(new Set(stored.map(({ sku }) => sku)).size).toBe(251)
  expect(JSON.stringify(stored)).not.toContain('anna')
  const { rows } = await shop.state.pool.query('SELECT traits FROM profiles WHERE customer_key = $1', [`${source}/c1`])
  expect(rows).toEqual([{ traits: expect.objectContaining({ email: 'anna@mail.example', plan: 'gold' }) }])
}

describe('@segment/analytics-node', () => {
  it('has everything it says in the log when it is closed', async () => {
    const writeKey = await shop.addSource('segment')
    const faults: unknown[] = []
    const client = new Analytics({ writeKey, host: shop.url, flushAt: 100, flushInterval: 50 })
    client.on('error', (fault) => faults.push(fault))
    say(client)
    await client.closeAndFlush({ timeout: 20_000 })
    expect(faults).toEqual([])
    await expectAllOf('segment')
  })
})

describe('@rudderstack/rudder-sdk-node', () => {
  it.each([true, false])('has everything it says in the log when it is flushed, packed: %s', async (gzip) => {
    const source = `rudder-${String(gzip)}`
    const writeKey = await shop.addSource(source)
    const client = new RudderAnalytics(writeKey, { dataPlaneUrl: shop.url, gzip, flushAt: 100, flushInterval: 100_000 })
    say(client)
    await client.flush()
    for (let round = 0; round < 50 && (await shop.stored(source)).length < 255; round++) {
      await sleep(100)
      await client.flush()
    }
    await expectAllOf(source)
  })
})
