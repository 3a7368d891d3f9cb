/** What privacy has done on time. */
import { answerRequests, eraseReturned, type RequestDeps } from './requests.ts'
import { applyRetention } from './retention.ts'

/** What the workbench's jobs are made of; the shell that runs them has the same shape. */
interface PrivacyJob {
  readonly name: string
  readonly cron: string | null
  readonly retries: number
  readonly timeoutSeconds: number
  run(data: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void>
}

const HOUR = 3_600

/** Times are the shop's. Requests every ten minutes; by night who came back first, so that it is gone before anything is read. */
export function privacyJobs(deps: RequestDeps): PrivacyJob[] {
  return [
    {
      name: 'privacy-requests',
      cron: '*/10 * * * *',
      retries: 3,
      timeoutSeconds: 4 * HOUR,
      async run(_data, signal) {
        await answerRequests(deps, signal)
      },
    },
    {
      name: 'privacy-returned',
      cron: '20 1 * * *',
      retries: 3,
      timeoutSeconds: HOUR,
      async run(_data, signal) {
        await eraseReturned(deps, signal)
      },
    },
    {
      name: 'retention',
      cron: '40 0 * * *',
      retries: 3,
      timeoutSeconds: 4 * HOUR,
      async run(_data, signal) {
        await applyRetention(deps, signal)
      },
    },
  ]
}
