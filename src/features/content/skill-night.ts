/** Which products get a description overnight, and what is written for them. */
import type { NewProposal, SkillNight } from '../desk/index.ts'
import type { Evidence } from '../findings/index.ts'
import type { ProductFacts } from '../text-check/index.ts'
import { readVoice, spokenAs } from '../voice/index.ts'
import { writeRequestSchema } from '../writing/index.ts'
import type { ContentDeps } from './deps.ts'
import { describeProduct } from './describe.ts'
import { titleOf } from './draft.ts'
import type { DescriptionDraft } from './schema.ts'
import { listThin, type ThinProduct } from './store.ts'
import { EVIDENCE_TITLE, reasonText } from './texts.ts'

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
  const { state, lang } = deps
  const thin = await listThin(state, { lang, fewerThan: THIN_WORDS, limit: MOST_LOOKED_AT })
  if (thin.length === 0) return
  const { profile } = await readVoice(state)
  // Another month, another attempt: what was refused is not proposed again word by word.
  const seed = Number(context.asOf.slice(0, 7).replace('-', ''))
  const request = writeRequestSchema.parse({ kind: 'product-description', lang, seed, ...spokenAs(profile) })
  let proposed = 0
  for (const one of thin) {
    const described = await describeProduct(deps, one.id, {
      request,
      signal: context.signal,
      because: (facts) => ({
        reason: reasonText({ ...one, currency: facts.currency }),
        evidence: [evidenceOf(one, facts)],
      }),
    })
    if (described.kind !== 'described') continue
    yield described.proposal
    if (++proposed === MOST_A_NIGHT) return
  }
}

function evidenceOf({ id, words, revenueCents, sold }: ThinProduct, facts: ProductFacts): Evidence {
  return {
    id: 'content.thin',
    title: EVIDENCE_TITLE,
    sql: '',
    params: {},
    rowCount: 1,
    columns: ['product', 'title', 'words', 'revenue_30_days', 'sold_30_days'],
    sample: [[String(id), titleOf(facts).en, words, revenueCents / 100, sold]],
  }
}
