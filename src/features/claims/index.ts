export {
  type ActualByDay,
  type Calibration,
  type CheckedClaim,
  type ClaimsChecked,
  checkClaims,
  leftBand,
} from './model.ts'
export { readActuals } from './store.ts'
