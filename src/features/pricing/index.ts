export { pricingRoutes } from './routes.ts'
export { pricingSkill } from './skill.ts'
export { pricingStep } from './step.ts'
