export { calendarColumns, learnable, publicHolidays } from './holidays.ts'
export { type DailySeries, dayAt, toSeries } from './series.ts'
export { expectLastDay, forecastStep, type LastDay, tooFewDaysToExpect } from './step.ts'
export { readDays } from './store.ts'
