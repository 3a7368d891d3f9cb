/** What may become of a proposal, and by whom. Pure. */
import { AppError } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import type { CheckFinding, Effect, State } from './schema.ts'

/** 'rule': autonomy, without a person; 'system': time, the queue, the skill itself. */
export type Cause = 'person' | 'rule' | 'system'

export const COMMANDS = [
  'approve',
  'approve-edited',
  'reject',
  'expire',
  'withdraw',
  'reopen',
  'apply',
  'fail',
  'undo',
] as const
export type Command = (typeof COMMANDS)[number]

interface Transition {
  readonly from: State
  readonly command: Command
  readonly to: State
  readonly by: readonly Cause[]
}

const row = (from: State, command: Command, to: State, ...by: Cause[]): Transition => ({ from, command, to, by })

/** All there is; what does not stand here does not happen. */
export const TRANSITIONS: readonly Transition[] = [
  row('open', 'approve', 'approved', 'person', 'rule'),
  row('open', 'approve-edited', 'edited', 'person'),
  row('open', 'reject', 'rejected', 'person'),
  row('open', 'expire', 'expired', 'system'),
  row('open', 'withdraw', 'withdrawn', 'person', 'system'),
  // A person thought better of it; it waits for a person again.
  row('rejected', 'reopen', 'open', 'person'),
  row('approved', 'apply', 'applied', 'system'),
  row('edited', 'apply', 'applied', 'system'),
  row('approved', 'fail', 'failed', 'system'),
  row('edited', 'fail', 'failed', 'system'),
  // Before it acted; the system does where a rule's decision has outlived the day whose budget it counted against.
  row('approved', 'reopen', 'open', 'person', 'system'),
  row('edited', 'reopen', 'open', 'person'),
  row('approved', 'withdraw', 'withdrawn', 'person', 'system'),
  row('edited', 'withdraw', 'withdrawn', 'person', 'system'),
  // Whether to try again is for a person to say: nothing that failed repeats itself.
  row('failed', 'approve', 'approved', 'person'),
  row('failed', 'approve-edited', 'edited', 'person'),
  row('failed', 'withdraw', 'withdrawn', 'person', 'system'),
  row('applied', 'undo', 'undone', 'person'),
]

/** Where the command leads; null: it may not be given here. */
export function transition(state: State, command: Command, cause: Cause): State | null {
  return TRANSITIONS.find((way) => way.from === state && way.command === command && way.by.includes(cause))?.to ?? null
}

export interface ApprovalFacts {
  readonly state: State
  readonly contentHash: string
  readonly proposedHash: string
  /** Who approved this content first, where two must. */
  readonly firstApprover: string | null
}

export interface Approval {
  /** What the one who approves has seen. */
  readonly seenHash: string
  /** What is approved: the same, or that of the change made with the approval. */
  readonly contentHash: string
  readonly checks: readonly CheckFinding[]
  readonly needsSecond: boolean
  readonly cause: 'person' | 'rule'
  /** 'person:7' */
  readonly actor: string
}

export type ApprovalOutcome =
  | { readonly kind: 'decided'; readonly to: 'approved' | 'edited' }
  /** One of two has approved; it stays open for the other. */
  | { readonly kind: 'first' }
  | { readonly kind: 'refused'; readonly why: 'state' | 'changed' | 'blocked' | 'same-person' | 'not-a-person' }

/** Whether an approval holds. That of another content than what is there never does. */
export function approve(facts: ApprovalFacts, approval: Approval): ApprovalOutcome {
  const refused = (why: Extract<ApprovalOutcome, { kind: 'refused' }>['why']): ApprovalOutcome => ({
    kind: 'refused',
    why,
  })
  const edited = approval.contentHash !== facts.proposedHash
  const to = transition(facts.state, edited ? 'approve-edited' : 'approve', approval.cause)
  if (to === null) return refused('state')
  if (approval.seenHash !== facts.contentHash) return refused('changed')
  if (approval.checks.some(({ level }) => level === 'error')) return refused('blocked')
  if (approval.needsSecond) {
    // A key or the command line stands for nobody who has looked.
    if (!approval.actor.startsWith('person:')) return refused('not-a-person')
    const first = approval.contentHash === facts.contentHash ? facts.firstApprover : null
    if (first === null) return { kind: 'first' }
    if (first === approval.actor) return refused('same-person')
  }
  return { kind: 'decided', to: to === 'edited' ? 'edited' : 'approved' }
}

export interface ProposedBefore {
  readonly state: State
  readonly contentHash: string
  readonly proposedHash: string
  readonly origin: string | null
  /** Somebody changed it, took it on, or has approved it as the first of two. */
  readonly isTouched: boolean
  /** When it was rejected or undone; null: it was not. */
  readonly refusedAt: number | null
  readonly rejectReason: string | null
}

/** How long what a person did not want is not proposed again unchanged. */
const REFUSED_DAYS = 90
const BAD_TIMING_DAYS = 7
const DAY_MS = 86_400_000

