/** From coded parts to nodes, links and whole paths. Pure. */
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import { matchName } from '../visits/index.ts'
import type { FullPath, PathLink, PathNode, Paths, PathsDefinition } from './schema.ts'
import { ANCHOR, EDGE, OTHER, type PartRow } from './store.ts'

const LEVEL = 0.95
const MOST_PATHS = 20

/** Nodes and links as a Sankey diagram takes them, always from left to right in time. */
export function toPaths(rows: readonly PartRow[], names: readonly string[], definition: PathsDefinition): Paths {
  const { anchor, direction } = definition
  const nameOf = (code: number): string => {
    if (code === OTHER) return 'other'
    if (code === EDGE) return direction === 'after' ? 'end' : 'start'
    if (code === ANCHOR) return anchor === null ? 'start' : matchName(anchor)
    return names[code - 1] ?? 'other'
  }
  const steps = rows.flatMap(({ part: [step = 0, from = 0, to = 0], visits }) =>
    step === 0 ? [] : [{ step, from, to, visits }],
  )
  const total = steps.filter(({ step }) => step === 1).reduce((sum, { visits }) => sum + visits, 0)
  const nodes = new Map<string, { step: number; name: string; visits: number }>()
  const add = (step: number, code: number, visits: number) => {
    const id = `${step}:${nameOf(code)}`
    nodes.set(id, { step, name: nameOf(code), visits: (nodes.get(id)?.visits ?? 0) + visits })
    return id
  }
  const found = steps.map(({ step, from, to, visits }) => ({
    near: step === 1 ? add(0, from, visits) : `${step - 1}:${nameOf(from)}`,
    far: add(step, to, visits),
    visits,
  }))
  const links = found.map(({ near, far, visits }): PathLink => {
    const [source, target] = direction === 'after' ? [near, far] : [far, near]
    return { source, target, ...shareOf(visits, nodes.get(near)?.visits ?? visits) }
  })
  return {
    visits: total,
    nodes: [...nodes].map(([id, node]): PathNode => ({ id, ...node })),
    links,
    paths: rows
      .filter(({ part }) => part[0] === 0)
      .slice(0, MOST_PATHS)
      .map(({ part, visits }): FullPath => {
        const walked = part.slice(1).map(nameOf)
        return { names: direction === 'after' ? walked : walked.toReversed(), ...shareOf(visits, total) }
      }),
  }
}

function shareOf(visits: number, of: number) {
  const ends = wilsonInterval(Math.min(visits, of), of, LEVEL)
  return { visits, share: of === 0 ? 0 : visits / of, low: ends?.low ?? 0, high: ends?.high ?? 1 }
}
