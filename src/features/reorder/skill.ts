/** What runs out is asked for in time: a purchase request for each brand, by mail. */
import { findMail, maybeSent, type SmtpConfig, sendOnce } from '../../channels/mail/index.ts'
import { AppError } from '../../core/errors.ts'
import type { Lang } from '../../core/lang.ts'
import type { Clock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { readDemandAhead } from '../demand/index.ts'
import type { CheckFinding, DraftField, NewProposal, Settlement, Skill, SkillNight } from '../desk/index.ts'
import { bySupplier, effectOf, findShortages, isDue, lineOf, orderCents, titleOf } from './model.ts'
import { type OrderLine, type ReorderDraft, reorderDraftSchema } from './schema.ts'
import { readDemand } from './store.ts'
import {
  ABOUT,
  BASIS,
  costsText,
  costUnknown,
  EMPTY,
  LABELS,
  lineLabel,
  mailIntro,
  mailOutro,
  mailSubject,
  mailText,
  missingSettings,
  proposalTitle,
  reasonText,
  receiptText,
  stockFilled,
  stockUnknown,
  supplierName,
  TITLE,
} from './texts.ts'

/** An order above that binds money for weeks: a second person looks at it. In cents of the shop's currency. */
const SECOND_PAIR_CENTS = 500_000

export interface ReorderDeps {
  readonly state: StateStore
  readonly clock: Clock
  /** Language of the mails. */
  readonly lang: Lang
  readonly leadDays: number
  readonly mail: { readonly smtpUrl: string | null; readonly from: string | null; readonly to: readonly string[] }
  /** Pieces in stock as the catalogue has it now; null: not known. */
  stockOf(sku: string): Promise<number | null>
}

export function reorderSkill(deps: ReorderDeps): Skill<ReorderDraft> {
  return {
    name: 'stock.reorder',
    title: TITLE,
    about: ABOUT,
    role: 'sales',
    routineMinutes: 30,
    draft: reorderDraftSchema,
    // Stock and pace are of the night; after some days another request says more.
    expiresAfterDays: 5,
    weight: (draft) => ({ cents: orderCents(draft), changePercent: null }),
    secondPair: (draft) => orderCents(draft) > SECOND_PAIR_CENTS,
    acts: 'outside',
    night: (context) => night(deps, context),
    present: async (draft) => fieldsOf(draft),
    check: (draft) => check(deps, draft),
    async apply({ draft, key }) {
      const smtp = smtpOf(deps)
      if (smtp === null) {
        const text = missingSettings(missingOf(deps))
        throw new AppError('config.invalid', text.en, { temporary: false, text })
      }
      const message = { subject: draft.subject, text: mailText(draft) }
      const { messageId, rejected } = await sendOnce(deps, smtp, key, message)
      const articles = orderedOf(draft).length
      const detail = { messageId, articles, rejected: rejected.length }
      return { summary: receiptText(articles, rejected.length), detail }
    },
    settle: ({ draft, key }) => settle(deps, draft, key),
  }
}

async function* night(deps: ReorderDeps, context: SkillNight): AsyncGenerator<NewProposal<ReorderDraft>> {
  const { ask, asOf, timeZone, currency, contributions } = context
  const incidents = contributions.get('incidents')
  // Before the shop has a history, nothing has a pace.
  if (incidents === undefined || incidents.notEnoughData !== null) return
  const { lang, leadDays } = deps
  const stops = incidents.tables.find(({ id }) => id === 'incidents.stopped')
  const stopped = new Set(stops?.rows.flatMap(([key]) => (typeof key === 'string' ? [key] : [])))
  const demand = await readDemand(ask, asOf, timeZone)
  const ahead = await readDemandAhead(deps.state, asOf)
  const due = findShortages(demand.rows, { asOf, leadDays, stopped, ahead }).filter((one) => isDue(one, leadDays))
  const evidence = [demand.evidence, ...incidents.evidence.filter(({ id }) => id === stops?.evidenceId)]
  for (const [supplier, shortages] of bySupplier(due)) {
    const lines = shortages.map((one) => lineOf(one, titleOf(one.row, lang)))
    yield {
      subject: { kind: 'supplier', key: supplier || '-', label: supplierName(supplier) },
      title: proposalTitle(supplier, lines),
      reason: reasonText(shortages, leadDays, currency),
      draft: {
        supplier,
        lang,
        currency,
        subject: mailSubject(supplier, lines.length, lang),
        intro: mailIntro(supplier, lang),
        outro: mailOutro(leadDays, lang),
        lines,
      },
      effect: { ...effectOf(shortages, leadDays), basis: BASIS },
      evidence,
      author: { kind: 'rule', name: 'stock.reorder', version: '1' },
    }
  }
}

const orderedOf = ({ lines }: ReorderDraft) => lines.filter(({ quantity }) => quantity > 0)

function missingOf({ mail }: ReorderDeps): string[] {
  return [
    ...(mail.smtpUrl === null ? ['DIRIGENT_SMTP_URL'] : []),
    ...(mail.from === null ? ['DIRIGENT_MAIL_FROM'] : []),
    ...(mail.to.length === 0 ? ['DIRIGENT_PURCHASING_TO'] : []),
  ]
}

function smtpOf({ mail: { smtpUrl, from, to } }: ReorderDeps): SmtpConfig | null {
  if (smtpUrl === null || from === null || to.length === 0) return null
  return { url: smtpUrl, from, to, toSetting: 'DIRIGENT_PURCHASING_TO' }
}

function fieldsOf({ subject, intro, outro, lines }: ReorderDraft): DraftField[] {
  const field = { editable: true } as const
  return [
    { ...field, key: 'subject', label: LABELS.subject, kind: 'line', value: subject },
    { ...field, key: 'intro', label: LABELS.intro, kind: 'text', value: intro },
    ...lines.map(
      (line, index): DraftField => ({
        ...field,
        key: `lines.${index}.quantity`,
        label: lineLabel(line),
        kind: 'count',
        value: line.quantity,
      }),
    ),
    { ...field, key: 'outro', label: LABELS.outro, kind: 'text', value: outro },
  ]
}

async function check(deps: ReorderDeps, draft: ReorderDraft): Promise<CheckFinding[]> {
  const found: CheckFinding[] = []
  const say = (level: CheckFinding['level'], code: string, message: CheckFinding['message'], field: string | null) =>
    found.push({ level, code, message, field })
  const missing = missingOf(deps)
  if (missing.length > 0) say('error', 'mail.not-set-up', missingSettings(missing), null)
  const ordered = orderedOf(draft)
  if (ordered.length === 0) say('error', 'reorder.empty', EMPTY, null)
  const unknown = ordered.filter(({ left }) => left === null)
  if (unknown.length > 0) say('warning', 'reorder.stock-unknown', stockUnknown(unknown), null)
  for (const [index, line] of draft.lines.entries()) {
    const stock = line.quantity > 0 ? await deps.stockOf(line.sku) : null
    if (stock !== null && isFilled(line, stock)) {
      say('warning', 'reorder.stock-filled', stockFilled(line, stock), `lines.${index}.quantity`)
    }
  }
  const unpriced = ordered.filter(({ costCents }) => costCents === null)
  if (unpriced.length > 0) say('note', 'reorder.cost-unknown', costUnknown(unpriced.length), null)
  const cents = orderCents(draft)
  if (cents > 0) say('note', 'reorder.costs', costsText(cents, draft.currency, cents > SECOND_PAIR_CENTS), null)
  return found
}

/** A delivery has come since: there is more than was left, and as much as was to be ordered. */
function isFilled({ left, quantity }: OrderLine, stock: number): boolean {
  return stock > (left ?? 0) && stock >= quantity
}

async function settle(deps: ReorderDeps, draft: ReorderDraft, key: string): Promise<Settlement> {
  const note = await findMail(deps.state, key)
  if (note === null) return { status: 'not-done' }
  if (note.sentAt === null) return { status: 'unknown', message: maybeSent(note) }
  const articles = orderedOf(draft).length
  const detail = { messageId: note.messageId, articles, rejected: 0 }
  return { status: 'done', receipt: { summary: receiptText(articles, 0), detail } }
}
