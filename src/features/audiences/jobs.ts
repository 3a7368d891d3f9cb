/** The nightly look at all audiences. */
import type { Log } from '../../core/log.ts'
import { type AudienceDeps, evaluateAll } from './service.ts'

/** What the workbench's jobs are made of; the shell that runs them has the same shape. */
interface AudienceJob {
  readonly name: string
  readonly cron: string | null
  readonly retries: number
  readonly timeoutSeconds: number
  run(data: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void>
}

/** @param cron when, in the shop's time zone: after the projections were rebuilt */
export function audienceJobs(deps: AudienceDeps & { readonly log: Log }, cron: string): AudienceJob[] {
  return [
    {
      name: 'audiences',
      cron,
      retries: 1,
      timeoutSeconds: 3_600,
      async run(_data, signal) {
        await evaluateAll(deps, signal)
      },
    },
  ]
}
