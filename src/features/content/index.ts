export { textRoutes } from './routes.ts'
export { descriptionSkill } from './skill.ts'
export { textTools, voicedTools } from './tools.ts'
export { builtInWriter, writeChecked } from './write.ts'
