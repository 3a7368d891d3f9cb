/** Paths from their questions: the names first, then how visits went between them. */
import type { InsightContext, Scope } from '../visits/index.ts'
import { toPaths } from './model.ts'
import type { Paths, PathsDefinition } from './schema.ts'
import { readNames, readParts } from './store.ts'

export async function makePaths(
  { ask }: Pick<InsightContext, 'ask'>,
  question: PathsDefinition & { readonly scope: Scope },
): Promise<Paths & { readonly evidenceId: string }> {
  const names = (await readNames(ask, question.scope, question.nodes)).rows.map(({ name }) => name)
  const { rows, evidence } = await readParts(ask, { ...question, names })
  return { ...toPaths(rows, names, question), evidenceId: evidence.id }
}
