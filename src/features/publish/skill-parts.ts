/** What the skills of posts, articles and newsletters have in common. */
import type { PublishChannel } from '../../channels/publish/index.ts'
import type { CheckFinding, NewReceipt, OutsideSkill } from '../desk/index.ts'
import type { PublishDeps } from './deps.ts'
import { dueAt, type PieceDraft } from './piece.ts'
import { ABOUT, AS_FILE, notSetUp, PLACE_LABELS, receiptText, TITLES } from './texts.ts'

/** @param kind as in the name of the skill, 'content.<kind>' */
export function pieceBase<Kind extends keyof typeof TITLES>(kind: Kind, { timeZone }: PublishDeps) {
  return {
    name: `content.${kind}`,
    title: TITLES[kind],
    about: ABOUT[kind],
    role: 'content-editor',
    expiresAfterDays: 90,
    weight: () => ({ cents: null, changePercent: null }),
    notBefore: (draft: PieceDraft) => dueAt(draft, timeZone),
    secondPair: () => false,
    acts: 'outside',
  } as const
}

/** It goes nowhere by itself. */
export const AS_FILE_FINDING: CheckFinding = {
  level: 'note',
  code: 'publish.as-file',
  message: AS_FILE,
  field: 'place',
}

export const notSetUpFinding = (settings: string): CheckFinding => ({
  level: 'error',
  code: 'publish.not-set-up',
  message: notSetUp(settings),
  field: 'place',
})

interface Channelled<Draft, Piece> {
  /** Null: it becomes a file. @throws AppError 'config.invalid' where the place is not set up any more */
  channelOf(draft: Draft): PublishChannel<Piece> | null
  pieceOf(draft: Draft): Promise<Piece>
}

/** Out through a channel, once; found there again after an attempt that was cut off; taken down where it is taken back. */
export function throughChannel<Draft extends Pick<PieceDraft, 'place'>, Piece>({
  channelOf,
  pieceOf,
}: Channelled<Draft, Piece>): Required<Pick<OutsideSkill<Draft>, 'apply' | 'settle' | 'undo'>> {
  return {
    async apply({ draft, key }) {
      const channel = channelOf(draft)
      if (channel === null) return receiptOf(draft, null)
      const { url } = await channel.publish(await pieceOf(draft), key)
      return receiptOf(draft, { url, key })
    },
    async settle({ draft, key }) {
      const channel = channelOf(draft)
      const live = channel === null ? null : await channel.wasPublished(await pieceOf(draft), key)
      if (live === null) return { status: 'not-done' }
      return { status: 'done', receipt: receiptOf(draft, { url: live.url, key }) }
    },
    async undo(receipt, draft) {
      const { key } = receipt.detail
      if (typeof key === 'string') await channelOf(draft)?.takeDown(key)
    },
  }
}

function receiptOf(
  { place }: Pick<PieceDraft, 'place'>,
  live: { readonly url: string; readonly key: string } | null,
): NewReceipt {
  const summary = receiptText(PLACE_LABELS[place], live !== null)
  return { summary, detail: { place, url: live?.url ?? null, key: live?.key ?? null } }
}
