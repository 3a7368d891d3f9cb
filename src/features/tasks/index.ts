export { taskRoutes } from './routes.ts'
export { taskKind } from './search.ts'
export { openTasks } from './service.ts'
export { followUpSkill } from './skill.ts'
