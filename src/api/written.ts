/** Answers that are written already: files, and JSON that was made once for many who ask. */
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'

const WRITTEN = Symbol('written')

export interface Written {
  readonly [WRITTEN]: true
  readonly body: string | Buffer | Readable
  readonly type: string
  /** Strong validator of exactly this body; null: it has none. */
  readonly etag: string | null
}

/** @param etag  without quotes; whoever has this one already is told so instead of getting it again */
export function written(body: Written['body'], type: string, etag: string | null = null): Written {
  return { [WRITTEN]: true, body, type, etag }
}

/** The answer of a route that gives a file: `answer: fileOf('text/csv')`. */
export function fileOf(contentType: string) {
  return z.custom<Written>(isWritten).meta({ contentType })
}

export function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && WRITTEN in value
}

export function sendWritten(request: FastifyRequest, reply: FastifyReply, { body, type, etag }: Written): FastifyReply {
  if (etag !== null) {
    // Kept by the browser, asked about each time: what somebody may see can change in between.
    reply.header('etag', `"${etag}"`).header('cache-control', 'private, no-cache')
    if (knows(request.headers['if-none-match'], etag)) return reply.status(304).send()
  }
  return reply.type(type).send(body)
}

/** Whether If-None-Match names the tag (weak comparison, RFC 9110 section 13.1.2). */
export function knows(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(`"${etag}"`) || tags.includes('*')
}
