import type { Loss } from './loss.ts'

export interface TreesOptions {
  readonly loss: Loss
  /** Trees at most; 100 where left out. */
  readonly rounds?: number
  /** How much of each tree counts, above 0 to 1; 0.1. */
  readonly learningRate?: number
  /** Leaves of a tree at most, at least 2; 31. */
  readonly leaves?: number
  /** Splits above one another at most; no bound where left out. */
  readonly depth?: number
  /** Rows in a leaf at least, counted without weights; 20. */
  readonly leafRows?: number
  /** Sum of second derivatives in a leaf at least; 0.001. */
  readonly leafWeight?: number
  /** L2 penalty on the leaves' values, >= 0; 0. */
  readonly l2?: number
  /** Least gain of a split, >= 0; 0. */
  readonly splitGain?: number
  /** Shares of the rows and of the columns each tree sees, above 0 to 1; 1. */
  readonly rowShare?: number
  readonly columnShare?: number
  /** Values a number column is told apart by, 2..255; 255. */
  readonly bins?: number
  /** Columns whose rise may only raise (1) or only lower (-1) the prediction, by name. */
  readonly monotone?: Readonly<Record<string, 1 | -1>>
  /** Float64Array[n], >= 0; 1 where left out. */
  readonly weight?: Float64Array
  /** Ends the training where the held-out rows (1 in `heldOut`) have not been predicted better for `patience` rounds; keeps the best. */
  readonly stopping?: { readonly heldOut: Uint8Array; readonly patience: number }
  /** Any whole number; the same seed gives the same trees whatever the number of threads. */
  readonly seed?: number
}

export type Settings = Required<Omit<TreesOptions, 'weight' | 'stopping' | 'depth'>> & { readonly depth: number }

/** @throws RangeError  a value out of its range, naming it */
export function settingsOf(options: TreesOptions): Settings {
  const { loss, rounds = 100, learningRate = 0.1, leaves = 31, depth = Infinity, leafRows = 20, bins = 255 } = options
  const { leafWeight = 1e-3, l2 = 0, splitGain = 0, rowShare = 1, columnShare = 1, monotone = {}, seed = 1 } = options
  const whole = { rounds: [rounds, 1], leaves: [leaves, 2], leafRows: [leafRows, 1], bins: [bins, 2] } as const
  for (const [name, [value, least]] of Object.entries(whole)) {
    if (!(Number.isInteger(value) && value >= least))
      throw new RangeError(`${name} must be a whole number of at least ${least}, got ${value}`)
  }
  if (bins > 255) throw new RangeError(`bins must be at most 255, got ${bins}`)
  if (!(depth >= 1)) throw new RangeError(`depth must be at least 1, got ${depth}`)
  for (const [name, value] of Object.entries({ learningRate, rowShare, columnShare })) {
    if (!(value > 0 && value <= 1)) throw new RangeError(`${name} must lie above 0 and at most at 1, got ${value}`)
  }
  for (const [name, value] of Object.entries({ leafWeight, l2, splitGain })) {
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`${name} must be finite and >= 0, got ${value}`)
  }
  if (!Number.isInteger(seed)) throw new RangeError(`seed must be a whole number, got ${seed}`)
  return {
    ...{ loss, rounds, learningRate, leaves, depth, leafRows, leafWeight, l2, splitGain },
    ...{ rowShare, columnShare, bins, monotone, seed },
  }
}
