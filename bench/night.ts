/** A whole night shift by `dirigent night` over a seeded shop, at three sizes. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Bench, wholeOption } from './lib/bench.ts'
import { runCli, withDataDir } from './lib/cli.ts'
import { FILL_END_DAY } from './lib/fill-shop.ts'
import { growthExponent } from './lib/fit.ts'

const FILL = fileURLToPath(new URL('./lib/fill-shop.js', import.meta.url))
/** Shares of the asked size, the whole last. */
export const SIZES = [0.25, 0.5, 1]

const reportRow = z.object({
  night: z.object({
    steps: z.array(z.object({ name: z.string(), status: z.string(), seconds: z.number(), rows: z.number() })),
  }),
})

export const nightBench: Bench = {
  name: 'night',
  about:
    'a night shift over --orders lines, --products, --events (1,000,000, 20,000, 10,000,000); asked: 180 s, 2 GB, growth at most 1.15',
  async run(request) {
    const scale = request.small ? 0.02 : 1
    const orders = wholeOption(request, 'orders', 1_000_000 * scale)
    const products = wholeOption(request, 'products', 20_000 * scale)
    const events = wholeOption(request, 'events', 10_000_000 * scale)
    const sizes: { share: number; size: number; seconds: number; peakRssMb: number }[] = []
    let steps: Record<string, number> = {}
    // In small one size tells that it works; how it grows is read from large ones.
    for (const share of request.small ? [1] : SIZES) {
      const run = await oneNight(Math.round(orders * share), Math.round(products * share), Math.round(events * share))
      console.log(`${share} of the size: ${run.seconds.toFixed(1)} s, ${run.peakRssMb} MB`)
      sizes.push({
        share,
        size: Math.round(orders * share),
        seconds: Number(run.seconds.toFixed(2)),
        peakRssMb: run.peakRssMb,
      })
      steps = run.steps
    }
    const whole = sizes.at(-1)
    return {
      seconds: whole?.seconds ?? null,
      peakRssMb: whole?.peakRssMb ?? null,
      steps,
      sizes,
      growthExponent: sizes.length > 1 ? Number(growthExponent(sizes).toFixed(3)) : null,
    }
  },
}

export function oneNight(
  orders: number,
  products: number,
  events: number,
): Promise<{ seconds: number; peakRssMb: number; steps: Record<string, number> }> {
  return withDataDir(async (dataDir) => {
    const filled = spawnSync(process.execPath, [FILL, dataDir, String(orders), String(products), String(events)], {
      stdio: 'inherit',
    })
    if (filled.status !== 0) throw new Error('The shop could not be made.')
    const night = await runCli(dataDir, ['night', '--as-of', FILL_END_DAY])
    const { stdout } = await runCli(dataDir, ['report', '--format', 'json'])
    const report = reportRow.parse(JSON.parse(stdout))
    const missing = report.night.steps.filter(({ status }) => status !== 'done')
    if (missing.length > 0) throw new Error(`Steps did not end well: ${missing.map(({ name }) => name).join(', ')}`)
    return { ...night, steps: Object.fromEntries(report.night.steps.map(({ name, seconds }) => [name, seconds])) }
  })
}
