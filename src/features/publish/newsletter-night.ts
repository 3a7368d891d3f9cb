/** Once a week what a newsletter can tell of: what sells better than expected, what is reduced, what is bought together. */
import { addDays } from '../../core/time.ts'
import { readFacts } from '../content/index.ts'
import type { NewProposal, SkillNight } from '../desk/index.ts'
import type { Contribution, Evidence } from '../findings/index.ts'
import type { ProductFacts } from '../text-check/index.ts'
import { readVoice, spokenAs } from '../voice/index.ts'
import { type GroupSubject, groupRequestSchema, plainText, type Version } from '../writing/index.ts'
import { type PublishDeps, smtpOf } from './deps.ts'
import { type NewsletterDraft, newsletterDraftSchema, SUBJECTS, VERSIONS } from './schema.ts'
import { hadNewsletter, listSelling } from './store.ts'
import { boughtTogether, NIGHT_REASON, PLACE_LABELS, pieceTitle } from './texts.ts'

const EVERY_DAYS = 7
/** Those that sell best are looked at for reductions. */
const MOST_LOOKED_AT = 40
const MOST_TRENDING = 3
const MOST_OFFERS = 3
const MOST_PRODUCTS = 6
const LEAST_PRODUCTS = 3
/** A smaller reduction is no news. */
const LEAST_PERCENT = 5

export async function* newsletterNight(
  deps: PublishDeps,
  { asOf, contributions, signal }: Pick<SkillNight, 'asOf' | 'contributions' | 'signal'>,
): AsyncGenerator<NewProposal<NewsletterDraft>> {
  const { state, clock, lang } = deps
  if (await hadNewsletter(state, { after: addDays(asOf, -EVERY_DAYS), before: asOf })) return
  const [trending, baskets] = [contributions.get('trending'), contributions.get('baskets')]
  const rising = (trending?.findings ?? []).flatMap(({ id }) => /^trending\.rising\.(.+)$/.exec(id)?.[1] ?? [])
  const selling = await listSelling(state, { first: rising.slice(0, MOST_TRENDING), limit: MOST_LOOKED_AT })
  const known: ProductFacts[] = []
  const isRising = new Set<string>()
  for (const { id, key } of selling) {
    signal.throwIfAborted()
    const facts = (await readFacts(state, id, clock.now()))?.facts
    if (facts === undefined || isSoldOut(facts)) continue
    known.push(facts)
    if (rising.includes(key)) isRising.add(facts.externalId)
  }
  const offers = known.flatMap((facts) => offerOf(facts) ?? []).slice(0, MOST_OFFERS)
  // Products that only sell as they always do are no news.
  if (isRising.size === 0 && offers.length === 0) return
  const inLetter = known
    .toSorted((a, b) => rankOf(a, isRising) - rankOf(b, isRising))
    .filter((facts, at) => rankOf(facts, isRising) < REST || at < LEAST_PRODUCTS)
    .slice(0, MOST_PRODUCTS)
  const { profile } = await readVoice(state)
  const request = groupRequestSchema.parse({
    ...{ kind: 'newsletter', lang, seed: Number(asOf.replaceAll('-', '')) % 1_000_000 },
    ...spokenAs(profile),
  })
  const subject: GroupSubject = {
    ...{ kind: 'topic', title: {}, products: inLetter, trending: [...isRising], offers },
    notes: notesOf(known, baskets?.findings ?? []),
  }
  const { versions } = await deps.work().writeGroupChecked(subject, request)
  const draft = draftOf(
    versions.map(({ version }) => version),
    { lang, place: smtpOf(deps) === null ? 'file' : 'mail' },
  )
  if (draft === null) return
  yield {
    subject: { kind: 'piece', key: `newsletter/${asOf}`, label: PLACE_LABELS[draft.place] },
    title: pieceTitle(draft.subject1, PLACE_LABELS[draft.place]),
    reason: NIGHT_REASON,
    draft,
    effect: null,
    evidence: evidenceOf([trending, baskets]),
    author: { kind: 'rule', name: 'built-in writer', version: '1' },
  }
}

const isSoldOut = ({ variants }: ProductFacts): boolean =>
  variants.length > 0 && variants.every(({ stock }) => stock === 0)

const REST = 2

/** Rising ones stand first, then what is reduced. */
function rankOf(facts: ProductFacts, isRising: ReadonlySet<string>): number {
  return isRising.has(facts.externalId) ? 0 : offerOf(facts) === null ? REST : 1
}

/** What is struck out now and below its lowest price of the 30 days before (PAngV, section 11); the least of its variants' reductions counts. */
function offerOf({ title, variants, externalId }: ProductFacts) {
  const percents = variants.map(({ priceCents, compareAtCents, lowestBeforeCents }) => {
    if (priceCents === null || compareAtCents === null || lowestBeforeCents === null) return 0
    return compareAtCents > priceCents ? Math.floor(100 * (1 - priceCents / lowestBeforeCents)) : 0
  })
  const percent = Math.min(...percents)
  if (percents.length === 0 || percent < LEAST_PERCENT) return null
  return { title, percent, until: null, code: null, source: `${externalId}/price` }
}

/** Of the pairs that were found those of which both are known. */
function notesOf(known: readonly ProductFacts[], findings: Contribution['findings']): GroupTopic['notes'] {
  const bySku = new Map(known.flatMap((facts) => facts.variants.map(({ sku }) => [sku, facts] as const)))
  return findings.flatMap(({ id }) => {
    const [, skus = ''] = /^baskets\.bundle\.(.+)$/.exec(id) ?? []
    // A number may have the sign between the two within it.
    const pair = [...skus.matchAll(/\+/g)]
      .map(({ index }) => [bySku.get(skus.slice(0, index)), bySku.get(skus.slice(index + 1))] as const)
      .find(([first, second]) => first !== undefined && second !== undefined)
    const [first, second] = pair ?? []
    if (first === undefined || second === undefined) return []
    return [{ text: boughtTogether(first.title, second.title), source: id }]
  })
}

/** What the findings rest on. */
function evidenceOf(contributions: readonly (Contribution | undefined)[]): Evidence[] {
  return contributions.flatMap((one) => {
    const ids = one?.findings.flatMap(({ evidenceIds }) => evidenceIds) ?? []
    return one?.evidence.filter(({ id }) => ids.includes(id)) ?? []
  })
}

type GroupTopic = Extract<GroupSubject, { readonly kind: 'topic' }>

const HEAD_ROLES: readonly string[] = ['subject', 'preheader']

/** Null where nothing was written. */
function draftOf(
  versions: readonly Version[],
  { lang, place }: Pick<NewsletterDraft, 'lang' | 'place'>,
): NewsletterDraft | null {
  const [first] = versions
  const linesOf = (role: string) =>
    first?.parts.find((part) => part.role === role)?.sentences.map(({ text }) => text) ?? []
  const subjects = linesOf('subject').slice(0, SUBJECTS.length)
  if (first === undefined || subjects.length === 0) return null
  const bodies = versions
    .slice(0, VERSIONS.length)
    .map(({ angle, parts }) => plainText({ angle, parts: parts.filter(({ role }) => !HEAD_ROLES.includes(role)) }))
  return newsletterDraftSchema.parse({
    ...{ lang, place, preheader: linesOf('preheader')[0] ?? '' },
    ...Object.fromEntries(subjects.map((text, at) => [SUBJECTS[at], text])),
    ...Object.fromEntries(bodies.map((text, at) => [VERSIONS[at], text])),
  })
}
