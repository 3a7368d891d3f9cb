import { AppError } from '../../core/errors.ts'
import { type DeadLetter, deadLetterListSchema, listDeadLetters } from '../../features/system/index.ts'
import { readHolder } from '../../stores/folder.ts'
import type { CliContext, Overrides } from '../context.ts'
import { asCli } from '../running.ts'

const MOST = 100

export async function runJobs(context: CliContext, overrides: Overrides): Promise<void> {
  const { terminal } = context
  const letters = await readWherever(context, overrides)
  if (letters.length === 0) terminal.print('No job was given up.')
  for (const { failedAt, job, error } of letters) terminal.print(`${failedAt}  ${job}  ${error}`)
}

/** From the stores, or from the workbench that holds them. */
async function readWherever(context: CliContext, overrides: Overrides): Promise<DeadLetter[]> {
  const { dataDir } = context.loadConfig(overrides)
  const url = readHolder(dataDir)?.url ?? null
  if (url === null) return context.withApp('jobs', overrides, ({ state }) => listDeadLetters(state, MOST))
  const answer = await fetch(`${url}/api/v1/jobs/dead-letters`, { headers: asCli(dataDir) })
  if (!answer.ok) throw new AppError('channel.failed', `The workbench at ${url} answers with status ${answer.status}.`)
  return deadLetterListSchema.parse(await answer.json()).items
}
