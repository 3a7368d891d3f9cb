/** How well the fact check finds what is false, over the planted set; and how fast. */
import { resolve } from 'node:path'
import { loadProcessConfig } from '../src/config.ts'
import { LANGS } from '../src/core/lang.ts'
import { loadChecks } from '../src/features/text-check/index.ts'
import type { Bench } from './lib/bench.ts'
import { readPlanted, realProducts, scoreFacts } from './lib/planted.ts'

/** Every check over the descriptions of the real products, read anew each time as for a new product; the second pass is timed. */
async function descriptionsPerSecond(datasetsDir: string): Promise<number> {
  const { checkText, openSpeller } = await loadChecks()
  const speller = await openSpeller()
  const texts = realProducts(datasetsDir).flatMap((facts) => LANGS.map((lang) => ({ facts, lang })))
  const pass = () => {
    for (const { facts, lang } of texts)
      checkText(facts.description[lang] ?? '', { lang, facts: { ...facts }, speller })
  }
  pass()
  const started = performance.now()
  pass()
  return Math.round((1000 * texts.length) / (performance.now() - started))
}

const round = (share: number): number => Number(share.toFixed(4))

export const factsBench: Bench = {
  name: 'facts',
  about:
    'the fact check over sentences about products, half of them falsified in one detail; asked: recall and precision 0.95',
  run: async () => {
    const { datasetsDir } = loadProcessConfig()
    const planted = readPlanted(resolve('test/golden/facts.json'), datasetsDir)
    const score = scoreFacts(planted)
    const perSecond = await descriptionsPerSecond(datasetsDir)
    const heldOut = scoreFacts(planted.filter(({ isHeldOut }) => isHeldOut))
    const real = scoreFacts(planted.filter(({ isReal }) => isReal))
    console.log(`${perSecond} descriptions/s through all checks, spelling included, on one core`)
    console.log(
      `held-out forms: recall ${round(heldOut.recall)}, precision ${round(heldOut.precision)}, n ${heldOut.n}`,
    )
    console.log(`real products: recall ${round(real.recall)}, precision ${round(real.precision)}, n ${real.n}`)
    return { recall: round(score.recall), precision: round(score.precision), n: score.n }
  },
}
