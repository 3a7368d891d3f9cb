/**
 * Erasing a person: a list of steps, each repeatable, noted as it is done. Cut off anywhere, the next run goes on. What is counted
 * is kept, whose it was is not.
 */
import { AppError } from '../../core/errors.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { REBUILD_LOCK, withLock } from '../../stores/state/lock.ts'
import { findErased, forgetErased, rememberErased } from './digests.ts'
import { beginErasure, type Erasure, endErasure, findOpenErasure, markStep } from './erasures-store.ts'
import { beginInLog, countInLog, endInLog, eraseInLog } from './log-store.ts'
import { type Asked, readAsked, resolveSubject } from './people.ts'
import { addCounts, type Counts, type PrivacyDeps, type Subject, totalOf } from './schema.ts'
import { eraseInState, maskDocuments } from './state-store.ts'

/** Any number of ours: one erasure at a time, in all processes together. */
const LOCK = 4_747_031
/** A fact may be on its way to the log while the person is taken out of both. */
const MOST_SWEEPS = 5

export interface EraseOptions {
  /** 'cli', 'webhook:shop', 'system'. */
  readonly actor: string
  readonly signal?: AbortSignal | undefined
  /** Called after each step, for whoever watches. */
  onStep?(step: string): void
}

export interface Erased {
  readonly counts: Counts
  /** Nothing was found, because all of it was erased before. */
  readonly wasErased: boolean
}

/**
 * Erases everything about a person, or goes on with it.
 * @throws AppError 'usage.invalid' where the id means nobody, 'input.not-found' where nobody is known by it and nobody was erased
 */
export async function erasePerson(deps: PrivacyDeps, asked: Asked, options: EraseOptions): Promise<Erased> {
  const named = readAsked(asked)
  return alone(deps, async () => {
    const gone = await resumeErasures(deps, options)
    const subject = await resolveSubject(deps, named)
    const found = await countAll(deps, subject)
    if (totalOf(found) === 0) {
      if (totalOf(gone) > 0) return { counts: gone, wasErased: false }
      if ((await findErased(deps.state.pool, subject.keys)).size > 0) return { counts: {}, wasErased: true }
      throw notFound(asked)
    }
    await beginErasure(deps.state, { actor: options.actor, requestId: null, subject, now: deps.clock.now() })
    return { counts: addCounts(gone, await resumeErasures(deps, options)), wasErased: false }
  })
}

/**
 * Notes an erasure that `finishErasures` then does, for whoever cannot wait for it.
 * @returns its number, and the rows it will take away or change
 * @throws as `erasePerson` does; 'input.conflict' where the person was erased before
 */
export async function askErasure(
  deps: PrivacyDeps,
  asked: Asked,
  actor: string,
): Promise<{ id: number; counts: Counts }> {
  const subject = await resolveSubject(deps, readAsked(asked))
  const counts = await countAll(deps, subject)
  if (totalOf(counts) === 0) {
    if ((await findErased(deps.state.pool, subject.keys)).size === 0) throw notFound(asked)
    throw new AppError('input.conflict', 'This customer was erased before; nothing is left to do.')
  }
  const id = await beginErasure(deps.state, { actor, requestId: null, subject, now: deps.clock.now() })
  return { id, counts }
}

/** What an erasure would take away or change. Nothing is changed. @throws as `erasePerson` does */
export async function countPerson(deps: PrivacyDeps, asked: Asked): Promise<Erased> {
  const subject = await resolveSubject(deps, readAsked(asked))
  const counts = await countAll(deps, subject)
  if (totalOf(counts) > 0) return { counts, wasErased: false }
  if ((await findErased(deps.state.pool, subject.keys)).size > 0) return { counts: {}, wasErased: true }
  throw notFound(asked)
}

