export { nightCron, settleConfig } from './model.ts'
export { settingsRoutes } from './routes.ts'
export { readRoutineMinutes, readSettings } from './store.ts'
