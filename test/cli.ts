/** The built command line as a child process. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readCliToken } from '../src/stores/cli-token.ts'

const BIN = fileURLToPath(new URL('../bin/dirigent.js', import.meta.url))

export interface CliResult {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly dataDir: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** What it reads; default: nothing. */
  readonly input?: string
  /** Lets permission bits bind root as well. */
  readonly bound?: boolean
}

export interface CliProcess {
  readonly child: ChildProcess
  readonly done: Promise<CliResult>
}

/** Starts `dirigent` with the embedded stores, whatever this machine's settings say. */
export function startCli(
  args: readonly string[],
  { dataDir, cwd, env = {}, input = '', bound = false }: CliOptions,
): CliProcess {
  const ours = /^(DIRIGENT_\w+|DATABASE_URL|CLICKHOUSE_URL)$/
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
  const binding = bound && process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-dac_override'] : []
  const [program = '', ...rest] = [...binding, process.execPath, BIN, '--data-dir', dataDir, ...args]
  const child = spawn(program, rest, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...clean, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  })
  // One that ends without having read it is no fault.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const done = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  return { child, done }
}

export function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  return startCli(args, options).done
}

/** With these a request to the running workbench of a data folder is the command line's, which may everything. */
export function asCommandLine(dataDir: string): Record<string, string> {
  return { authorization: `Bearer ${readCliToken(dataDir)}` }
}
