import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { readHolder } from '../../stores/folder.ts'
import { type DeadLetter, deadLetterListSchema, listDeadLetters } from '../../worker/jobs.ts'
import type { CliContext } from '../context.ts'
import { overridesOf } from '../options.ts'

const MOST = 100

export function addJobs(program: Command, context: CliContext): void {
  program
    .command('jobs')
    .description('list the jobs that were given up after all their attempts (dead letters)')
    .action(async (_options: unknown, command: Command) => {
      const { terminal } = context
      const letters = await readWherever(context, command)
      if (letters.length === 0) terminal.print('No job was given up.')
      for (const { failedAt, job, error } of letters) terminal.print(`${failedAt}  ${job}  ${error}`)
    })
}

/** From the stores, or from the workbench that holds them. */
async function readWherever(context: CliContext, command: Command): Promise<DeadLetter[]> {
  const overrides = overridesOf(command)
  const url = readHolder(context.loadConfig(overrides).dataDir)?.url ?? null
  if (url === null) return context.withApp('jobs', overrides, ({ state }) => listDeadLetters(state, MOST))
  const answer = await fetch(`${url}/api/v1/jobs/dead-letters`)
  if (!answer.ok) throw new AppError('channel.failed', `The workbench at ${url} answers with status ${answer.status}.`)
  return deadLetterListSchema.parse(await answer.json()).items
}