/** Erases the people of a request, known or not: that they were meant is remembered in any case. */
export async function eraseSubject(
  deps: PrivacyDeps,
  subject: Subject,
  options: EraseOptions & { requestId: number | null },
): Promise<Counts> {
  return alone(deps, async () => {
    const gone = await resumeErasures(deps, options)
    const { actor, requestId } = options
    await beginErasure(deps.state, { actor, requestId, subject, now: deps.clock.now() })
    return addCounts(gone, await resumeErasures(deps, options))
  })
}

/** Goes on with erasures that were cut off. */
export function finishErasures(deps: PrivacyDeps, options: EraseOptions): Promise<Counts> {
  return alone(deps, () => resumeErasures(deps, options))
}

/** A person who was erased may be stored again: a new contract, a new consent. @returns whether they were erased at all */
export async function readmitPerson(deps: PrivacyDeps, asked: Asked, actor: string): Promise<boolean> {
  const subject = await resolveSubject(deps, readAsked(asked))
  return deps.state.transaction(async (client) => {
    const names = await forgetErased(client, subject)
    if (names === 0) return false
    const entry = {
      at: deps.clock.now(),
      actor,
      action: 'customer.readmitted',
      subject: 'customer',
      details: { names },
    }
    await appendAudit(client, entry)
    return true
  })
}

function notFound({ id, source }: Asked): AppError {
  const where = source === null ? '' : ` in ${source}`
  return new AppError('input.not-found', `Nobody is known as '${id}'${where}.`)
}

async function countAll(deps: PrivacyDeps, subject: Subject): Promise<Counts> {
  const { state, events } = deps
  const client = await state.pool.connect()
  try {
    // The very statements of the erasure, taken back: what they say they would do is what they do.
    await client.query('BEGIN')
    const inState = await eraseInState(client, subject, deps.clock.now())
    return addCounts(inState, await maskDocuments(state, subject, { dryRun: true }), await countInLog(events, subject))
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

async function resumeErasures(deps: PrivacyDeps, options: EraseOptions): Promise<Counts> {
  let counts: Counts = {}
  for (;;) {
    const erasure = await findOpenErasure(deps.state)
    if (erasure === null) return counts
    // Projections that are being rebuilt would show the person again.
    const erased = await withLock(deps.state, { lock: REBUILD_LOCK, signal: options.signal }, () =>
      runErasure(deps, erasure, options),
    )
    counts = addCounts(counts, erased)
  }
}

async function runErasure(
  { state, events, clock }: PrivacyDeps,
  { id, actor, requestId, subject, stepsDone }: Erasure,
  { signal, onStep }: EraseOptions,
): Promise<Counts> {
  const step = async (name: string, work: () => Promise<Counts>) => {
    if (stepsDone.includes(name)) return
    signal?.throwIfAborted()
    const counts = await work()
    await state.transaction((client) => markStep(client, id, name, counts))
    onStep?.(name)
  }
  const clearState = () => state.transaction((client) => eraseInState(client, subject, clock.now()))
  await beginInLog(events, subject)
  // First of all, so that what comes in meanwhile is found again by night.
  await step('remember', async () => {
    await state.transaction((client) => rememberErased(client, subject, clock.now()))
    return {}
  })
  await step('state', clearState)
  await step('log', () => eraseInLog(events))
  await step('reports', () => maskDocuments(state, subject, { dryRun: false, signal }))
  await step('sweep', async () => {
    let counts: Counts = {}
    for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      const again = addCounts(await clearState(), await eraseInLog(events))
      if (totalOf(again) === 0) break
      counts = addCounts(counts, again)
    }
    return counts
  })
  await endInLog(events)
  return state.transaction(async (client) => {
    const counts = await endErasure(client, id, clock.now())
    const details = requestId === null ? counts : { ...counts, request: requestId }
    await appendAudit(client, { at: clock.now(), actor, action: 'customer.erased', subject: `erasure ${id}`, details })
    return counts
  })
}

async function alone<T>({ state }: PrivacyDeps, work: () => Promise<T>): Promise<T> {
  const client = await state.pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    try {
      return await work()
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
    }
  } finally {
    client.release()
  }
}
