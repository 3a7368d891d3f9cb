/** A few sentences on one product among several, with sources that say which. */
import type { GroupRequest, Sentence, TextLength } from '../../schema.ts'
import { anglesFor, describeProduct } from '../describe.ts'
import type { Member } from './members.ts'
import type { GroupPlan } from './plan.ts'

/** What two sentences must share at their end to be the same: shops give many products one. */
const SAME_END = 30

/** Portraits of several products; what one has said the next does not say again. Without those there is nothing to say of. */
export function portraitsOf(
  members: readonly Member[],
  request: Pick<GroupRequest, 'tone' | 'address'>,
  plan: GroupPlan,
  length: TextLength,
): readonly { readonly member: Member; readonly sentences: readonly Sentence[] }[] {
  const said = new Set<string>()
  return members.flatMap((member) => {
    const sentences = portraitOf(member, request, plan, length).filter(({ text }) => {
      const end = text.slice(-SAME_END)
      const isNew = text.length <= SAME_END || !said.has(end)
      said.add(end)
      return isNew
    })
    return sentences.length === 0 ? [] : [{ member, sentences }]
  })
}

function portraitOf(
  { id, material }: Member,
  { tone, address }: Pick<GroupRequest, 'tone' | 'address'>,
  { index, attempt, chance, used }: GroupPlan,
  length: TextLength,
): readonly Sentence[] {
  const [angle = 'overview'] = anglesFor(material, chance)
  // At most three versions share the old sentences of a product among them.
  const plan = { angle, index: index % 3, versions: 3, attempt, chance, used }
  const version = describeProduct(material, { tone, address, length }, plan)
  const sentences = version?.parts.flatMap(({ role, sentences: own }) => (role === 'paragraph' ? own : [])) ?? []
  return sentences.map(({ text, sources }) => ({ text, sources: sources.map((source) => `${id}/${source}`) }))
}
