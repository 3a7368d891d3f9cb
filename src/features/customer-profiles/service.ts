/** Customers for the workbench: looked up, told in order of time, exported and erased. */
import { z } from 'zod'
import { cursorOf, readCursor } from '../../api/page.ts'
import { keepBriefly } from '../../core/briefly.ts'
import { AppError } from '../../core/errors.ts'
import { readStanding } from '../../stores/state/standings.ts'
import { openAudiences } from '../audiences/index.ts'
import { askErasure, exportPerson, findErasure, type PrivacyDeps } from '../privacy/index.ts'
import { listCustomers, summariseCustomers, toRow } from './list-store.ts'
import { consentOf, mergeTimeline, toEntry, traitsOf } from './model.ts'
import {
  type Customer,
  type CustomerListQuery,
  type CustomerSummary,
  type Erasure,
  type MemberOf,
  TIMELINE_KINDS,
  type TimelineEntry,
  timelineEntrySchema,
} from './schema.ts'
import { findOrder, findPerson, findValueNight, listOrders, readExpected } from './store.ts'
import { nameProducts, type Place, readBooked, readVisited } from './timeline-store.ts'

export interface ProfileDeps extends PrivacyDeps {
  /** Asks for a job; erasing goes on in one. */
  ask(job: string): Promise<void>
}

type Expected = ReadonlyMap<string, { cents: number; purchases: number }>

/** The event engine takes one statement after the other: the same question within this time is asked once. */
const KEPT_MS = 5_000
/** Audiences are rules over the whole log. */
const AUDIENCES_MS = 60_000
const NIGHT_MS = 5_000

const placeSchema = z.tuple([z.number(), z.string()])

export function openProfiles(deps: ProfileDeps) {
  const { state, events, clock } = deps
  const audiences = openAudiences(deps)
  const memberships = keepBriefly<MemberOf>(clock, { ms: AUDIENCES_MS, most: 500 })
  const visits = keepBriefly<Awaited<ReturnType<typeof readVisited>>>(clock, { ms: KEPT_MS, most: 500 })
  const summaries = keepBriefly<CustomerSummary>(clock, { ms: KEPT_MS, most: 1 })
  const nights = keepBriefly<Awaited<ReturnType<typeof findValueNight>>>(clock, { ms: NIGHT_MS, most: 1 })
  let values: { nightId: number; expected: Expected } | null = null

  const expectedOf = async (key: string): Promise<Customer['expected']> => {
    const night = await nights('newest', () => findValueNight(state.pool))
    if (night === null) return null
    if (values?.nightId !== night.id) values = { nightId: night.id, expected: await readExpected(state.pool, night.id) }
    const expected = values.expected.get(key)
    return expected === undefined ? null : { ...expected, asOf: night.asOf }
  }

  return {
    list: (query: CustomerListQuery) => listCustomers(state, query),

    summary: () =>
      summaries('all', async () => {
        const [summary, standing] = await Promise.all([summariseCustomers(state), readStanding(state, 'customers')])
        return { ...summary, asOf: standing?.asOf ?? null }
      }),

    /** @throws AppError 'input.not-found' */
    async show(key: string): Promise<Customer> {
      const person = await findPerson(state.pool, key)
      if (person === null) throw unknownCustomer(key)
      const [expected, { asOf }] = await Promise.all([expectedOf(key), this.summary()])
      return {
        ...toRow(person),
        source: person.source,
        externalId: person.external_id,
        postcode: person.postcode,
        createdAt: person.created_at?.toISOString() ?? null,
        firstOrderAt: person.first_order_at?.toISOString() ?? null,
        segmentAsOf: asOf,
        consentSaid: consentOf(person),
        traits: traitsOf(person),
        expected,
      }
    },

    orders: (key: string, page: { limit: number; after?: string | undefined }) => listOrders(state.pool, key, page),

    /** @throws AppError 'input.not-found' */
    async order(id: number) {
      const order = await findOrder(state.pool, id)
      if (order === null) throw new AppError('input.not-found', `There is no order ${id}.`)
      return order
    },

    /** What happened, the newest first. @throws AppError 'usage.invalid' where `after` is no place in it */
    async timeline(
      key: string,
      query: { limit: number; after?: string | undefined; kinds?: string | undefined },
    ): Promise<{ items: TimelineEntry[]; next: string | null }> {
      const place = readCursor(query.after, placeSchema)
      const before: Place | null = place === null ? null : { at: place[0], id: place[1] }
      const asked = query.kinds?.split(',') ?? TIMELINE_KINDS
      const kinds = timelineEntrySchema.shape.kind.array().parse(asked)
      const piece = { key, before, kinds, limit: query.limit + 1 }
      const parts = await Promise.all([
        readBooked(state, piece),
        visits(JSON.stringify(piece), () => readVisited(events, piece)),
      ])
      const found = mergeTimeline(parts, piece.limit)
      const page = found.slice(0, query.limit)
      const products = await nameProducts(state, [...new Set(page.map(({ sku }) => sku).filter((sku) => sku !== ''))])
      const last = page.at(-1)
      const next = found.length > query.limit && last !== undefined ? cursorOf(last.at, last.id) : null
      return { items: page.map((raw) => toEntry(raw, products)), next }
    },

    audiences: (key: string) => memberships(key, async () => ({ items: await audiences.of([key]) })),

    export: (key: string, actor: string) => exportPerson(deps, { id: key, source: null }, actor),

    /** @throws AppError 'usage.invalid' where the key was not typed, 'input.not-found', 'input.conflict' where it is done */
    async erase(key: string, confirm: string, actor: string): Promise<Erasure> {
      if (confirm.trim() !== key)
        throw new AppError('usage.invalid', `confirm: is not ${key}. Type the key of the customer to erase them.`)
      const { id, counts } = await askErasure(deps, { id: key, source: null }, actor)
      await deps.ask('privacy-requests')
      return { id, isDone: false, stepsDone: [], counts }
    },

    async erasure(id: number): Promise<Erasure> {
      const found = await findErasure(state, id)
      if (found === null) throw new AppError('input.not-found', `There is no erasure ${id}.`)
      return { ...found, stepsDone: [...found.stepsDone] }
    },
  }
}

function unknownCustomer(key: string): AppError {
  return new AppError('input.not-found', `There is no customer '${key.slice(0, 100)}'.`)
}
