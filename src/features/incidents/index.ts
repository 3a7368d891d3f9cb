export { type Article, articleName, byUnit, nameCell, readCatalogue } from './catalogue.ts'
export { incidentsStep } from './step.ts'
