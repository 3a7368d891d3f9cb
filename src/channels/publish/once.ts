/**
 * Published once for each decision: the intent is noted first, then the place is asked, then what is there is read back and
 * noted. An attempt that broke off after the place had done its work is found there by the next one.
 */
import type { Clock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { channelFault } from '../fault.ts'
import { beginNote, endNote, findNote, type Note, takeDownNote } from './note-store.ts'
import type { Difference, Live, Outlet, PublishChannel } from './outlet.ts'

interface Deps {
  readonly state: StateStore
  readonly clock: Clock
}

export function publishOnce<Piece>({ state, clock }: Deps, outlet: Outlet<Piece>): PublishChannel<Piece> {
  /** Reads back and notes what an attempt brought there. */
  const settle = async (piece: Piece, key: string, live: Live): Promise<Live> => {
    const difference = await outlet.differs(piece, live)
    if (difference !== null) throw notTaken(outlet.name, live, difference)
    await endNote(state, key, live, clock.now())
    return live
  }
  const earlier = async (piece: Piece, note: Note): Promise<Live | null> => {
    const found = await outlet.find(piece, note)
    return found === null ? null : settle(piece, note.key, found)
  }
  return {
    place: outlet.place,
    name: outlet.name,
    async publish(piece, key) {
      const isNew = await beginNote(state, key, outlet.place, clock.now())
      const note = await findNote(state, key)
      if (note === null) throw new RangeError(`The intent ${key} was not kept.`)
      const before = note.live ?? (isNew ? null : await earlier(piece, note))
      if (before !== null) return { ...before, outcome: 'already' }
      const live = await settle(piece, key, await outlet.create(piece, note))
      return { ...live, outcome: 'published' }
    },
    async wasPublished(piece, key) {
      const note = await findNote(state, key)
      if (note === null) return null
      const live = note.live ?? (await earlier(piece, note))
      return live === null ? null : { ...live, outcome: 'already' }
    },
    async takeDown(key) {
      const note = await findNote(state, key)
      if (note === null || note.live === null || note.isTakenDown) return
      await outlet.remove(note.live)
      await takeDownNote(state, key, clock.now())
    },
    verify: () => outlet.verify(),
  }
}

function notTaken(name: string, { url }: Live, { wanted, shown }: Difference) {
  return channelFault({
    text: {
      de: `${name} hat den Text angenommen, zeigt danach aber einen anderen: Statt „${wanted}“ steht dort „${shown}“. Er steht unter ${url}; dort nachsehen und ihn behalten oder löschen.`,
      en: `${name} took the text but shows another one afterwards: instead of “${wanted}” it says “${shown}”. It is at ${url}; look there and keep or delete it.`,
    },
    temporary: false,
  })
}
