/**
 * Gradient-boosted trees: how well they tell the buying sessions of the data set online-shoppers-intention apart, and how long a million rows take.
 * bench/README.md says how to compare.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { trainInThreads } from '../src/compute/train-in-threads.ts'
import { loadProcessConfig } from '../src/config.ts'
import { AppError } from '../src/core/errors.ts'
import { streamOf } from '../src/features/demo/rng.ts'
import type { Column } from '../src/ml/trees/columns.ts'
import { explainTrees } from '../src/ml/trees/explain-trees.ts'
import type { TreesOptions } from '../src/ml/trees/options.ts'
import { predictTrees } from '../src/ml/trees/predict-trees.ts'
import { trainTrees } from '../src/ml/trees/train-trees.ts'
import { readTrees, writeTrees } from '../src/ml/trees/tree-bytes.ts'
import type { Bench } from './lib/bench.ts'
import { watchMemory } from './lib/memory.ts'

const SEED = 20261126
const THREADS = 2
const CATEGORIES = ['Month', 'OperatingSystems', 'Browser', 'Region', 'TrafficType', 'VisitorType', 'Weekend']
const TARGET = 'Revenue'
const SHOPPERS: TreesOptions = {
  loss: { name: 'logistic' },
  rounds: 300,
  learningRate: 0.02,
  leaves: 15,
  l2: 5,
  rowShare: 0.8,
  columnShare: 0.5,
  seed: SEED,
}

export const treesBench: Bench = {
  name: 'trees',
  about: 'boosted trees: 10-fold AUC and average precision on online-shoppers-intention; a million rows of 50 columns',
  async run({ small }) {
    const meter = watchMemory(() => [process.pid])
    const folds = crossValidate(small ? 2 : 10)
    console.log(JSON.stringify(folds))
    const rows = small ? 20_000 : 1_000_000
    const { columns, target } = madeSet(rows, 50)
    const started = performance.now()
    const before = process.cpuUsage()
    const fit = await trainInThreads(columns, target, { loss: { name: 'logistic' }, rounds: small ? 10 : 100 }, THREADS)
    const millionSeconds = round((performance.now() - started) / 1000, 2)
    const { user, system } = process.cpuUsage(before)
    const millionCpuSeconds = round((user + system) / 1e6, 2)
    if (!fit.ok) throw new AppError('internal', `No trees: ${fit.reason}.`)
    const bytes = writeTrees(fit.model)
    const few = columns.map((column) => ({ ...column, values: column.values.slice(0, 200) }) as Column) // the kind stays
    const scores = predictTrees(readTrees(bytes), few, 'score')
    const { values, expected } = explainTrees(fit.model, few)
    let away = 0
    scores.forEach((score, row) => {
      const parts = values.subarray(row * columns.length, (row + 1) * columns.length)
      away = Math.max(away, Math.abs(parts.reduce((sum, part) => sum + part, expected) - score))
    })
    console.log(JSON.stringify({ rows, trees: fit.model.roots.length, bytes: bytes.length, contributionsAway: away }))
    return { ...folds, millionSeconds, millionCpuSeconds, peakRssMb: meter.stop() }
  },
}

/** Rows fall into folds by a seeded shuffle within each class; figures are means over the folds. */
function crossValidate(folds: number): { auc: number; ap: number; shoppersSeconds: number } {
  const { columns, target } = readShoppers()
  const started = performance.now()
  const foldOf = drawFolds(target, folds)
  let auc = 0
  let ap = 0
  for (let fold = 0; fold < folds; fold++) {
    const learnt = takeRows(columns, target, (row) => foldOf[row] !== fold)
    const asked = takeRows(columns, target, (row) => foldOf[row] === fold)
    const fit = trainTrees(learnt.columns, learnt.target, SHOPPERS)
    if (!fit.ok) throw new AppError('internal', `No trees for fold ${fold}: ${fit.reason}.`)
    const found = ranking(predictTrees(fit.model, asked.columns), asked.target)
    auc += found.auc / folds
    ap += found.ap / folds
  }
  return { auc: round(auc, 4), ap: round(ap, 4), shoppersSeconds: round((performance.now() - started) / 1000, 2) }
}

