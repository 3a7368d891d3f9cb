export { type FinishedNight, runNight } from './night.ts'
export { listSteps, type NightDeps, type StepProgress } from './run.ts'
