export { pricingSkill } from './skill.ts'
