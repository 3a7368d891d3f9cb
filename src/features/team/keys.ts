/** API keys: for programs, with a part of their maker's rights and an end. */
import { actorOf } from '../../api/principal.ts'
import { AppError } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import type { Right } from '../../core/rights.ts'
import type { Identity, TeamContext } from './context.ts'
import { personOf } from './identities.ts'
import { DAY } from './model.ts'
import type { Page } from './people.ts'
import type { KeyView } from './schema.ts'
import { type ApiKey, insertKey, listKeys, revokeKey } from './store/keys.ts'
import { personActor, tell } from './tell.ts'
import { newToken } from './tokens.ts'

export interface WantedKey {
  readonly name: string
  readonly scopes: readonly Right[]
  readonly days: number
}

/** @throws AppError 'access.denied' where a scope is more than the maker may */
export async function makeKey(
  team: TeamContext,
  identity: Identity,
  wanted: WantedKey,
): Promise<{ key: KeyView; secret: string }> {
  const { person } = personOf(identity)
  const missing = wanted.scopes.find((scope) => !identity.principal.rights.has(scope))
  if (missing !== undefined)
    throw new AppError('access.denied', `You may not '${missing}' yourself, so a key of yours cannot.`)
  const secret = newToken()
  const now = team.clock.now()
  const key = await team.state.transaction(async (client) => {
    const made = await insertKey(client, {
      name: wanted.name,
      secretHash: sha256(secret),
      personId: person.id,
      scopes: [...new Set(wanted.scopes)],
      createdAt: now,
      expiresAt: now + wanted.days * DAY,
    })
    await tell(team, client, {
      actor: personActor(person.id),
      action: 'key.made',
      subject: `key:${made.id}`,
      details: { scopes: made.scopes.join(' '), days: wanted.days },
    })
    return made
  })
  return { key: shown(key), secret: `dk_${key.id}_${secret}` }
}

export async function readKeys(team: TeamContext, page: Page): Promise<KeyView[]> {
  return (await listKeys(team.state.pool, page)).map(shown)
}

export async function endKey(team: TeamContext, identity: Identity, id: number): Promise<void> {
  await team.state.transaction(async (client) => {
    if (!(await revokeKey(client, id, team.clock.now())))
      throw new AppError('input.not-found', `There is no key ${id}.`)
    await tell(team, client, { actor: actorOf(identity.principal), action: 'key.revoked', subject: `key:${id}` })
  })
  team.identities.forget()
}

function shown({ id, name, scopes, personId, createdAt, expiresAt, usedAt }: ApiKey): KeyView {
  return {
    id,
    name,
    scopes: [...scopes],
    madeBy: personActor(personId),
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    usedAt: usedAt === null ? null : new Date(usedAt).toISOString(),
  }
}
