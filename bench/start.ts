/** From the start of an existing data folder until the report is served. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readCliToken } from '../src/stores/cli-token.ts'
import type { Bench } from './lib/bench.ts'
import { runCli, withDataDir } from './lib/cli.ts'

const BIN = fileURLToPath(new URL('../../bin/dirigent.js', import.meta.url))

export const startBench: Bench = {
  name: 'start',
  about: 'seconds from `dirigent start` on the demo shop with a report until the report is served; asked: 5 s',
  run: ({ small }) =>
    withDataDir(async (dataDir) => {
      await runCli(dataDir, ['demo'])
      await runCli(dataDir, ['night'])
      const runs: number[] = []
      for (let run = 0; run < (small ? 1 : 5); run++) runs.push(await secondsUntilServed(dataDir))
      const sorted = runs.toSorted((a, b) => a - b)
      return { seconds: sorted[Math.floor(sorted.length / 2)] ?? null, maxSeconds: sorted.at(-1) ?? null, runs }
    }),
}

function secondsUntilServed(dataDir: string): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, [BIN, '--data-dir', dataDir, 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DIRIGENT_PORT: '0' },
  })
  return new Promise((resolve, reject) => {
    let seconds = 0
    child.stdout.once('data', async (chunk: Buffer) => {
      const answer = await fetch(`${chunk.toString('utf8').trim()}.html`, {
        headers: { authorization: `Bearer ${readCliToken(dataDir)}` },
      })
      const body = await answer.text()
      seconds = Number(((performance.now() - started) / 1000).toFixed(3))
      if (!answer.ok || body.length < 10_000) reject(new Error(`The report was not served: status ${answer.status}`))
      child.kill('SIGTERM')
    })
    child.once('error', reject)
    child.once('exit', (code) =>
      seconds > 0 ? resolve(seconds) : reject(new Error(`dirigent start ended with ${code}`)),
    )
  })
}
