/** What a demo shop is asked for. */
import { AppError } from '../../core/errors.ts'

/** Goes up with every change that alters the bytes; files of another version are written anew. */
export const GENERATOR_VERSION = 1

/** Customers of a demo shop of scale 1. */
const CUSTOMERS = 20_000

export interface DemoOptions {
  /** Any whole number. */
  readonly seed: number
  /** Last day of the data, 'YYYY-MM-DD' in shop time. */
  readonly endDay: string
  /** Share of customers, orders and events; 1 unless given. The catalogue is always whole. */
  readonly scale?: number
}

/** Number of customers the options ask for; throws AppError naming the value that makes no sense. */
export function sizeOf({ seed, scale = 1 }: DemoOptions): number {
  if (!Number.isSafeInteger(seed)) throw new AppError('usage.invalid', `The seed ${seed} is not a whole number.`)
  if (!(scale > 0 && scale <= 10))
    throw new AppError('usage.invalid', `The scale ${scale} is not above 0 and at most 10.`)
  return Math.max(1, Math.round(CUSTOMERS * scale))
}
