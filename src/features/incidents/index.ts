export { type Article, articleName, byUnit, readCatalogue } from './catalogue.ts'
export { incidentsStep } from './step.ts'
