export {
  type NightDeps,
  type NightOptions,
  type NightResult,
  PREPARE,
  runSteps,
  type StepProgress,
  type StepResult,
} from './run.ts'
export { closeNight, type Night } from './store.ts'
