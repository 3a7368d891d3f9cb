export { checkClaims } from './model.ts'
export { claimsStep } from './step.ts'
export { readActuals } from './store.ts'
