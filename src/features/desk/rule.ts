/** What the desk asks of autonomy. Autonomy knows the desk; the desk knows of it only this. */
import type { PoolClient } from 'pg'
import type { Text } from '../../core/lang.ts'

/** What is known of a proposal when it is asked whether it may act without a person. */
export interface RuleFacts {
  readonly skill: string
  /** Check findings that block. */
  readonly errors: number
  readonly cents: number | null
  readonly changePercent: number | null
  readonly needsSecond: boolean
  /** 'proposed': when could it act; 'due': its time has come, may it now. */
  readonly moment: 'proposed' | 'due'
}

export type Verdict =
  /** A person decides. */
  | { readonly do: 'wait'; readonly why: Text }
  /** By itself, at `at` (UTC milliseconds); one that has come means now. */
  | { readonly do: 'act'; readonly at: number; readonly why: Text }
  /** Not now; `again` is when to ask again, null: a person decides. */
  | { readonly do: 'block'; readonly again: number | null; readonly why: Text }

export interface Rule {
  /** Asked with 'due', what it counts against a budget is locked until the caller's transaction ends. */
  verdict(client: PoolClient, facts: RuleFacts): Promise<Verdict>
  /** Whether everything is stopped; until the caller's transaction ends nobody can press the stop. */
  isStopped(client: PoolClient): Promise<boolean>
  /** When the skill prepares proposals. */
  works(skill: string): Promise<'night' | 'on-request' | 'off'>
}
