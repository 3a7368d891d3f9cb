/** One product's description, written, checked and ready for the desk: for the night, and for whoever wants many of them. */
import type { Text } from '../../core/lang.ts'
import type { NewProposal } from '../desk/index.ts'
import type { ProductFacts } from '../text-check/index.ts'
import type { WriteRequest } from '../writing/index.ts'
import type { ContentDeps } from './deps.ts'
import { draftOf, proposalOf, refOf } from './draft.ts'
import type { DescriptionDraft } from './schema.ts'
import { readFacts } from './store.ts'
import { joinedText } from './texts.ts'

export interface DescribeDeps extends Pick<ContentDeps, 'state' | 'clock' | 'shop' | 'writer'> {}

export type Described =
  | { readonly kind: 'described'; readonly proposal: NewProposal<DescriptionDraft> }
  /** What has to be known before something can be written. */
  | { readonly kind: 'too-little'; readonly missing: Text }
  /** The catalogue or the shop does not know the product. */
  | { readonly kind: 'gone' }

interface Describing {
  readonly request: WriteRequest
  /** Why it is written, and what that rests on. */
  because(facts: ProductFacts): Pick<NewProposal<DescriptionDraft>, 'evidence'> & { readonly reason: Text }
  readonly signal?: AbortSignal | undefined
}

/** @throws AppError 'channel.failed', 'input.conflict' where the shop cannot be read; the signal's reason */
export async function describeProduct(
  deps: DescribeDeps,
  productId: number,
  { request, because, signal }: Describing,
): Promise<Described> {
  const known = await readFacts(deps.state, productId, deps.clock.now())
  if (known === null) return { kind: 'gone' }
  const { versions, missing, author, notes } = await deps.writer.write(request, known.facts, { signal })
  if (versions.length === 0) return { kind: 'too-little', missing: missing ?? TOO_LITTLE }
  // The catalogue may be older than the shop: what is replaced is what stands there now.
  const live = await deps.shop.readText(refOf(known), request.lang)
  if (live === null) return { kind: 'gone' }
  const draft = draftOf(productId, known, { lang: request.lang, live, texts: versions.map(({ text }) => text) })
  if (draft === null) return { kind: 'too-little', missing: TOO_LITTLE }
  const { reason, evidence } = because(known.facts)
  const why = { reason: joinedText(reason, ...notes), evidence, author }
  return { kind: 'described', proposal: proposalOf(known, draft, why) }
}

const TOO_LITTLE: Text = {
  de: 'Aus dem, was bekannt ist, ließ sich kein Text schreiben, gegen den nichts spricht.',
  en: 'From what is known no text could be written against which nothing stands.',
}
