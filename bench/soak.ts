/** Hours of ordinary load in short: 2,000 events/s with people's questions beside it; memory must stay flat. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { openEventStore } from '../src/stores/events/store.ts'
import { type Bench, wholeOption } from './lib/bench.ts'
import { withDataDir } from './lib/cli.ts'
import { addSource, sendLoad, startWorkbench, type Workbench } from './lib/workbench.ts'

const RATE = 2_000
const SAMPLE_MS = 5_000
const QUESTION_EVERY_MS = 2_000
/** Share of the run after which memory is looked at: caches and pools have filled by then. */
const SETTLED = 1 / 3
const QUESTIONS = ['/healthz', '/', '/api/v1/insights/funnel', '/api/v1/insights/trending', '/api/v1/jobs/dead-letters']
const countRow = z.object({ rows: z.number() })

export const soakBench: Bench = {
  name: 'soak',
  about: '2,000 events/s for --minutes (30) with questions beside it; asked: memory stays flat, nothing is lost',
  run: (request) =>
    withDataDir(async (dataDir) => {
      const minutes = request.small ? 0.1 : wholeOption(request, 'minutes', 30)
      const key = await addSource(dataDir, 'bench')
      const workbench = await startWorkbench(dataDir)
      const samples: { readonly hours: number; readonly mb: number }[] = []
      const started = performance.now()
      const sampler = setInterval(
        () => {
          const mb = residentMb(workbench.pid)
          if (mb !== null) samples.push({ hours: (performance.now() - started) / 3_600_000, mb })
        },
        Math.min(SAMPLE_MS, (minutes * 60_000) / 12),
      )
      const stop = new AbortController()
      const questions = ask(workbench, stop.signal)
      try {
        const sent = await sendLoad({
          url: workbench.url,
          key,
          name: 'soak',
          batch: 10,
          connections: 16,
          rate: RATE,
          seconds: minutes * 60,
        })
        stop.abort()
        const asked = await questions
        console.log(`${asked} questions asked; p50 ${sent.p50Ms} ms, p99 ${sent.p99Ms} ms, max ${sent.maxMs} ms`)
        await workbench.stop()
        const stored = await countStored(dataDir)
        const settled = samples.slice(Math.floor(samples.length * SETTLED))
        return {
          minutes,
          rssStartMb: Math.round(settled[0]?.mb ?? 0),
          rssEndMb: Math.round(settled.at(-1)?.mb ?? 0),
          slopeMbPerHour: Number(slopeOf(settled).toFixed(1)),
          lost: sent.acknowledged - stored,
          acknowledged: sent.acknowledged,
          refused: sent.refused,
          p99Ms: sent.p99Ms,
        }
      } finally {
        clearInterval(sampler)
        stop.abort()
        await workbench.kill()
      }
    }),
}

async function ask({ url, headers }: Workbench, signal: AbortSignal): Promise<number> {
  let asked = 0
  while (!signal.aborted) {
    const path = QUESTIONS[asked % QUESTIONS.length] ?? '/'
    const answer = await fetch(`${url}${path}`, { headers })
    await answer.text()
    if (answer.status >= 500 && answer.status !== 503) throw new Error(`${path} answered ${answer.status}.`)
    asked++
    await sleep(QUESTION_EVERY_MS)
  }
  return asked
}

async function countStored(dataDir: string): Promise<number> {
  const store = await openEventStore({ url: null, folder: join(dataDir, 'clickhouse') })
  const [counted] = await store.query("SELECT count() AS rows FROM events WHERE source = 'bench'", {}, countRow)
  await store.close()
  return counted?.rows ?? 0
}

/** Resident memory of one process; null where it ended or the system does not say. */
function residentMb(pid: number): number | null {
  const path = `/proc/${pid}/status`
  if (!existsSync(path)) return null
  const match = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(path, 'utf8'))
  return match?.[1] === undefined ? null : (Number(match[1]) * 1024) / 1e6
}

/** Slope by least squares, in MB an hour; 0 where there are too few samples. */
function slopeOf(samples: readonly { readonly hours: number; readonly mb: number }[]): number {
  if (samples.length < 3) return 0
  const meanX = samples.reduce((sum, { hours }) => sum + hours, 0) / samples.length
  const meanY = samples.reduce((sum, { mb }) => sum + mb, 0) / samples.length
  let above = 0
  let below = 0
  for (const { hours, mb } of samples) {
    above += (hours - meanX) * (mb - meanY)
    below += (hours - meanX) ** 2
  }
  return below === 0 ? 0 : above / below
}
