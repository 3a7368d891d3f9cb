/** Posts for social networks: checked against what the network takes, out at their time exactly once, deleted when taken back. */
import { isTemporary } from '../../channels/fault.ts'
import {
  type Limits,
  type Network,
  type Picture,
  postLength,
  type SocialChannel,
  type SocialPost,
} from '../../channels/publish/index.ts'
import { AppError, faultText, textFault } from '../../core/errors.ts'
import type { CheckFinding, DraftField, Settlement, Skill } from '../desk/index.ts'
import type { PublishDeps } from './deps.ts'
import { findPicture } from './picture-store.ts'
import { checkPiece, choiceField, chosenText, dueAt, lineField, scheduleFields, versionFields } from './piece.ts'
import { SOCIAL_PLACES, type SocialDraft, socialDraftSchema } from './schema.ts'
import {
  ABOUT,
  AS_FILE,
  BAD_LINK,
  badPicture,
  LABELS,
  NO_ALT,
  NO_LINK,
  notSetUp,
  PICTURE_GONE,
  PLACE_LABELS,
  receiptText,
  TITLES,
  tooLong,
} from './texts.ts'

const SETTINGS: Readonly<Record<Network, string>> = {
  mastodon: 'DIRIGENT_MASTODON_URL, DIRIGENT_MASTODON_TOKEN',
  bluesky: 'DIRIGENT_BLUESKY_HANDLE, DIRIGENT_BLUESKY_PASSWORD',
}

export function socialSkill(deps: PublishDeps): Skill<SocialDraft> {
  return {
    name: 'content.social-post',
    title: TITLES['social-post'],
    about: ABOUT['social-post'],
    role: 'content-editor',
    routineMinutes: 20,
    draft: socialDraftSchema,
    expiresAfterDays: 90,
    weight: () => ({ cents: null, changePercent: null }),
    notBefore: (draft) => dueAt(draft, deps.timeZone),
    secondPair: () => false,
    acts: 'outside',
    present: async (draft) => fieldsOf(draft),
    check: (draft) => check(deps, draft),
    async apply({ draft, key }) {
      const channel = channelOf(deps, draft)
      if (channel === null) return receiptOf(draft, null)
      const { url } = await channel.publish(await postOf(deps, draft), key)
      return receiptOf(draft, { url, key })
    },
    settle: (job) => settle(deps, job.draft, job.key),
    async undo(receipt, draft) {
      const key = receipt.detail.key
      if (typeof key === 'string') await channelOf(deps, draft)?.takeDown(key)
    },
  }
}

/** Null: it becomes a file. @throws AppError 'config.invalid' where its network is not set up any more */
function channelOf({ channels }: PublishDeps, { place }: SocialDraft): SocialChannel | null {
  if (place === 'file') return null
  const channel = channels.social[place]
  if (channel === undefined) throw textFault('config.invalid', notSetUp(SETTINGS[place]), { temporary: false })
  return channel
}

/** The text as it goes out, its link below where it is not in it. */
export function postText(draft: SocialDraft): string {
  const text = chosenText(draft)
  return draft.link === '' || text.includes(draft.link) ? text : `${text}\n\n${draft.link}`
}

/** @throws AppError 'input.conflict' where the picture is gone */
async function postOf({ state }: PublishDeps, draft: SocialDraft): Promise<SocialPost> {
  const { lang, pictureId, pictureAlt } = draft
  const kept = pictureId === null ? null : await findPicture(state, pictureId)
  if (pictureId !== null && kept === null) throw textFault('input.conflict', PICTURE_GONE, { temporary: false })
  const picture: Picture | null = kept === null ? null : { ...kept, alt: pictureAlt.trim() }
  return { text: postText(draft), lang, picture }
}

function receiptOf({ place }: SocialDraft, live: { readonly url: string; readonly key: string } | null) {
  const summary = receiptText(PLACE_LABELS[place], live !== null)
  return { summary, detail: { place, url: live?.url ?? null, key: live?.key ?? null } }
}

async function settle(deps: PublishDeps, draft: SocialDraft, key: string): Promise<Settlement> {
  const channel = channelOf(deps, draft)
  const live = channel === null ? null : await channel.wasPublished(await postOf(deps, draft), key)
  return live === null ? { status: 'not-done' } : { status: 'done', receipt: receiptOf(draft, { url: live.url, key }) }
}

function fieldsOf(draft: SocialDraft): DraftField[] {
  const { place, link, pictureId, pictureAlt } = draft
  return [
    choiceField(
      'place',
      LABELS.place,
      place,
      SOCIAL_PLACES.map((value) => ({ value, label: PLACE_LABELS[value] })),
    ),
    ...versionFields(draft),
    lineField('link', LABELS.link, link),
    ...(pictureId === null
      ? []
      : [{ ...lineField('pictureAlt', LABELS.pictureAlt, pictureAlt), kind: 'text' } as const]),
    ...scheduleFields(draft),
  ]
}

async function check(deps: PublishDeps, draft: SocialDraft): Promise<CheckFinding[]> {
  const found = await checkPiece(deps, draft, chosenText(draft))
  const say = (level: CheckFinding['level'], code: string, message: CheckFinding['message'], field: string | null) =>
    found.push({ level, code: `publish.${code}`, message, field })
  const { place, link, pictureId, pictureAlt } = draft
  if (link !== '' && !/^https?:\/\/[^\s]+$/.test(link)) say('error', 'bad-link', BAD_LINK, 'link')
  if (link === '' && !/https?:\/\//.test(chosenText(draft))) say('note', 'no-link', NO_LINK, 'link')
  if (pictureId !== null && pictureAlt.trim() === '') say('warning', 'no-alt', NO_ALT, 'pictureAlt')
  const picture = pictureId === null ? null : await findPicture(deps.state, pictureId)
  if (pictureId !== null && picture === null) say('error', 'picture-gone', PICTURE_GONE, null)
  if (place === 'file') {
    say('note', 'as-file', AS_FILE, 'place')
    return found
  }
  const channel = deps.channels.social[place]
  if (channel === undefined) {
    say('error', 'not-set-up', notSetUp(SETTINGS[place]), 'place')
    return found
  }
  const limits = await limitsOf(channel)
  if ('level' in limits) return [...found, limits]
  const length = postLength(postText(draft), limits)
  if (length > limits.characters)
    say('error', 'too-long', tooLong(PLACE_LABELS[place], length, limits.characters), draft.chosen)
  if (picture !== null && (picture.bytes.length > limits.pictureBytes || !limits.pictureTypes.includes(picture.type)))
    say('error', 'picture', badPicture(PLACE_LABELS[place], limits.pictureBytes), null)
  return found
}

/** What the network takes, or why it could not be asked: one that is away for a moment is asked again before anything goes out. */
async function limitsOf(channel: SocialChannel): Promise<Limits | CheckFinding> {
  try {
    return await channel.limits()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const level = isTemporary(error) ? 'warning' : 'error'
    return { level, code: 'publish.not-asked', message: faultText(error), field: 'place' }
  }
}
