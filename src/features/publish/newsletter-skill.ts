/** Newsletters: handed once, by mail and at their time, to those who send them; or a file. */
import { findMail, maybeSent, type SmtpConfig, sendOnce } from '../../channels/mail/index.ts'
import { textFault } from '../../core/errors.ts'
import type { CheckFinding, DraftField, NewReceipt, OutsideSkill, Settlement } from '../desk/index.ts'
import { type PublishDeps, smtpOf } from './deps.ts'
import { newsletterNight } from './newsletter-night.ts'
import { checkPiece, choiceField, chosenText, lineField, scheduleFields, versionFields } from './piece.ts'
import { newsletterHtml } from './render.ts'
import { type NewsletterDraft, newsletterDraftSchema, SUBJECTS } from './schema.ts'
import { AS_FILE_FINDING, notSetUpFinding, pieceBase } from './skill-parts.ts'
import {
  handedOver,
  LABELS,
  longSubject,
  NO_PREHEADER,
  NO_SUBJECT,
  notSetUp,
  PLACE_LABELS,
  receiptText,
  subjectLabel,
} from './texts.ts'

const SETTINGS = 'DIRIGENT_SMTP_URL, DIRIGENT_MAIL_FROM, DIRIGENT_NEWSLETTER_TO'
/** Beyond this a subject line is cut off on most screens. */
const LONG_SUBJECT = 60

export function newsletterSkill(deps: PublishDeps): OutsideSkill<NewsletterDraft> {
  return {
    ...pieceBase('newsletter', deps),
    routineMinutes: 90,
    draft: newsletterDraftSchema,
    night: (context) => newsletterNight(deps, context),
    present: async (draft) => fieldsOf(draft),
    check: (draft) => check(deps, draft),
    async apply({ draft, key }) {
      if (draft.place === 'file') return fileReceipt()
      const smtp = smtpOf(deps)
      if (smtp === null) throw textFault('config.invalid', notSetUp(SETTINGS), { temporary: false })
      const message = {
        subject: chosenSubject(draft),
        html: await newsletterHtml(letterOf(draft)),
        text: chosenText(draft),
      }
      const { messageId } = await sendOnce(deps, smtp, key, message)
      return mailReceipt(smtp, messageId)
    },
    settle: ({ draft, key }) => settle(deps, draft, key),
  }
}

const chosenSubject = (draft: NewsletterDraft): string => (draft[draft.chosenSubject] ?? '').trim()

export function letterOf(draft: NewsletterDraft) {
  const { lang, preheader } = draft
  return { lang, subject: chosenSubject(draft), preheader: preheader.trim(), markdown: chosenText(draft) }
}

const fileReceipt = (): NewReceipt => ({
  summary: receiptText(PLACE_LABELS.file, false),
  detail: { place: 'file', url: null },
})

const mailReceipt = ({ to }: SmtpConfig, messageId: string): NewReceipt => ({
  summary: handedOver(to.length),
  detail: { place: 'mail', url: null, messageId },
})

async function settle(deps: PublishDeps, { place }: NewsletterDraft, key: string): Promise<Settlement> {
  const smtp = smtpOf(deps)
  const note = place === 'file' ? null : await findMail(deps.state, key)
  if (note === null || smtp === null) return { status: 'not-done' }
  if (note.sentAt === null) return { status: 'unknown', message: maybeSent(note) }
  return { status: 'done', receipt: mailReceipt(smtp, note.messageId) }
}

function fieldsOf(draft: NewsletterDraft): DraftField[] {
  const places = ['mail', 'file'] as const
  const there = SUBJECTS.filter((key) => draft[key] !== null)
  return [
    choiceField(
      'place',
      LABELS.place,
      draft.place,
      places.map((value) => ({ value, label: PLACE_LABELS[value] })),
    ),
    choiceField(
      'chosenSubject',
      LABELS.chosenSubject,
      draft.chosenSubject,
      there.map((value) => ({ value, label: subjectLabel(value) })),
    ),
    ...there.map((key) => lineField(key, subjectLabel(key), draft[key] ?? '')),
    lineField('preheader', LABELS.preheader, draft.preheader),
    ...versionFields(draft, 'markdown'),
    ...scheduleFields(draft),
  ]
}

async function check(deps: PublishDeps, draft: NewsletterDraft): Promise<CheckFinding[]> {
  const subject = chosenSubject(draft)
  const said = [subject, draft.preheader.trim(), chosenText(draft)].filter((part) => part !== '')
  const found = await checkPiece(deps, draft, said.join('\n\n'))
  const say = (level: CheckFinding['level'], code: string, message: CheckFinding['message'], field: string) =>
    found.push({ level, code: `publish.${code}`, message, field })
  if (subject === '') say('error', 'no-subject', NO_SUBJECT, draft.chosenSubject)
  if (subject.length > LONG_SUBJECT) say('warning', 'long-subject', longSubject(subject.length), draft.chosenSubject)
  if (draft.preheader.trim() === '') say('note', 'no-preheader', NO_PREHEADER, 'preheader')
  if (draft.place === 'file') found.push(AS_FILE_FINDING)
  else if (smtpOf(deps) === null) found.push(notSetUpFinding(SETTINGS))
  return found
}
