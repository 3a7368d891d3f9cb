/** Answers that are written already: files, and JSON that was made once for many who ask. */
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pickCoding } from './coding.ts'
import type { Pack } from './pack.ts'

const WRITTEN = Symbol('written')

export interface Written {
  readonly [WRITTEN]: true
  readonly content: { readonly body: string | Buffer | Readable; readonly type: string } | Pack
}

/** A file, or a stream. */
export function written(body: string | Buffer | Readable, type: string): Written {
  return { [WRITTEN]: true, content: { body, type } }
}

/** Whoever has it already is told so instead of getting it again. */
export function packed(pack: Pack): Written {
  return { [WRITTEN]: true, content: pack }
}

/** The answer of a route that gives a file: `answer: fileOf('text/csv')`. */
export function fileOf(contentType: string) {
  return z.custom<Written>(isWritten).meta({ contentType })
}

export function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && WRITTEN in value
}

export function sendWritten(request: FastifyRequest, reply: FastifyReply, { content }: Written): FastifyReply {
  if ('body' in content) return reply.type(content.type).send(content.body)
  const { plain, gzip, etag, type } = content
  // Kept by the browser, asked about each time: what somebody may see can change in between. The tag is that of the text, weak.
  reply.headers({ etag: `W/"${etag}"`, 'cache-control': 'private, no-cache', vary: 'Accept-Encoding' })
  if (knows(request.headers['if-none-match'], etag)) return reply.status(304).send()
  const coding = pickCoding(request.headers['accept-encoding']?.toString() ?? '', ['gzip', 'identity'])
  if (coding === 'gzip') return reply.header('content-encoding', 'gzip').type(type).send(gzip)
  return reply.type(type).send(plain)
}

/** Whether If-None-Match names the tag (weak comparison, RFC 9110 section 13.1.2). */
export function knows(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(`"${etag}"`) || tags.includes('*')
}
