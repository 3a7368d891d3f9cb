/**
 * One thing the AI can do. A new capability is a new skill in `features/<name>/skill.ts` and one line in `src/skills.ts`;
 * the desk knows none by name, and a skill knows nothing of the desk's inside.
 */
import type { PoolClient } from 'pg'
import type { z } from 'zod'
import type { Lang, Text } from '../../core/lang.ts'
import type { Role } from '../../core/rights.ts'
import type { Contribution, Evidence, StepContext } from '../findings/index.ts'
import type { Author, CheckFinding, DraftField, Effect, Receipt } from './schema.ts'

/** What a skill wants to put into the world. */
export interface NewProposal<Draft> {
  readonly subject: { readonly kind: string; readonly key: string; readonly label: Text }
  readonly title: Text
  /** Why, in one to three sentences. */
  readonly reason: Text
  readonly draft: Draft
  readonly effect: Effect | null
  readonly evidence: readonly Evidence[]
  readonly author: Author
}

/** What a skill's step of the night shift works with. */
export interface SkillNight extends StepContext {
  /** What the analyses of this night brought, by the name of their step. */
  readonly contributions: ReadonlyMap<string, Contribution>
}

/** What a skill is told when it acts. */
export interface ApplyJob<Draft> {
  readonly proposalId: string
  readonly contentHash: string
  readonly draft: Draft
  /** The same for every attempt at the same decision: what the other side uses to do it once. */
  readonly key: string
  readonly lang: Lang
}

/** What a skill says about an attempt that was cut off before its receipt was stored. */
export type Settlement =
  | { readonly status: 'not-done' }
  | { readonly status: 'done'; readonly receipt: NewReceipt }
  | { readonly status: 'unknown'; readonly message: Text }

export type NewReceipt = Omit<Receipt, 'at'>

interface SkillBase<Draft> {
  /** 'prices.correct': its feature, a dot, what it does. */
  readonly name: string
  readonly title: Text
  /** What it does, from what, and what happens when it is approved; shown on the Autonomy page. */
  readonly about: Text
  /** Who reviews it. */
  readonly role: Role
  /** Minutes a person needs for it by hand. */
  readonly routineMinutes: number
  /** An object; what it gives must be what it takes, so that a draft can be read again from the store. */
  readonly draft: z.ZodType<Draft>
  /** Days after which an undecided proposal expires. */
  readonly expiresAfterDays: number
  /** What budgets count; null: not in that. `cents` money it spends or gives away, `changePercent` how far it moves something. */
  weight(draft: Draft): { readonly cents: number | null; readonly changePercent: number | null }
  /** The instant before which it does not act though it is approved, UTC milliseconds; null, or left out: at once. */
  notBefore?(draft: Draft): number | null
  /** Whether a second person must approve this draft. */
  secondPair(draft: Draft): boolean
  /** Its step of the night shift. */
  night?(context: SkillNight): AsyncIterable<NewProposal<Draft>>
  /** The draft as a person reads it, beside what is live now. */
  present(draft: Draft): Promise<readonly DraftField[]>
  /** Guardrails, asked when it is proposed, when it is edited, and again at the moment of acting. */
  check(draft: Draft): Promise<readonly CheckFinding[]>
}

/** Acts within the state store: effect and receipt are one transaction, and all of it is written through `client`. */
interface InsideSkill<Draft> extends SkillBase<Draft> {
  readonly acts: 'inside'
  apply(job: ApplyJob<Draft>, client: PoolClient): Promise<NewReceipt>
  undo?(receipt: Receipt, draft: Draft, client: PoolClient): Promise<void>
}

/**
 * Acts on another system: the intent is stored first, then it acts, then the receipt is stored. What it throws says what to do:
 * AppError 'channel.failed' or 'work.overloaded', and errors of the network, are tried again after a pause.
 */
export interface OutsideSkill<Draft> extends SkillBase<Draft> {
  readonly acts: 'outside'
  apply(job: ApplyJob<Draft>): Promise<NewReceipt>
  /** Asked when an attempt was cut off: did it happen? 'unknown' is never tried again by itself. */
  settle(job: ApplyJob<Draft>): Promise<Settlement>
  /** Called again with the same `key` where it was cut off: undoing what is undone must do no harm. */
  undo?(receipt: Receipt, draft: Draft, key: string): Promise<void>
}

/** `Skill<unknown>` is any skill: what it is given as a draft was read by its own `draft` before. */
export type Skill<Draft> = InsideSkill<Draft> | OutsideSkill<Draft>
