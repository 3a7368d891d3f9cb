/** Audiences: kept, changed, looked at on demand and every night. */
import { mustBe } from '../../api/version.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { addDays, type Clock, type Day, dayOf } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { countPeople, isMember, readMembers } from './people-store.ts'
import type { Audience, AudienceWithHistory, Definition, ListedAudience, MemberPage, NewAudience } from './schema.ts'
import {
  deleteAudience,
  findAudience,
  insertAudience,
  listAudiences,
  readHistory,
  readTrends,
  type StoredAudience,
  saveFault,
  saveSize,
  updateAudience,
} from './store.ts'

export interface AudienceDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly clock: Clock
  readonly timeZone: string
}

export const MOST_MEMBERS = 1_000

export interface Audiences {
  list(): Promise<ListedAudience[]>
  show(id: number): Promise<AudienceWithHistory>
  /** Keeps a definition and looks at once whom it means. */
  add(audience: NewAudience): Promise<Audience>
  /** @param expected  ETag of what was seen: `versionOf`. @throws AppError 'input.changed' where it is another by now */
  change(id: number, audience: NewAudience, expected: string): Promise<Audience>
  remove(id: number): Promise<void>
  /** Counts anew. */
  evaluate(id: number): Promise<Audience>
  /** Whom it means, as it is now. */
  definition(id: number): Promise<Definition>
  /** Known customers by key, those after `after`; strangers have no key and are in the counts alone. */
  members(id: number, page: { after: string; limit: number }): Promise<MemberPage>
  /** Audiences that one of these customers is in. */
  of(customerKeys: readonly string[]): Promise<{ id: number; name: string }[]>
}

/** Grows with each change of name or definition. */
export function versionOf({ updatedAt }: Pick<Audience, 'updatedAt'>): number {
  return Date.parse(updatedAt)
}

/** Every method throws AppError 'input.not-found' or 'input.conflict' (the name is taken). */
export function openAudiences(deps: AudienceDeps): Audiences {
  const { state, events, clock } = deps
  return {
    async list() {
      const [audiences, trends] = await Promise.all([listAudiences(state), readTrends(state)])
      return audiences.map((audience) => ({ ...shown(audience), trend: [...(trends.get(audience.id) ?? [])] }))
    },
    async show(id) {
      const audience = await required(state, id)
      return { ...shown(audience), history: await readHistory(state, audience) }
    },
    async add(audience) {
      const id = await insertAudience(state.pool, audience, clock.now())
      if (id === null) throw taken(audience.name)
      return evaluate(deps, id)
    },
    async change(id, audience, expected) {
      const is = await required(state, id)
      mustBe(versionOf(is), expected)
      const outcome = await updateAudience(state, id, audience, { was: is.updatedAt, now: clock.now() })
      if (outcome === 'gone') throw notFound(id)
      if (outcome === 'taken') throw taken(audience.name)
      return evaluate(deps, id)
    },
    async remove(id) {
      if (!(await deleteAudience(state, id))) throw notFound(id)
    },
    evaluate: (id) => evaluate(deps, id),
    definition: async (id) => (await required(state, id)).definition,
    async members(id, { after, limit }) {
      const { definition } = await required(state, id)
      const page = { asOf: lastDay(deps), after, limit: Math.min(limit, MOST_MEMBERS) }
      const items = await readMembers(events, definition, page)
      return { items, next: items.length < page.limit ? null : (items.at(-1)?.customerKey ?? null) }
    },
    async of(keys) {
      const found: { id: number; name: string }[] = []
      if (keys.length === 0) return found
      for (const { id, name, definition } of await listAudiences(state)) {
        if (await isMember(events, definition, { asOf: lastDay(deps), keys })) found.push({ id, name })
      }
      return found
    },
  }
}

/**
 * Looks at every audience, one after the other. One that fails says why at itself and does not keep the others from their turn.
 * @throws the signal's reason when it is raised
 */
export async function evaluateAll(deps: AudienceDeps & { readonly log: Log }, signal?: AbortSignal): Promise<number> {
  let done = 0
  for (const audience of await listAudiences(deps.state)) {
    signal?.throwIfAborted()
    try {
      await measure(deps, audience)
      done++
    } catch (error) {
      await saveFault(deps.state, audience.id, messageOf(error).slice(0, 500))
      deps.log.error({ err: error, audience: audience.id }, 'an audience could not be evaluated')
    }
  }
  return done
}

async function evaluate(deps: AudienceDeps, id: number): Promise<Audience> {
  await measure(deps, await required(deps.state, id))
  return shown(await required(deps.state, id))
}

async function measure(deps: AudienceDeps, audience: StoredAudience): Promise<void> {
  const asOf = lastDay(deps)
  const { known, anonymous } = await countPeople(deps.events, audience.definition, asOf)
  await saveSize(deps.state, audience, { at: deps.clock.now(), asOf, known, anonymous })
}

/** The last shop day that is over, as in the insights. */
function lastDay({ clock, timeZone }: AudienceDeps): Day {
  return addDays(dayOf(clock.now(), timeZone), -1)
}

async function required(state: StateStore, id: number): Promise<StoredAudience> {
  const audience = await findAudience(state, id)
  if (audience === null) throw notFound(id)
  return audience
}

function shown({ revision: _revision, ...audience }: StoredAudience): Audience {
  return audience
}

const notFound = (id: number) => new AppError('input.not-found', `There is no audience ${id}.`)
const taken = (name: string) => new AppError('input.conflict', `There is an audience called '${name}' already.`)
