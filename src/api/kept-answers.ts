/**
 * Answers to reading questions, kept for a moment and for the very person who asked: what a page asks again and again is reckoned once.
 * Any change forgets all of them, so that who changed something, or was told of a change, sees it at once.
 */
import { createKeep } from '../core/keep.ts'
import type { Principal } from './principal.ts'

export interface KeptAnswer {
  readonly body: string
  /** The version that the answer gives as ETag; null: it gives none. */
  readonly etag: string | null
}

export interface KeptAnswers {
  /** What was answered to the same question a moment ago; a failure is not kept. */
  of(key: string, make: () => Promise<KeptAnswer>): Promise<KeptAnswer>
  /** Something has changed: what was asked before is not given again, nor what is being reckoned right now. */
  forget(): void
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Left out: every answer is made anew. */
    keptAnswers?: KeptAnswers
  }
}

const MOST_CHARACTERS = 32_000_000

/** @param keptMs for what changes without anybody being told, as an import at the command line does */
export function openKeptAnswers({ keptMs, now }: { keptMs: number; now(): number }): KeptAnswers {
  const sizeOf = ({ body }: KeptAnswer) => body.length
  const keep = createKeep<KeptAnswer>({ mostSize: MOST_CHARACTERS, sizeOf, keptMs, now })
  let changes = 0
  return {
    of: (key, make) => keep.of(`${changes} ${key}`, make),
    forget() {
      changes++
    },
  }
}

/** Whoever may see something else asks another question. */
export function keyFor({ kind, id, role, rights }: Principal, url: string): string {
  return [kind, id, role, [...rights].join(), url].join(' ')
}
