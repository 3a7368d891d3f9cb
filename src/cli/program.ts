/** The command line: errors in one line, exit codes as documented in `--help`. */
import { Command, CommanderError } from 'commander'
import { AppError, isDiskFull, messageOf } from '../core/errors.ts'
import { addCommands } from './commands/add-commands.ts'
import type { CliContext } from './context.ts'
import { oneLine } from './text.ts'

const EXIT_CODES = `
Exit codes:
  0  done
  1  a fault
  2  wrong settings or usage
  3  bad input: a file, a row or a date that cannot be used
  4  a store or the data folder cannot be used, or another process holds it
  5  stopped before the end; run it again to go on`

/**
 * Runs one command.
 * @returns the exit code of the process
 */
export async function runProgram(args: readonly string[], version: string, context: CliContext): Promise<number> {
  const program = new Command('dirigent')
    .description('The workbench in which a shop team conducts an AI that does the routine.')
    .version(version)
    .option('--data-dir <folder>', 'folder of the embedded stores (DIRIGENT_DATA_DIR, default ./data)')
    .option('--debug', 'show where an error came from')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'dirigent: ')) })
  addCommands(program, context)
  for (const command of program.commands) command.exitOverride().addHelpText('after', EXIT_CODES)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    return tell(error, context, program.opts<{ debug?: boolean }>().debug === true)
  }
}

function tell(error: unknown, { terminal, signal }: CliContext, debug: boolean): number {
  const shown = faultOf(error, signal)
  terminal.say(`dirigent: ${oneLine(messageOf(shown))}`)
  if (debug) for (const stack of stacksOf(shown)) terminal.say(stack)
  return shown instanceof AppError ? shown.exitCode : 1
}

function faultOf(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof AppError) return error
  const cause = { cause: error }
  if (isDiskFull(error)) {
    const sentence = 'The disk is full. What is stored stays. Free some room and run the same command again.'
    return new AppError('store.unusable', sentence, {}, cause)
  }
  if (!signal.aborted) return error
  return new AppError('work.stopped', 'Stopped. What is done is kept; run the command again to go on.', {}, cause)
}

/** Where an error came from, and what was behind it. */
function stacksOf(error: unknown): string[] {
  const stacks: string[] = []
  for (let cause = error; cause instanceof Error && stacks.length < 5; cause = cause.cause) {
    stacks.push(`${stacks.length === 0 ? '' : 'caused by '}${cause.stack ?? cause.message}`)
  }
  return stacks
}
