/** The real command line as a child process, its stores in a folder of its own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { watchMemory } from './memory.ts'

const BIN = fileURLToPath(new URL('../../../bin/dirigent.js', import.meta.url))

export interface CliRun {
  readonly seconds: number
  readonly peakRssMb: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `dirigent` to its end; rejects with its last words when it fails. */
export function runCli(dataDir: string, args: readonly string[]): Promise<CliRun> {
  const started = performance.now()
  const child = spawn(process.execPath, [BIN, '--data-dir', dataDir, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const meter = watchMemory(() => (child.pid === undefined ? [] : [child.pid]))
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8')
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      const seconds = (performance.now() - started) / 1000
      const peakRssMb = meter.stop()
      if (code === 0) resolve({ seconds, peakRssMb, stdout, stderr })
      else reject(new Error(`dirigent ${args.join(' ')} ended with ${code}: ${stderr.trim().split('\n').at(-1) ?? ''}`))
    })
  })
}

/** A data folder for the time of `work`. */
export async function withDataDir<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dirigent-bench-'))
  try {
    return await work(join(folder, 'data'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
