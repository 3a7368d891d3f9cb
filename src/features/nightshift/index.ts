export { type FinishedNight, runNight } from './night.ts'
export { listSteps, type NightDeps, type StepProgress, skillContext } from './run.ts'
