import { type DeadLetter, deadLetterListSchema, listDeadLetters } from '../../features/system/index.ts'
import type { CliContext, Overrides } from '../context.ts'
import { runningWorkbench } from '../running.ts'

const MOST = 100

export async function runJobs(context: CliContext, overrides: Overrides): Promise<void> {
  const { terminal } = context
  const letters = await readWherever(context, overrides)
  if (letters.length === 0) terminal.print('No job was given up.')
  for (const { failedAt, job, error } of letters) terminal.print(`${failedAt}  ${job}  ${error}`)
}

/** From the stores, or from the workbench that holds them. */
async function readWherever(context: CliContext, overrides: Overrides): Promise<DeadLetter[]> {
  const running = runningWorkbench(context.loadConfig(overrides).dataDir)
  if (running === null) return context.withApp('jobs', overrides, ({ state }) => listDeadLetters(state, MOST))
  return deadLetterListSchema.parse(await running.ask('/api/v1/jobs/dead-letters')).items
}
