export { type Article, articleName, byUnit, readCatalogue } from './catalogue.ts'
export { type PriceSkillDeps, priceSkill } from './skill.ts'
export { incidentsStep } from './step.ts'
