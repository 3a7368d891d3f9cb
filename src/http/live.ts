/** `GET /api/v1/live`: server-sent events that say what changed, never how; pages ask again for what they show. */
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Authenticate, Principal } from '../api/principal.ts'
import { type Permission, route } from '../api/route.ts'
import { fileOf, written } from '../api/written.ts'
import { AppError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { type LiveChange, type LiveListener, listenLive } from '../stores/state/live.ts'
import type { StateStore } from '../stores/state/store.ts'

export interface LiveDeps {
  readonly state: Pick<StateStore, 'url'>
  readonly authenticate: Authenticate
  readonly log: Log
  /** Milliseconds between signs of life; proxies cut what is silent, and who signed out in between is cut here. */
  readonly liveHeartbeatMs?: number
  /** Called before anybody is told that something changed, or may have. */
  onNews?(): void
}

const HEARTBEAT_MS = 25_000
/** Pages somebody may have open at once. */
const MOST_STREAMS = 10
/** Who has so much to read yet is told at the end of it that more happened, not what. */
const MOST_UNREAD_BYTES = 65_536
const EVENT_STREAM = 'text/event-stream'
/** A browser that was cut off comes again after so long. */
const GREETING = 'retry: 2000\n\n'
const GAP = 'event: gap\ndata: {}\n\n'

interface Reader {
  principal: Principal
  readonly stream: Readable
  readonly timer: NodeJS.Timeout
  /** Since when something was kept from it that it had no room for: its next words are a gap. */
  behind: 'no' | 'since-now' | 'since-last-beat'
}

export function liveRoutes(deps: LiveDeps): (server: FastifyInstance) => void {
  const { state, authenticate, log, liveHeartbeatMs = HEARTBEAT_MS, onNews = () => undefined } = deps
  const readers = new Set<Reader>()
  let listening: Promise<LiveListener> | null = null

  const tell = (text: string, mayHear: (principal: Principal) => boolean = () => true) => {
    onNews()
    for (const reader of readers) if (mayHear(reader.principal)) push(reader, text)
  }
  return (server) => {
    const topics = collectTopics(server)
    /** At the first reader: nobody listens where nobody looks. */
    const listen = async () => {
      listening ??= listenLive(state.url, {
        onChange: (change) => tell(eventOf(change), (principal) => mayHear(principal, topics.get(change.topic))),
        // Nobody knows what was missed.
        onGap: () => tell(GAP),
      })
      try {
        await listening
      } catch (error) {
        listening = null
        throw error
      }
    }
    const open = (principal: Principal, recognise: () => Promise<Principal | null>): Readable => {
      const stream = new Readable({
        read: () => {
          if (reader.behind === 'no') return
          reader.behind = 'no'
          stream.push(GAP)
        },
      })
      const beat = async () => {
        const known = await recognise()
        // Whoever signed out, or may something else now, hears no more under the old name.
        if (known === null) return end(reader)
        reader.principal = known
        // A whole beat without reading: nobody is there.
        if (reader.behind === 'since-last-beat') stream.destroy()
        else if (reader.behind === 'since-now') reader.behind = 'since-last-beat'
        else push(reader, ': beat\n\n')
      }
      const timer = setInterval(() => {
        beat().catch((error: unknown) => {
          log.warn({ err: error }, 'a live stream ends')
          end(reader)
        })
      }, liveHeartbeatMs)
      const reader: Reader = { principal, stream, timer, behind: 'no' }
      readers.add(reader)
      stream.once('close', () => {
        clearInterval(timer)
        readers.delete(reader)
      })
      stream.push(GREETING)
      return stream
    }
    server.addHook('preClose', async () => {
      for (const reader of readers) end(reader)
      await (await listening?.catch(() => null))?.close()
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/live',
      tag: 'Live',
      summary: "Server-sent events: 'change' with topic and id, 'gap' where some may have been missed",
      permission: 'signed-in',
      answer: fileOf(EVENT_STREAM),
      async handle(_input, { principal, request, reply }) {
        // Proxies that gather answers would keep the news to themselves.
        reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no')
        if (request.method === 'HEAD') return written('', EVENT_STREAM)
        await listen()
        if (countOf(readers, principal) >= MOST_STREAMS) {
          throw new AppError('work.overloaded', `${MOST_STREAMS} pages are listening already. Close some of them.`)
        }
        const stream = open(principal, () => authenticate(request))
        // Of others half a connection may stay open; who only listens and has closed its half is gone.
        request.raw.socket.once('end', () => stream.destroy())
        return written(stream, EVENT_STREAM)
      },
    })
  }
}

/** Which permissions the addresses below each topic ask for: whoever may read one of them may know that it changed. */
function collectTopics(server: FastifyInstance): ReadonlyMap<string, ReadonlySet<Permission>> {
  const topics = new Map<string, Set<Permission>>()
  server.addHook('onRoute', ({ method, url, config }) => {
    const topic = /^\/api\/v1\/([^/]+)/.exec(url)?.[1]
    if (topic === undefined || config?.permission === undefined || ![method].flat().includes('GET')) return
    topics.set(topic, (topics.get(topic) ?? new Set<Permission>()).add(config.permission))
  })
  return topics
}

function mayHear({ rights }: Principal, permissions: ReadonlySet<Permission> = new Set()): boolean {
  return [...permissions].some(
    (permission) => permission === 'anyone' || permission === 'signed-in' || rights.has(permission),
  )
}

function countOf(readers: ReadonlySet<Reader>, { kind, id }: Principal): number {
  return [...readers].filter(({ principal }) => principal.kind === kind && principal.id === id).length
}

function push(reader: Reader, text: string): void {
  if (reader.behind !== 'no') return
  if (reader.stream.readableLength > MOST_UNREAD_BYTES) reader.behind = 'since-now'
  else reader.stream.push(text)
}

function end(reader: Reader): void {
  reader.stream.push(null)
}

function eventOf(change: LiveChange): string {
  return `event: change\ndata: ${JSON.stringify(change)}\n\n`
}
