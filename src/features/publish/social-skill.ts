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
import type { CheckFinding, DraftField, Skill } from '../desk/index.ts'
import type { PublishDeps } from './deps.ts'
import { findPicture } from './picture-store.ts'
import { checkPiece, choiceField, chosenText, lineField, scheduleFields, versionFields } from './piece.ts'
import { SOCIAL_PLACES, type SocialDraft, socialDraftSchema } from './schema.ts'
import { AS_FILE_FINDING, notSetUpFinding, pieceBase, throughChannel } from './skill-parts.ts'
import {
  BAD_LINK,
  badPicture,
  LABELS,
  NO_ALT,
  NO_LINK,
  notSetUp,
  PICTURE_GONE,
  PLACE_LABELS,
  tooLong,
} from './texts.ts'

const SETTINGS: Readonly<Record<Network, string>> = {
  mastodon: 'DIRIGENT_MASTODON_URL, DIRIGENT_MASTODON_TOKEN',
  bluesky: 'DIRIGENT_BLUESKY_HANDLE, DIRIGENT_BLUESKY_PASSWORD',
}

export function socialSkill(deps: PublishDeps): Skill<SocialDraft> {
  return {
    ...pieceBase('social-post', deps),
    routineMinutes: 20,
    draft: socialDraftSchema,
    present: async (draft) => fieldsOf(draft),
    check: (draft) => check(deps, draft),
    ...throughChannel({
      channelOf: (draft) => channelOf(deps, draft),
      pieceOf: (draft) => postOf(deps, draft),
    }),
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

function fieldsOf(draft: SocialDraft): DraftField[] {
  const { place, link, pictureId, pictureAlt } = draft
  return [
    choiceField(
      'place',
      LABELS.place,
      place,
      SOCIAL_PLACES.map((value) => ({ value, label: PLACE_LABELS[value] })),
    ),
    ...versionFields(draft, 'text'),
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
  if (place === 'file') return [...found, AS_FILE_FINDING]
  const channel = deps.channels.social[place]
  if (channel === undefined) return [...found, notSetUpFinding(SETTINGS[place])]
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
