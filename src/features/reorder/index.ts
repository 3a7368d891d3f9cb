export { type ReorderDeps, reorderSkill } from './skill.ts'
