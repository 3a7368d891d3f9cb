export { type Answer, type Ask, createAsk } from './ask.ts'
export * from './schema.ts'
export type { NightStep, StepContext } from './step.ts'
export { textCell } from './text-cell.ts'
