/** Events per second that are acknowledged and durable, beside what the embedded engine does with the same rows alone. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Bench } from './lib/bench.ts'
import { withDataDir } from './lib/cli.ts'
import { watchMemory } from './lib/memory.ts'
import { addSource, sendLoad, startWorkbench } from './lib/workbench.ts'

const RAW = fileURLToPath(new URL('./lib/raw-engine.js', import.meta.url))
const RAW_BLOCK = 10_000

export const collectBench: Bench = {
  name: 'collect',
  about:
    'events/s acknowledged and on disk; asked: half the speed of the engine alone, 8,000 single events/s, p99 100 ms at half load',
  run: ({ small }) =>
    withDataDir(async (dataDir) => {
      const seconds = small ? 1 : 15
      const key = await addSource(dataDir, 'bench')
      const workbench = await startWorkbench(dataDir)
      const memory = watchMemory(() => [workbench.pid])
      const load = { url: workbench.url, key, seconds }
      let refused = 0
      try {
        const run = async (name: string, batch: number, connections: number, rate: number) => {
          const result = await sendLoad({ ...load, name, batch, connections, rate })
          refused += result.refused
          const perSecond = Math.round(result.acknowledged / result.seconds)
          console.log(
            `${name}: ${perSecond} events/s, p50 ${result.p50Ms} ms, p99 ${result.p99Ms} ms, max ${result.maxMs} ms, ${result.refused} refused`,
          )
          return { ...result, perSecond }
        }
        await run('warm-up', 10, 8, 0)
        const batches = await run('batches of 100', 100, 64, 0)
        const singles = await run('single events', 1, 400, 0)
        const half = await run('single events at half load', 1, 400, Math.max(1, Math.round(singles.perSecond / 2)))
        const peakRssMb = memory.stop()
        await workbench.stop()
        const { stdout } = await promisify(execFile)(process.execPath, [
          RAW,
          join(dataDir, 'raw'),
          String(small ? 20_000 : 400_000),
          String(RAW_BLOCK),
        ])
        const engineRowsPerSecond = Math.round(Number(stdout))
        return {
          engineRowsPerSecond,
          batchEventsPerSecond: batches.perSecond,
          ratio: Number((batches.perSecond / engineRowsPerSecond).toFixed(3)),
          singleEventsPerSecond: singles.perSecond,
          p50Ms: half.p50Ms,
          p99Ms: half.p99Ms,
          maxMs: half.maxMs,
          peakRssMb,
          refused,
        }
      } finally {
        memory.stop()
        await workbench.kill()
      }
    }),
}
