export { taskRoutes } from './routes.ts'
export { type NamesOf, openTasks } from './service.ts'
export { followUpSkill } from './skill.ts'
