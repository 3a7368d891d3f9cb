/** The composition root: settings, signals, stores and the steps of the night shift, put together for one command. */
import type { Abilities } from './app.ts'
import type { CliContext } from './cli/context.ts'
import { runProgram } from './cli/program.ts'
import { openTerminal } from './cli/terminal.ts'
import { loadProcessConfig } from './config.ts'
import { messageOf } from './core/errors.ts'
import { readVersion } from './version.ts'

/** Ctrl-C, a polite kill, and the closing of the terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** Exit code of 'work.stopped'. */
const STOPPED = 5

/**
 * Runs one command of `dirigent`.
 * @returns the exit code of the process
 */
export async function main(args: readonly string[]): Promise<number> {
  const terminal = openTerminal(process.stdout, process.stderr)
  const stop = new AbortController()
  const onSignal = () => {
    // Whoever asks twice does not want to wait; what is stored is whole, and the next command adopts what still runs.
    if (stop.signal.aborted) process.exit(STOPPED)
    stop.abort()
    if (terminal.isInteractive) terminal.say('Stopping. (Once more to stop at once.)')
  }
  for (const name of SIGNALS) process.on(name, onSignal)
  const context: CliContext = {
    terminal,
    signal: stop.signal,
    loadConfig: loadProcessConfig,
    async withApp(command, overrides, work, { load, bare } = {}) {
      // Help and settings need neither the stores nor the analyses.
      const { openApp, NO_ABILITIES } = await import('./app.ts')
      const app = await openApp(loadProcessConfig(overrides), command, async () => {
        const [abilities] = await Promise.all([bare === true ? NO_ABILITIES : loadAbilities(), load?.()])
        return abilities
      })
      try {
        return await work(app)
      } catch (error) {
        throw app.state.explain(error)
      } finally {
        await app.close()
      }
    },
  }
  try {
    const code = await runProgram(args, readVersion(), context)
    const fault = await terminal.flush()
    if (fault === null) return code
    terminal.say(`dirigent: The output could not be written: ${messageOf(fault)}.`)
    return code === 0 ? 1 : code
  } finally {
    for (const name of SIGNALS) process.off(name, onSignal)
  }
}

async function loadAbilities(): Promise<Abilities> {
  const [{ openSteps }, { openSkills }] = await Promise.all([import('./night-steps.ts'), import('./skills.ts')])
  return { openSteps, openSkills }
}
