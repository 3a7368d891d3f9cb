/** Files of a folder, held in memory as they were at the start: nothing but their names can be asked for, and an update beside them breaks no open page. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CODINGS, type Coding, pickCoding } from '../api/coding.ts'
import { knows } from '../api/written.ts'

export interface StaticFile {
  readonly type: string
  readonly etag: string
  /** The file, and what lies beside it compressed. */
  readonly bodies: ReadonlyMap<Coding, Buffer>
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const SUFFIX: Readonly<Record<Coding, string>> = { br: '.br', gzip: '.gz', identity: '' }

/** By name below the folder, with slashes: 'assets/main-3f2a.js'. Files of unknown kinds are not among them. */
export function loadFiles(folder: string, isWanted = (_name: string) => true): ReadonlyMap<string, StaticFile> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
  const known = new Set(names)
  const files = new Map<string, StaticFile>()
  for (const name of names) {
    const type = TYPES[extname(name)]
    if (type === undefined || !isWanted(name)) continue
    const codings = CODINGS.filter((coding) => known.has(name + SUFFIX[coding]))
    const bodies = new Map(codings.map((coding) => [coding, readFileSync(join(folder, name + SUFFIX[coding]))]))
    const etag = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('base64url')
      .slice(0, 22)
    files.set(name.replaceAll('\\', '/'), { type, etag, bodies })
  }
  return files
}

/** @param cacheControl  how long it holds */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, etag, bodies }: StaticFile,
  cacheControl: string,
): FastifyReply {
  const coding = pickCoding(String(request.headers['accept-encoding'] ?? ''), [...bodies.keys()])
  // One tag for all codings is a weak one: the same file, not the same bytes.
  reply.headers({ 'cache-control': cacheControl, etag: `W/"${etag}"`, vary: 'Accept-Encoding' })
  if (knows(request.headers['if-none-match'], etag)) return reply.status(304).send()
  if (coding !== 'identity') reply.header('content-encoding', coding)
  return reply.type(type).send(bodies.get(coding))
}
