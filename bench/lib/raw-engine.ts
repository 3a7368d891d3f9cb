/**
 * The embedded engine alone: the rows of the collector, made beforehand, into the same table in blocks.
 * Run as its own process: `node raw-engine.js <folder> <rows> <rows a block>` prints rows per second.
 */
import { idOf } from '../../src/core/ids.ts'
import { EMPTY_EVENT, LOG_COLUMNS, lineOf, toTimestamp } from '../../src/stores/events/log.ts'
import { openEventStore } from '../../src/stores/events/store.ts'
import { eventOf } from './load.ts'

async function insertAll(folder: string, rows: number, blockRows: number): Promise<number> {
  const store = await openEventStore({ url: null, folder })
  const received = toTimestamp(Date.now())
  const blocks: string[] = []
  for (let first = 0; first < rows; first += blockRows) {
    const lines = Array.from({ length: Math.min(blockRows, rows - first) }, (_, index) =>
      rowOf(first + index, received),
    )
    blocks.push(lines.join('\n'))
  }
  const started = performance.now()
  for (const block of blocks) await store.insertLines('events', LOG_COLUMNS, block)
  const seconds = (performance.now() - started) / 1000
  await store.close()
  return rows / seconds
}

/** The row the collector makes of the load generator's event. */
function rowOf(number: number, received: string): string {
  const { event, anonymousId, properties, context } = eventOf('raw', number, '') as {
    event: string
    anonymousId: string
    properties: { sku: string; price: number }
    context: {
      userAgent: string
      page: { path: string }
      campaign: { source?: string; medium?: string; name?: string }
    }
  } // what eventOf makes
  return lineOf(
    {
      ...EMPTY_EVENT,
      event_id: idOf('event', 'bench', `raw-${number}`),
      type: event,
      time: Date.now(),
      source: 'bench',
      anonymous_id: anonymousId,
      sku: properties.sku,
      device: 'mobile',
      browser: 'Safari 18',
      os: 'iOS',
      country: 'DE',
      path: context.page.path,
      value_cents: Math.round(properties.price * 100),
      currency: 'EUR',
      properties: JSON.stringify(properties),
      agent: 'person',
      user_agent: context.userAgent,
      ip: '127.0.0.0',
      utm_source: context.campaign.source ?? '',
      utm_medium: context.campaign.medium ?? '',
      utm_campaign: context.campaign.name ?? '',
    },
    received,
  )
}

const [folder, rows, blockRows] = process.argv.slice(2)
if (folder !== undefined && process.argv[1]?.endsWith('raw-engine.js') === true) {
  console.log(await insertAll(folder, Number(rows), Number(blockRows)))
}