function readShoppers(): { columns: Column[]; target: Float64Array } {
  const file = join(loadProcessConfig().datasetsDir, 'online-shoppers-intention.csv.gz')
  if (!existsSync(file))
    throw new AppError('input.not-found', `The data set ${file} is not there. Set DIRIGENT_DATASETS to its folder.`)
  const rows = z
    .array(z.record(z.string(), z.string()))
    .parse(parse(gunzipSync(readFileSync(file)), { columns: true, trim: true }))
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== TARGET)
  const columns = names.map((name): Column => {
    if (!CATEGORIES.includes(name))
      return { name, kind: 'number', values: Float64Array.from(rows, (row) => Number(row[name])) }
    const labels = [...new Set(rows.map((row) => row[name] ?? ''))].sort()
    const placeOf = new Map(labels.map((label, place) => [label, place]))
    return {
      name,
      kind: 'category',
      labels,
      values: Int32Array.from(rows, (row) => placeOf.get(row[name] ?? '') ?? -1),
    }
  })
  return { columns, target: Float64Array.from(rows, (row) => (row[TARGET] === 'TRUE' ? 1 : 0)) }
}

function drawFolds(target: Float64Array, folds: number): Uint8Array {
  const rng = streamOf(SEED, 'trees')
  const foldOf = new Uint8Array(target.length)
  for (const label of [0, 1]) {
    const members = [...target.keys()].filter((row) => target[row] === label).map((row) => ({ row, draw: rng() }))
    members.sort((a, b) => a.draw - b.draw)
    members.forEach(({ row }, place) => {
      foldOf[row] = place % folds
    })
  }
  return foldOf
}

function takeRows(columns: readonly Column[], target: Float64Array, isTaken: (row: number) => boolean) {
  const taken = columns.map((column): Column => {
    if (column.kind === 'category') return { ...column, values: column.values.filter((_value, row) => isTaken(row)) }
    return { ...column, values: Float64Array.from(column.values).filter((_value, row) => isTaken(row)) }
  })
  return { columns: taken, target: target.filter((_value, row) => isTaken(row)) }
}

/** Area under the ROC curve, ties counted half, and average precision as scikit-learn has it. */
function ranking(scores: Float64Array, target: Float64Array): { auc: number; ap: number } {
  const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  const positives = target.reduce((sum, y) => sum + y, 0)
  let [hits, misses, above, ap] = [0, 0, 0, 0]
  for (let from = 0; from < order.length; ) {
    let before = from
    let own = 0
    while (before < order.length && scores[order[before] ?? 0] === scores[order[from] ?? 0])
      own += target[order[before++] ?? 0] ?? 0
    const others = before - from - own
    above += others * (hits + own / 2)
    hits += own
    misses += others
    ap += ((own / positives) * hits) / (hits + misses)
    from = before
  }
  return { auc: above / (positives * misses), ap }
}

/** Uniform numbers; a target that rests on ten of them and on how they meet. */
function madeSet(rows: number, width: number): { columns: Column[]; target: Float64Array } {
  const rng = streamOf(SEED, 'trees')
  const shared = Array.from({ length: width }, () => new Float32Array(new SharedArrayBuffer(4 * rows)))
  for (const values of shared) for (let row = 0; row < rows; row++) values[row] = rng()
  const target = new Float64Array(new SharedArrayBuffer(8 * rows))
  for (let row = 0; row < rows; row++) {
    let score = -2
    for (let k = 0; k < 10; k++)
      score += ((k % 3) - 0.7) * (shared[k]?.[row] ?? 0) * (1 + (shared[(k + 1) % 10]?.[row] ?? 0))
    target[row] = rng() < 1 / (1 + Math.exp(-score)) ? 1 : 0
  }
  return { columns: shared.map((values, k) => ({ name: `x${k}`, kind: 'number', values })), target }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
