/** Whether links lead anywhere, remembered for a day. The shop itself is asked where settings name it, others only where they allow it. */
import { createKeep } from '../../core/keep.ts'
import type { Text } from '../../core/lang.ts'
import type { Clock } from '../../core/time.ts'
import { type Probing, PUBLIC_WEB, probe } from './probe.ts'

export type LinkVerdict =
  | { readonly kind: 'alive' }
  /** `status` null: there is no such host. */
  | { readonly kind: 'gone'; readonly status: number | null }
  /** Nobody knows, and why. */
  | { readonly kind: 'unknown'; readonly why: Text }

export interface Links {
  /** @param target as it stands in a text; a path is one of the shop. Never throws; takes some seconds at most. */
  verdictOf(target: string): Promise<LinkVerdict>
}

interface LinkSettings {
  /** Null: no shop is connected. */
  readonly shopUrl: string | null
  readonly asksOutside: boolean
  readonly clock: Clock
}

const DAY_MS = 86_400_000
const MOST_KEPT = 5_000

export function openLinks({ shopUrl, asksOutside, clock }: LinkSettings, outside: Probing = PUBLIC_WEB): Links {
  const shop = shopUrl === null ? null : new URL(shopUrl)
  const isOwn = (url: URL) => url.origin === shop?.origin
  const probing: Probing = { ...outside, mayAsk: (target) => isOwn(target.url) || outside.mayAsk(target) }
  const kept = createKeep<LinkVerdict>({
    mostSize: MOST_KEPT,
    sizeOf: () => 1,
    keptMs: DAY_MS,
    now: () => clock.now(),
  })
  const ask = async (url: URL): Promise<LinkVerdict> => {
    const answer = await probe(url, probing)
    if ('fault' in answer) {
      if (answer.fault === 'no-such-host') return { kind: 'gone', status: null }
      throw new NotKnown(WHY[answer.fault])
    }
    const { status } = answer
    if (status === 404 || status === 410) return { kind: 'gone', status }
    if (status >= 400) throw new NotKnown(refused(status))
    return { kind: 'alive' }
  }
  return {
    async verdictOf(target) {
      if (/^(?:mailto|tel):/i.test(target)) return { kind: 'alive' }
      if (!URL.canParse(target, shop ?? undefined)) return { kind: 'unknown', why: NO_SHOP }
      const url = new URL(target, shop ?? undefined)
      url.hash = ''
      if (!isOwn(url) && !asksOutside) return { kind: 'unknown', why: NOT_ASKED }
      try {
        return await kept.of(url.href, () => ask(url))
      } catch (error) {
        // What is not known now is asked again next time.
        if (error instanceof NotKnown) return { kind: 'unknown', why: error.why }
        throw error
      }
    },
  }
}

class NotKnown extends Error {
  readonly why: Text
  constructor(why: Text) {
    super(why.en)
    this.why = why
  }
}

const NO_SHOP: Text = {
  de: 'Es ist kein Shop verbunden, zu dem der Pfad gehören könnte (DIRIGENT_SHOP_URL).',
  en: 'No shop is connected that the path could belong to (DIRIGENT_SHOP_URL).',
}
const NOT_ASKED: Text = {
  de: 'Fremde Seiten werden nicht gefragt; DIRIGENT_CHECK_LINKS=all ändert das.',
  en: 'Pages elsewhere are not asked; DIRIGENT_CHECK_LINKS=all changes that.',
}
const WHY = {
  'not-allowed': {
    de: 'Die Adresse liegt nicht im öffentlichen Netz.',
    en: 'The address is not on the public internet.',
  },
  'no-answer': { de: 'Dort hat niemand geantwortet.', en: 'Nobody answered there.' },
  'too-many': { de: 'Die Seite leitet immer weiter.', en: 'The page redirects again and again.' },
} as const satisfies Record<string, Text>

function refused(status: number): Text {
  return { de: `Dort wurde mit ${status} geantwortet.`, en: `The answer there was ${status}.` }
}
