export { taskRoutes } from './routes.ts'
export { openTasks } from './service.ts'
export { followUpSkill } from './skill.ts'
