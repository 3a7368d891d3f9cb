import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import type { Column, NumberColumn } from './columns.ts'
import { explainTrees } from './explain-trees.ts'
import type { Loss } from './loss.ts'
import type { TreesModel } from './model.ts'
import type { TreesOptions } from './options.ts'
import { predictTrees } from './predict-trees.ts'
import { trainTrees } from './train-trees.ts'
import { readTrees, writeTrees } from './tree-bytes.ts'

interface GoldenNode {
  feature?: number
  threshold?: number
  left?: number
  rows: number
  unknownLeft?: boolean
  value?: number
}
interface Golden {
  shap: {
    trees: GoldenNode[][]
    rows: (number | null)[][]
    contributions: number[][]
    predictions: number[]
  }
  columns: number[][]
  fits: { loss: Exclude<Loss['name'], 'quantile'>; target: number[]; predictions: number[] }[]
}
const golden: Golden = JSON.parse(readFileSync(new URL('../../../test/golden/trees.json', import.meta.url), 'utf8'))

const SQUARED: Loss = { name: 'squared' }

function numbers(name: string, values: ArrayLike<number>): NumberColumn {
  return { name, kind: 'number', values: Float64Array.from(values) }
}

function modelOf(columns: readonly Column[], target: ArrayLike<number>, options: TreesOptions): TreesModel {
  const fit = trainTrees(columns, Float64Array.from(target), options)
  if (!fit.ok) throw new Error(fit.reason)
  return fit.model
}

/** Two numbers with gaps, a category of many labels, and a target they make. */
function shop(n: number, seed = 1) {
  const rng = randomSource(seed)
  const a = Float64Array.from({ length: n }, () => (rng.uniform() < 0.1 ? Number.NaN : rng.normal()))
  const b = Float64Array.from({ length: n }, () => Math.round(3 * rng.normal()))
  const labels = Array.from({ length: 40 }, (_, k) => `town ${k}`)
  const town = Int32Array.from({ length: n }, () => (rng.uniform() < 0.05 ? -1 : rng.below(40)))
  const signal = Float64Array.from(a, (x, i) => {
    const own = Number.isNaN(x) ? 1.5 : x
    return own * (b[i] ?? 0) * 0.3 + Math.sin(5 * (town[i] ?? 0)) + 0.2 * (b[i] ?? 0)
  })
  const columns: Column[] = [numbers('a', a), numbers('b', b), { name: 'town', kind: 'category', values: town, labels }]
  return { columns, signal, rng, target: signal.map((x) => x + 0.3 * rng.normal()) }
}

function mean(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length
}

function errorOf(predicted: Float64Array, target: Float64Array): number {
  return mean(predicted.map((p, i) => (p - (target[i] ?? 0)) ** 2))
}

