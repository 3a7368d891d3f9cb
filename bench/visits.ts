/** Identities, sessions and hits computed anew from a seeded log, in a process of its own. */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { openEventStore } from '../src/stores/events/store.ts'
import { rebuildVisits } from '../src/stores/events/visits.ts'
import { type Bench, wholeOption } from './lib/bench.ts'
import { withDataDir } from './lib/cli.ts'
import { watchMemory } from './lib/memory.ts'

const SELF = fileURLToPath(import.meta.url)
const HITS_PER_VISIT = 6
const CHUNK = 1_000_000

const answerRow = z.object({
  seconds: z.number(),
  counts: z.array(z.object({ name: z.string(), rows: z.number() })),
})

export const visitsBench: Bench = {
  name: 'visits',
  about:
    'identities, sessions and hits rebuilt from --events (10,000,000) of a seeded log: six hits a visit, accounts, campaigns',
  run: (request) =>
    withDataDir(async (dataDir) => {
      const events = wholeOption(request, 'events', request.small ? 200_000 : 10_000_000)
      const filled = spawnSync(process.execPath, [SELF, 'fill', dataDir, String(events)], { stdio: 'inherit' })
      if (filled.status !== 0) throw new Error('The log could not be made.')
      const { seconds, counts, peakRssMb } = await rebuild(dataDir)
      for (const { name, rows } of counts) console.log(`${name}: ${rows}`)
      return { events, seconds: Number(seconds.toFixed(2)), peakRssMb }
    }),
}

function rebuild(dataDir: string): Promise<z.infer<typeof answerRow> & { readonly peakRssMb: number }> {
  const child = spawn(process.execPath, [SELF, 'rebuild', dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const meter = watchMemory(() => (child.pid === undefined ? [] : [child.pid]))
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      const peakRssMb = meter.stop()
      if (code === 0) resolve({ ...answerRow.parse(JSON.parse(said)), peakRssMb })
      else reject(new Error(`The rebuild ended with ${code}.`))
    })
  })
}

/** A number in [0, 1) made of a name and a number; the same each time. */
const unit = (name: string, of = 'number') => `(sipHash64('${name}', ${of}) / 18446744073709551616.)`
const pickBy = (name: string, of: string, values: readonly string[]) =>
  `arrayElement([${values.map((value) => `'${value}'`).join(', ')}], 1 + sipHash64('${name}', ${of}) % ${values.length})`

const fillSql = (from: number, to: number, visitors: number) => `
  INSERT INTO events (event_id, type, time, received_at, version, source, anonymous_id, customer_id, sku, order_id, device, browser, os,
    country, path, value_cents, properties, agent, user_agent, ip, consent, referrer, utm_source, utm_medium, utm_campaign)
  SELECT reinterpretAsUUID(sipHash128('visit', number)),
    multiIf(place = 0, 'Page Viewed', kind < 0.5, 'Product Viewed', kind < 0.6, 'Product Added', kind < 0.64, 'Checkout Started',
      kind < 0.7, 'Checkout Step Viewed', kind < 0.74, 'Products Searched', kind < 0.76, 'Order Completed', kind < 0.88, 'Page Left',
      'Page Viewed') AS type,
    toDateTime64('2026-06-30 21:00:00', 3, 'UTC') - toIntervalMillisecond(toUInt64(86400000. * 60 * ${unit('at', 'visit')}))
      + toIntervalMillisecond(place * 40000 + sipHash64('pause', number) % 60000),
    now64(3, 'UTC'), 0, 'bench', lower(hex(sipHash64('device', visitor))),
    if(${unit('account', 'visitor')} < 0.15 AND place >= 3, concat('bench/', toString(intDiv(visitor, 2))), ''),
    if(startsWith(type, 'Product '), concat('S', toString(item)), ''), if(type = 'Order Completed', concat('bench/', toString(number)), ''),
    ${pickBy('kind', 'visitor', ['mobile', 'desktop', 'tablet'])}, ${pickBy('browser', 'visitor', ['Safari 17', 'Chrome 130', 'Firefox 131', 'Edge 130'])},
    'Windows', 'DE', concat('/produkt/artikel-', toString(item)), 1999,
    if(type = 'Products Searched', concat('{"query":"Zelt ', toString(item), '","results":', toString(number % 7), '}'),
      concat('{"product_id":"', toString(item), '","name":"Artikel ', toString(item),
        '","price":19.99,"currency":"EUR","step":"payment","category":"Outdoor > Zelte"}')),
    'person', ${pickBy('agent', 'visitor', ['Mozilla/5.0 (A)', 'Mozilla/5.0 (B)', 'Mozilla/5.0 (C)'])},
    concat('10.', toString(visitor % 256), '.', toString(intDiv(visitor, 256) % 256), '.0'), 'granted',
    if(place = 0 AND source < 0.4, ${pickBy('referrer', 'visit', ['www.google.de', 'www.bing.com', 'm.facebook.com', 'blog.example.org'])}, ''),
    if(source > 0.8, ${pickBy('source', 'visit', ['google', 'newsletter', 'facebook', 'awin'])}, ''),
    if(source > 0.8, ${pickBy('medium', 'visit', ['cpc', 'email', 'paid', 'affiliate'])}, ''),
    if(source > 0.8, concat('k', toString(visit % 40)), '')
  FROM (
    SELECT number, intDiv(number, ${HITS_PER_VISIT}) AS visit, number % ${HITS_PER_VISIT} AS place,
      sipHash64('visitor', visit) % ${visitors} AS visitor, ${unit('kind')} AS kind, ${unit('source', 'visit')} AS source,
      toUInt64(20000 * pow(${unit('item')}, 3)) AS item
    FROM numbers(${from}, ${to - from})
  )`

async function work(task: string, dataDir: string, events: number): Promise<void> {
  const store = await openEventStore({ url: null, folder: join(dataDir, 'clickhouse') })
  if (task === 'fill') {
    const visitors = Math.max(1, Math.round((events / HITS_PER_VISIT) * 0.6))
    for (let from = 0; from < events; from += CHUNK)
      await store.command(fillSql(from, Math.min(events, from + CHUNK), visitors))
  } else {
    const started = performance.now()
    const counts = await rebuildVisits(store, { timeZone: 'Europe/Berlin' })
    console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, counts }))
  }
  await store.close()
}

const [task, dataDir, events] = process.argv.slice(2)
if (task !== undefined && dataDir !== undefined && process.argv[1] === SELF) await work(task, dataDir, Number(events))
