import type { Column } from './columns.ts'
import type { TreesOptions } from './options.ts'
import { trainMember } from './train-member.ts'
import { prepareTraining, type TreesFit } from './training.ts'

/**
 * Gradient-boosted decision trees on histograms, grown leaf by leaf.
 * @param columns  numbers (NaN: not known) and categories, all of n rows
 * @param target   Float64Array[n], finite; 0..1 for logistic, >= 0 for poisson and tweedie
 * @returns        the model, or why there is none; columns and options that cannot help give a model without trees
 * @throws RangeError  see `rowsOf`, `settingsOf` and `checkTarget`; a monotone column that is not there or no number
 * Source: Friedman (2001), "Greedy function approximation: a gradient boosting machine"; Ke et al. (2017), "LightGBM".
 */
export function trainTrees(columns: readonly Column[], target: Float64Array, options: TreesOptions): TreesFit {
  const training = prepareTraining(columns, target, options, 1)
  return 'ok' in training ? training : trainMember(training, 0)
}