describe('trainTrees', () => {
  it.each(golden.fits)('comes to the predictions of LightGBM for the $loss loss', ({ loss, target, predictions }) => {
    const columns = golden.columns.map((values, k) => numbers(`x${k}`, values))
    // LightGBM guesses the rows of a leaf from its hessian, which is far off for tweedie: there the hessian itself is bounded.
    const named: Loss = loss === 'tweedie' ? { name: loss, power: 1.4 } : { name: loss }
    const bounds = loss === 'tweedie' ? { leafRows: 1, leafWeight: 15 } : { leafRows: 20, leafWeight: 0 }
    const options = { loss: named, rounds: 5, learningRate: 0.3, leaves: 6, l2: 1, ...bounds }
    const found = predictTrees(modelOf(columns, target, options), columns)
    predictions.forEach((p, i) => void expect(found[i]).toBeCloseTo(p, 6))
  })

  it('learns numbers with gaps and categories of many labels, on rows it has not seen', () => {
    const { columns, target } = shop(4000)
    const model = modelOf(columns, target, { loss: SQUARED })
    const other = shop(2000, 2)
    const error = errorOf(predictTrees(model, other.columns), other.signal)
    expect(error).toBeLessThan(0.06)
    const without = columns.slice(0, 2)
    const blind = errorOf(predictTrees(modelOf(without, target, { loss: SQUARED }), other.columns), other.signal)
    expect(blind).toBeGreaterThan(5 * error)
  })

  it('is the same for the same seed and another for another', () => {
    const { columns, target } = shop(1000)
    const drawn = { loss: SQUARED, rounds: 20, rowShare: 0.7, columnShare: 0.7 }
    const first = modelOf(columns, target, { ...drawn, seed: 5 })
    expect(modelOf(columns, target, { ...drawn, seed: 5 })).toEqual(first)
    expect(modelOf(columns, target, { ...drawn, seed: 6 })).not.toEqual(first)
  })

  it('never predicts less for more of a rising column, with anything else beside it', () => {
    const { columns, target } = shop(1500)
    const options = { loss: SQUARED, monotone: { a: 1, b: -1 } } as const
    const model = modelOf(columns, target, options)
    const steps = Float64Array.from({ length: 80 }, (_, i) => (i - 40) / 10)
    for (let row = 0; row < 30; row++) {
      const at = (column: Column, values?: Float64Array): Column =>
        column.kind === 'number'
          ? numbers(column.name, values ?? steps.map(() => column.values[row] ?? 0))
          : { ...column, values: new Int32Array(steps.length).fill(column.values[row] ?? -1) }
      for (const [name, direction] of Object.entries(options.monotone)) {
        const asked = columns.map((column) => at(column, column.name === name ? steps : undefined))
        const curve = predictTrees(model, asked)
        for (let i = 1; i < curve.length; i++)
          expect(direction * ((curve[i] ?? 0) - (curve[i - 1] ?? 0))).toBeGreaterThanOrEqual(-1e-12)
      }
    }
    const free = predictTrees(modelOf(columns, target, { loss: SQUARED }), columns)
    expect(errorOf(free, target)).toBeLessThan(errorOf(predictTrees(model, columns), target))
  })

  it('stops where the held-out rows are not predicted better and keeps the best', () => {
    const { columns, target } = shop(600)
    const heldOut = Uint8Array.from(target, (_y, i) => (i % 4 === 0 ? 1 : 0))
    const options = { loss: SQUARED, rounds: 500, learningRate: 0.3 }
    const fit = trainTrees(columns, target, { ...options, stopping: { heldOut, patience: 10 } })
    if (!fit.ok) throw new Error(fit.reason)
    expect(fit.model.roots.length).toBeGreaterThan(3)
    expect(fit.model.roots.length).toBeLessThan(300)
    const predicted = predictTrees(fit.model, columns)
    const isHeld = (_x: number, i: number) => heldOut[i] === 1
    expect(errorOf(predicted.filter(isHeld), target.filter(isHeld))).toBeCloseTo(fit.heldOutLoss ?? 0, 9)
    const rest = (column: Column): Column => {
      const kept = (_x: number, i: number) => heldOut[i] === 0
      return column.kind === 'number'
        ? { ...column, values: Float64Array.from(column.values).filter(kept) }
        : { ...column, values: column.values.filter(kept) }
    }
    const trained = modelOf(
      columns.map(rest),
      target.filter((_y, i) => heldOut[i] === 0),
      {
        ...options,
        rounds: fit.model.roots.length,
      },
    )
    expect(predictTrees(trained, columns).every((p, i) => Math.abs(p - (predicted[i] ?? 0)) < 1)).toBe(true)
  })

  it('counts a row of weight 3 as three rows', () => {
    const { columns, target } = shop(500)
    const weight = Float64Array.from(target, (_y, i) => 1 + (i % 3))
    const repeated = Uint32Array.from([...weight.entries()].flatMap(([row, times]) => Array(times).fill(row)))
    const many = columns.map(
      (column): Column =>
        column.kind === 'number'
          ? numbers(
              column.name,
              Float64Array.from(repeated, (row) => column.values[row] ?? 0),
            )
          : { ...column, values: Int32Array.from(repeated, (row) => column.values[row] ?? -1) },
    )
    const one = columns.slice(1, 2) // few values: the bins do not depend on the number of rows
    const options = { loss: SQUARED, leafRows: 1, leafWeight: 30, rounds: 10 }
    const weighted = predictTrees(modelOf(one, target, { ...options, weight }), one)
    const target3 = Float64Array.from(repeated, (row) => target[row] ?? 0)
    const plain = predictTrees(modelOf(many.slice(1, 2), target3, options), one)
    expect(errorOf(weighted, plain)).toBeLessThan(1e-9 * errorOf(weighted, target))
  })

  it('leaves at least leafRows rows in a leaf, and keeps within depth and leaves', () => {
    const { columns, target } = shop(800)
    const model = modelOf(columns, target, { loss: SQUARED, leafRows: 37, leaves: 9, depth: 3, rounds: 10 })
    const leaves = model.feature.reduce((count, feature) => count + (feature < 0 ? 1 : 0), 0)
    expect(leaves).toBeLessThanOrEqual(8 * 10)
    model.feature.forEach((feature, node) => {
      if (feature < 0) expect(model.rows[node]).toBeGreaterThanOrEqual(37)
    })
  })

  it('keeps the quantile asked for', () => {
    const { columns, rng, signal } = shop(6000)
    const target = signal.map((x) => x + rng.normal())
    for (const quantile of [0.1, 0.5, 0.9]) {
      const model = modelOf(columns, target, { loss: { name: 'quantile', quantile }, rounds: 60 })
      const other = shop(3000, 9)
      const fresh = other.signal.map((x) => x + other.rng.normal())
      const below = predictTrees(model, other.columns).reduce((n, p, i) => n + (p >= (fresh[i] ?? 0) ? 1 : 0), 0)
      expect(Math.abs(below / fresh.length - quantile)).toBeLessThan(0.04)
    }
  })
})

