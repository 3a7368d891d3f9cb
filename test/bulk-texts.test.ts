/** Many descriptions: a sample first, the others after that, once for each product whatever is cut off. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTextChannel } from '../src/channels/shop/index.ts'
import { bulkBody } from '../src/features/bulk-texts/schema.ts'
import {
  approveClean,
  type BulkDeps,
  beginBulk,
  continueBulk,
  resumeBulk,
  showBulk,
  stopBulk,
} from '../src/features/bulk-texts/service.ts'
import { workBulks } from '../src/features/bulk-texts/work.ts'
import { builtInWriter, descriptionSkill, voicedWork } from '../src/features/content/index.ts'
import { type DeskDeps, decideBatch, propose } from '../src/features/desk/index.ts'
import { textOfHtml } from '../src/ingest/import/html.ts'
import { lockTexts, readHeldText, recordText } from '../src/ingest/write/held-text.ts'
import { writeProducts } from '../src/ingest/write/products.ts'
import { clearDesk, deskOf, person, type TestClock, testClock } from './desk.ts'
import { product, variant } from './event-store.ts'
import { fault } from './fault.ts'
import { NO_LINKS } from './links.ts'
import { openTestState, type TestState } from './state-store.ts'

const EDITOR = person(4)
const never = new AbortController().signal

let state: TestState
let clock: TestClock
let desk: DeskDeps
let deps: BulkDeps & Pick<DeskDeps, 'log'>
/** Called before each proposal is put on the desk, and after. */
let around: { before(): void; after(): void }
let ids: number[] = []

const tent = (name: string, isKnown = true) =>
  product(name, {
    title: { de: `Zelt ${name}`, en: `Tent ${name}` },
    brand: isKnown ? 'Bergfink' : '',
    category: isKnown ? 'Ausrüstung > Zelte' : '',
    attributes: isKnown
      ? {
          Material: { de: 'Nylon', en: 'Nylon' },
          Gewicht: { de: '1,8 kg', en: '1.8 kg' },
          Farbe: { de: 'Grün', en: 'Green' },
        }
      : {},
    description: {},
    variants: [variant(`Z-${name}`, { title: name, options: {}, priceCents: 19_900, stock: 4 })],
  })

beforeAll(async () => {
  state = await openTestState()
  const products = ['Alm', 'Bach', 'Fjord', 'Grat', 'Heide'].map((name) => tent(name))
  const counts = { added: 0, changed: 0, unchanged: 0 }
  await state.transaction((client) => writeProducts(client, { source: 'test', products, counts, now: 0 }))
  const { rows } = await state.pool.query<{ id: number }>('SELECT id FROM products ORDER BY external_id')
  ids = rows.map(({ id }) => id)
})
afterAll(() => state.close())
beforeEach(async () => {
  await clearDesk(state)
  await state.pool.query('TRUNCATE bulk_texts, shop_texts CASCADE')
  clock = testClock()
  around = { before: () => undefined, after: () => undefined }
  const book = { read: readHeldText, wordsOf: textOfHtml, lock: lockTexts, record: recordText }
  const shop = openTextChannel({ kind: 'catalogue' }, { state, clock, book })
  const work = voicedWork(state)
  const writer = builtInWriter(work.writeChecked)
  const skill = descriptionSkill({ state, clock, lang: 'de', shop, work, links: NO_LINKS, writer })
  desk = deskOf(state, clock, [skill])
  deps = {
    state,
    clock,
    shop,
    log: desk.log,
    writer,
    productsOf: async () => ids,
    async put(proposal, origin) {
      around.before()
      const outcome = await propose(desk, skill, proposal, origin)
      around.after()
      return outcome
    },
    async approve(principal, proposals) {
      const { outcomes } = await decideBatch(desk, principal, { decision: 'approve', proposals: [...proposals] })
      return outcomes.filter(({ outcome }) => outcome === 'done').length
    },
    wake: async () => undefined,
  }
})

const begin = (part: object = {}) =>
  beginBulk(deps, EDITOR, bulkBody.parse({ filter: {}, lang: 'de', sample: 2, ...part }))
const openOnes = async () => {
  const { rows } = await state.pool.query<{ id: string; contentHash: string }>(
    `SELECT id, content_hash AS "contentHash" FROM proposals WHERE state = 'open' ORDER BY number`,
  )
  return rows
}
const decide = async (decision: 'approve' | 'reject') =>
  decideBatch(desk, EDITOR, { decision, reason: 'other', proposals: await openOnes() })

