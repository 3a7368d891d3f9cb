/** What is written becomes a draft and a proposal. Pure. */
import type { TextRef } from '../../channels/shop/index.ts'
import type { Lang, Text } from '../../core/lang.ts'
import type { NewProposal } from '../desk/index.ts'
import type { ProductFacts } from '../text-check/index.ts'
import type { DescriptionDraft } from './schema.ts'
import type { KnownProduct } from './store.ts'
import { proposalTitle } from './texts.ts'

interface Versions {
  readonly lang: Lang
  /** What is in the shop, as HTML; empty: nothing. */
  readonly live: string
  readonly texts: readonly string[]
}

/** How the shop knows it. */
export function refOf({ source, facts }: KnownProduct): TextRef {
  return { source, externalId: facts.externalId, skus: facts.variants.map(({ sku }) => sku) }
}

/** @returns null where there is no version */
export function draftOf(
  productId: number,
  known: KnownProduct,
  { lang, live, texts }: Versions,
): DescriptionDraft | null {
  const [version1, version2, version3] = texts
  if (version1 === undefined) return null
  const { skus, ...ref } = refOf(known)
  return {
    productId,
    ...ref,
    skus: [...skus],
    lang,
    live: live.trim() === '' ? null : live,
    chosen: 'version1',
    version1,
    version2: version2 ?? null,
    version3: version3 ?? null,
  }
}

export function proposalOf(
  { source, facts }: KnownProduct,
  draft: DescriptionDraft,
  why: Pick<NewProposal<DescriptionDraft>, 'reason' | 'evidence' | 'author'>,
): NewProposal<DescriptionDraft> {
  const label = titleOf(facts)
  const subject = { kind: 'product', key: `${source}/${facts.externalId}`, label }
  return { subject, title: proposalTitle(label), draft, effect: null, ...why }
}

export function titleOf({ title, externalId }: ProductFacts): Text {
  const one = title.de ?? title.en ?? externalId
  return { de: title.de ?? one, en: title.en ?? one }
}
