export { textRoutes } from './routes.ts'
export { descriptionSkill } from './skill.ts'
export { textTools } from './tools.ts'
export { writeChecked } from './write.ts'
