/** What the desk has done on time. */
import { expireProposals } from './by-rule.ts'
import type { DeskDeps } from './deps.ts'

/** What the workbench's jobs are made of; the shell that runs them has the same shape. */
interface DeskJob {
  readonly name: string
  readonly cron: string | null
  readonly retries: number
  readonly timeoutSeconds: number
  run(data: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void>
}

export function deskJobs(deps: DeskDeps): DeskJob[] {
  return [
    {
      name: 'desk-expiry',
      cron: '*/15 * * * *',
      retries: 1,
      timeoutSeconds: 900,
      async run(_data, signal) {
        await expireProposals(deps, signal)
      },
    },
  ]
}
