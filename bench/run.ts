/** `npm run bench` lists the benches; `npm run bench -- NAME [--small] [--option value ...]` runs one, `--all` each of them. */
import { parseArgs } from 'node:util'
import { messageOf } from '../src/core/errors.ts'
import { apiBench } from './api.ts'
import { collectBench } from './collect.ts'
import { crashBench } from './crash.ts'
import { factsBench } from './facts.ts'
import { forecastBikeBench } from './forecast-bike.ts'
import { forecastM3Bench } from './forecast-m3.ts'
import { forecastNn5Bench } from './forecast-nn5.ts'
import { forecastRetailBench } from './forecast-retail.ts'
import { importBench } from './import.ts'
import { importProductsBench } from './import-products.ts'
import { insightsBench } from './insights.ts'
import type { Bench } from './lib/bench.ts'
import { nightBench } from './night.ts'
import { nightDemandBench } from './night-demand.ts'
import { nightForecastsBench } from './night-forecasts.ts'
import { pricingRegretBench } from './pricing-regret.ts'
import { soakBench } from './soak.ts'
import { startBench } from './start.ts'
import { treesBench } from './trees.ts'
import { visitsBench } from './visits.ts'
import { webBench } from './web.ts'
import { writeBench } from './write.ts'

const BENCHES: readonly Bench[] = [
  importBench,
  importProductsBench,
  nightBench,
  nightDemandBench,
  startBench,
  collectBench,
  crashBench,
  soakBench,
  visitsBench,
  insightsBench,
  apiBench,
  webBench,
  factsBench,
  writeBench,
  forecastM3Bench,
  forecastNn5Bench,
  forecastRetailBench,
  forecastBikeBench,
  nightForecastsBench,
  treesBench,
  pricingRegretBench,
]

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      all: { type: 'boolean' },
      small: { type: 'boolean' },
      orders: { type: 'string' },
      products: { type: 'string' },
      events: { type: 'string' },
      minutes: { type: 'string' },
      proposals: { type: 'string' },
    },
  })
  const { all, small: isSmall, ...options } = values
  const small = isSmall === true
  if (all === true) {
    for (const bench of BENCHES) await runOne(bench, { small, options })
    return 0
  }
  const [name] = positionals
  const bench = BENCHES.find((candidate) => candidate.name === name)
  if (name === undefined) {
    for (const { name: known, about } of BENCHES) console.log(`${known.padEnd(16)} ${about}`)
    return 0
  }
  if (bench === undefined) {
    console.error(`There is no bench '${name}'. Known are: ${BENCHES.map((known) => known.name).join(', ')}.`)
    return 2
  }
  await runOne(bench, { small, options })
  return 0
}

async function runOne(bench: Bench, request: Parameters<Bench['run']>[0]): Promise<void> {
  console.log(`# ${bench.name}: ${bench.about}${request.small ? ' (small)' : ''}`)
  console.log(JSON.stringify(await bench.run(request)))
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(messageOf(error))
    process.exitCode = 1
  },
)
