/** Requests of shops (Shopify's GDPR topics), and people who came back after they were erased. */
import { join } from 'node:path'
import type { Log } from '../../core/log.ts'
import { rebuildVisits } from '../../stores/events/visits.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { REBUILD_LOCK, withLock } from '../../stores/state/lock.ts'
import { findReturnedIds, findReturnedKeys, readLookedUntil, saveLookedUntil } from './digests.ts'
import { eraseSubject, finishErasures } from './erase.ts'
import { endRequest, findOpenRequest, type PrivacyRequest } from './erasures-store.ts'
import { exportSubject, noteExport, writeExport } from './export.ts'
import { eraseVisitsOf, findOthers, listLogKeys } from './log-store.ts'
import { resolveKeys, resolveSubject } from './people.ts'
import { addCounts, type Counts, type PrivacyDeps, totalOf } from './schema.ts'
import { listKeys } from './state-store.ts'

export interface RequestDeps extends PrivacyDeps {
  readonly log: Log
  /** Where answers to people who ask for their data are put, for the shop to send on. */
  readonly exportFolder: string
}

/** People of a shop that go at once. */
const BATCH = 500
/** What was received within this time before the last look may have been stored after it. */
const OVERLAP_MS = 3_600_000

/**
 * Goes on with erasures that were cut off, then answers every open request, the oldest first. One that fails stays open and does
 * not keep the others back.
 * @throws the signal's reason when it is raised, else the first failure, after all were tried
 */
export async function answerRequests(deps: RequestDeps, signal?: AbortSignal): Promise<number> {
  await finishErasures(deps, { actor: 'system', signal })
  let answered = 0
  let failure: unknown
  for (let after = 0; ; ) {
    const request = await findOpenRequest(deps.state, after)
    if (request === null) break
    after = request.id
    try {
      await answer(deps, request, signal)
      answered++
    } catch (error) {
      signal?.throwIfAborted()
      deps.log.error({ err: error, request: request.id }, 'a privacy request could not be answered')
      failure ??= error
    }
  }
  if (failure !== undefined) throw failure
  return answered
}

async function answer(deps: RequestDeps, request: PrivacyRequest, signal?: AbortSignal): Promise<void> {
  const { id, source, kind, keys, orders } = request
  const actor = `webhook:${source}`
  if (kind === 'export') {
    const document = await exportSubject(deps, await resolveSubject(deps, { keys: [...keys], orders: [...orders] }))
    writeExport(join(deps.exportFolder, `request-${id}.json`), document)
    await noteExport(deps, document, actor, `request ${id}`)
  } else if (kind === 'erase') {
    const subject = await resolveSubject(deps, { keys: [...keys], orders: [...orders] })
    await eraseSubject(deps, subject, { actor, signal, requestId: id })
  } else {
    await eraseShop(deps, source, { actor, signal, requestId: id })
  }
  await deps.state.transaction((client) => endRequest(client, id, deps.clock.now()))
}

/** All people of a source, and what strangers did there. The shop's orders stay, nobody's. */
async function eraseShop(
  deps: RequestDeps,
  source: string,
  options: { actor: string; signal: AbortSignal | undefined; requestId: number },
): Promise<void> {
  let counts: Counts = {}
  for (;;) {
    options.signal?.throwIfAborted()
    const known = await listKeys(deps.state, source, BATCH)
    const keys = known.length > 0 ? known : await listLogKeys(deps.events, source, BATCH)
    if (keys.length === 0) break
    counts = addCounts(counts, await eraseSubject(deps, await resolveKeys(deps, keys), options))
  }
  const { signal } = options
  const visits = await withLock(deps.state, { lock: REBUILD_LOCK, signal }, async () => {
    const gone = await eraseVisitsOf(deps.events, source)
    await rebuildVisits(deps.events, { timeZone: deps.timeZone, ...(signal === undefined ? {} : { signal }) })
    return gone
  })
  await deps.state.transaction((client) =>
    appendAudit(client, {
      at: deps.clock.now(),
      actor: options.actor,
      action: 'shop.erased',
      subject: source,
      details: { request: options.requestId, rows: totalOf(counts), visits },
    }),
  )
}

/**
 * Erases again whoever was erased and has come back since: by an import of an old file, a late webhook, a device that still sends.
 * @returns rows taken away or changed
 */
export async function eraseReturned(deps: RequestDeps, signal?: AbortSignal): Promise<Counts> {
  const from = Math.max(0, (await readLookedUntil(deps.state)) - OVERLAP_MS)
  const now = deps.clock.now()
  const keys = new Set([...(await findReturnedKeys(deps.state)), ...(await findReturnedIds(deps, 'customer_id', from))])
  const devices = await findReturnedIds(deps, 'anonymous_id', from)
  let counts: Counts = {}
  if (keys.size > 0 || devices.length > 0) {
    const subject = await resolveSubject(deps, { keys: [...keys] })
    // A device that was theirs and is somebody else's by now belongs to that one.
    const others = new Set(await findOthers(deps.events, devices, subject.keys))
    const own = new Set([...subject.devices, ...devices.filter((id) => !others.has(id))])
    const again = { ...subject, devices: [...own] }
    if (again.keys.length + own.size > 0)
      counts = await eraseSubject(deps, again, { actor: 'system', signal, requestId: null })
    deps.log.warn({ people: keys.size, devices: devices.length }, 'erased people had come back and were erased again')
  }
  await saveLookedUntil(deps.state, now)
  return counts
}
