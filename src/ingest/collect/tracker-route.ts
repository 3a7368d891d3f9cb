/** `GET /dirigent.js`: what shops embed, to be had from any page. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type Coding, pickCoding } from '../../api/coding.ts'
import { knows } from '../../api/written.ts'
import { AppError, messageOf } from '../../core/errors.ts'

interface Variant {
  readonly body: Buffer
  /** Without quotes. */
  readonly etag: string
}

const HEADERS = {
  'content-type': 'text/javascript; charset=utf-8',
  // The address has no version: an hour until a new one is everywhere, and no wait for whoever has an old one.
  'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  vary: 'Accept-Encoding',
}

/** The tracker, read and compressed once, at the first request. Answers under any host name, without a write key. */
export function trackerRoutes(): (server: FastifyInstance) => void {
  let loading: Promise<ReadonlyMap<Coding, Variant>> | null = null
  const load = async () => {
    loading ??= loadVariants()
    try {
      return await loading
    } catch (error) {
      loading = null
      throw error
    }
  }
  return (server) => {
    server.get('/dirigent.js', async (request, reply) => {
      const variants = await load()
      const accepted = request.headers['accept-encoding']
      return send(reply, variants, pickCoding(String(accepted ?? '')), request.headers['if-none-match'])
    })
  }
}

function send(
  reply: FastifyReply,
  variants: ReadonlyMap<Coding, Variant>,
  coding: Coding,
  known: string | undefined,
): FastifyReply {
  const variant = variants.get(coding)
  if (variant === undefined) throw new Error(`There is no variant ${coding}.`)
  reply.headers(HEADERS).header('etag', `"${variant.etag}"`)
  if (coding !== 'identity') reply.header('content-encoding', coding)
  return knows(known, variant.etag) ? reply.status(304).send() : reply.send(variant.body)
}

async function loadVariants(): Promise<ReadonlyMap<Coding, Variant>> {
  const body = await readFile(trackerFile()).catch((error: unknown) => {
    throw new AppError('store.unusable', `The tracker is not there (${messageOf(error)}). Run: npm run build`)
  })
  return new Map([
    ['identity', toVariant(body)],
    ['gzip', toVariant(await promisify(gzip)(body, { level: 9 }))],
    ['br', toVariant(await promisify(brotliCompress)(body))],
  ])
}

function toVariant(body: Buffer): Variant {
  return { body, etag: createHash('sha256').update(body).digest('base64url').slice(0, 22) }
}

/** Beside the compiled program; of a program run from its sources, in what was built of it. */
function trackerFile(): URL {
  const built = new URL('../../../snippets/dirigent.js', import.meta.url)
  return existsSync(built) ? built : new URL('../../../dist/snippets/dirigent.js', import.meta.url)
}
