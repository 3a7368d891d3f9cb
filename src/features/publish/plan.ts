/** The content plan: what goes out when, new pieces, and moving them before they have gone out. */
import { randomUUID } from 'node:crypto'
import type { Principal } from '../../api/principal.ts'
import { AppError, textFault } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import { dayOf, wallTime } from '../../core/time.ts'
import type { NewProposal } from '../desk/index.ts'
import { type PublishDeps, smtpOf } from './deps.ts'
import { letterOf } from './newsletter-skill.ts'
import { chosenText, dueAt } from './piece.ts'
import { type AnyPiece, fileOfPiece } from './render.ts'
import {
  blogDraftSchema,
  type FileFormat,
  type MoveBody,
  type NewPiece,
  newsletterDraftSchema,
  type PieceKind,
  type Plan,
  type PlannedPiece,
  type Stage,
  socialDraftSchema,
} from './schema.ts'
import { postText } from './social-skill.ts'
import { findPiece, listPlanned, type PlannedRow } from './store.ts'
import { BY_HAND, NOT_MOVABLE, PLACE_LABELS, pieceTitle } from './texts.ts'

/** What the desk does for the plan. */
export interface PlanDesk {
  /** Undefined id: it is there already, or was refused not long ago. */
  put(skill: string, proposal: NewProposal<unknown>): Promise<{ readonly id?: string }>
  /** Changes the draft of an open proposal. */
  edit(
    principal: Principal,
    id: string,
    change: { readonly draft: Record<string, unknown>; readonly version: string },
  ): Promise<void>
  /** Takes an approval back before it acts. */
  reopen(principal: Principal, id: string): Promise<void>
  /** Approves what was seen with a change. @throws AppError where it is refused */
  approve(
    principal: Principal,
    id: string,
    change: { readonly contentHash: string; readonly draft: Record<string, unknown> },
  ): Promise<void>
  mayDecide(principal: Principal, skill: string): boolean
}

export interface PlanDeps extends Omit<PublishDeps, 'work'> {
  readonly desk: PlanDesk
}

const STAGE_OF: Readonly<Record<PlannedRow['state'], Stage>> = {
  open: 'planned',
  approved: 'scheduled',
  edited: 'scheduled',
  applied: 'live',
  failed: 'failed',
}
const WORST = ['none', 'note', 'warning', 'error'] as const

export async function readPlan(
  deps: PlanDeps,
  principal: Principal,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Plan> {
  const { state, clock, timeZone, channels } = deps
  const rows = await listPlanned(state, { from, to, timeZone })
  return {
    today: dayOf(clock.now(), timeZone),
    timeZone,
    items: rows.map((row) => plannedOf(deps, principal, row)),
    places: [
      ...(channels.social.mastodon === undefined ? [] : ['mastodon' as const]),
      ...(channels.social.bluesky === undefined ? [] : ['bluesky' as const]),
      ...(channels.blog === null ? [] : ['wordpress' as const]),
      ...(smtpOf(deps) === null ? [] : ['mail' as const]),
    ],
  }
}

function plannedOf(deps: PlanDeps, principal: Principal, row: PlannedRow): PlannedPiece {
  const { id, kind, title, state, worst, contentHash, endedAt, receipt, failure } = row
  const stage = STAGE_OF[state]
  const { draft } = pieceOf(kind, row.draft)
  const due =
    dueAt(draft, deps.timeZone) ?? (stage === 'live' || stage === 'failed' ? (endedAt?.getTime() ?? null) : null)
  const [day = null, time = null] = due === null ? [] : wallTime(due, deps.timeZone).split(' ')
  const url = receipt?.detail.url
  return {
    id,
    kind,
    place: draft.place,
    title,
    stage,
    at: due === null ? null : new Date(due).toISOString(),
    day,
    time,
    worst: WORST[worst] ?? 'none',
    url: typeof url === 'string' && url !== '' ? url : null,
    failure,
    contentHash,
    mayDecide: deps.desk.mayDecide(principal, `content.${kind}`),
  }
}

function pieceOf(kind: PieceKind, draft: unknown): AnyPiece {
  switch (kind) {
    case 'social-post': {
      const read = socialDraftSchema.parse(draft)
      return { kind, draft: read, text: postText(read) }
    }
    case 'blog-post':
      return { kind, draft: blogDraftSchema.parse(draft) }
    case 'newsletter': {
      const read = newsletterDraftSchema.parse(draft)
      return { kind, draft: read, letter: letterOf(read) }
    }
  }
}

/** Puts a piece on the desk. */
export async function addPiece({ desk }: PlanDeps, { kind, draft }: NewPiece, person: string): Promise<{ id: string }> {
  const piece = pieceOf(kind, draft)
  const { id } = await desk.put(`content.${kind}`, {
    // Each is a matter of its own: two posts about one product are two.
    subject: { kind: 'piece', key: randomUUID(), label: PLACE_LABELS[draft.place] },
    title: titleOf(piece),
    reason: BY_HAND,
    draft,
    effect: null,
    evidence: [],
    author: { kind: 'person', name: person, version: '1' },
  })
  if (id === undefined) throw new AppError('internal', 'A new piece was taken for one that is there already.')
  return { id }
}

const LONGEST_TITLE = 60

function titleOf(piece: AnyPiece): Text {
  const what =
    piece.kind === 'blog-post'
      ? piece.draft.title
      : piece.kind === 'newsletter'
        ? piece.letter.subject
        : chosenText(piece.draft)
  const line = what.trim().split('\n')[0] ?? ''
  const short = line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : line
  return pieceTitle(short, PLACE_LABELS[piece.draft.place])
}

/**
 * Gives a piece another time. What was approved is approved again with it, by whoever moves it: the time is part of what is
 * approved. Cut off in between, it is open on the desk and nothing goes out.
 * @throws AppError 'input.not-found'; 'input.changed'; 'input.conflict' where it has gone out or failed, or is just going out
 */
export async function movePiece(
  { state, desk }: PlanDeps,
  principal: Principal,
  id: string,
  { contentHash, day, time }: MoveBody,
): Promise<void> {
  const piece = await requiredPiece(state, id)
  if (piece.contentHash !== contentHash)
    throw new AppError('input.changed', 'The piece has changed since you saw it; nothing was moved. Look at it again.')
  const draft = { ...piece.draft, day, ...(time === undefined ? {} : { time }) }
  if (piece.state === 'open') return desk.edit(principal, id, { draft, version: String(piece.version) })
  if (piece.state !== 'approved' && piece.state !== 'edited') throw textFault('input.conflict', NOT_MOVABLE)
  await desk.reopen(principal, id)
  await desk.approve(principal, id, { contentHash, draft })
}

async function requiredPiece(state: PlanDeps['state'], id: string) {
  const piece = await findPiece(state, id)
  if (piece === null) throw new AppError('input.not-found', `There is no piece ${id}.`)
  return piece
}

/** The version that goes out, as a file. @throws AppError 'input.not-found' */
export async function readPieceFile(
  { state }: PlanDeps,
  id: string,
  format: FileFormat,
): Promise<{ name: string; body: string }> {
  const { kind, draft } = await requiredPiece(state, id)
  return { name: `${kind}-${id.slice(0, 8)}.${format}`, body: await fileOfPiece(pieceOf(kind, draft), format) }
}
