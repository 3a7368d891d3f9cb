export { type Article, articleName, byUnit, readCatalogue } from './catalogue.ts'
export { priceSkill } from './skill.ts'
export { incidentsStep } from './step.ts'