describe('an order of many descriptions', () => {
  it('writes the sample and waits, then the others, then approves what nothing stands against', async () => {
    const { id, products } = await begin()
    expect(products).toBe(5)
    await workBulks(deps, never)
    await workBulks(deps, never)
    expect(await showBulk(deps, id)).toMatchObject({
      status: 'review',
      items: { waiting: 3, proposed: 2 },
      desk: { sampleOpen: 2 },
    })
    expect((await fault(continueBulk(deps, EDITOR, id))).code).toBe('input.conflict')
    await decide('approve')
    expect((await fault(approveClean(deps, EDITOR, id))).code).toBe('input.conflict')
    await continueBulk(deps, EDITOR, id)
    await workBulks(deps, never)
    const done = await showBulk(deps, id)
    expect(done).toMatchObject({ status: 'done', items: { waiting: 0, proposed: 5 }, desk: { approved: 2 } })
    expect(done.desk.clean + done.desk.withFindings).toBe(3)
    const answer = await approveClean(deps, EDITOR, id)
    expect(answer).toEqual({ approved: done.desk.clean, refused: 0, left: 0 })
    expect((await openOnes()).length).toBe(done.desk.withFindings)
  })

  it('leaves one with a warning on the desk', async () => {
    const { id } = await begin({ sample: 1 })
    await workBulks(deps, never)
    await decide('approve')
    await continueBulk(deps, EDITOR, id)
    await workBulks(deps, never)
    const [first] = await openOnes()
    await state.pool.query('UPDATE proposals SET worst = 2 WHERE id = $1', [first?.id])
    const { desk: counts } = await showBulk(deps, id)
    expect(counts.withFindings).toBeGreaterThan(0)
    await approveClean(deps, EDITOR, id)
    expect((await openOnes()).map(({ id: open }) => open)).toContain(first?.id)
  })

  it.each(['before', 'after'] as const)(
    'cut off %s a proposal is on the desk goes on, and proposes none twice',
    async (when) => {
      const { id } = await begin({ sample: 5 })
      let count = 0
      around = {
        ...around,
        [when]: () => {
          if (++count === 3) throw new Error('killed')
        },
      }
      await workBulks(deps, never)
      expect(await showBulk(deps, id)).toMatchObject({ status: 'sample', error: 'killed', items: { proposed: 2 } })
      await workBulks(deps, never)
      expect(await showBulk(deps, id)).toMatchObject({ status: 'done', error: null, items: { proposed: 5 } })
      const { rows } = await state.pool.query('SELECT FROM proposals')
      expect(rows).toHaveLength(5)
    },
  )

  it('stops in the midst of it, keeps what is on the desk, and goes on where it was', async () => {
    const { id } = await begin({ sample: 4 })
    let count = 0
    const stopping = new AbortController()
    around.after = () => {
      if (++count === 2) stopping.abort()
    }
    await workBulks(deps, stopping.signal).catch(() => undefined)
    await stopBulk(deps, EDITOR, id)
    await workBulks(deps, never)
    expect(await showBulk(deps, id)).toMatchObject({ status: 'stopped', items: { proposed: 2, waiting: 3 } })
    expect((await resumeBulk(deps, EDITOR, id)).status).toBe('sample')
    await workBulks(deps, never)
    expect(await showBulk(deps, id)).toMatchObject({ status: 'review', items: { proposed: 4, waiting: 1 } })
    expect((await fault(stopBulk(deps, EDITOR, id))).code).toBe('input.conflict')
  })

  it('says of which products too little is known, and which are gone', async () => {
    const bare = tent('X', false)
    const counts = { added: 0, changed: 0, unchanged: 0 }
    const products = [{ ...bare, title: { de: 'X-77', en: 'X-77' }, variants: [] }]
    await state.transaction((client) => writeProducts(client, { source: 'bare', products, counts, now: 0 }))
    const { rows } = await state.pool.query<{ id: number }>("SELECT id FROM products WHERE source = 'bare'")
    const { id } = await begin({ filter: undefined, products: [rows[0]?.id, 999_999] })
    await workBulks(deps, never)
    const { items, notes, status } = await showBulk(deps, id)
    expect([status, items.tooLittle, items.gone, notes.length]).toEqual(['done', 1, 1, 2])
  })

  it('is not begun for no product, nor for both a list and a filter', async () => {
    deps = { ...deps, productsOf: async () => [] }
    expect((await fault(begin())).code).toBe('input.invalid')
    expect(bulkBody.safeParse({ lang: 'de', filter: {}, products: [1] }).success).toBe(false)
    expect(bulkBody.safeParse({ lang: 'de' }).success).toBe(false)
  })
})
