/** Articles for the blog: Markdown that becomes HTML, once in WordPress at its time, or a file. */
import type { Article, PublishChannel } from '../../channels/publish/index.ts'
import { textFault } from '../../core/errors.ts'
import { toHtml } from '../content/index.ts'
import type { CheckFinding, DraftField, Skill } from '../desk/index.ts'
import type { PublishDeps } from './deps.ts'
import { checkPiece, choiceField, chosenText, lineField, scheduleFields, versionFields } from './piece.ts'
import { BLOG_PLACES, type BlogDraft, blogDraftSchema } from './schema.ts'
import { AS_FILE_FINDING, notSetUpFinding, pieceBase, throughChannel } from './skill-parts.ts'
import { LABELS, NO_TITLE, notSetUp, PLACE_LABELS, STATUS_LABELS } from './texts.ts'

const SETTINGS = 'DIRIGENT_WORDPRESS_URL, DIRIGENT_WORDPRESS_USER, DIRIGENT_WORDPRESS_PASSWORD'

export function blogSkill(deps: PublishDeps): Skill<BlogDraft> {
  return {
    ...pieceBase('blog-post', deps),
    routineMinutes: 120,
    draft: blogDraftSchema,
    present: async (draft) => fieldsOf(draft),
    check: (draft) => check(deps, draft),
    ...throughChannel({ channelOf: (draft) => channelOf(deps, draft), pieceOf: articleOf }),
  }
}

/** Null: it becomes a file. @throws AppError 'config.invalid' where the blog is not set up any more */
function channelOf({ channels }: PublishDeps, { place }: BlogDraft): PublishChannel<Article> | null {
  if (place === 'file') return null
  if (channels.blog === null) throw textFault('config.invalid', notSetUp(SETTINGS), { temporary: false })
  return channels.blog
}

async function articleOf(draft: BlogDraft): Promise<Article> {
  const { title, excerpt, status } = draft
  return { title: title.trim(), excerpt: excerpt.trim(), status, html: await toHtml(chosenText(draft)) }
}

function fieldsOf(draft: BlogDraft): DraftField[] {
  const { place, status, title, excerpt } = draft
  const states = ['publish', 'draft'] as const
  return [
    choiceField(
      'place',
      LABELS.place,
      place,
      BLOG_PLACES.map((value) => ({ value, label: PLACE_LABELS[value] })),
    ),
    choiceField(
      'status',
      LABELS.status,
      status,
      states.map((value) => ({ value, label: STATUS_LABELS[value] })),
    ),
    lineField('title', LABELS.title, title),
    ...versionFields(draft, 'markdown'),
    lineField('excerpt', LABELS.excerpt, excerpt),
    ...scheduleFields(draft),
  ]
}

async function check(deps: PublishDeps, draft: BlogDraft): Promise<CheckFinding[]> {
  const { title, excerpt, place } = draft
  const said = [title, excerpt, chosenText(draft)].map((part) => part.trim()).filter((part) => part !== '')
  const found = await checkPiece(deps, draft, said.join('\n\n'))
  if (title.trim() === '') found.push({ level: 'error', code: 'publish.no-title', message: NO_TITLE, field: 'title' })
  if (place === 'file') found.push(AS_FILE_FINDING)
  else if (deps.channels.blog === null) found.push(notSetUpFinding(SETTINGS))
  return found
}
