/** The start page as the server draws it for who is signed in: seen at once, and worked by its program when that has arrived. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pickCoding } from '../api/coding.ts'
import type { Lang } from '../core/lang.ts'

interface Surroundings {
  readonly lang: Lang
  readonly phone: boolean
}

interface Drawing {
  readonly html: string
  readonly answers: Readonly<Record<string, unknown>>
}

/** As `src/web/app/server.tsx` gives it. */
interface Painter {
  drawPage(address: string, surroundings: Surroundings, read: (path: string) => Promise<unknown>): Promise<Drawing>
}

/** Who waits longer is better served by a page that fills while they look on: where this machine is slow, that is slower still. */
const PATIENCE_MS = 2_000
/** A moment after the start, when nobody waits for anything. */
const WARM_UP_MS = 1_000

const meSchema = z.object({ person: z.object({ language: z.enum(['de', 'en']) }).nullable() })
const compress = promisify(gzip)

/** Draws the page, and sends it. @returns null where the browser has to draw it by itself */
export type DrawnPage = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | null>

/** @param folder where the web app is built; the program that draws lies beside it */
export function openDrawnPage(server: FastifyInstance, folder: string): DrawnPage {
  const program = join(folder, '../web-server/server.js')
  const first = join(folder, 'index.html')
  if (!existsSync(program) || !existsSync(first)) return async () => null
  const template = readTemplate(readFileSync(first, 'utf8'))
  let painter: Promise<Painter> | null = null
  const load = () => {
    painter ??= import(pathToFileURL(program).href) as Promise<Painter> // built from src/web/app/server.tsx
    return painter
  }
  // The first drawing takes many times as long as the next ones: it is made for nobody.
  const warmUp = async () => (await load()).drawPage('/', { lang: 'de', phone: false }, async () => null)
  server.addHook('onListen', async () => {
    const tell = (error: unknown) => server.log.warn({ err: error }, 'pages cannot be drawn')
    setTimeout(() => void warmUp().catch(tell), WARM_UP_MS).unref()
  })
  return async (request, reply) => {
    if (request.headers.cookie === undefined) return null
    const late = AbortSignal.timeout(PATIENCE_MS)
    const read = readerFor(server, request, late)
    const me = meSchema.safeParse(await read('/session/me'))
    if (!me.success) return null
    const lang = me.data.person?.language ?? (/^\s*de\b/i.test(request.headers['accept-language'] ?? '') ? 'de' : 'en')
    const phone = request.headers['sec-ch-ua-mobile'] === '?1'
    try {
      const drawn = load().then(({ drawPage }) => drawPage(request.url, { lang, phone }, read))
      const drawing = await Promise.race([drawn, over(late)])
      if (drawing === null) return null
      return await sendPage(request, reply, template({ lang, phone, ...drawing }))
    } catch (error) {
      request.log.warn({ err: error }, 'the page could not be drawn')
      return null
    }
  }
}

/** Asks the API as the one who asks for the page; every path once. */
function readerFor(server: FastifyInstance, { headers, ip }: FastifyRequest, late: AbortSignal) {
  const answers = new Map<string, Promise<unknown>>()
  const ask = async (path: string): Promise<unknown> => {
    const answer = server.inject({
      method: 'GET',
      url: `/api/v1${path}`,
      remoteAddress: ip,
      headers: { accept: 'application/json', cookie: headers.cookie ?? '', host: headers.host ?? 'localhost' },
    })
    const found = await Promise.race([answer, over(late)])
    return found === null || found.statusCode !== 200 ? null : found.json()
  }
  return (path: string): Promise<unknown> => {
    const known = answers.get(path) ?? ask(path)
    answers.set(path, known)
    return known
  }
}

function over(late: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (late.aborted) resolve(null)
    else late.addEventListener('abort', () => resolve(null), { once: true })
  })
}

type Filling = Surroundings & Drawing

/** The built first page with the drawing in its place, and its program started after it is painted (`src/web/first.ts`). */
function readTemplate(page: string): (filling: Filling) => string {
  const script = /<script type="module" crossorigin src="([^"]+)"><\/script>/.exec(page)
  const [tag = '', source = ''] = script ?? []
  const parts = page
    .replace(tag, `<link rel="modulepreload" crossorigin href="${source}">`)
    .replace('<script src="/first.js">', `<script src="/first.js" data-program="${source}">`)
    .split(/<html lang="de">|<div id="app"><\/div>/)
  return ({ lang, phone, html, answers }) =>
    [
      parts[0],
      `<html lang="${lang}" data-drawn="${phone ? 'phone' : 'wide'}">`,
      parts[1],
      `<div id="app">${html}</div>`,
      `<script type="application/json" id="answers">${JSON.stringify(answers).replaceAll('<', '\\u003c')}</script>`,
      parts[2],
    ].join('')
}

async function sendPage(request: FastifyRequest, reply: FastifyReply, page: string): Promise<FastifyReply> {
  reply.type('text/html; charset=utf-8').header('vary', 'Accept-Encoding')
  const coding = pickCoding(String(request.headers['accept-encoding'] ?? ''), ['gzip', 'identity'])
  if (coding !== 'gzip') return reply.send(page)
  const body = await compress(page, { level: 4 })
  return reply.header('content-encoding', 'gzip').send(body)
}
