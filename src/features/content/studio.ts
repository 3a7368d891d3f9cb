/** What the Texts page does: writes about a product, checks a text, and puts one on the desk. */
import { AppError, textFault } from '../../core/errors.ts'
import type { NewProposal } from '../desk/index.ts'
import { OVERLAP_BOUND, plainText, type Version, type WriteOptions, type WriterAnswer } from '../writing/index.ts'
import { checkWhole } from './check-whole.ts'
import type { ContentDeps } from './deps.ts'
import { draftOf, proposalOf, refOf } from './draft.ts'
import type {
  CheckBody,
  CheckedText,
  DescriptionDraft,
  ProposeBody,
  WriteBody,
  WrittenTexts,
  WrittenVersion,
} from './schema.ts'
import { type KnownProduct, readFacts } from './store.ts'
import { ALREADY_REFUSED, BY_HAND, NO_PRODUCT, SAME_ALREADY } from './texts.ts'

export interface StudioDeps extends Pick<ContentDeps, 'state' | 'clock' | 'work' | 'links' | 'shop' | 'writer'> {
  /** Puts a description on the desk; null: the same is there already, or was refused not long ago. */
  put(proposal: NewProposal<DescriptionDraft>): Promise<{ readonly kind: string; readonly id?: string }>
}

/** @throws AppError 'input.not-found', the signal's reason */
export async function writeTexts(
  deps: StudioDeps,
  { product, ...request }: WriteBody,
  options: WriteOptions = {},
): Promise<WrittenTexts> {
  const { facts } = await known(deps, product)
  return shownTexts(await deps.writer.write(request, facts, options))
}

/** What was written, as the page shows it. */
export function shownTexts({
  versions,
  leftOut = [],
  notes,
  missing,
  maxOverlap,
  author,
}: Omit<WriterAnswer, 'usage'>): WrittenTexts {
  return {
    author,
    notes: [...notes],
    versions: versions.map(({ version, text, findings }) => ({
      text,
      sentences: placesOf(version, text),
      findings: [...findings],
      parts: partsOf(version),
    })),
    missing,
    leftOut: [...leftOut],
    maxOverlap,
    overlapBound: OVERLAP_BOUND,
  }
}

function partsOf({ angle, parts }: Version): WrittenVersion['parts'] {
  return parts.map((part) => ({
    role: part.role,
    text: plainText({ angle, parts: [part] }),
    lines: part.sentences.map(({ text }) => text),
  }))
}

/** Where in the text each sentence stands. */
function placesOf({ parts }: Version, text: string): WrittenVersion['sentences'] {
  let from = 0
  return parts.flatMap((part) =>
    part.sentences.map(({ text: sentence, sources }) => {
      const start = text.indexOf(sentence, from)
      from = start + sentence.length
      return { start, end: from, sources: [...sources] }
    }),
  )
}

/** @throws AppError 'input.not-found' */
export async function checkOwnText(deps: StudioDeps, { product, lang, text }: CheckBody): Promise<CheckedText> {
  const facts = product === null ? null : (await known(deps, product)).facts
  return { findings: [...(await checkWhole(deps, text, { lang, facts, spellingProposals: true, isGrowing: true }))] }
}

/** @throws AppError 'input.not-found'; 'input.conflict' where the desk has the same, or somebody did not want it; 'channel.failed' */
export async function proposeText(
  deps: StudioDeps,
  { product, lang, text }: ProposeBody,
  person: string,
): Promise<{ id: string }> {
  const found = await known(deps, product)
  const live = await deps.shop.readText(refOf(found), lang)
  const draft = live === null ? null : draftOf(product, found, { lang, live, texts: [text] })
  if (draft === null) throw textFault('input.conflict', NO_PRODUCT)
  const author = { kind: 'person', name: person, version: '1' } as const
  const { kind, id } = await deps.put(proposalOf(found, draft, { reason: BY_HAND, evidence: [], author }))
  if (id === undefined) throw textFault('input.conflict', kind === 'refused' ? ALREADY_REFUSED : SAME_ALREADY)
  return { id }
}

async function known({ state, clock }: StudioDeps, product: number): Promise<KnownProduct> {
  const found = await readFacts(state, product, clock.now())
  if (found === null) throw new AppError('input.not-found', `There is no product ${product}.`)
  return found
}
