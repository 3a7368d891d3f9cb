import type { Column } from './columns.ts'
import { AT } from './find-split.ts'
import type { GrownNode } from './grow-tree.ts'
import type { Loss } from './loss.ts'
import { SET_WORDS, type TreesModel } from './model.ts'
import { UNKNOWN, type Workspace } from './workspace.ts'

/** Collects grown trees into the arrays of a model. */
export class Forest {
  readonly #roots: number[] = []
  readonly #feature: number[] = []
  readonly #number: number[] = []
  readonly #left: number[] = []
  readonly #rows: number[] = []
  readonly #unknownLeft: number[] = []
  readonly #sets: number[] = []

  get trees(): number {
    return this.#roots.length
  }

  add(nodes: readonly GrownNode[], { edges }: Workspace): void {
    const root = this.#feature.length
    this.#roots.push(root)
    for (const { split, value, rows } of nodes) {
      const feature = split?.candidate[AT.feature] ?? -1
      const bin = split?.candidate[AT.bin] ?? 0
      this.#feature.push(feature)
      this.#left.push(split === null ? 0 : root + split.left)
      this.#rows.push(rows)
      this.#unknownLeft.push(split?.candidate[AT.unknownLeft] ?? 0)
      if (split === null) this.#number.push(value)
      else if (bin >= 0)
        this.#number.push(edges[feature * UNKNOWN + bin] as number) // the split's own bin
      else {
        this.#number.push(this.#sets.length / SET_WORDS)
        this.#sets.push(...split.candidate.subarray(AT.set, AT.set + SET_WORDS))
      }
    }
  }

  /** The model of the first so many trees. */
  build(trees: number, { columns, shared, loss, base }: Origin): TreesModel {
    const nodes = this.#roots[trees] ?? this.#feature.length
    return {
      ...{ loss, base },
      features: columns.map((column, at) => {
        if (column.kind === 'number') return { name: column.name, kind: 'number' }
        const places = shared.edges.subarray(at * UNKNOWN, at * UNKNOWN + (shared.binCounts[at] as number)) // a column's own
        return {
          name: column.name,
          kind: 'category',
          labels: Array.from(places, (place) => column.labels[place] ?? ''),
        }
      }),
      roots: Uint32Array.from(this.#roots.slice(0, trees)),
      feature: Int16Array.from(this.#feature.slice(0, nodes)),
      number: Float64Array.from(this.#number.slice(0, nodes)),
      left: Uint32Array.from(this.#left.slice(0, nodes)),
      rows: Uint32Array.from(this.#rows.slice(0, nodes)),
      unknownLeft: Uint8Array.from(this.#unknownLeft.slice(0, nodes)),
      sets: Uint32Array.from(this.#sets),
    }
  }
}

interface Origin {
  readonly columns: readonly Column[]
  readonly shared: Workspace
  readonly loss: Loss
  readonly base: number
}
