/** The questions people ask of the visits, over a seeded log, by the way the API asks them; in a process of their own. */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { createPool } from '../src/compute/index.ts'
import { funnelInsight } from '../src/features/funnel/index.ts'
import { retentionInsight } from '../src/features/retention/index.ts'
import { trendingInsight } from '../src/features/trending/index.ts'
import { openEventStore } from '../src/stores/events/store.ts'
import { type Bench, wholeOption } from './lib/bench.ts'
import { withDataDir } from './lib/cli.ts'
import { watchMemory } from './lib/memory.ts'

const SELF = fileURLToPath(import.meta.url)
const VISITS = fileURLToPath(new URL('./visits.js', import.meta.url))
const TIME_ZONE = 'Europe/Berlin'
/** The seeded log ends on 30 June; the questions are about all of its sixty days. */
const NOW = Date.UTC(2026, 6, 1, 6)
const PERIOD = { from: '2026-05-02', to: '2026-06-30' }
const RUNS = 3

const QUESTIONS = {
  funnel: [funnelInsight, { ...PERIOD, next: 'false' }],
  trending: [trendingInsight, { to: PERIOD.to }],
  dropOff: [funnelInsight, { ...PERIOD, next: 'true' }],
  cohorts: [retentionInsight, { ...PERIOD, weeks: '8' }],
} as const
type Question = keyof typeof QUESTIONS
const NAMES = Object.keys(QUESTIONS) as Question[] // its own keys

const answerSchema = z.object({ seconds: z.record(z.string(), z.number()) })

export const insightsBench: Bench = {
  name: 'insights',
  about: 'funnel, trends, drop-off and cohorts over --events (10,000,000); asked: 2 s each, 5 s for all',
  run: (request) =>
    withDataDir(async (dataDir) => {
      const events = wholeOption(request, 'events', request.small ? 200_000 : 10_000_000)
      for (const task of ['fill', 'rebuild']) {
        const made = spawnSync(process.execPath, [VISITS, task, dataDir, String(events)], {
          stdio: ['ignore', 'ignore', 'inherit'],
        })
        if (made.status !== 0) throw new Error('The visits could not be made.')
      }
      const { seconds, peakRssMb } = await askAll(dataDir)
      const of = (name: Question | 'page') => Number((seconds[name] ?? Number.NaN).toFixed(2))
      return {
        events,
        funnelSeconds: of('funnel'),
        trendingSeconds: of('trending'),
        dropOffSeconds: of('dropOff'),
        cohortsSeconds: of('cohorts'),
        pageSeconds: of('page'),
        peakRssMb,
      }
    }),
}

function askAll(dataDir: string): Promise<z.infer<typeof answerSchema> & { readonly peakRssMb: number }> {
  const child = spawn(process.execPath, [SELF, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const meter = watchMemory(() => (child.pid === undefined ? [] : [child.pid]))
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      const peakRssMb = meter.stop()
      if (code === 0) resolve({ ...answerSchema.parse(JSON.parse(said)), peakRssMb })
      else reject(new Error(`The questions ended with ${code}.`))
    })
  })
}

/** The median of some runs; the first of them reads from the disk what the others find in memory. */
async function work(dataDir: string): Promise<void> {
  const events = await openEventStore({ url: null, folder: join(dataDir, 'clickhouse') })
  const pool = createPool(2)
  const deps = {
    events,
    compute: pool.compute,
    clock: { now: () => NOW },
    timeZone: TIME_ZONE,
    currency: async () => 'EUR',
  }
  const times: Record<string, number[]> = {}
  for (let run = 0; run < RUNS; run++) {
    const begun = performance.now()
    for (const name of NAMES) {
      const started = performance.now()
      const [insight, query] = QUESTIONS[name]
      const { waiting } = await insight.answer(query, deps)
      if (waiting !== null) throw new Error(`${name}: ${waiting.en}`)
      times[name] = [...(times[name] ?? []), (performance.now() - started) / 1000]
    }
    times.page = [...(times.page ?? []), (performance.now() - begun) / 1000]
  }
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  console.log(
    JSON.stringify({ seconds: Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)])) }),
  )
  await pool.close()
  await events.close()
}

const [dataDir] = process.argv.slice(2)
if (dataDir !== undefined && process.argv[1] === SELF) await work(dataDir)
