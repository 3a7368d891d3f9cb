/** What paths are asked with, and what they answer: transitions between pages and events, ready for a Sankey diagram. */
import { z } from 'zod'
import type { HitMatch } from '../visits/index.ts'

export const DEFAULT_DEPTH = 4
export const DEFAULT_NODES = 12

/** Fields of the query string. */
export const pathsQuery = {
  /** Paths that begin here ('/warenkorb', 'Product Viewed'); neither from nor to: where visits begin. */
  start: z.string().optional(),
  /** Paths that end here. */
  end: z.string().optional(),
  /** Steps after the beginning, or before the end. */
  depth: z.coerce.number().int().min(1).max(8).default(DEFAULT_DEPTH),
  /** Pages and events told apart; all others are one. */
  nodes: z.coerce.number().int().min(2).max(40).default(DEFAULT_NODES),
} as const

export interface PathsDefinition {
  /** Null: the visit's own beginning. */
  readonly anchor: HitMatch | null
  /** 'after': what follows the anchor's first time; 'before': what came before its last time. */
  readonly direction: 'after' | 'before'
  readonly depth: number
  readonly nodes: number
}

export interface PathNode {
  /** '<steps from the anchor>:<name>'. */
  readonly id: string
  /** 0: the anchor. */
  readonly step: number
  /** A path of a page, an event, 'other' for all that are not told apart, 'end' (or 'start') of the visit. */
  readonly name: string
  readonly visits: number
}

export interface PathLink {
  readonly source: string
  readonly target: string
  readonly visits: number
  /** Of the visits of the node nearer to the anchor, with Wilson's interval (95 %). */
  readonly share: number
  readonly low: number
  readonly high: number
}

/** A whole path, from its beginning to its end. */
export interface FullPath {
  readonly names: readonly string[]
  readonly visits: number
  readonly share: number
  readonly low: number
  readonly high: number
}

export interface Paths {
  /** Visits that have the anchor. */
  readonly visits: number
  readonly nodes: readonly PathNode[]
  readonly links: readonly PathLink[]
  /** The most frequent ones, at most twenty. */
  readonly paths: readonly FullPath[]
}
