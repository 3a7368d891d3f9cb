import { type RunWorkDeps, workRuns } from './work.ts'

/** A run that is begun while others are worked on is taken along; one that was cut off goes on within a minute. */
export function promptJobs(deps: RunWorkDeps) {
  return [
    {
      name: PROMPT_JOB,
      cron: '* * * * *',
      retries: 0,
      timeoutSeconds: 3_600,
      run: (_data: Readonly<Record<string, unknown>>, signal: AbortSignal) => workRuns(deps, signal),
    },
  ]
}

/** Name of the job that `wake` asks for. */
export const PROMPT_JOB = 'prompt-runs'
