/** The web app: its files, and its first page for every address that is one of its pages. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../core/errors.ts'
import { openDrawnPage } from './drawn-page.ts'
import { APP_POLICY } from './headers.ts'
import { loadFiles, type StaticFile, sendFile } from './static-files.ts'

/** Names below here carry a digest of what is in the file. */
const HASHED = '/assets/'
const FOR_EVER = 'public, max-age=31536000, immutable'
/** Kept, and asked about each time. */
const ASKED_ABOUT = 'no-cache'
/** Where programs ask: what is not there is not a page. */
const PROGRAMS = /^\/(api|v1|webhooks)(\/|$)/

/** Where the build puts it: beside the compiled program; of a program run from its sources, in what was built of it. */
export function webFolder(): string {
  const beside = new URL(import.meta.url.endsWith('.ts') ? '../../dist/web/' : '../../web/', import.meta.url)
  return fileURLToPath(beside)
}

/** @param folder  where it is built; of one that is not there, every page says so */
export function webAppRoutes(folder: string): (server: FastifyInstance) => void {
  return (server) => {
    const files: ReadonlyMap<string, StaticFile> = existsSync(folder) ? loadFiles(folder) : new Map()
    const firstPage = files.get('index.html')
    const drawn = openDrawnPage(server, folder)
    server.get('/*', { config: { permission: 'anyone', impersonal: true } }, async (request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '/'
      const isPage = path === '/' || (request.headers.accept ?? '').includes('text/html')
      const file = files.get(path.slice(1))
      if (PROGRAMS.test(path) || (file === undefined && !isPage)) {
        throw new AppError('input.not-found', `There is nothing at ${path}.`)
      }
      if (firstPage === undefined) throw new AppError('store.unusable', 'The web app is not built. Run: npm run build')
      reply.header('content-security-policy', APP_POLICY)
      const sent = path === '/' ? await drawn(request, reply) : null
      if (sent !== null) return sent
      const isHashed = file !== undefined && path.startsWith(HASHED)
      return sendFile(request, reply, file ?? firstPage, isHashed ? FOR_EVER : ASKED_ABOUT)
    })
  }
}
