export { type FinishedNight, runNight } from './night.ts'
export { listSteps, type NightDeps, type NightOptions, type StepProgress } from './run.ts'
