/**
 * Fills the log of a data folder with a seeded shop of any size, inside the engine: two years of orders with a trend, weekdays,
 * a long-tailed catalogue and customers of unlike habit, and sixty days of visits.
 * Run as its own process: `node fill-shop.js <folder> <order lines> <products> <events>`.
 */
import { join } from 'node:path'
import { openEventStore } from '../../src/stores/events/store.ts'

export const FILL_END_DAY = '2026-06-30'
const DAYS = 730
const LINES_PER_ORDER = 4
const CHUNK = 1_000_000

/** A number in [0, 1) made of the row and a name; the same each time. */
const unit = (name: string) => `(sipHash64('${name}', number) / 18446744073709551616.)`
const id = (name: string) => `reinterpretAsUUID(sipHash128('${name}', number))`

const COMMON = "'bench' AS source, now64(3, 'UTC') AS received_at"

const productsSql = (products: number) => `
  INSERT INTO events (event_id, type, time, received_at, version, source, sku, currency, properties)
  SELECT ${id('product')}, 'Product Recorded', toDateTime64('2024-01-01 00:00:00', 3, 'UTC'), received_at, number + 1, source,
    concat('bench/', toString(number)), 'EUR',
    concat('{"title":{"de":"Artikel ', toString(number), '","en":"Item ', toString(number), '"},"brand":"B', toString(number % 37),
      '","category":"Kategorie ', toString(number % 40), '","status":"active","variants":[{"sku":"S', toString(number),
      '","title":"","price":', toString(price), ',"compareAt":null,"cost":', toString(intDiv(price, 2)), ',"stock":', toString(number % 90), '}]}')
  FROM (SELECT number, 500 + sipHash64('price', number) % 15000 AS price, ${COMMON} FROM numbers(${products}))`

const ordersSql = (from: number, to: number, products: number, customers: number) =>
  `
  INSERT INTO events (event_id, type, time, received_at, version, source, customer_id, order_id, country, channel, currency, properties)
  SELECT ${id('order')}, 'Order Recorded',
    toDateTime64('${FILL_END_DAY} 21:59:59', 3, 'UTC') - toIntervalSecond(toUInt32(86400 * ${DAYS} * (1 - sqrt(${unit('time')})))),
    received_at, 1000000 + number, source,
    if(${unit('guest')} < 0.15, '', concat('c', toString(toUInt32(${customers} * pow(${unit('customer')}, 1.7))))),
    concat('o', toString(number)), arrayElement(['DE', 'DE', 'DE', 'DE', 'AT', 'CH', 'NL', 'FR'], 1 + sipHash64('country', number) % 8),
    arrayElement(['direct', 'organic', 'paid-search', 'newsletter', 'social'], 1 + sipHash64('channel', number) % 5), 'EUR',
    concat('{"document":"', if(${unit('kind')} < 0.03, 'cancellation', 'order'), '","cancelledAt":null,"refunds":[],"lines":[',
      arrayStringConcat(arrayMap(i -> concat('{"no":', toString(i), ',"sku":"S', toString(item(number, i)), '","kind":"product","quantity":', toString(pieces(number, i)),
        ',"unit":', toString(500 + sipHash64('price', item(number, i)) % 15000), ',"total":', toString(pieces(number, i) * (500 + sipHash64('price', item(number, i)) % 15000)), '}'),
        range(1, 2 + sipHash64('size', number) % ${LINES_PER_ORDER * 2 - 1})), ','), ']}')
  FROM (SELECT number, ${COMMON} FROM numbers(${from}, ${to - from}))`
    .replaceAll(
      'item(number, i)',
      `toUInt64(${products} * pow(sipHash64('item', number, i) / 18446744073709551616., 3))`,
    )
    .replaceAll('pieces(number, i)', "(1 + sipHash64('pieces', number, i) % 3)")

const visitsSql = (from: number, to: number, products: number) => `
  INSERT INTO events (event_id, type, time, received_at, version, source, anonymous_id, sku, device, browser, country, channel, path)
  SELECT ${id('visit')},
    multiIf(kind < 0.35, 'Page Viewed', kind < 0.8, 'Product Viewed', kind < 0.9, 'Product Added', kind < 0.94, 'Checkout Started', kind < 0.98, 'Products Searched', 'Order Completed'),
    toDateTime64('${FILL_END_DAY} 21:59:59', 3, 'UTC') - toIntervalMillisecond(toUInt64(86400000. * 60 * ${unit('at')})),
    received_at, 0, source, toString(sipHash64('visitor', intDiv(number, 8))),
    if(kind >= 0.35 AND kind < 0.9, concat('S', toString(toUInt64(${products} * pow(${unit('seen')}, 3)))), ''),
    arrayElement(['mobile', 'desktop', 'tablet'], 1 + sipHash64('device', intDiv(number, 8)) % 3),
    arrayElement(['Safari 17', 'Chrome 130', 'Firefox 131', 'Edge 130'], 1 + sipHash64('browser', intDiv(number, 8)) % 4), 'DE', 'direct', '/p'
  FROM (SELECT number, ${unit('kind')} AS kind, ${COMMON} FROM numbers(${from}, ${to - from}))`

async function fill(folder: string, lines: number, products: number, events: number): Promise<void> {
  const store = await openEventStore({ url: null, folder: join(folder, 'clickhouse') })
  const orders = Math.round(lines / LINES_PER_ORDER)
  await store.command(productsSql(products))
  const step = CHUNK / 5
  for (let from = 0; from < orders; from += step) {
    await store.command(ordersSql(from, Math.min(orders, from + step), products, Math.max(1, Math.round(orders / 4))))
  }
  for (let from = 0; from < events; from += CHUNK)
    await store.command(visitsSql(from, Math.min(events, from + CHUNK), products))
  await store.close()
}

const [folder, lines, products, events] = process.argv.slice(2)
if (folder !== undefined && process.argv[1]?.endsWith('fill-shop.js') === true) {
  await fill(folder, Number(lines), Number(products), Number(events))
}
