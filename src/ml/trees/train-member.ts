import { binColumns } from './bin-columns.ts'
import { AT, SplitSearch } from './find-split.ts'
import { Forest } from './forest.ts'
import { type GrownNode, sidesOf, TreeGrower } from './grow-tree.ts'
import { fillSlopes, heldOutLoss } from './loss.ts'
import { mix } from './mix.ts'
import type { Training, TreesFit } from './training.ts'
import { weightedQuantile } from './weighted-quantile.ts'
import { meet, partOf } from './workspace.ts'

/** Draws of columns and of rows are apart. */
const COLUMN_DRAW = 0x10001

/**
 * One member's part of a training. Each member runs this over the same memory and meets the others after every step; rows, features
 * and leaves are shared out, decisions are taken by all alike. All return the same.
 */
export function trainMember(training: Training, member: number): TreesFit {
  const { columns, target, weight, heldOut, patience, settings, base, isConstant, shared } = training
  const { loss } = settings
  binColumns(columns, shared, { bins: settings.bins, first: member, step: shared.members })
  meet(shared)
  const directions = Int8Array.from(columns, ({ name }) => settings.monotone[name] ?? 0)
  const isCategory = Uint8Array.from(columns, ({ kind }) => (kind === 'category' ? 1 : 0))
  const search = new SplitSearch(shared, settings, { directions, isCategory })
  const grower = new TreeGrower(shared, settings, { search, member, directions })
  const forest = new Forest()
  const rows = { target, weight, score: shared.score }
  const [from, before] = partOf(member, shared.members, shared.rows)
  const lossNow = () => (heldOut === null ? null : heldOutLoss(loss, rows, heldOut))
  let best = { loss: lossNow(), trees: 0, round: 0 }
  const draws = settings.rowShare < 1 || settings.columnShare < 1
  for (let round = 1; round <= settings.rounds && !isConstant; round++) {
    fillSlopes(loss, rows, shared, from, before)
    const drawn = drawRows(training, member, round)
    const nodes = grower.grow(drawn, drawColumns(columns.length, settings, round))
    if (nodes.length === 1 && !draws) break
    finishLeaves(training, member, nodes)
    addToScores(training, member, nodes, drawn)
    forest.add(nodes, shared)
    const now = lossNow()
    if (now === null || best.loss === null || now < best.loss) best = { loss: now, trees: forest.trees, round }
    else if (round - best.round >= patience) break
  }
  return { ok: true, model: forest.build(best.trees, { columns, shared, loss, base }), heldOutLoss: best.loss }
}

/** Puts the rows of a round into the shared order; returns how many. */
function drawRows({ heldOut, settings, shared }: Training, member: number, round: number): number {
  const { order, rows, barrier } = shared
  if (member === 0) {
    let count = 0
    for (let row = 0; row < rows; row++) {
      if (heldOut !== null && heldOut[row] !== 0) continue
      if (settings.rowShare < 1 && mix(settings.seed, round, row) >= settings.rowShare) continue
      order[count++] = row
    }
    barrier[2] = count
  }
  meet(shared)
  return barrier[2] as number // written above
}

/** 1 for the columns of a round: at least one. */
function drawColumns(count: number, { columnShare, seed }: Training['settings'], round: number): Uint8Array {
  const used = new Uint8Array(count).fill(1)
  if (columnShare === 1) return used
  const draws = Float64Array.from(used, (_one, column) => mix(seed ^ COLUMN_DRAW, round, column))
  const taken = Uint32Array.from(draws.keys()).sort((a, b) => (draws[a] as number) - (draws[b] as number)) // own keys
  for (const column of taken.subarray(Math.max(1, Math.round(columnShare * count)))) used[column] = 0
  return used
}

/** Shrinks the leaves' values; for a quantile loss they are first set to the quantile of what is left, which slopes cannot tell. */
function finishLeaves(
  { settings, shared, target, weight }: Training,
  member: number,
  nodes: readonly GrownNode[],
): void {
  const { loss, learningRate } = settings
  const leaves = nodes.filter(({ split }) => split === null)
  if (loss.name === 'quantile') {
    leaves.forEach(({ begin, end }, place) => {
      if (place % shared.members !== member) return
      const rows = shared.order.subarray(begin, end)
      const left = Float64Array.from(rows, (row) => (target[row] as number) - (shared.score[row] as number)) // rows of the tree
      const weights = weight === null ? null : Float64Array.from(rows, (row) => weight[row] as number)
      shared.leafValues[place] = weightedQuantile(left, weights, loss.quantile)
    })
    meet(shared)
  }
  leaves.forEach((leaf, place) => {
    leaf.value = learningRate * (loss.name === 'quantile' ? (shared.leafValues[place] as number) : leaf.value)
  })
}

/** Adds a tree to the scores: by leaf for the rows it was grown on, by a walk through it for the others. */
function addToScores({ shared }: Training, member: number, nodes: readonly GrownNode[], drawn: number) {
  const { score, order, rows, members } = shared
  const [from, before] = partOf(member, members, drawn)
  for (const { split, begin, end, value } of nodes) {
    if (split !== null) continue
    for (let k = Math.max(begin, from); k < Math.min(end, before); k++) {
      const row = order[k] as number // k < drawn
      score[row] = (score[row] as number) + value
    }
  }
  if (drawn < rows) {
    const walk = walkThrough(nodes, shared)
    const [first, last] = partOf(member, members, rows)
    const isDrawn = new Uint8Array(rows)
    for (let k = 0; k < drawn; k++) isDrawn[order[k] as number] = 1
    for (let row = first; row < last; row++) {
      if (isDrawn[row] === 0) score[row] = (score[row] as number) + walk(row)
    }
  }
  meet(shared)
}

function walkThrough(nodes: readonly GrownNode[], { packed, rows }: Training['shared']): (row: number) => number {
  const steps = nodes.map(({ split, value }) => {
    if (split === null) return { value, left: -1, group: 0, shift: 0, sides: null }
    const feature = split.candidate[AT.feature] as number // within a candidate
    return {
      value,
      left: split.left,
      group: (feature >>> 2) * rows,
      shift: 8 * (feature & 3),
      sides: sidesOf(split.candidate),
    }
  })
  return (row) => {
    let step = steps[0]
    while (step !== undefined && step.sides !== null) {
      const bin = ((packed[step.group + row] as number) >>> step.shift) & 255
      step = steps[step.sides[bin] === 1 ? step.left : step.left + 1]
    }
    return step?.value ?? 0
  }
}