describe('trainTrees with what cannot be learnt from', () => {
  const x = numbers('x', [1, 2, 3, 4, 5, 6, 7, 8])
  const half = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1)

  it('says why there is no model', () => {
    expect(trainTrees([numbers('x', [])], new Float64Array(), { loss: SQUARED })).toEqual({
      ok: false,
      reason: 'no-rows',
    })
    const ones = new Float64Array(8).fill(1)
    expect(trainTrees([x], ones, { loss: { name: 'logistic' } })).toEqual({ ok: false, reason: 'one-class' })
    const zeros = new Float64Array(8)
    expect(trainTrees([x], zeros, { loss: { name: 'poisson' } })).toEqual({ ok: false, reason: 'all-zero' })
    expect(trainTrees([x], half, { loss: SQUARED, weight: zeros })).toEqual({ ok: false, reason: 'no-rows' })
    const stopping = { heldOut: new Uint8Array(8).fill(1), patience: 3 }
    expect(trainTrees([x], half, { loss: SQUARED, stopping })).toEqual({ ok: false, reason: 'no-rows' })
  })

  it('predicts the mean where columns or target are constant, empty or too short', () => {
    const options = { loss: SQUARED, leafRows: 1 }
    const empty = numbers('x', new Float64Array(8).fill(Number.NaN))
    for (const columns of [[numbers('x', new Float64Array(8).fill(7))], [empty]])
      expect(predictTrees(modelOf(columns, half, options), columns)).toEqual(new Float64Array(8).fill(0.5))
    expect(predictTrees(modelOf([x], new Float64Array(8).fill(1e6 / 3), options), [x])).toEqual(
      new Float64Array(8).fill(1e6 / 3),
    )
    expect(predictTrees(modelOf([x], half, { loss: SQUARED }), [x])).toEqual(new Float64Array(8).fill(0.5))
    const one = [numbers('x', [3])]
    expect(predictTrees(modelOf(one, [2], options), one)).toEqual(Float64Array.of(2))
  })

  it('takes infinite columns, labels beyond the bins, and labels it does not know when it predicts', () => {
    const wild = numbers('x', [-Infinity, -1e308, 0, 1, 2, 1e308, Infinity, Number.NaN])
    const exact = { loss: SQUARED, leafRows: 1, learningRate: 1, rounds: 30 }
    const target = [1, 2, 3, 4, 5, 6, 7, 8]
    expect(errorOf(predictTrees(modelOf([wild], target, exact), [wild]), Float64Array.from(target))).toBeLessThan(1e-9)
    const n = 3000
    const labels = Array.from({ length: 1000 }, (_, k) => `l${k}`)
    const many: Column = {
      name: 'c',
      kind: 'category',
      labels,
      values: Int32Array.from({ length: n }, (_, i) => i % 1000),
    }
    const model = modelOf(
      [many],
      Float64Array.from({ length: n }, (_, i) => (i % 1000) % 7),
      { loss: SQUARED },
    )
    expect(model.features).toMatchObject([{ kind: 'category' }])
    const strange: Column = { name: 'c', kind: 'category', labels: ['new'], values: Int32Array.of(0, -1) }
    const [unseen, unknown] = predictTrees(model, [strange])
    expect(unseen).toBe(unknown)
    expect(Number.isFinite(unseen)).toBe(true)
  })

  it('survives outliers of any loss without a number that is none', () => {
    const spike = Float64Array.from({ length: 200 }, (_, i) => (i === 77 ? 1e12 : i % 2))
    const columns = [
      numbers(
        'x',
        spike.map((_y, i) => i),
      ),
    ]
    const losses: Loss[] = [
      SQUARED,
      { name: 'poisson' },
      { name: 'tweedie', power: 1.5 },
      { name: 'quantile', quantile: 0.5 },
    ]
    for (const loss of losses) {
      const model = modelOf(columns, spike, { loss, leafRows: 1, learningRate: 1, rounds: 200 })
      expect(predictTrees(model, columns).every(Number.isFinite)).toBe(true)
    }
  })

  it.each<[string, TreesOptions, RegExp]>([
    ['no share', { loss: SQUARED, rowShare: 0 }, /rowShare must lie above 0.*got 0/],
    ['one leaf', { loss: SQUARED, leaves: 1 }, /leaves must be a whole number of at least 2, got 1/],
    ['too many bins', { loss: SQUARED, bins: 256 }, /bins must be at most 255, got 256/],
    ['a power beyond', { loss: { name: 'tweedie', power: 2 } }, /power.*got 2/],
    ['an absent monotone column', { loss: SQUARED, monotone: { y: 1 } }, /monotone column 'y' does not exist/],
    ['a bad weight', { loss: SQUARED, weight: Float64Array.of(1, 1, 1, -1, 1, 1, 1, 1) }, /weight\[3\].*got -1/],
  ])('refuses %s in a sentence', (_name, options, sentence) => {
    expect(() => trainTrees([x], half, options)).toThrow(sentence)
  })

  it('refuses targets the loss does not take, and tables that do not fit', () => {
    const nan = Float64Array.from(half, (y, i) => (i === 2 ? Number.NaN : y))
    expect(() => trainTrees([x], nan, { loss: SQUARED })).toThrow(/target\[2\].*got NaN/)
    expect(() =>
      trainTrees(
        [x],
        half.map((y) => y / 0),
        { loss: SQUARED },
      ),
    ).toThrow(RangeError)
    expect(() =>
      trainTrees(
        [x],
        half.map((y) => -y - 1),
        { loss: { name: 'poisson' } },
      ),
    ).toThrow(/target\[0\].*got -1/)
    expect(() => trainTrees([x], half.subarray(1), { loss: SQUARED })).toThrow(/target has 7 rows, the columns have 8/)
    expect(() => trainTrees([x, x], half, { loss: SQUARED })).toThrow(/'x' stands there twice/)
    expect(() => predictTrees(modelOf([x], half, { loss: SQUARED }), [numbers('z', [1])])).toThrow(/'x' is missing/)
  })
})

