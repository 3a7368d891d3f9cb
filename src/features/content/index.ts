export { type ContentDeps, descriptionSkill } from './skill.ts'
