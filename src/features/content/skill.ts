/** Products without a description, or with a thin one, get one: written overnight, checked, and put into the shop when it is approved. */
import { isTemporary } from '../../channels/fault.ts'
import { sameHtml, type TextChannel, type TextRef } from '../../channels/shop/index.ts'
import { AppError, faultText } from '../../core/errors.ts'
import type { CheckFinding, DraftField, Settlement, Skill } from '../desk/index.ts'
import { type ProductFacts, withoutMarkup } from '../text-check/index.ts'
import { checkWhole } from './check-whole.ts'
import type { ContentDeps } from './deps.ts'
import { toHtml } from './html.ts'
import { type DescriptionDraft, descriptionDraftSchema, VERSIONS, type VersionKey } from './schema.ts'
import { descriptionNight } from './skill-night.ts'
import { readFacts } from './store.ts'
import {
  ABOUT,
  CHANGED,
  findingText,
  LABELS,
  NO_PRODUCT,
  NO_SHOP_NOTE,
  NO_TEXT,
  receiptText,
  TITLE,
  versionLabel,
} from './texts.ts'

export function descriptionSkill(deps: ContentDeps): Skill<DescriptionDraft> {
  const { shop } = deps
  return {
    name: 'content.product-description',
    title: TITLE,
    about: ABOUT,
    role: 'content-editor',
    routineMinutes: 25,
    draft: descriptionDraftSchema,
    expiresAfterDays: 30,
    weight: () => ({ cents: null, changePercent: null }),
    secondPair: () => false,
    acts: 'outside',
    night: (context) => descriptionNight(deps, context),
    present: async (draft) => fieldsOf(draft),
    check: (draft) => check(deps, draft),
    async apply({ draft, key }) {
      const { lang, live } = draft
      const change = { lang, fromHtml: live, toHtml: await toHtml(chosenText(draft)), key }
      const { outcome } = await shop.setText(refOf(draft), change)
      return { summary: receiptText(shop.kind !== 'catalogue'), detail: { channel: shop.kind, outcome } }
    },
    settle: ({ draft, key }) => settle(shop, draft, key),
    async undo(_receipt, draft, key) {
      const change = { lang: draft.lang, fromHtml: await toHtml(chosenText(draft)), toHtml: draft.live ?? '' }
      await shop.setText(refOf(draft), { ...change, key: `${key}/undo` })
    },
  }
}

const refOf = ({ source, externalId, skus }: DescriptionDraft): TextRef => ({ source, externalId, skus })
const chosenText = (draft: DescriptionDraft): string => draft[draft.chosen] ?? ''
const writtenVersions = (draft: DescriptionDraft): VersionKey[] => VERSIONS.filter((key) => draft[key] !== null)

async function settle(shop: TextChannel, draft: DescriptionDraft, key: string): Promise<Settlement> {
  const done = await shop.wasSet(refOf(draft), key)
  if (done === null) return { status: 'not-done' }
  const detail = { channel: shop.kind, outcome: done.outcome }
  return { status: 'done', receipt: { summary: receiptText(shop.kind !== 'catalogue'), detail } }
}

/** As a person reads it: lines without markup, no more than one empty one between them. */
function readable(html: string): string {
  return withoutMarkup(html)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function fieldsOf(draft: DescriptionDraft): DraftField[] {
  const versions = writtenVersions(draft)
  return [
    {
      key: 'chosen',
      label: LABELS.chosen,
      kind: 'choice',
      value: draft.chosen,
      editable: versions.length > 1,
      options: versions.map((value) => ({ value, label: versionLabel(value) })),
    },
    ...versions.map(
      (key): DraftField => ({ key, label: versionLabel(key), kind: 'markdown', value: draft[key], editable: true }),
    ),
    ...(draft.live === null
      ? []
      : [{ key: 'live', label: LABELS.live, kind: 'text', value: readable(draft.live), editable: false } as const]),
  ]
}

/** Of the version that goes out; the others are checked when they are chosen. */
async function check(deps: ContentDeps, draft: DescriptionDraft): Promise<CheckFinding[]> {
  const known = await readFacts(deps.state, draft.productId, deps.clock.now())
  if (known === null) return [{ level: 'error', code: 'content.no-product', message: NO_PRODUCT, field: null }]
  const found = await textFindings(deps, draft, known.facts)
  const live = await checkLive(deps.shop, draft)
  if (live !== null) found.push(live)
  if (deps.shop.kind === 'catalogue')
    found.push({ level: 'note', code: 'content.no-shop', message: NO_SHOP_NOTE, field: null })
  return found
}

async function textFindings(deps: ContentDeps, draft: DescriptionDraft, facts: ProductFacts): Promise<CheckFinding[]> {
  const field = draft.chosen
  const text = chosenText(draft)
  if (text.trim() === '') return [{ level: 'error', code: 'content.empty', message: NO_TEXT, field }]
  const findings = await checkWhole(deps, text, { lang: draft.lang, facts })
  return findings.map((finding) => ({
    level: finding.level === 'hint' ? 'note' : finding.level,
    code: finding.rule,
    message: findingText(finding, text),
    field,
  }))
}

async function checkLive(shop: TextChannel, draft: DescriptionDraft): Promise<CheckFinding | null> {
  const field = draft.live === null ? null : 'live'
  try {
    const live = await shop.readText(refOf(draft), draft.lang)
    if (live === null) return { level: 'error', code: 'content.no-product', message: NO_PRODUCT, field: null }
    // What an earlier attempt has done already is no reason not to go on.
    const isKnown = sameHtml(live, draft.live ?? '') || sameHtml(live, await toHtml(chosenText(draft)))
    return isKnown ? null : { level: 'error', code: 'content.changed', message: CHANGED, field }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // A shop that is away for a moment is asked again before anything is changed.
    const level = isTemporary(error) ? 'warning' : 'error'
    return { level, code: 'content.not-read', message: faultText(error), field: null }
  }
}
