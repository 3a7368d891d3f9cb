/** `/api/v1/audit`: who did what, exported and held against its own chain. */
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { cursorOf, readCursor } from '../../api/page.ts'
import { actorOf } from '../../api/principal.ts'
import { route } from '../../api/route.ts'
import { fileOf, written } from '../../api/written.ts'
import type { Clock } from '../../core/time.ts'
import { type AuditVerdict, listAudit, verifyAudit } from '../../stores/state/audit.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { exportAudit } from './export.ts'
import { auditPage, auditQuery, auditVerdictSchema } from './schema.ts'

export interface AuditDeps {
  readonly state: StateStore
  readonly clock: Clock
  /** Names of people and keys by actor; those that are not known are left out. */
  readonly people: { names(actors: readonly string[]): Promise<ReadonlyMap<string, string>> }
}

const TAG = 'Audit'
const LINES = 'application/x-ndjson'

export function auditRoutes(deps: AuditDeps): (server: FastifyInstance) => void {
  const { state, clock } = deps
  const verify = oneAtATime(() => verifyAudit(state))
  return (server) => {
    route(server, {
      method: 'GET',
      url: '/api/v1/audit',
      kept: true,
      tag: TAG,
      summary: 'Who did what, the newest first',
      permission: 'audit.read',
      query: auditQuery,
      answer: auditPage,
      handle: ({ query }) => listForApi(deps, query),
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/audit/export',
      tag: TAG,
      summary: 'The whole audit log as JSON lines, the oldest first; the export is an entry itself',
      permission: 'audit.read',
      answer: fileOf(LINES),
      async handle(_input, { principal, reply }) {
        reply.header('content-disposition', 'attachment; filename="dirigent-audit.jsonl"')
        return written(Readable.from(exportAudit(state, { actor: actorOf(principal), now: clock.now() })), LINES)
      },
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/audit/verify',
      kept: true,
      tag: TAG,
      summary: 'Reckon the chain of hashes again, and name the first entry that was tampered with',
      permission: 'audit.read',
      answer: auditVerdictSchema,
      handle: () => verify(),
    })
  }
}

async function listForApi({ state, people }: AuditDeps, query: z.output<typeof auditQuery>) {
  const place = readCursor(query.after, z.tuple([z.int()]))
  const time = (text: string | undefined) => (text === undefined ? null : Date.parse(text))
  const filter = {
    actor: query.actor ?? null,
    action: query.action ?? null,
    subject: query.subject ?? null,
    startAt: time(query.from),
    endBefore: time(query.until),
  }
  const entries = await listAudit(state, filter, { before: place?.[0] ?? null, limit: query.limit + 1 })
  const items = entries.slice(0, query.limit)
  const named = await people.names([...new Set(items.map(({ actor }) => actor))])
  const last = entries.length > query.limit ? items.at(-1) : undefined
  return {
    items: items.map(({ actor, at, previousHash: _previous, ...entry }) => ({
      ...entry,
      at: new Date(at).toISOString(),
      actor: { id: actor, name: named.get(actor) ?? actor },
    })),
    next: last === undefined ? null : cursorOf(last.id),
  }
}

/** Whoever asks while it is being reckoned waits for the same answer: a long log is read once. */
function oneAtATime(work: () => Promise<AuditVerdict>): () => Promise<AuditVerdict> {
  let running: Promise<AuditVerdict> | null = null
  return () => {
    running ??= work().finally(() => {
      running = null
    })
    return running
  }
}
