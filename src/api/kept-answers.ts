/**
 * Answers to reading questions, kept for a moment and for the very person who asked: what a page asks again and again is reckoned once.
 * Any change forgets all of them, so that who changed something, or was told of a change, sees it at once.
 */
import { createKeep } from '../core/keep.ts'
import { packSize } from './pack.ts'
import type { Principal } from './principal.ts'
import { type Written, written } from './written.ts'

export interface KeptAnswer {
  /** Null: it is too long to be kept, and made anew for each who asks. */
  readonly answer: Written | null
  /** What the route says of it beside its type: its version as ETag, the name of a file. */
  readonly headers: Readonly<Record<string, string>>
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

/** Of all of them together, and of one of them. */
const MOST_CHARACTERS = 32_000_000
const LONGEST = 1_000_000

/** @param keptMs for what changes without anybody being told, as an import at the command line does */
export function openKeptAnswers({ keptMs, now }: { keptMs: number; now(): number }): KeptAnswers {
  const keep = createKeep<KeptAnswer>({ mostSize: MOST_CHARACTERS, sizeOf, keptMs, now })
  let changes = 0
  return {
    of: (key, make) => keep.of(`${changes} ${key}`, make),
    forget() {
      changes++
    },
  }
}

/** What is written as it can be sent again and again, a stream read to its end; null: it is too long to be kept, and was let go. */
export async function hold(given: Written): Promise<Written | null> {
  const { content } = given
  if (!('body' in content)) return given
  const { body, type } = content
  if (typeof body === 'string' || Buffer.isBuffer(body)) return body.length > LONGEST ? null : given
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of body) {
    const bytes = Buffer.from(piece)
    length += bytes.length
    // Leaving the loop ends the stream.
    if (length > LONGEST) return null
    pieces.push(bytes)
  }
  return written(Buffer.concat(pieces), type)
}

function sizeOf({ answer }: KeptAnswer): number {
  if (answer === null) return 0
  const { content } = answer
  if (!('body' in content)) return packSize(content)
  return typeof content.body === 'string' || Buffer.isBuffer(content.body) ? content.body.length : 0
}

/** Whoever may see something else asks another question. */
export function keyFor({ kind, id, role, rights }: Principal, url: string): string {
  return [kind, id, role, [...rights].join(), url].join(' ')
}
