/** The composition root: settings, signals, stores and the steps of the night shift, put together for one command. */
import { readFileSync } from 'node:fs'
import { openApp } from './app.ts'
import type { CliContext } from './cli/context.ts'
import { runProgram } from './cli/program.ts'
import { openTerminal } from './cli/terminal.ts'
import { loadProcessConfig } from './config.ts'
import type { NightStep } from './features/findings/index.ts'

/** What the night shift runs. To take an analysis out: its folder, and its line here. */
const NIGHT_STEPS: readonly NightStep[] = []

/**
 * Runs one command of `dirigent`.
 * @returns the exit code of the process
 */
export async function main(args: readonly string[]): Promise<number> {
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  const context: CliContext = {
    terminal: openTerminal(process.stdout, process.stderr),
    signal: stop.signal,
    loadConfig: loadProcessConfig,
    async withApp(command, overrides, work) {
      const app = await openApp(loadProcessConfig(overrides), command, NIGHT_STEPS)
      try {
        return await work(app)
      } finally {
        await app.close()
      }
    },
  }
  try {
    return await runProgram(args, readVersion(), context)
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

function readVersion(): string {
  // Compiled code lies one folder deeper than its source: dist/src beside src.
  const manifest = new URL('../../package.json', import.meta.url)
  const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : ''
}
