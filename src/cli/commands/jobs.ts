import type { Command } from 'commander'
import { listDeadLetters } from '../../worker/jobs.ts'
import type { CliContext } from '../context.ts'
import { overridesOf } from '../options.ts'

export function addJobs(program: Command, { terminal, withApp }: CliContext): void {
  program
    .command('jobs')
    .description('list the jobs that were given up after all their attempts (dead letters)')
    .action(async (_options: unknown, command: Command) => {
      await withApp('jobs', overridesOf(command), async ({ state }) => {
        const letters = await listDeadLetters(state, 100)
        if (letters.length === 0) terminal.print('No job was given up.')
        for (const { failedAt, job, error } of letters) terminal.print(`${failedAt}  ${job}  ${error}`)
      })
    })
}
