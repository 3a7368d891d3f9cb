import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestStore, product, type TestStore, variant } from '../../../test/event-store.ts'
import { NO_LINKS } from '../../../test/links.ts'
import { nightOf, proposalsOf } from '../../../test/skill.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { openTextChannel } from '../../channels/shop/index.ts'
import { textOfHtml } from '../../ingest/import/html.ts'
import type { ProductRecord } from '../../ingest/records.ts'
import { lockTexts, readHeldText, recordText } from '../../ingest/write/held-text.ts'
import { writeProducts } from '../../ingest/write/products.ts'
import { readVoice } from '../voice/index.ts'
import type { DescriptionDraft } from './schema.ts'
import { descriptionSkill } from './skill.ts'
import { TEXT_KERNELS } from './text-kernels.ts'
import { textWork } from './text-work.ts'
import { builtInWriter } from './write.ts'

const AS_OF = '2026-06-24'
const NOW = Date.parse('2026-06-25T03:00:00Z')

const jacket = (part: Partial<ProductRecord> = {}) =>
  product('jacket', {
    title: { de: 'Regenjacke Bergfink', en: 'Bergfink rain jacket' },
    brand: 'Bergfink',
    category: 'Bekleidung > Jacken',
    attributes: {
      Material: { de: 'Recyceltes Polyester', en: 'Recycled polyester' },
      Wassersäule: { de: '10.000 mm', en: '10,000 mm' },
      Gewicht: { de: '420 g', en: '420 g' },
      Farbe: { de: 'Blau', en: 'Blue' },
    },
    description: {},
    variants: ['S', 'M', 'L'].map((size) =>
      variant(`J-${size}`, { title: size, options: { Größe: size }, priceCents: 12_900, stock: 4 }),
    ),
    ...part,
  })

let store: TestStore
let state: TestState

beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())
beforeEach(async () => {
  state = await openTestState()
  return () => state.close()
})

const deposit = (...products: ProductRecord[]) =>
  state.transaction((client) =>
    writeProducts(client, {
      source: 'test',
      products,
      counts: { added: 0, changed: 0, unchanged: 0 },
      now: NOW,
    }),
  )

function open(lang: 'de' | 'en' = 'de') {
  const clock = { now: () => NOW }
  const book = { read: readHeldText, wordsOf: textOfHtml, lock: lockTexts, record: recordText }
  const work = textWork(TEXT_KERNELS, async () => (await readVoice(state)).profile)
  const shop = openTextChannel({ kind: 'catalogue' }, { state, clock, book })
  const skill = descriptionSkill({
    state,
    clock,
    lang,
    shop,
    work,
    links: NO_LINKS,
    writer: builtInWriter(work.writeChecked),
  })
  if (skill.acts !== 'outside') throw new RangeError('acts inside')
  return skill
}

const propose = (skill = open()) => proposalsOf(skill, nightOf(store, 'content.product-description', { asOf: AS_OF }))

const job = (draft: DescriptionDraft, key = 'p1/h1') =>
  ({ proposalId: 'p1', contentHash: 'h1', draft, key, lang: 'de' }) as const

async function proposed(): Promise<DescriptionDraft> {
  const [first] = await propose()
  if (first === undefined) throw new RangeError('nothing was proposed')
  return first.draft
}

const live = async (lang = 'de') => {
  const { rows } = await state.pool.query<{ text: string | null }>(
    "SELECT description->>$1 AS text FROM products WHERE external_id = 'jacket'",
    [lang],
  )
  return rows[0]?.text ?? null
}

describe('the night', () => {
  it('writes for active products whose description is missing or thin, and for no other', async () => {
    const enough = Array.from({ length: 40 }, (_, n) => `Wort${n}`).join(' ')
    await deposit(
      jacket(),
      jacket({ externalId: 'thin', description: { de: '<p>Eine Jacke für Regen.</p>' } }),
      jacket({ externalId: 'full', description: { de: enough } }),
      jacket({ externalId: 'old', status: 'archived' }),
    )
    const found = await propose()
    expect(found.map(({ subject }) => subject.key).toSorted()).toEqual(['test/jacket', 'test/thin'])
    const [one] = found
    expect(one?.title.de).toBe('Beschreibung für „Regenjacke Bergfink“')
    expect(one?.reason.de).toContain('Das Produkt hat keine Beschreibung')
  })

  it('gives versions that differ, say no price, and have no error', async () => {
    await deposit(jacket())
    const skill = open()
    const draft = await proposed()
    const texts = [draft.version1, draft.version2, draft.version3]
    expect(texts.filter((text) => text !== null).length).toBeGreaterThanOrEqual(2)
    expect(new Set(texts).size).toBe(3)
    for (const chosen of ['version1', 'version2'] as const) {
      expect(draft[chosen]).not.toContain('€')
      const found = await skill.check({ ...draft, chosen })
      expect(found.filter(({ level }) => level === 'error')).toEqual([])
    }
  })

  it('writes nothing about a product of which nothing is known', async () => {
    await deposit(jacket({ attributes: {}, brand: '', category: '', title: { de: 'X-77', en: 'X-77' }, variants: [] }))
    expect(await propose()).toEqual([])
  })
})

describe('the check', () => {
  it('stands against what the data contradicts, and names the words', async () => {
    await deposit(jacket())
    const draft = { ...(await proposed()), version1: 'Die Regenjacke Bergfink wiegt 950 g und ist aus Baumwolle.' }
    const errors = (await open().check(draft)).filter(({ level }) => level === 'error')
    expect(errors.map(({ code }) => code)).toContain('facts.contradicted')
    expect(errors.every(({ field }) => field === 'version1')).toBe(true)
    expect(errors.map(({ message }) => message.de).join(' ')).toContain('950 g')
  })

  it('stands against an empty text, and against one whose place has been taken', async () => {
    await deposit(jacket())
    const draft = await proposed()
    expect(await open().check({ ...draft, version1: ' ' })).toContainEqual(
      expect.objectContaining({ code: 'content.empty', level: 'error' }),
    )
    await deposit(jacket({ description: { de: 'Inzwischen von Hand geschrieben.' } }))
    expect(await open().check(draft)).toContainEqual(
      expect.objectContaining({ code: 'content.changed', level: 'error' }),
    )
  })
})

describe('acting', () => {
  it('puts the chosen version where the product is kept, once, and takes it back', async () => {
    await deposit(jacket())
    const skill = open()
    const draft = { ...(await proposed()), version2: 'Zweite Fassung & mehr.\n\n- 420 g', chosen: 'version2' as const }
    expect(await skill.settle(job(draft))).toEqual({ status: 'not-done' })
    const receipt = await skill.apply(job(draft))
    // The catalogue keeps the words of a text.
    expect(await live()).toBe('Zweite Fassung & mehr.\n420 g')
    expect(await skill.apply(job(draft))).toMatchObject({ detail: { outcome: 'already' } })
    expect(await skill.settle(job(draft))).toMatchObject({ status: 'done' })
    await skill.undo?.({ ...receipt, at: new Date(NOW).toISOString() }, draft, 'p1/h1')
    expect(await live()).toBeNull()
  })

  it('changes nothing where somebody was quicker', async () => {
    await deposit(jacket())
    const draft = await proposed()
    await deposit(jacket({ description: { de: 'Von Hand.' } }))
    await expect(open().apply(job(draft))).rejects.toMatchObject({ code: 'input.conflict' })
    expect(await live()).toBe('Von Hand.')
  })
})
