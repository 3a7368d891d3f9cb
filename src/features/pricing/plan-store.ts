/** What the night worked out, and the changes that were made by it, in the state store. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { cursorOf, readCursor } from '../../api/page.ts'
import { wordsOf } from '../../core/fold.ts'
import type { Day } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { containsSql, createBinder } from '../../stores/state/text-match.ts'
import { gainOf } from './decide.ts'
import { type Decision, decisionSchema, type Plan, type PlanQuery, planSchema } from './schema.ts'

type Pool = Pick<StateStore, 'pool'>
type Asker = Pick<PoolClient, 'query'>

export interface StoredPlan {
  readonly id: number
  readonly asOf: Day
  readonly plan: Plan
}

/** Rows of one statement. */
const BLOCK = 500

/** Puts a night's plans in the place of the last one's. */
export async function savePlans(
  { transaction }: Pick<StateStore, 'transaction'>,
  asOf: Day,
  plans: readonly Plan[],
): Promise<void> {
  await transaction(async (client) => {
    for (let from = 0; from < plans.length; from += BLOCK) {
      const rows = plans.slice(from, from + BLOCK).map((plan) => ({
        unit: plan.unit,
        outcome: plan.outcome,
        gain: plan.outcome === 'change' || plan.outcome === 'later' ? gainOf(plan) : 0,
        words: [plan.title.de, plan.title.en, plan.category, ...plan.refs.map(({ sku }) => sku)].join(' '),
        plan,
      }))
      await client.query(
        `INSERT INTO price_plans (unit, as_of, outcome, gain_cents, search_text, plan)
         SELECT unit, $2::date, outcome, gain, fold_text(words), plan
         FROM jsonb_to_recordset($1::jsonb) AS r (unit text, outcome text, gain bigint, words text, plan jsonb)
         ON CONFLICT (unit) DO UPDATE SET as_of = excluded.as_of, outcome = excluded.outcome, gain_cents = excluded.gain_cents,
           search_text = excluded.search_text, plan = excluded.plan`,
        [JSON.stringify(rows), asOf],
      )
    }
    await client.query('DELETE FROM price_plans WHERE as_of <> $1', [asOf])
  })
}

interface Row {
  readonly id: number
  readonly as_of: Day
  readonly gain_cents: number
  readonly plan: unknown
}

const toPlan = ({ id, as_of, plan }: Row): StoredPlan => ({ id, asOf: as_of, plan: planSchema.parse(plan) })
const COLUMNS = `id, to_char(as_of, 'YYYY-MM-DD') AS as_of, gain_cents, plan`

/** A piece of the list, those that bring most first. */
export async function listPlans(
  { pool }: Pool,
  { outcome, text, limit, after }: PlanQuery,
): Promise<{ items: StoredPlan[]; next: string | null }> {
  const binder = createBinder()
  const conditions: string[] = []
  if (outcome !== undefined) conditions.push(`outcome = ${binder.add(outcome)}`)
  const words = wordsOf(text ?? '')
  if (words.length > 0) conditions.push(containsSql('search_text', words, binder))
  const place = readCursor(after, z.tuple([z.number(), z.number()]))
  if (place !== null) {
    const [gain, id] = place.map((part) => binder.add(part))
    conditions.push(`(gain_cents < ${gain}::bigint OR (gain_cents = ${gain}::bigint AND id > ${id}::bigint))`)
  }
  const { rows } = await pool.query<Row>(
    `SELECT ${COLUMNS} FROM price_plans ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
     ORDER BY gain_cents DESC, id LIMIT ${binder.add(limit + 1)}`,
    binder.values,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(toPlan),
    next: rows.length > limit && last !== undefined ? cursorOf(last.gain_cents, last.id) : null,
  }
}

export async function findPlan({ pool }: Pool, id: number): Promise<StoredPlan | null> {
  const { rows } = await pool.query<Row>(`SELECT ${COLUMNS} FROM price_plans WHERE id = $1`, [id])
  return rows[0] === undefined ? null : toPlan(rows[0])
}

export async function findPlanOf({ pool }: Pool, unit: string): Promise<StoredPlan | null> {
  const { rows } = await pool.query<Row>(`SELECT ${COLUMNS} FROM price_plans WHERE unit = $1`, [unit])
  return rows[0] === undefined ? null : toPlan(rows[0])
}

/** All plans, some at a time, so that nobody waits while they are read. */
export async function* readPlans({ pool }: Pool): AsyncGenerator<readonly Plan[]> {
  for (let after = 0; ; ) {
    const { rows } = await pool.query<Row>(
      `SELECT ${COLUMNS} FROM price_plans WHERE id > $1 ORDER BY id LIMIT ${BLOCK}`,
      [after],
    )
    if (rows.length === 0) return
    yield rows.map((row) => toPlan(row).plan)
    after = rows.at(-1)?.id ?? after
  }
}

export async function countPlans({
  pool,
}: Pool): Promise<{ asOf: Day | null; counts: Partial<Record<Plan['outcome'], number>> }> {
  const { rows } = await pool.query<{ outcome: Plan['outcome']; count: number; as_of: Day }>(
    `SELECT outcome, count(*) AS count, to_char(max(as_of), 'YYYY-MM-DD') AS as_of FROM price_plans GROUP BY outcome`,
  )
  return {
    asOf: rows[0]?.as_of ?? null,
    counts: Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count])),
  }
}

/** @returns whether it was not there yet */
export async function insertDecision(
  client: Asker,
  { key, decision, at }: { key: string; decision: Decision; at: number },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO price_decisions (key, unit, decision, decided_at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING`,
    [key, decision.unit, JSON.stringify(decision), new Date(at)],
  )
  return (rowCount ?? 0) > 0
}

/** Null: there is no such decision, or it was undone before. */
export async function undoDecision(client: Asker, key: string, at: number): Promise<StoredDecision | null> {
  const { rows } = await client.query<DecisionRow>(
    `UPDATE price_decisions SET undone_at = $2 WHERE key = $1 AND undone_at IS NULL RETURNING ${DECISION}`,
    [key, new Date(at)],
  )
  return rows[0] === undefined ? null : toDecision(rows[0])
}

export interface StoredDecision {
  readonly key: string
  readonly decidedAt: number
  readonly undoneAt: number | null
  readonly decision: Decision
}

interface DecisionRow {
  readonly key: string
  readonly decision: unknown
  readonly decided_at: Date
  readonly undone_at: Date | null
}

const DECISION = 'key, decision, decided_at, undone_at'
const toDecision = ({ key, decision, decided_at, undone_at }: DecisionRow): StoredDecision => ({
  key,
  decidedAt: decided_at.getTime(),
  undoneAt: undone_at?.getTime() ?? null,
  decision: decisionSchema.parse(decision),
})

/** The newest first. */
export async function readDecisions({ pool }: Pool, since: number): Promise<StoredDecision[]> {
  const { rows } = await pool.query<DecisionRow>(
    `SELECT ${DECISION} FROM price_decisions WHERE decided_at >= $1 ORDER BY decided_at DESC, key`,
    [new Date(since)],
  )
  return rows.map(toDecision)
}
