/** Links that work once, by the digest of their token. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { LANGS } from '../../../core/lang.ts'
import { ROLES, type Role } from '../../../core/rights.ts'
import { LINK_KINDS, type LinkKind } from '../schema.ts'
import type { Reader } from './people.ts'

type Lang = (typeof LANGS)[number]

const time = z.date().transform((date) => date.getTime())
const rowSchema = z.object({
  id: z.number(),
  kind: z.enum(LINK_KINDS),
  email: z.string().nullable(),
  role: z.enum(ROLES).nullable(),
  language: z.enum(LANGS).nullable(),
  person_id: z.number().nullable(),
  drops_factor: z.boolean(),
  made_by: z.string(),
  made_at: time,
  expires_at: time,
})

export interface Link {
  readonly id: number
  readonly kind: LinkKind
  readonly email: string | null
  readonly role: Role | null
  readonly language: Lang | null
  readonly personId: number | null
  readonly dropsFactor: boolean
  readonly madeBy: string
  /** UTC milliseconds, like the other. */
  readonly madeAt: number
  readonly expiresAt: number
}

function toLink(value: unknown): Link {
  const { id, kind, email, role, language, ...row } = rowSchema.parse(value)
  return {
    id,
    kind,
    email,
    role,
    language,
    personId: row.person_id,
    dropsFactor: row.drops_factor,
    madeBy: row.made_by,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
  }
}

export interface NewLink extends Omit<Link, 'id'> {
  readonly tokenHash: string
}

export async function insertLink(client: PoolClient, link: NewLink): Promise<Link> {
  const { rows } = await client.query(
    `INSERT INTO team_links (kind, token_hash, email, role, language, person_id, drops_factor, made_by, made_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING *`,
    [
      link.kind,
      link.tokenHash,
      link.email,
      link.role,
      link.language,
      link.personId,
      link.dropsFactor,
      link.madeBy,
      new Date(link.madeAt),
      new Date(link.expiresAt),
    ],
  )
  return toLink(rows[0])
}

const OPEN = 'used_at IS NULL AND revoked_at IS NULL AND expires_at > '

export async function findOpenLink(db: Reader, tokenHash: string, now: number): Promise<Link | null> {
  const { rows } = await db.query(`SELECT * FROM team_links WHERE token_hash = $1 AND ${OPEN} $2`, [
    tokenHash,
    new Date(now),
  ])
  return rows[0] === undefined ? null : toLink(rows[0])
}

/** Uses a link up; null where it is used, revoked or too old. Of several at once one gets it. */
export async function useLink(client: PoolClient, tokenHash: string, now: number): Promise<Link | null> {
  const { rows } = await client.query(
    `UPDATE team_links SET used_at = $2 WHERE token_hash = $1 AND ${OPEN} $2 RETURNING *`,
    [tokenHash, new Date(now)],
  )
  const link = rows[0] === undefined ? null : toLink(rows[0])
  if (link !== null) await client.query('UPDATE team_links SET email = NULL WHERE id = $1', [link.id])
  return link
}

export async function listInvitations(
  db: Reader,
  { after, limit, now }: { after: number; limit: number; now: number },
): Promise<Link[]> {
  const { rows } = await db.query(
    `SELECT * FROM team_links WHERE kind = 'invitation' AND ${OPEN} $3 AND id > $1 ORDER BY id LIMIT $2`,
    [after, limit, new Date(now)],
  )
  return rows.map(toLink)
}

export async function revokeInvitation(client: PoolClient, id: number, now: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE team_links SET revoked_at = $2, email = NULL WHERE id = $1 AND kind = 'invitation' AND ${OPEN} $2`,
    [id, new Date(now)],
  )
  return rowCount === 1
}

/** Open links that another of the same purpose takes the place of. */
export async function revokeLinks(
  client: PoolClient,
  of:
    | { kind: 'owner' }
    | { kind: 'invitation'; email: string }
    | { kind: 'reset'; personId: number }
    | { madeBy: string },
  now: number,
): Promise<void> {
  const [where, value] =
    'madeBy' in of
      ? ['made_by = $2', of.madeBy]
      : of.kind === 'invitation'
        ? ["kind = 'invitation' AND lower(email) = lower($2)", of.email]
        : of.kind === 'reset'
          ? ["kind = 'reset' AND person_id = $2", of.personId]
          : ['kind = $2', of.kind]
  await client.query(
    `UPDATE team_links SET revoked_at = $1, email = NULL WHERE used_at IS NULL AND revoked_at IS NULL AND ${where}`,
    [new Date(now), value],
  )
}

/** Mail addresses of invitations that nobody took up in time. */
export async function sweepLinks(client: PoolClient, now: number): Promise<void> {
  await client.query('UPDATE team_links SET email = NULL WHERE email IS NOT NULL AND expires_at <= $1', [new Date(now)])
}
