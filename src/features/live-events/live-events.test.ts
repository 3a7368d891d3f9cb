import { describe, expect, it } from 'vitest'
import { deps, events, fillStoresAround, KEY, LATER, NOW, setNow, state, visit } from '../../../test/person.ts'
import { appendEvents } from '../../stores/events/log.ts'
import { recentQuery } from './schema.ts'
import { openLiveEvents } from './service.ts'

fillStoresAround()

const live = () => openLiveEvents({ ...deps(), publicUrl: null })
const recent = (part: Record<string, unknown> = {}) => live().recent(recentQuery.parse(part))
const MINUTE = 60_000

describe('the live view', () => {
  it('has what came in last first, once each however it is cut', async () => {
    const whole = (await recent({ limit: 200 })).items
    const received = whole.map(({ receivedAt }) => Date.parse(receivedAt))
    expect(received).toEqual(received.toSorted((a, b) => b - a))
    const cut: string[] = []
    for (let after: string | undefined; ; ) {
      const { items, next } = await recent({ limit: 4, after })
      cut.push(...items.map(({ id }) => id))
      if (next === null) break
      after = next
    }
    expect(cut).toEqual(whole.map(({ id }) => id))
    expect(new Set(cut).size).toBe(cut.length)
  })

  it('is narrowed by kind, type and source', async () => {
    const facts = (await recent({ kind: 'facts', limit: 200 })).items
    expect(facts.length).toBeGreaterThan(0)
    expect(facts.every(({ type }) => type.endsWith(' Recorded'))).toBe(true)
    const seen = (await recent({ kind: 'visitors', type: 'Product Viewed', limit: 200 })).items
    expect(seen).toHaveLength(7)
    expect(seen.filter(({ customerKey }) => customerKey === KEY)).toHaveLength(2)
    expect((await recent({ source: 'nobody' })).items).toEqual([])
  })

  it('shows an event as it was sent', async () => {
    const properties = JSON.stringify({ price: 12.5, list: ['a'] })
    await appendEvents(events, [visit('new-device', '', 'Product Added', 0, { properties, sku: 'TENT' })], NOW + MINUTE)
    const [first] = (await recent({ limit: 1 })).items
    expect(first).toMatchObject({ type: 'Product Added', sku: 'TENT', properties: { price: 12.5, list: ['a'] } })
  })

  it('counts by minute and type what came in during the last hour, and nothing older', async () => {
    setNow(NOW + 10 * MINUTE)
    await appendEvents(events, [visit('a', '', 'Page Viewed', 0), visit('b', '', 'Page Viewed', 0)], NOW + 5 * MINUTE)
    const { minutes, types } = await live().rates()
    expect(minutes).toHaveLength(60)
    const at = minutes.find((minute) => Date.parse(minute.at) === NOW + 5 * MINUTE)
    expect(at).toMatchObject({ visitors: 2, facts: 0 })
    expect(types).toContainEqual({ type: 'Page Viewed', events: 2 })
    setNow(NOW + 3 * 60 * MINUTE)
    expect((await live().rates()).minutes.every(({ visitors, facts }) => visitors + facts === 0)).toBe(true)
    setNow(NOW)
  })

  it('lists what was refused, its content only for whoever manages sources', async () => {
    const { items, next } = await live().refused({ limit: 2 }, true)
    expect(items).toMatchObject([{ source: 'shop', way: 'v1', reason: 'bad', body: expect.any(String) }, {}])
    expect(items.map(({ receivedAt }) => Date.parse(receivedAt))).toEqual([LATER, LATER])
    const rest = await live().refused({ limit: 2, after: next ?? '' }, false)
    expect(rest).toMatchObject({ items: [{ body: null }], next: null })
    expect(new Set([...items, ...rest.items].map(({ id }) => id)).size).toBe(3)
  })

  it('lists who may send, keys only for whoever manages sources', async () => {
    await state.pool.query(
      `INSERT INTO sources (name, write_key, origins, created_at) VALUES ('shop', 'key-of-shop', '{https://shop.example}', now())`,
    )
    await appendEvents(events, [visit('c', '', 'Page Viewed', 0)], NOW)
    expect((await live().senders(true)).items).toMatchObject([
      { name: 'shop', writeKey: 'key-of-shop', lastAt: new Date(NOW).toISOString(), closedAt: null },
    ])
    expect((await live().senders(false)).items).toMatchObject([{ writeKey: null }])
  })
})