/**
 * What becomes of a new draft beside the last one for the same skill and subject.
 * 'add': as a new proposal; 'replace': the earlier one is withdrawn; 'beside': kept as a newer version of one that a person is
 * at work on; 'same': nothing, it is there already; 'refused': nothing, a person did not want exactly this.
 */
export function reconcile(
  before: ProposedBefore | null,
  { contentHash, origin, now }: { contentHash: string; origin: string | null; now: number },
): 'add' | 'replace' | 'beside' | 'same' | 'refused' {
  if (before === null) return 'add'
  if (origin !== null && before.origin === origin) return 'same'
  const isSame = before.contentHash === contentHash || before.proposedHash === contentHash
  switch (before.state) {
    case 'open':
      if (isSame) return 'same'
      return before.isTouched ? 'beside' : 'replace'
    case 'approved':
    case 'edited':
      // What is on its way is done first; the next night sees what came of it.
      return 'same'
    case 'failed':
      return isSame ? 'same' : 'replace'
    case 'rejected':
    case 'undone': {
      const days = before.rejectReason === 'bad-timing' ? BAD_TIMING_DAYS : REFUSED_DAYS
      const recent = before.refusedAt !== null && now - before.refusedAt < days * DAY_MS
      return isSame && recent ? 'refused' : 'add'
    }
    default:
      return 'add'
  }
}

/** Half of a character alone, which PostgreSQL takes for no text; and the character of code 0. */
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A text without what PostgreSQL cannot keep. */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, '')
}

/** A value as JSON and as the store keeps it. */
export function storable(value: unknown): unknown {
  return clean(JSON.parse(JSON.stringify(value) ?? 'null'))
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(clean)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [storableText(key), clean(part)]))
}

/** JSON with the keys of every object in order, so that equal contents are equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** What an approval binds to: SHA-256 over skill, subject and draft. */
export function contentHashOf(skill: string, subject: { kind: string; key: string }, draft: unknown): string {
  return sha256(canonicalJson({ skill, subject: { kind: subject.kind, key: subject.key }, draft }))
}

export interface Change {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/** What differs between two drafts, by path: 'priceCents', 'title.de'. Lists count as one value. */
export function changesBetween(before: unknown, after: unknown, path = ''): Change[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    return keys.flatMap((key) => changesBetween(before[key], after[key], path === '' ? key : `${path}.${key}`))
  }
  if ((before === undefined) === (after === undefined) && canonicalJson(before) === canonicalJson(after)) return []
  return [{ field: path, before: before ?? null, after: after ?? null }]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The first change to something that people may not change; null: all of them may be made. */
export function forbiddenChange(changes: readonly Change[], editable: readonly string[]): Change | null {
  return changes.find(({ field }) => !editable.some((key) => field === key || field.startsWith(`${key}.`))) ?? null
}

const RANKS = { note: 1, warning: 2, error: 3 } as const

/** 0 none, 1 note, 2 warning, 3 error. */
export function worstOf(checks: readonly CheckFinding[]): 0 | 1 | 2 | 3 {
  return checks.reduce<0 | 1 | 2 | 3>((worst, { level }) => (RANKS[level] > worst ? RANKS[level] : worst), 0)
}

/** Days beyond which money is scaled down, as in the order of the report's findings. */
const HORIZON_DAYS = 28

/** An effect's money for at most four weeks, in cents; null where it is not in money. */
export function effectCentsOf(effect: Effect | null): number | null {
  if (effect === null || effect.cents === null) return null
  return Math.round(effect.cents * Math.min(1, HORIZON_DAYS / Math.max(1, effect.periodDays)))
}

/** Waits before an attempt is repeated, milliseconds: some five hours in all. */
const WAITS_MS = [5_000, 30_000, 120_000, 600_000, 3_600_000, 14_400_000] as const

/** How long to wait after so many attempts; null: it is given up. */
export function waitBefore(attempts: number): number | null {
  return WAITS_MS[attempts - 1] ?? null
}

const TEMPORARY_FAULTS: readonly string[] = [
  'channel.failed',
  'work.overloaded',
  'work.stopped',
  'store.unusable',
  'store.held',
]
/** Of the system, of fetch, and PostgreSQL's for a connection that broke or transactions that stood in each other's way. */
const TEMPORARY_CODES =
  /^(ECONN\w+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_\w+|08\w{3}|57P\w{2}|40001|40P01|55P03|53\w{3})$/

/** Whether the same attempt may succeed later: the other side or a store was away, or asked to wait. A channel that knows says so. */
export function isTemporary(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if (cause instanceof AppError && typeof cause.details.temporary === 'boolean') return cause.details.temporary
    if ('code' in cause && typeof cause.code === 'string') {
      if (TEMPORARY_FAULTS.includes(cause.code) || TEMPORARY_CODES.test(cause.code)) return true
    }
    if (cause.name === 'TimeoutError' || /^Connection terminated/.test(cause.message)) return true
  }
  return false
}
