import type { Column } from './columns.ts'
import type { Loss } from './loss.ts'

/** A column as the trees know it; of a category the labels that have a bin of their own, in the order of their bins. */
export type Feature =
  | { readonly name: string; readonly kind: 'number' }
  | { readonly name: string; readonly kind: 'category'; readonly labels: readonly string[] }

/** Trees as flat arrays over all their nodes. Plain data: it can be sent to a thread and written by `writeTrees`. */
export interface TreesModel {
  readonly loss: Loss
  /** Score before the first tree. */
  readonly base: number
  readonly features: readonly Feature[]
  /** The first node of each tree. */
  readonly roots: Uint32Array
  /** Place of the node's feature; -1 in a leaf. */
  readonly feature: Int16Array
  /** Of a leaf its value; of a number the threshold (left where value <= threshold); of a category the place of its set. */
  readonly number: Float64Array
  /** The left child; the right one follows it. */
  readonly left: Uint32Array
  /** Training rows that came through the node. */
  readonly rows: Uint32Array
  /** 1 where what is not known goes left. */
  readonly unknownLeft: Uint8Array
  /** Eight words for each set: the bins that go left. */
  readonly sets: Uint32Array
}

/** Words of a set of bins. */
export const SET_WORDS = 8

/** Whether the bin is in the set at `place`. */
function inSet(sets: Uint32Array, place: number, bin: number): boolean {
  return (((sets[place * SET_WORDS + (bin >>> 5)] as number) >>> (bin & 31)) & 1) === 1 // bins are below 256
}

/**
 * The model's columns in its order, numbers as they are and categories as bins, NaN where not known.
 * @throws RangeError  a column is missing or of another kind
 */
export function inputsOf({ features }: TreesModel, columns: readonly Column[]): readonly ArrayLike<number>[] {
  const byName = new Map(columns.map((column) => [column.name, column]))
  return features.map((feature) => {
    const column = byName.get(feature.name)
    if (column === undefined) throw new RangeError(`column '${feature.name}' is missing; the model was trained with it`)
    if (column.kind === 'number' && feature.kind === 'number') return column.values
    if (column.kind !== 'category' || feature.kind !== 'category')
      throw new RangeError(`column '${feature.name}' is a ${column.kind}, the model was trained with a ${feature.kind}`)
    const binOf = new Map(feature.labels.map((label, bin) => [label, bin]))
    const bins = column.labels.map((label) => binOf.get(label) ?? Number.NaN)
    return Float64Array.from(column.values, (place) => bins[place] ?? Number.NaN)
  })
}

/** The node below an inner node that a row goes to. */
export function childOf(model: TreesModel, node: number, input: number): number {
  const left = model.left[node] as number // an inner node of the model, as below
  const number = model.number[node] as number
  if (Number.isNaN(input)) return model.unknownLeft[node] === 1 ? left : left + 1
  const isCategory = model.features[model.feature[node] as number]?.kind === 'category'
  return (isCategory ? inSet(model.sets, number, input) : input <= number) ? left : left + 1
}
