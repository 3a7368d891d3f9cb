export { nightCron, settleConfig } from './model.ts'
export { settingsRoutes } from './routes.ts'
export { readSettings } from './store.ts'
