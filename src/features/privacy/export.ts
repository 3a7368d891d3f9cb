/** Everything about a person as one JSON document (GDPR, articles 15 and 20). */
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError, messageOf } from '../../core/errors.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { openAudiences } from '../audiences/index.ts'
import { type InLog, readFromLog } from './log-store.ts'
import { type Asked, readAsked, resolveSubject } from './people.ts'
import type { PrivacyDeps, Subject } from './schema.ts'
import { type InState, readFromState } from './state-store.ts'

export interface PersonExport {
  readonly format: 'dirigent-person'
  readonly version: 1
  readonly exportedAt: string
  /** The names this person is stored under; devices are the anonymous ids of the tracker. */
  readonly names: Pick<Subject, 'keys' | 'emails' | 'devices'>
  /** What is true now. */
  readonly state: InState
  /** What happened, and what was computed from it. */
  readonly log: InLog
  readonly audiences: readonly { readonly id: number; readonly name: string }[]
}

/** @throws AppError 'usage.invalid' where the id means nobody, 'input.not-found' where nobody is known by it */
export async function exportPerson(deps: PrivacyDeps, asked: Asked, actor: string): Promise<PersonExport> {
  const subject = await resolveSubject(deps, readAsked(asked))
  const document = await exportSubject(deps, subject)
  if (isEmpty(document)) throw new AppError('input.not-found', `Nobody is known as '${asked.id}'.`)
  await noteExport(deps, document, actor)
  return document
}

export async function exportSubject(deps: PrivacyDeps, subject: Subject): Promise<PersonExport> {
  const state = await readFromState(deps.state, subject)
  const log = await readFromLog(deps.events, subject)
  return {
    format: 'dirigent-person',
    version: 1,
    exportedAt: new Date(deps.clock.now()).toISOString(),
    names: { keys: namesIn(subject.keys, state, log), emails: subject.emails, devices: subject.devices },
    state,
    log,
    audiences: await openAudiences(deps).of(subject.keys),
  }
}

/** Of the keys that could be theirs, those that anything is stored under. */
function namesIn(keys: readonly string[], state: InState, log: InLog): string[] {
  const used = new Set<unknown>([
    ...state.customers.map(({ key }) => key),
    ...state.profiles.map(({ customer_key }) => customer_key),
    ...state.orders.map(({ customer_key }) => customer_key),
    ...[...log.visits, ...log.records].map(({ customer_id }) => customer_id),
  ])
  return keys.filter((key) => used.has(key))
}

function isEmpty({ state, log }: PersonExport): boolean {
  return [state.customers, state.profiles, state.orders, state.rejectedRows, ...Object.values(log)].every(
    (rows) => rows.length === 0,
  )
}

export async function noteExport(
  { state, clock }: PrivacyDeps,
  document: PersonExport,
  actor: string,
  subject = 'customer',
): Promise<void> {
  const details = { orders: document.state.orders.length, events: document.log.visits.length }
  const entry = { at: clock.now(), actor, action: 'customer.exported', subject, details }
  await state.transaction((client) => appendAudit(client, entry))
}

/** Writes the document so that only its owner can read it, whole or not at all. @throws AppError 'input.invalid' where it cannot be */
export function writeExport(path: string, document: PersonExport): void {
  const part = `${path}.part`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(part, `${JSON.stringify(document, null, 2)}\n`, { mode: 0o600 })
    // A file that was there before keeps its own mode otherwise.
    chmodSync(part, 0o600)
    renameSync(part, path)
  } catch (error) {
    if (existsSync(part)) rmSync(part)
    throw new AppError('input.invalid', `${path} cannot be written: ${messageOf(error)}.`, {}, { cause: error })
  }
}
