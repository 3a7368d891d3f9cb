/** Texts about a category or a topic, written from the catalogue as it is now and checked before anybody reads them. */
import { AppError } from '../../core/errors.ts'
import type { GroupSubject } from '../writing/index.ts'
import type { GroupBody } from './group-schema.ts'
import { listOfCategory } from './group-store.ts'
import type { WrittenTexts } from './schema.ts'
import { type KnownProduct, readFacts } from './store.ts'
import { type StudioDeps, shownTexts } from './studio.ts'
import { BUILT_IN } from './write.ts'

/** Counts and spans are those of all products: of a larger category a part would be told as the whole. */
const MOST_PRODUCTS = 300
/** Products read at a time. */
const AT_ONCE = 8

type Deps = Pick<StudioDeps, 'state' | 'clock' | 'work'>

/** @throws AppError 'input.not-found' where there are no such products, 'input.invalid' where there are too many */
export async function writeAboutGroup(deps: Deps, { about, ...request }: GroupBody): Promise<WrittenTexts> {
  const subject = await subjectOf(deps, about)
  const written = await deps.work.writeGroupChecked(subject, request)
  return shownTexts({ ...written, author: BUILT_IN, notes: [] })
}

async function subjectOf(deps: Deps, about: GroupBody['about']): Promise<GroupSubject> {
  if ('category' in about) {
    const ids = await listOfCategory(deps.state, about.category, MOST_PRODUCTS + 1)
    if (ids.length === 0)
      throw new AppError('input.not-found', `There is no category '${about.category}' with products.`)
    if (ids.length > MOST_PRODUCTS)
      throw new AppError(
        'input.invalid',
        `about: '${about.category}' has more than ${MOST_PRODUCTS} products. Choose a category below it.`,
      )
    const products = [...(await readAll(deps, ids)).values()].map(({ facts }) => facts)
    return { kind: 'category', path: about.category, products }
  }
  const known = await readAll(deps, about.products)
  const missing = about.products.find((id) => !known.has(id))
  if (missing !== undefined) throw new AppError('input.not-found', `There is no product ${missing}.`)
  const trending = about.trending.flatMap((id) => known.get(id)?.facts.externalId ?? [])
  const products = [...known.values()].map(({ facts }) => facts)
  return {
    kind: 'topic',
    title: titleOf(about.title),
    products,
    trending,
    offers: about.offers.map(offerOf),
    notes: about.notes,
  }
}

/** Without what is not said, which is not the same as said to be undefined. */
function titleOf({ de, en }: { readonly de?: string | undefined; readonly en?: string | undefined }) {
  return { ...(de === undefined ? {} : { de }), ...(en === undefined ? {} : { en }) }
}

type Said = Extract<GroupBody['about'], { readonly offers: unknown }>['offers'][number]
const offerOf = ({ title, ...offer }: Said) => ({ ...offer, title: titleOf(title) })

async function readAll({ state, clock }: Deps, ids: readonly number[]): Promise<ReadonlyMap<number, KnownProduct>> {
  const found = new Map<number, KnownProduct>()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const part = ids.slice(from, from + AT_ONCE)
    const read = await Promise.all(part.map((id) => readFacts(state, id, clock.now())))
    for (const [at, id] of part.entries()) {
      const one = read[at]
      if (one !== null && one !== undefined) found.set(id, one)
    }
  }
  return found
}
