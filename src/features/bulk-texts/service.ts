/** Orders of many descriptions: begun, written on, stopped, gone on with, released. */
import { randomUUID } from 'node:crypto'
import { actorOf, type Principal } from '../../api/principal.ts'
import { AppError, textFault } from '../../core/errors.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import type { DescribeDeps } from '../content/index.ts'
import type { NewProposal } from '../desk/index.ts'
import { writeRequestSchema } from '../writing/index.ts'
import { type Approved, type Bulk, type BulkBody, MOST_PRODUCTS } from './schema.ts'
import { type BulkRun, findBulk, insertBulk, listClean, moveBulk, readBulks } from './store.ts'
import { NO_PRODUCTS, NOT_NOW, SAMPLE_OPEN, tooMany } from './texts.ts'

type ProposeOutcome = { readonly kind: string; readonly id?: string }

export interface BulkDeps extends DescribeDeps {
  /** Up to `most` + 1 products of a filter, those with most revenue first. */
  productsOf(filter: NonNullable<BulkBody['filter']>, most: number): Promise<readonly number[]>
  /** Puts a description on the desk; the same origin does so once for each product. */
  put(proposal: NewProposal<unknown>, origin: string): Promise<ProposeOutcome>
  /** The same decision as on the desk. @returns how many were approved */
  approve(
    principal: Principal,
    proposals: readonly { readonly id: string; readonly contentHash: string }[],
  ): Promise<number>
  /** Has the waiting ones written soon. */
  wake(): Promise<void>
}

const SHOWN = 20

export async function listBulks({ state }: BulkDeps): Promise<{ items: Bulk[] }> {
  return { items: await readBulks(state, null, SHOWN) }
}

/** @throws AppError 'input.not-found' */
export async function showBulk({ state }: Pick<BulkDeps, 'state'>, id: string): Promise<Bulk> {
  const [bulk] = await readBulks(state, id, 1)
  if (bulk === undefined) throw new AppError('input.not-found', `There is no order ${id}.`)
  return bulk
}

/** @throws AppError 'input.invalid' where no product fits, or too many do */
export async function beginBulk(deps: BulkDeps, principal: Principal, body: BulkBody): Promise<Bulk> {
  const { products, filter, sample, ...asked } = body
  const chosen = [...new Set(products ?? (await deps.productsOf(filter ?? {}, MOST_PRODUCTS)))]
  if (chosen.length === 0) throw textFault('input.invalid', NO_PRODUCTS)
  if (chosen.length > MOST_PRODUCTS) throw textFault('input.invalid', tooMany(MOST_PRODUCTS))
  const now = deps.clock.now()
  // As overnight: another month, other texts.
  const seed = Number(new Date(now).toISOString().slice(0, 7).replace('-', ''))
  const request = writeRequestSchema.parse({ ...asked, kind: 'product-description', seed })
  const id = randomUUID()
  const actor = actorOf(principal)
  await deps.state.transaction(async (client) => {
    await insertBulk(client, { id, askedBy: actor, request, sample, products: chosen, now })
    const details = { products: chosen.length, sample }
    await appendAudit(client, { at: now, actor, action: 'bulk-texts.begun', subject: id, details })
    await notifyLive(client, 'bulk-texts', id)
  })
  await deps.wake()
  return showBulk(deps, id)
}

export function stopBulk(deps: BulkDeps, principal: Principal, id: string): Promise<Bulk> {
  return change(deps, principal, id, { from: ['sample', 'rest'], to: () => 'stopped', action: 'bulk-texts.stopped' })
}

export function resumeBulk(deps: BulkDeps, principal: Principal, id: string): Promise<Bulk> {
  const to = ({ products, items, sample }: Bulk) => (products - items.waiting < sample ? 'sample' : 'rest')
  return change(deps, principal, id, { from: ['stopped'], to, action: 'bulk-texts.resumed' })
}

/** The sample was looked at: the others are written. @throws AppError 'input.conflict' while some of it is open */
export async function continueBulk(deps: BulkDeps, principal: Principal, id: string): Promise<Bulk> {
  if ((await showBulk(deps, id)).desk.sampleOpen > 0) throw textFault('input.conflict', SAMPLE_OPEN)
  return change(deps, principal, id, { from: ['review'], to: () => 'rest', action: 'bulk-texts.continued' })
}

interface Change {
  readonly from: readonly BulkRun['status'][]
  readonly action: string
  to(bulk: Bulk): BulkRun['status']
}

async function change(deps: BulkDeps, principal: Principal, id: string, { from, to, action }: Change): Promise<Bulk> {
  const bulk = await showBulk(deps, id)
  const now = deps.clock.now()
  await deps.state.transaction(async (client) => {
    if (!(await moveBulk(client, id, { from, to: to(bulk), now }))) throw textFault('input.conflict', NOT_NOW)
    await appendAudit(client, { at: now, actor: actorOf(principal), action, subject: id, details: {} })
    await notifyLive(client, 'bulk-texts', id)
  })
  await deps.wake()
  return showBulk(deps, id)
}

/** As many as an answer may wait for. */
const AT_ONCE = 25

/** Approves the next ones against which nothing stands, once the sample was decided and all are written. @throws AppError 'input.conflict' before that */
export async function approveClean(deps: BulkDeps, principal: Principal, id: string): Promise<Approved> {
  const run = await findBulk(deps.state, id)
  if (run === null) throw new AppError('input.not-found', `There is no order ${id}.`)
  if (run.status !== 'done') throw textFault('input.conflict', NOT_NOW)
  if ((await showBulk(deps, id)).desk.sampleOpen > 0) throw textFault('input.conflict', SAMPLE_OPEN)
  const next = await listClean(deps.state, id, AT_ONCE)
  const approved = next.length === 0 ? 0 : await deps.approve(principal, next)
  const { desk } = await showBulk(deps, id)
  return { approved, refused: next.length - approved, left: desk.clean }
}
