import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { order, product } from '../../../test/event-store.ts'
import { effortOf, fillManyRows, markOf } from '../../../test/many-customers.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { foldText } from '../../core/fold.ts'
import { RIGHTS, type Right } from '../../core/rights.ts'
import { writeBuyers, writeCustomers } from '../../ingest/write/customers.ts'
import { prepareOrders, writeOrders } from '../../ingest/write/orders.ts'
import { writeProducts } from '../../ingest/write/products.ts'
import { productKind } from '../catalogue/index.ts'
import { customerKind, orderKind } from '../customer-profiles/index.ts'
import { openSearch } from './service.ts'

const NOW = Date.parse('2026-05-20T10:00:00Z')
let state: TestState

beforeAll(async () => {
  state = await openTestState()
  const counts = () => ({ added: 0, changed: 0, unchanged: 0 })
  const titled = (id: string, de: string, en: string, category: string) => product(id, { title: { de, en }, category })
  await state.transaction(async (client) => {
    const products = [
      titled('JACKET', 'Regenjacke Fjell', 'Fjell Rain Jacket', 'Jacken'),
      titled('BAG', 'Rucksack Lech', 'Lech Rucksack', 'Rucksäcke'),
      titled('TENT', 'Zelt 100% wasserdicht_2', 'Tent', 'Zelte'),
    ]
    await writeProducts(client, { source: 'shop', products, counts: counts(), now: NOW })
    const person = (externalId: string, name: string, email: string) => ({
      type: 'customer' as const,
      externalId,
      name,
      email,
      country: 'DE',
      city: 'Köln',
      postcode: '',
      createdAt: NOW,
      acceptsMarketing: false,
    })
    const customers = [person('1', 'Änne Müller', 'aenne@mail.example'), person('2', 'Bob Stein', 'bob@mail.example')]
    await writeCustomers(client, { source: 'shop', customers, counts: counts(), now: NOW })
    const orders = ['#1001', '1002', '21001'].map((number) =>
      order(number, '2026-05-01', [['JACKET', 1, 20_000]], { customerExternalId: '1' }),
    )
    await writeBuyers(client, { source: 'shop', orders, known: new Set() })
    await writeOrders(client, await prepareOrders(client, { source: 'shop', importId: 1, orders }), counts())
  })
})
afterAll(() => state.close())

const kinds = () => {
  const deps = { state, timeZone: 'Europe/Berlin' }
  return [productKind(deps), customerKind(deps), orderKind(deps)]
}
const open = () => openSearch({ kinds: kinds(), clock: { now: () => NOW } })
const find = async (text: string, rights: readonly Right[] = RIGHTS, only: readonly string[] | null = null) => {
  const { groups } = await open()({ text, kinds: only, limit: 5, rights: new Set(rights) })
  return groups.flatMap(({ hits }) => hits.map(({ kind, title }) => `${kind} ${title.de}`))
}

describe('the search', () => {
  it('forgives typing errors and finds parts of compounds', async () => {
    expect(await find('Regnjacke')).toEqual(['product Regenjacke Fjell'])
    expect(await find('jacke')).toEqual(['product Regenjacke Fjell'])
    expect(await find('Rucksak')).toEqual(['product Rucksack Lech'])
    expect(await find('rain jacket')).toEqual(['product Regenjacke Fjell'])
  })

  it('finds people however their umlauts were typed, by name, mail and key', async () => {
    for (const text of ['müller', 'Mueller', 'muller', 'aenne@mail', 'shop/1', 'Mülle'])
      expect(await find(text, RIGHTS, ['customer'])).toContain('customer Änne Müller')
  })

  it('finds orders by the beginning of their number, with and without #', async () => {
    expect(await find('1001')).toEqual(['order Bestellung #1001'])
    expect(await find('#1001')).toEqual(['order Bestellung #1001'])
    expect(await find('100', RIGHTS, ['order'])).toEqual(['order Bestellung #1001', 'order Bestellung 1002'])
  })

  it('has signs that mean something to the database mean themselves', async () => {
    expect(await find('100%', RIGHTS, ['product'])).toEqual(['product Zelt 100% wasserdicht_2'])
    expect(await find('%%%', RIGHTS, ['product'])).toEqual([])
    expect(await find('___', RIGHTS, ['product'])).toEqual([])
  })

  it('shows nobody what they may not see', async () => {
    expect(await find('müller', ['catalogue.read'])).toEqual([])
    expect(await find('1001', ['catalogue.read'])).toEqual([])
    expect(await find('Fjell', ['customers.read'])).toEqual([])
  })

  it('says where there is more', async () => {
    const { groups } = await open()({ text: '100', kinds: ['order'], limit: 1, rights: new Set(RIGHTS) })
    expect(groups).toMatchObject([{ kind: 'order', more: true, hits: [{ title: { en: 'Order #1001' } }] }])
  })

  it('takes any text', async () => {
    const texts = fc
      .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
      .map((text) => text.replaceAll('\u0000', ''))
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        await find(text)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the folded texts of the state store', () => {
  it('are those of the program', async () => {
    const letters = fc.constantFrom(...'aäAÄoöOÖuüUÜßeéÈêçñøÅ zst-1'.split(''))
    await fc.assert(
      fc.asyncProperty(fc.array(letters, { maxLength: 30 }), async (given) => {
        const text = given.join('')
        const { rows } = await state.pool.query<{ folded: string }>('SELECT fold_text($1) AS folded', [text])
        expect(rows[0]?.folded).toBe(foldText(text))
      }),
      { numRuns: 100 },
    )
  })
})

describe('among twenty thousand customers', () => {
  let many: TestState
  beforeAll(async () => {
    many = await openTestState()
    await fillManyRows(many)
  })
  afterAll(() => many.close())

  it('each kind asks one question, answered by an index', async () => {
    for (const [make, words] of [
      [customerKind, [markOf(1_234)]],
      [orderKind, ['112345']],
      [productKind, ['Regenjcke']],
    ] as const) {
      const effort = await effortOf(many, (watched) =>
        make({ state: watched, timeZone: 'Europe/Berlin' }).find({ words, limit: 7 }),
      )
      expect(effort).toEqual({ scans: [], statements: 1 })
    }
  })
})
