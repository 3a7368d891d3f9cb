/** A running workbench as a child process, and what a bench asks of it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { readCliToken } from '../../src/stores/cli-token.ts'
import { runCli } from './cli.ts'
import type { LoadRequest, LoadResult } from './load.ts'

const BIN = fileURLToPath(new URL('../../../bin/dirigent.js', import.meta.url))
const LOAD = fileURLToPath(new URL('./load.js', import.meta.url))

export interface Workbench {
  readonly url: string
  /** With these a request is the command line's. */
  readonly headers: Readonly<Record<string, string>>
  readonly pid: number
  /** Kills the process as a power cut would. */
  kill(): Promise<void>
  /** Stops it as Ctrl-C does. */
  stop(): Promise<void>
}

/** Makes a source in a data folder; gives its write key. */
export async function addSource(dataDir: string, name: string): Promise<string> {
  const { stdout } = await runCli(dataDir, ['source', 'add', name])
  const key = stdout.trim().split(/\s+/).at(-1)
  if (key === undefined || key === '') throw new Error('`dirigent source add` printed no key.')
  return key
}

/** Starts `dirigent start` on the folder; resolves when it serves. */
export async function startWorkbench(dataDir: string, args: readonly string[] = ['--no-demo']): Promise<Workbench> {
  const child = spawn(process.execPath, [BIN, '--data-dir', dataDir, 'start', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DIRIGENT_PORT: '0', DIRIGENT_LOG_LEVEL: 'error' },
  })
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => {
    words = `${words}${chunk.toString('utf8')}`.slice(-4_000)
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(new URL(chunk.toString('utf8').trim()).origin))
    child.once('exit', (code) => reject(new Error(`dirigent start ended with ${code}: ${words}`)))
  })
  const headers = { authorization: `Bearer ${readCliToken(dataDir)}` }
  return { url, headers, pid: child.pid ?? 0, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** Runs the load generator in a process of its own. */
export function sendLoad(request: LoadRequest): Promise<LoadResult> {
  const child = spawn(process.execPath, [LOAD, JSON.stringify(request)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8')
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0)
        resolve(JSON.parse(output) as LoadResult) // the load generator's own line
      else reject(new Error(`The load generator ended with ${code}.`))
    })
  })
}
