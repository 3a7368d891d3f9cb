/**
 * Answers to reading questions, kept for a moment and for the very person who asked: what a page asks again and again is reckoned once.
 * Any change forgets all of them, so that who changed something, or was told of a change, sees it at once.
 */
import { createKeep } from '../core/keep.ts'
import type { Principal } from './principal.ts'
import type { Written } from './written.ts'

export interface KeptAnswer {
  /** Null: it is too long to be kept, and made anew for each who asks. */
  readonly body: string | null
  /** What the route says of it: its type, its version as ETag, the name of a file. */
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

/** All of them together, and one of them. */
const MOST_CHARACTERS = 32_000_000
const LONGEST = 1_000_000

/** @param keptMs for what changes without anybody being told, as an import at the command line does */
export function openKeptAnswers({ keptMs, now }: { keptMs: number; now(): number }): KeptAnswers {
  const sizeOf = ({ body }: KeptAnswer) => body?.length ?? 0
  const keep = createKeep<KeptAnswer>({ mostSize: MOST_CHARACTERS, sizeOf, keptMs, now })
  let changes = 0
  return {
    of: (key, make) => keep.of(`${changes} ${key}`, make),
    forget() {
      changes++
    },
  }
}

/** A file as text, a stream read to its end. @throws RangeError for what is no text, or is made once for all who ask */
export async function textOf({ content }: Written): Promise<{ body: string | null; type: string }> {
  if (!('body' in content) || Buffer.isBuffer(content.body)) throw new RangeError('Only text is kept.')
  let body = ''
  for await (const piece of typeof content.body === 'string' ? [content.body] : content.body) {
    body += piece
    // Leaving the loop ends the stream.
    if (body.length > LONGEST) return { body: null, type: content.type }
  }
  return { body, type: content.type }
}

/** Whoever may see something else asks another question. */
export function keyFor({ kind, id, role, rights }: Principal, url: string): string {
  return [kind, id, role, [...rights].join(), url].join(' ')
}
