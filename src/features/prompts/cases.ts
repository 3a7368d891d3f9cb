import { randomUUID } from 'node:crypto'
import { AppError, textFault } from '../../core/errors.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import { insertCase, listCases, listMissing, removeCase } from './case-store.ts'
import { nameOf, type PromptDeps } from './library.ts'
import type { CaseBody, PromptKey } from './schema.ts'
import { missingProduct, tooManyCases } from './texts.ts'

const MOST_CASES = 100

type Deps = Pick<PromptDeps, 'state' | 'clock'>

/** @throws AppError 'input.not-found' where a product is not there, 'input.conflict' where there are too many cases */
export async function saveCase(deps: Deps, key: PromptKey, body: CaseBody, actor: string): Promise<{ id: string }> {
  const { state, clock } = deps
  const [gone] = await listMissing(state, body.products)
  if (gone !== undefined) throw textFault('input.not-found', missingProduct(gone))
  if ((await listCases(state, key)).length >= MOST_CASES) throw textFault('input.conflict', tooManyCases(MOST_CASES))
  const [id, at] = [randomUUID(), clock.now()]
  await state.transaction(async (client) => {
    await insertCase(client, { ...key, ...body, id, by: actor, at })
    const details = { case: id, products: body.products.length }
    await appendAudit(client, { at, actor, action: 'prompt.case-added', subject: nameOf(key), details })
    await notifyLive(client, 'prompts', nameOf(key))
  })
  return { id }
}

/** @throws AppError 'input.not-found' */
export async function dropCase({ state, clock }: Deps, key: PromptKey, id: string, actor: string): Promise<void> {
  const at = clock.now()
  await state.transaction(async (client) => {
    if (!(await removeCase(client, key, { id, at }))) throw new AppError('input.not-found', `There is no case ${id}.`)
    const details = { case: id }
    await appendAudit(client, { at, actor, action: 'prompt.case-removed', subject: nameOf(key), details })
    await notifyLive(client, 'prompts', nameOf(key))
  })
}