describe('explainTrees', () => {
  it('gives the contributions of LightGBM for its own trees', () => {
    const { trees, rows, contributions, predictions } = golden.shap
    const starts = trees.map((_tree, t) => trees.slice(0, t).reduce((sum, nodes) => sum + nodes.length, 0))
    const nodes = trees.flatMap((tree, t) =>
      tree.map((node) => ({ ...node, left: (node.left ?? 0) + (starts[t] ?? 0) })),
    )
    const model: TreesModel = {
      loss: SQUARED,
      base: 0,
      features: [0, 1, 2, 3].map((k) => ({ name: `x${k}`, kind: 'number' })),
      roots: Uint32Array.from(starts),
      feature: Int16Array.from(nodes, ({ feature }) => feature ?? -1),
      number: Float64Array.from(nodes, ({ threshold, value }) => threshold ?? value ?? 0),
      left: Uint32Array.from(nodes, ({ left }) => left),
      rows: Uint32Array.from(nodes, (node) => node.rows),
      unknownLeft: Uint8Array.from(nodes, ({ unknownLeft }) => (unknownLeft === true ? 1 : 0)),
      sets: new Uint32Array(),
    }
    const columns = [0, 1, 2, 3].map((k) =>
      numbers(
        `x${k}`,
        rows.map((row) => row[k] ?? Number.NaN),
      ),
    )
    const predicted = predictTrees(model, columns)
    predictions.forEach((p, i) => void expect(predicted[i]).toBeCloseTo(p, 10))
    const { values, expected } = explainTrees(model, columns)
    for (const [i, row] of contributions.entries()) {
      for (let k = 0; k < 4; k++) expect(values[4 * i + k]).toBeCloseTo(row[k] ?? Number.NaN, 8)
      expect(expected).toBeCloseTo(row[4] ?? Number.NaN, 8)
    }
  })

  it('adds up to the score, categories and gaps included', () => {
    const { columns, target } = shop(700)
    const labelled = target.map((y) => (y > 0 ? 1 : 0))
    const model = modelOf(columns, labelled, { loss: { name: 'logistic' }, rounds: 15 })
    const { values, expected } = explainTrees(model, columns)
    const scores = predictTrees(model, columns, 'score')
    scores.forEach((score, row) => {
      const sum = values.subarray(3 * row, 3 * row + 3).reduce((total, value) => total + value, expected)
      expect(sum).toBeCloseTo(score, 9)
    })
  })
})

describe('writeTrees and readTrees', () => {
  const { columns, target } = shop(400)
  const model = modelOf(columns, target, { loss: SQUARED, rounds: 8 })

  it('give the same model back', () => {
    expect(readTrees(writeTrees(model))).toEqual(model)
    const padded = new Uint8Array([9, ...writeTrees(model)]).subarray(1)
    expect(readTrees(padded)).toEqual(model)
  })

  it('refuse what is cut off, changed, foreign or of another version', () => {
    const bytes = writeTrees(model)
    expect(() => readTrees(new Uint8Array(3))).toThrow(/no trees/)
    expect(() => readTrees(bytes.subarray(0, bytes.length - 1))).toThrow(/damaged/)
    const newer = bytes.slice()
    newer[4] = 2
    expect(() => readTrees(newer)).toThrow(/version 2/)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = bytes.slice()
        changed[at] = (changed[at] ?? 0) ^ change
        expect(() => readTrees(changed)).toThrow(RangeError)
      }),
      { numRuns: 50 },
    )
  })
})
