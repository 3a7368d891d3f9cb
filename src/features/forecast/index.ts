export type { Expected } from './outlook.ts'
export { type DailySeries, dayAt, toSeries } from './series.ts'
export { expectLastDay, forecastStep } from './step.ts'
export { readDays } from './store.ts'
