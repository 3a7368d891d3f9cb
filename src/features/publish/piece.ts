/** What posts, articles and newsletters have in common: versions of a text, a time to go out, and the checks of both. */
import type { Text } from '../../core/lang.ts'
import { instantOf } from '../../core/time.ts'
import { checkWhole, findingText, readFacts } from '../content/index.ts'
import type { CheckFinding, DraftField } from '../desk/index.ts'
import type { PublishDeps } from './deps.ts'
import { type BlogDraft, type NewsletterDraft, type SocialDraft, VERSIONS } from './schema.ts'
import { LABELS, NO_PRODUCT, NO_TEXT, TIME_OVER, versionLabel } from './texts.ts'

export type PieceDraft = SocialDraft | BlogDraft | NewsletterDraft

type Versioned = Pick<PieceDraft, 'chosen' | (typeof VERSIONS)[number]>

export const chosenText = (draft: Versioned): string => (draft[draft.chosen] ?? '').trim()

export function versionFields(draft: Versioned, kind: 'text' | 'markdown'): DraftField[] {
  const there = VERSIONS.filter((key) => draft[key] !== null)
  return [
    choiceField(
      'chosen',
      LABELS.chosen,
      draft.chosen,
      there.map((value) => ({ value, label: versionLabel(value) })),
    ),
    ...there.map((key): DraftField => ({ key, label: versionLabel(key), kind, value: draft[key], editable: true })),
  ]
}

export function choiceField(
  key: string,
  label: Text,
  value: string,
  options: { readonly value: string; readonly label: Text }[],
): DraftField {
  return { key, label, kind: 'choice', value, editable: options.length > 1, options }
}

export const lineField = (key: string, label: Text, value: string): DraftField => ({
  key,
  label,
  kind: 'line',
  value,
  editable: true,
})

export function scheduleFields({ day, time }: Pick<PieceDraft, 'day' | 'time'>): DraftField[] {
  return [
    { key: 'day', label: LABELS.day, kind: 'day', value: day, editable: true },
    lineField('time', LABELS.time, time),
  ]
}

/** When it may go out, UTC milliseconds; null: as soon as it is approved. */
export function dueAt({ day, time }: Pick<PieceDraft, 'day' | 'time'>, timeZone: string): number | null {
  return day === null ? null : instantOf(day, time, timeZone)
}

/** How late an approval may be before the time that was chosen is called over. */
const GRACE_MS = 3_600_000

/**
 * What stands against the text that would go out, and against its time.
 * @param text all that readers get to read
 */
export async function checkPiece(deps: PublishDeps, draft: PieceDraft, text: string): Promise<CheckFinding[]> {
  const { state, clock, timeZone } = deps
  const field = draft.chosen
  if (chosenText(draft) === '') return [{ level: 'error', code: 'publish.empty', message: NO_TEXT, field }]
  const known = draft.productId === null ? null : await readFacts(state, draft.productId, clock.now())
  if (draft.productId !== null && known === null)
    return [{ level: 'error', code: 'publish.no-product', message: NO_PRODUCT, field: null }]
  const said = await checkWhole({ work: deps.work(), links: deps.links }, text, {
    lang: draft.lang,
    facts: known?.facts ?? null,
  })
  const found = said.map(
    (finding): CheckFinding => ({
      level: finding.level === 'hint' ? 'note' : finding.level,
      code: finding.rule,
      message: findingText(finding, text),
      field,
    }),
  )
  const due = dueAt(draft, timeZone)
  if (due !== null && due < clock.now() - GRACE_MS)
    found.push({ level: 'warning', code: 'publish.time-over', message: TIME_OVER, field: 'day' })
  return found
}
