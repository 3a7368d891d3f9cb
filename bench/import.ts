/** Order lines per second from a file into both stores, by the command people use, process start included. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { loadProcessConfig } from '../src/config.ts'
import { AppError } from '../src/core/errors.ts'
import type { Bench } from './lib/bench.ts'
import { runCli, withDataDir } from './lib/cli.ts'

const SMALL_LINES = 30_000

export const importBench: Bench = {
  name: 'import',
  about: 'Online Retail (541,909 order lines) by `dirigent import`; asked: 40,000 lines/s on two cores',
  run: ({ small }) =>
    withDataDir(async (dataDir) => {
      const file = join(loadProcessConfig().datasetsDir, 'online-retail.csv.gz')
      if (!existsSync(file))
        throw new AppError('input.not-found', `The data set ${file} is not there. Set DIRIGENT_DATASETS to its folder.`)
      const input = small ? await headOf(file, `${dataDir}-head.csv`) : file
      const run = await runCli(dataDir, ['import', 'online-retail', input])
      const rows = Number(/([\d,]+) accepted/.exec(run.stderr)?.[1]?.replaceAll(',', ''))
      console.log(run.stderr.trim())
      return {
        rowsPerSecond: Math.round(rows / run.seconds),
        seconds: Number(run.seconds.toFixed(2)),
        peakRssMb: run.peakRssMb,
      }
    }),
}

async function headOf(file: string, target: string): Promise<string> {
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) })
  const out = createWriteStream(target)
  let count = 0
  for await (const line of lines) {
    out.write(`${line}\n`)
    if (++count > SMALL_LINES) break
  }
  await new Promise<void>((resolve) => out.end(resolve))
  return target
}
