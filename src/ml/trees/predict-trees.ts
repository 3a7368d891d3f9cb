import { type Column, rowsOf } from './columns.ts'
import { responseOf } from './loss.ts'
import { childOf, inputsOf, type TreesModel } from './model.ts'

/**
 * What the trees expect of each row.
 * @param columns  those of the training, by name, in any order; others are left alone. Labels the training did not know count as not known
 * @param scale    'response': a probability (logistic), a mean or a quantile; 'score': before the link, what `explainTrees` adds up to
 * @returns        Float64Array[n], finite
 * @throws RangeError  a column is missing, of another kind or of another length
 */
export function predictTrees(
  model: TreesModel,
  columns: readonly Column[],
  scale: 'response' | 'score' = 'response',
): Float64Array {
  const rows = rowsOf(columns)
  const inputs = inputsOf(model, columns)
  const { roots, feature, number, loss } = model
  const scores = new Float64Array(rows).fill(model.base)
  // Tree by tree: one tree's nodes stay in the cache while all rows go through it.
  for (const root of roots) {
    for (let row = 0; row < rows; row++) {
      let node: number = root
      // `as` here and below: children lie within the model, features within its inputs.
      for (let at = feature[node] as number; at >= 0; at = feature[node] as number)
        node = childOf(model, node, (inputs[at] as ArrayLike<number>)[row] as number)
      scores[row] = (scores[row] as number) + (number[node] as number)
    }
  }
  return scale === 'score' ? scores : scores.map((score) => responseOf(loss, score))
}
