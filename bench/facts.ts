/** How well the fact check finds what is false, over the planted set; and how fast. */
import { resolve } from 'node:path'
import { loadProcessConfig } from '../src/config.ts'
import type { Bench } from './lib/bench.ts'
import { readPlanted, scoreFacts } from './lib/planted.ts'

const round = (share: number): number => Number(share.toFixed(4))

export const factsBench: Bench = {
  name: 'facts',
  about:
    'the fact check over sentences about products, half of them falsified in one detail; asked: recall and precision 0.95',
  run: async () => {
    const planted = readPlanted(resolve('test/golden/facts.json'), loadProcessConfig().datasetsDir)
    const started = performance.now()
    const score = scoreFacts(planted)
    const perSecond = Math.round((1000 * planted.length) / (performance.now() - started))
    const heldOut = scoreFacts(planted.filter(({ isHeldOut }) => isHeldOut))
    const real = scoreFacts(planted.filter(({ isReal }) => isReal))
    console.log(`${perSecond} sentences/s on one core`)
    console.log(
      `held-out forms: recall ${round(heldOut.recall)}, precision ${round(heldOut.precision)}, n ${heldOut.n}`,
    )
    console.log(`real products: recall ${round(real.recall)}, precision ${round(real.precision)}, n ${real.n}`)
    return { recall: round(score.recall), precision: round(score.precision), n: score.n }
  },
}
