/** The sales forecasts of a whole night over a seeded shop of two years, at three sizes. */
import { type Bench, wholeOption } from './lib/bench.ts'
import { growthExponent } from './lib/fit.ts'
import { oneNight, SIZES } from './night.ts'

const STEP = 'demand'

export const nightDemandBench: Bench = {
  name: 'night-demand',
  about:
    'the night step that forecasts --products (20,000) over two years of --orders lines (1,000,000); asked: 240 s with prices, 1.5 GB, growth linear',
  async run(request) {
    const scale = request.small ? 0.005 : 1
    const orders = wholeOption(request, 'orders', 1_000_000 * scale)
    const products = wholeOption(request, 'products', 20_000 * scale)
    const sizes: { size: number; seconds: number; peakRssMb: number }[] = []
    // In small one size tells that it works; how it grows is read from large ones.
    for (const share of request.small ? [1] : SIZES) {
      const size = Math.round(products * share)
      const { steps, peakRssMb } = await oneNight(Math.round(orders * share), size, 0)
      const seconds = steps[STEP]
      if (seconds === undefined) throw new Error(`The night has no step '${STEP}'.`)
      console.log(`${size} products: ${seconds.toFixed(1)} s, the whole night at most ${peakRssMb} MB`)
      sizes.push({ size, seconds, peakRssMb })
    }
    const whole = sizes.at(-1)
    return {
      seconds: whole?.seconds ?? null,
      peakRssMb: whole?.peakRssMb ?? null,
      productsPerSecond: whole === undefined ? null : Math.round(whole.size / whole.seconds),
      sizes,
      growthExponent: sizes.length > 1 ? Number(growthExponent(sizes).toFixed(3)) : null,
    }
  },
}
