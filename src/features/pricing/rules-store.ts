/** The guardrails as people set them, each version kept, and what competitors ask. */
import type { PoolClient } from 'pg'
import type { Day } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import {
  type CompetitorPrice,
  type PricingRules,
  pricingRulesSchema,
  type ShownRules,
  STANDARD_LIMITS,
} from './schema.ts'

type Pool = Pick<StateStore, 'pool'>
type Asker = Pick<PoolClient, 'query'>

/** The version that holds; version 0, the standard, where nobody has set anything. */
export async function readRules({ pool }: Pool): Promise<{ version: number; rules: PricingRules }> {
  const { rows } = await pool.query<{ version: number; rules: { everywhere?: object } }>(
    'SELECT version, rules FROM pricing_rules ORDER BY version DESC LIMIT 1',
  )
  const stored = rows[0]?.rules ?? {}
  // Names that a newer program knows are left alone by this one, and what an older one did not know has its standard.
  const everywhere = { ...STANDARD_LIMITS, ...stored.everywhere }
  return { version: rows[0]?.version ?? 0, rules: pricingRulesSchema.strip().parse({ ...stored, everywhere }) }
}

/** Until the end of the transaction nobody else adds a version. @returns the version that holds */
export async function lockRules(client: Asker): Promise<number> {
  await client.query('LOCK TABLE pricing_rules IN SHARE ROW EXCLUSIVE MODE')
  const { rows } = await client.query<{ version: number | null }>('SELECT max(version) AS version FROM pricing_rules')
  return rows[0]?.version ?? 0
}

export async function addRules(
  client: Asker,
  { version, rules, by, at }: { version: number; rules: PricingRules; by: string; at: number },
): Promise<void> {
  await client.query('INSERT INTO pricing_rules (version, rules, changed_by, changed_at) VALUES ($1, $2, $3, $4)', [
    version,
    JSON.stringify(rules),
    by,
    new Date(at),
  ])
}

export async function listRuleVersions({ pool }: Pool, limit: number): Promise<ShownRules['history']> {
  const { rows } = await pool.query<{ version: number; by: string; at: Date }>(
    'SELECT version, changed_by AS by, changed_at AS at FROM pricing_rules ORDER BY version DESC LIMIT $1',
    [limit],
  )
  return rows.map(({ version, by, at }) => ({ version, by, at: at.getTime() }))
}

/** The last word of a day holds. @returns how many prices there are now that were not there like that before */
export async function saveCompetitorPrices(client: Asker, prices: readonly CompetitorPrice[]): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO competitor_prices (sku, competitor, day, price_cents)
     SELECT DISTINCT ON (sku, competitor, date) sku, competitor, date, "priceCents"
     FROM jsonb_to_recordset($1::jsonb) AS given (sku text, competitor text, date date, "priceCents" bigint, place bigint)
     ORDER BY sku, competitor, date, place DESC
     ON CONFLICT (sku, competitor, day) DO UPDATE SET price_cents = excluded.price_cents
       WHERE competitor_prices.price_cents IS DISTINCT FROM excluded.price_cents`,
    [JSON.stringify(prices.map((price, place) => ({ ...price, place })))],
  )
  return rowCount ?? 0
}

/** The last price of each competitor since a day, by number of the article; null: of all of them. */
export async function readCompetitorPrices(
  { pool }: Pool,
  { since, skus }: { since: Day; skus: readonly string[] | null },
): Promise<CompetitorPrice[]> {
  const { rows } = await pool.query<CompetitorPrice>(
    `SELECT DISTINCT ON (sku, competitor) sku, competitor, price_cents AS "priceCents", to_char(day, 'YYYY-MM-DD') AS date
     FROM competitor_prices WHERE day >= $1 AND ($2::text[] IS NULL OR sku = ANY($2)) ORDER BY sku, competitor, day DESC`,
    [since, skus],
  )
  return rows
}

/** Until the end of a day; older ones say nothing any more. */
export async function dropCompetitorPrices(client: Asker, before: Day): Promise<void> {
  await client.query('DELETE FROM competitor_prices WHERE day < $1', [before])
}
