/**
 * What holds for everything that is changed in a shop, prices and texts alike: it is changed once for each decision, only
 * where what was approved is still what is live, it is read back, and it is noted together with the workbench's own catalogue.
 */
import type { PoolClient } from 'pg'
import type { AppError } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import type { Clock } from '../../core/time.ts'
import { readShop, refuseDemo } from '../../stores/state/shop.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { Outcome, ShopAdapter, ShopKind } from './channel.ts'

export type Db = Pick<PoolClient, 'query'>

/** The types of one thing: how it is named, what is live, what is asked for, what is noted and what is answered. */
interface Types {
  readonly ref: unknown
  readonly live: unknown
  readonly change: { readonly key: string }
  readonly note: { readonly changedAt: Date }
  readonly receipt: unknown
}

/** A thing that is changed: how it is compared, noted and told. */
export interface Thing<T extends Types> {
  findNote(db: Db, key: string, ref: T['ref']): Promise<T['note'] | null>
  /** Whether it was not there yet. */
  insertNote(client: PoolClient, key: string, note: T['note']): Promise<boolean>
  /** What the workbench's own catalogue has; null: it has no such thing. */
  readOwn(db: Db, ref: T['ref']): Promise<T['live'] | null>
  /** Until the end of the transaction nobody else changes the catalogue. */
  lockOwn(client: PoolClient): Promise<void>
  /** Brings the catalogue along, where it has such a thing. */
  recordOwn(client: PoolClient, ref: T['ref'], note: T['note']): Promise<unknown>
  isDone(live: T['live'], change: T['change']): boolean
  /** Only what a person saw is changed. Throws AppError 'input.conflict'. */
  mustBeAsApproved(ref: T['ref'], live: T['live'], change: T['change'], place: Text): void
  /** What will be true when the change is made, and was before. */
  noteOf(ref: T['ref'], live: T['live'], change: T['change'], at: { channel: ShopKind; changedAt: Date }): T['note']
  isTaken(after: T['live'] | null, note: T['note']): boolean
  receiptOf(note: T['note'], outcome: Outcome): T['receipt']
  unknown(ref: T['ref'], place: Text): AppError
  /** The shop said yes and shows something else. */
  notTaken(ref: T['ref'], after: T['live'] | null, note: T['note'], place: Text): AppError
}

/** One thing of a connected shop. */
interface Remote<T extends Types> extends Pick<ShopAdapter, 'kind' | 'name'> {
  read(ref: T['ref']): Promise<T['live'] | null>
  write(ref: T['ref'], note: T['note']): Promise<void>
}

/** The way to one thing. */
interface Way<T extends Types> {
  readonly kind: ShopKind
  read(ref: T['ref']): Promise<T['live'] | null>
  set(ref: T['ref'], change: T['change']): Promise<T['receipt']>
  wasSet(ref: T['ref'], key: string): Promise<T['receipt'] | null>
}

interface Deps {
  readonly state: StateStore
  readonly clock: Clock
}

const CATALOGUE: Text = { de: 'Der Katalog der Werkbank', en: "The workbench's catalogue" }

/** No shop is connected: the workbench's own catalogue is what is changed, and the shop has to take it over. */
export function wayToCatalogue<T extends Types>({ state, clock }: Deps, thing: Thing<T>): Way<T> {
  return {
    kind: 'catalogue',
    read: (ref) => thing.readOwn(state.pool, ref),
    set: (ref, change) =>
      state.transaction(async (client) => {
        await thing.lockOwn(client)
        const done = await thing.findNote(client, change.key, ref)
        if (done !== null) return thing.receiptOf(done, 'already')
        const before = await thing.readOwn(client, ref)
        if (before === null) throw thing.unknown(ref, CATALOGUE)
        const already = thing.isDone(before, change)
        if (!already) thing.mustBeAsApproved(ref, before, change, CATALOGUE)
        const note = thing.noteOf(ref, before, change, { channel: 'catalogue', changedAt: new Date(clock.now()) })
        await thing.recordOwn(client, ref, note)
        await thing.insertNote(client, change.key, note)
        return thing.receiptOf(note, already ? 'already' : 'changed')
      }),
    wasSet: (ref, key) => wasSet(state, thing, ref, key),
  }
}

/** A connected shop. */
export function wayToShop<T extends Types>({ state, clock }: Deps, thing: Thing<T>, remote: Remote<T>): Way<T> {
  const place: Text = { de: remote.name, en: remote.name }
  const notDemo = async () => refuseDemo(await readShop(state))
  /** Nobody's note yet: both are written together, and a second attempt finds them. */
  const keep = (ref: T['ref'], key: string, note: T['note']) =>
    state.transaction(async (client) => {
      if (await thing.insertNote(client, key, note)) await thing.recordOwn(client, ref, note)
    })
  return {
    kind: remote.kind,
    async read(ref) {
      await notDemo()
      return remote.read(ref)
    },
    async set(ref, change) {
      const done = await thing.findNote(state.pool, change.key, ref)
      if (done !== null) return thing.receiptOf(done, 'already')
      await notDemo()
      const before = await remote.read(ref)
      if (before === null) throw thing.unknown(ref, place)
      const note = () => thing.noteOf(ref, before, change, { channel: remote.kind, changedAt: new Date(clock.now()) })
      const already = thing.isDone(before, change)
      if (!already) {
        thing.mustBeAsApproved(ref, before, change, place)
        const wanted = note()
        await remote.write(ref, wanted)
        const after = await remote.read(ref)
        if (!thing.isTaken(after, wanted)) throw thing.notTaken(ref, after, wanted, place)
      }
      // Of the time after it was written: until then the old one was live.
      const written = note()
      await keep(ref, change.key, written)
      return thing.receiptOf(written, already ? 'already' : 'changed')
    },
    wasSet: (ref, key) => wasSet(state, thing, ref, key),
  }
}

async function wasSet<T extends Types>(
  { pool }: StateStore,
  thing: Thing<T>,
  ref: T['ref'],
  key: string,
): Promise<T['receipt'] | null> {
  const done = await thing.findNote(pool, key, ref)
  return done === null ? null : thing.receiptOf(done, 'already')
}
