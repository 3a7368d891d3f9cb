/** How well the fact check finds what is false, over the planted set; and how fast. */
import { resolve } from 'node:path'
import { loadProcessConfig } from '../src/config.ts'
import { LANGS } from '../src/core/lang.ts'
import { loadChecks } from '../src/features/text-check/index.ts'
import type { Bench } from './lib/bench.ts'
import { readGenerated } from './lib/generated.ts'
import { isAlarmed, type Planted, readPlanted, readShops, realProducts, scoreFacts } from './lib/planted.ts'

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

function print(name: string, planted: readonly Planted[]): void {
  const { recall, precision, n } = scoreFacts(planted)
  console.log(`${name}: recall ${round(recall)}, precision ${round(precision)}, n ${n}`)
}

export const factsBench: Bench = {
  name: 'facts',
  about:
    'the fact check over sentences about products, half of them falsified in one detail; asked: recall and precision 0.95',
  run: async () => {
    const { datasetsDir } = loadProcessConfig()
    const planted = readPlanted(resolve('test/golden/facts.json'), datasetsDir)
    const shops = readShops(resolve('test/golden/facts-shops.json'))
    console.log(
      `${await descriptionsPerSecond(datasetsDir)} descriptions/s through all checks, spelling included, on one core`,
    )
    print('first set', planted)
    print(
      '  held-out forms',
      planted.filter(({ isHeldOut }) => isHeldOut),
    )
    print(
      '  real products',
      planted.filter(({ isReal }) => isReal),
    )
    print(
      'many shops, development',
      shops.planted.filter(({ isHeldOut }) => !isHeldOut),
    )
    print(
      'many shops, locked third',
      shops.planted.filter(({ isHeldOut }) => isHeldOut),
    )
    const generated = readGenerated(resolve('test/golden/facts-real.json'))
    const open = generated.filter(({ isHeldOut }) => !isHeldOut)
    print('generated from real attributes, development', open)
    for (const detail of new Set(open.map((sentence) => sentence.detail)))
      print(
        `  ${detail} changed`,
        generated.filter((sentence) => sentence.detail === detail),
      )
    print(
      'generated from real attributes, locked half',
      generated.filter(({ isHeldOut }) => isHeldOut),
    )
    const alarms = shops.plain.filter(isAlarmed).length
    console.log(`false alarms: ${round((1000 * alarms) / shops.plain.length)} in 1,000 plain sentences`)
    console.log(
      `paragraphs of true sentences with an alarm: ${shops.paragraphs.filter(isAlarmed).length} of ${shops.paragraphs.length}`,
    )
    const { recall, precision, n } = scoreFacts([...planted, ...shops.planted, ...generated])
    return { recall: round(recall), precision: round(precision), n }
  },
}
