/** One product's description, written, checked and ready for the desk: for whoever wants many of them. */
import type { Text } from '../../core/lang.ts'
import type { NewProposal } from '../desk/index.ts'
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

/** @throws AppError 'channel.failed', 'input.conflict' where the shop cannot be read */
export async function describeProduct(
  deps: DescribeDeps,
  productId: number,
  { request, reason }: { readonly request: WriteRequest; readonly reason: Text },
): Promise<Described> {
  const known = await readFacts(deps.state, productId, deps.clock.now())
  if (known === null) return { kind: 'gone' }
  const { versions, missing, author, notes } = await deps.writer.write(request, known.facts)
  if (missing !== null) return { kind: 'too-little', missing }
  // What is replaced is what stands in the shop now.
  const live = await deps.shop.readText(refOf(known), request.lang)
  if (live === null) return { kind: 'gone' }
  const draft = draftOf(productId, known, { lang: request.lang, live, texts: versions.map(({ text }) => text) })
  if (draft === null) return { kind: 'too-little', missing: TOO_LITTLE }
  return {
    kind: 'described',
    proposal: proposalOf(known, draft, { reason: joinedText(reason, ...notes), evidence: [], author }),
  }
}

const TOO_LITTLE: Text = {
  de: 'Aus dem, was bekannt ist, ließ sich kein Text schreiben, gegen den nichts spricht.',
  en: 'From what is known no text could be written against which nothing stands.',
}
