export { textRoutes } from './routes.ts'
export { descriptionSkill } from './skill.ts'
export { sharedSpeller } from './speller.ts'
export { writeChecked } from './write.ts'
