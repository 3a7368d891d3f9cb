/** What a language model has cost this month, kept in the state store, so that a budget holds for all copies of the workbench. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { type Clock, dayOf } from '../../../core/time.ts'
import type { StateStore } from '../../../stores/state/store.ts'

export interface Tokens {
  readonly input: number
  readonly output: number
}

export interface MonthSpend extends Tokens {
  /** 'YYYY-MM' of the shop. */
  readonly month: string
  readonly calls: number
  /** Millionths of the currency the prices are in. */
  readonly costMicros: number
}

export interface Ledger {
  /** Sets aside what a question may cost at most. @returns null where the budget does not allow it */
  reserve(costMicros: number, budgetMicros: number | null): Promise<Reservation | null>
}

interface Reservation {
  /** Books what it did cost. Never called where the workbench is killed: then what was set aside counts. */
  settle(tokens: Tokens, costMicros: number): Promise<void>
}

interface LedgerDeps {
  readonly state: Pick<StateStore, 'pool'>
  readonly clock: Clock
  readonly timeZone: string
}

const monthOf = ({ clock, timeZone }: Pick<LedgerDeps, 'clock' | 'timeZone'>) =>
  dayOf(clock.now(), timeZone).slice(0, 7)

export function openLedger(deps: LedgerDeps): Ledger {
  const { pool } = deps.state
  return {
    async reserve(costMicros, budgetMicros) {
      const month = monthOf(deps)
      if (!(await addCall(pool, { month, costMicros, budgetMicros }))) return null
      return {
        settle: (tokens, real) => addTokens(pool, { month, tokens, costMicros: real - costMicros }),
      }
    },
  }
}

type Asker = Pick<PoolClient, 'query'>

/** @returns whether the budget allowed it; null: there is none */
async function addCall(
  db: Asker,
  { month, costMicros, budgetMicros }: { month: string; costMicros: number; budgetMicros: number | null },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO model_spend AS spend (month, calls, cost_micros)
     SELECT $1, 1, $2::bigint WHERE $3::bigint IS NULL OR $2::bigint <= $3::bigint
     ON CONFLICT (month) DO UPDATE SET calls = spend.calls + 1, cost_micros = spend.cost_micros + excluded.cost_micros
       WHERE $3::bigint IS NULL OR spend.cost_micros + excluded.cost_micros <= $3::bigint`,
    [month, Math.ceil(costMicros), budgetMicros === null ? null : Math.floor(budgetMicros)],
  )
  return rowCount === 1
}

async function addTokens(
  db: Asker,
  { month, tokens, costMicros }: { month: string; tokens: Tokens; costMicros: number },
): Promise<void> {
  await db.query(
    `UPDATE model_spend SET input_tokens = input_tokens + $2, output_tokens = output_tokens + $3,
       cost_micros = greatest(0, cost_micros + $4) WHERE month = $1`,
    [month, tokens.input, tokens.output, Math.round(costMicros)],
  )
}

const spendRow = z.object({
  calls: z.coerce.number(),
  input: z.coerce.number(),
  output: z.coerce.number(),
  costMicros: z.coerce.number(),
})

/** What this month has cost so far. */
export async function readSpend(deps: LedgerDeps): Promise<MonthSpend> {
  const month = monthOf(deps)
  const { rows } = await deps.state.pool.query(
    `SELECT calls, input_tokens AS input, output_tokens AS output, cost_micros AS "costMicros" FROM model_spend WHERE month = $1`,
    [month],
  )
  return {
    month,
    ...(rows[0] === undefined ? { calls: 0, input: 0, output: 0, costMicros: 0 } : spendRow.parse(rows[0])),
  }
}
