export { spokenAs } from './model.ts'
export { voiceRoutes } from './routes.ts'
export { readVoice } from './store.ts'
