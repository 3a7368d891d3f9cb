/** What the collector keeps in the state store: profiles, and the secret of the day. */
import type { StateStore } from '../../stores/state/store.ts'
import type { JsonObject } from './json.ts'
import type { Profile } from './normalise.ts'

type Pool = Pick<StateStore, 'pool'>

/** What is kept of one person; where what was said adds up to more, the last word stays alone. */
const MAX_PROFILE_BYTES = 65_536

/**
 * Adds what people said about themselves to what they said before. Where something newer is stored nothing changes.
 */
export async function saveProfiles({ pool }: Pool, profiles: readonly Profile[]): Promise<void> {
  const newest = mergeByCustomer(profiles)
  if (newest.length === 0) return
  await pool.query(
    `INSERT INTO profiles AS p (customer_key, traits, said_at)
     SELECT key, traits::jsonb, said_at FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS said (key, traits, said_at)
     ORDER BY key
     ON CONFLICT (customer_key) DO UPDATE SET
       traits = CASE WHEN octet_length((p.traits || EXCLUDED.traits)::text) <= $4 THEN p.traits || EXCLUDED.traits
                     ELSE EXCLUDED.traits END,
       said_at = EXCLUDED.said_at
     WHERE p.said_at <= EXCLUDED.said_at`,
    [
      newest.map(({ customerKey }) => customerKey),
      newest.map(({ traits }) => JSON.stringify(traits)),
      newest.map(({ saidAt }) => new Date(saidAt)),
      MAX_PROFILE_BYTES,
    ],
  )
}

/** One profile a person: what one request says of somebody several times, in the order of time. */
function mergeByCustomer(profiles: readonly Profile[]): Profile[] {
  const byKey = new Map<string, Profile>()
  for (const profile of [...profiles].sort((a, b) => a.saidAt - b.saidAt)) {
    const traits: JsonObject = { ...byKey.get(profile.customerKey)?.traits, ...profile.traits }
    byKey.set(profile.customerKey, { ...profile, traits })
  }
  return [...byKey.values()]
}

/** The secret of a day: the one that is stored, else `fresh`, which is stored then. */
export async function keepSalt({ pool }: Pool, day: string, fresh: string): Promise<string> {
  await pool.query('INSERT INTO day_salts (day, salt) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING', [day, fresh])
  const { rows } = await pool.query<{ salt: string }>('SELECT salt FROM day_salts WHERE day = $1', [day])
  return rows[0]?.salt ?? fresh
}

/** Forgets the secrets of all days before this one. */
export async function forgetSalts({ pool }: Pool, day: string): Promise<void> {
  await pool.query('DELETE FROM day_salts WHERE day < $1', [day])
}
