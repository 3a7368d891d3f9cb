/** Which products get a description overnight, and what is written for them. */
import type { Lang, Text } from '../../core/lang.ts'
import type { NewProposal, SkillNight } from '../desk/index.ts'
import { checkText, type ProductFacts, type Speller } from '../text-check/index.ts'
import { plainText, writeBuiltIn, writeRequestSchema } from '../writing/index.ts'
import type { DescriptionDraft } from './schema.ts'
import type { ContentDeps } from './skill.ts'
import { type KnownProduct, listThin, readFacts, type ThinProduct } from './store.ts'
import { EVIDENCE_TITLE, proposalTitle, reasonText } from './texts.ts'

/** A description of fewer words leaves most questions open. */
const THIN_WORDS = 40
/** As many as an editor reads in a morning. */
const MOST_A_NIGHT = 20
/** Products looked at for that: about some too little is known to write anything. */
const MOST_LOOKED_AT = 200

export async function* descriptionNight(
  deps: ContentDeps,
  context: SkillNight,
): AsyncGenerator<NewProposal<DescriptionDraft>> {
  const { state, clock, lang } = deps
  const thin = await listThin(state, { lang, fewerThan: THIN_WORDS, limit: MOST_LOOKED_AT })
  if (thin.length === 0) return
  const speller = await deps.speller()
  // Another month, another attempt: what was refused is not proposed again word by word.
  const seed = Number(context.asOf.slice(0, 7).replace('-', ''))
  let proposed = 0
  for (const one of thin) {
    const known = await readFacts(state, one.id, clock.now())
    if (known === null) continue
    const texts = writeVersions(known.facts, { lang, seed, speller })
    const draft = draftOf(one, known, lang, texts)
    if (draft === null) continue
    yield proposalOf(one, known, draft)
    if (++proposed === MOST_A_NIGHT) return
  }
}

interface Writing {
  readonly lang: Lang
  readonly seed: number
  readonly speller: Speller
}

/** Up to three versions against which nothing stands. */
function writeVersions(facts: ProductFacts, { lang, seed, speller }: Writing): string[] {
  const passes = (text: string) => !checkText(text, { lang, facts, speller }).some(({ level }) => level === 'error')
  const request = writeRequestSchema.parse({ kind: 'product-description', lang, seed })
  const written = writeBuiltIn(withoutPrices(facts), request, { passes })
  return written.outcome === 'written' ? written.versions.map(plainText) : []
}

/** A description stands for years, a price for weeks: it is no part of one. */
function withoutPrices(facts: ProductFacts): ProductFacts {
  const variants = facts.variants.map((one) => ({ ...one, priceCents: null, compareAtCents: null, stock: null }))
  return { ...facts, variants }
}

function draftOf(
  { id }: ThinProduct,
  { source, facts }: KnownProduct,
  lang: Lang,
  [version1, version2, version3]: readonly string[],
): DescriptionDraft | null {
  if (version1 === undefined) return null
  const live = facts.description[lang] ?? ''
  return {
    productId: id,
    source,
    externalId: facts.externalId,
    skus: facts.variants.map(({ sku }) => sku),
    lang,
    live: live.trim() === '' ? null : live,
    chosen: 'version1',
    version1,
    version2: version2 ?? null,
    version3: version3 ?? null,
  }
}

function proposalOf(
  { id, words, revenueCents, sold }: ThinProduct,
  { source, facts }: KnownProduct,
  draft: DescriptionDraft,
): NewProposal<DescriptionDraft> {
  const label = titleOf(facts)
  return {
    subject: { kind: 'product', key: `${source}/${facts.externalId}`, label },
    title: proposalTitle(label),
    reason: reasonText({ words, sold, revenueCents, currency: facts.currency }),
    draft,
    effect: null,
    evidence: [
      {
        id: 'content.thin',
        title: EVIDENCE_TITLE,
        sql: '',
        params: {},
        rowCount: 1,
        columns: ['product', 'title', 'words', 'revenue_30_days', 'sold_30_days'],
        sample: [[String(id), label.en, words, revenueCents / 100, sold]],
      },
    ],
    author: { kind: 'rule', name: 'built-in writer', version: '1' },
  }
}

function titleOf({ title, externalId }: ProductFacts): Text {
  const one = title.de ?? title.en ?? externalId
  return { de: title.de ?? one, en: title.en ?? one }
}
