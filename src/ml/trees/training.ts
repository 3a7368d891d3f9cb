import { type Column, rowsOf } from './columns.ts'
import { checkTarget, scoreOf } from './loss.ts'
import type { TreesModel } from './model.ts'
import { type Settings, settingsOf, type TreesOptions } from './options.ts'
import { weightedQuantile } from './weighted-quantile.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

export type TreesFit =
  | {
      readonly ok: true
      readonly model: TreesModel /** Null without held-out rows. */
      readonly heldOutLoss: number | null
    }
  /** No row (or no weight) to learn from; a logistic target of one class; a Poisson or Tweedie target of zeros. */
  | { readonly ok: false; readonly reason: 'no-rows' | 'one-class' | 'all-zero' }

/** A training as its members need it: plain data, the same in every thread. */
export interface Training {
  readonly columns: readonly Column[]
  readonly target: Float64Array
  readonly weight: Float64Array | null
  readonly heldOut: Uint8Array | null
  readonly patience: number
  readonly settings: Settings
  /** Score before the first tree. */
  readonly base: number
  /** Whether all targets are the same, so that there is nothing to learn. */
  readonly isConstant: boolean
  readonly shared: Workspace
}

/** Checks the input and lays out what the members share. Errors as `trainTrees`. */
export function prepareTraining(
  columns: readonly Column[],
  target: Float64Array,
  options: TreesOptions,
  members: number,
): Training | Extract<TreesFit, { ok: false }> {
  const settings = settingsOf(options)
  const rows = rowsOf(columns)
  if (target.length !== rows) throw new RangeError(`target has ${target.length} rows, the columns have ${rows}`)
  if (columns.length > 32_767) throw new RangeError(`columns must be at most 32767, got ${columns.length}`)
  checkMonotone(columns, settings)
  const weight = options.weight ?? null
  checkTarget(settings.loss, target, weight)
  const heldOut = options.stopping?.heldOut ?? null
  const patience = options.stopping?.patience ?? 0
  if (heldOut !== null && heldOut.length !== rows)
    throw new RangeError(`heldOut has ${heldOut.length} rows, the columns have ${rows}`)
  if (heldOut !== null && !(patience >= 1)) throw new RangeError(`patience must be at least 1, got ${patience}`)
  const learnt = learntFrom(target, weight, heldOut)
  if (learnt === null) return { ok: false, reason: 'no-rows' }
  const { loss } = settings
  const response = loss.name === 'quantile' ? learnt.quantile(loss.quantile) : learnt.mean
  const base = scoreOf(loss, response)
  if (!Number.isFinite(base)) return { ok: false, reason: loss.name === 'logistic' ? 'one-class' : 'all-zero' }
  const shared = openWorkspace({ rows, features: columns.length, members, leaves: mostLeaves(rows, settings) })
  shared.score.fill(base)
  return { columns, target, weight, heldOut, patience, settings, base, isConstant: learnt.isConstant, shared }
}

/** No tree has more leaves than fit its rows. */
function mostLeaves(rows: number, { leaves, leafRows }: Settings): number {
  return Math.min(leaves, Math.floor(rows / leafRows) + 1)
}

function checkMonotone(columns: readonly Column[], { monotone, loss }: Settings): void {
  const names = Object.keys(monotone)
  if (names.length > 0 && loss.name === 'quantile')
    throw new RangeError(
      `the quantile loss cannot hold column '${names[0]}' monotone: its leaves are set after the splits`,
    )
  for (const name of names) {
    const column = columns.find((candidate) => candidate.name === name)
    if (column?.kind !== 'number')
      throw new RangeError(`monotone column '${name}' ${column === undefined ? 'does not exist' : 'is no number'}`)
  }
}

/** What the rows say that are not held out; null where they weigh nothing. */
function learntFrom(target: Float64Array, weight: Float64Array | null, heldOut: Uint8Array | null) {
  const isLearnt = (_value: number, row: number) =>
    (heldOut === null || heldOut[row] === 0) && (weight === null || weight[row] !== 0)
  const values = target.filter(isLearnt)
  const weights = weight?.filter((_value, row) => isLearnt(0, row)) ?? null
  if (values.length === 0) return null
  let sum = 0
  let total = 0
  values.forEach((value, i) => {
    const w = weights?.[i] ?? 1
    sum += w * value
    total += w
  })
  const isConstant = values.every((value) => value === values[0])
  const mean = isConstant ? (values[0] ?? 0) : sum / total
  return { mean, isConstant, quantile: (share: number) => weightedQuantile(values, weights, share) }
}
