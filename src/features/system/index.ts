export { checkSettings, checkStores } from './checks.ts'
export { listDeadLetters } from './jobs-store.ts'
export { systemRoutes } from './routes.ts'
export { askedNightSchema, type Check, type DeadLetter, deadLetterListSchema } from './schema.ts'
