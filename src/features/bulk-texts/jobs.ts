import { workBulks } from './work.ts'

/** What is ordered while it runs is taken along; one that was cut off goes on within a minute. */
export function bulkTextJobs(deps: Parameters<typeof workBulks>[0]) {
  return [
    {
      name: BULK_JOB,
      cron: '* * * * *',
      retries: 0,
      timeoutSeconds: 3_600,
      run: (_data: Readonly<Record<string, unknown>>, signal: AbortSignal) => workBulks(deps, signal),
    },
  ]
}

/** Name of the job that `wake` asks for. */
export const BULK_JOB = 'bulk-texts'
