export { textRoutes } from './routes.ts'
export { descriptionSkill } from './skill.ts'
export { textTools, voicedTools } from './tools.ts'
export { writeChecked } from './write.ts'
