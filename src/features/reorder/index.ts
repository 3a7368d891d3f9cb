export { reorderSkill } from './skill.ts'
