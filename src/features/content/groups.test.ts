import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { product, variant } from '../../../test/event-store.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { writeProducts } from '../../ingest/write/products.ts'
import { readVoice } from '../voice/index.ts'
import { groupBody } from './group-schema.ts'
import { writeAboutGroup } from './groups.ts'
import { TEXT_KERNELS } from './text-kernels.ts'
import { textWork } from './text-work.ts'

const NOW = Date.parse('2026-06-25T03:00:00Z')
let state: TestState
const ids = new Map<string, number>()

const lamp = (name: string, priceCents: number, watts: number, category: string) =>
  product(name, {
    title: { de: `Tischlampe ${name}`, en: `${name} Table Lamp` },
    brand: 'Hellmann',
    category,
    attributes: { Leistung: `${watts} W`, Material: 'Messing' },
    description: {},
    variants: [variant(`L-${name}`, { title: name, options: {}, priceCents, stock: 4 })],
  })

beforeAll(async () => {
  state = await openTestState()
  const products = [
    lamp('Anna', 4900, 8, 'Licht > Tischlampen'),
    lamp('Berta', 8900, 12, 'Licht > Tischlampen'),
    lamp('Clara', 12900, 15, 'Licht > Tischlampen > Leselampen'),
    lamp('Dora', 19900, 20, 'Licht > Tischlampen2'),
  ]
  await state.transaction((client) =>
    writeProducts(client, { source: 'test', products, counts: { added: 0, changed: 0, unchanged: 0 }, now: NOW }),
  )
  const { rows } = await state.pool.query<{ id: number; external_id: string }>('SELECT id, external_id FROM products')
  for (const { id, external_id } of rows) ids.set(external_id, id)
})
afterAll(() => state.close())

const work = textWork(TEXT_KERNELS, async () => (await readVoice(state)).profile)
const write = (body: object) =>
  writeAboutGroup({ state, clock: { now: () => NOW }, work }, groupBody.parse({ lang: 'de', ...body }))
const idOf = (name: string) => ids.get(name) ?? 0

describe('a text about several products of the catalogue', () => {
  it('tells of a category and those below it, and not of one whose name only begins alike', async () => {
    const { versions, missing } = await write({
      kind: 'category-text',
      about: { category: 'Licht > Tischlampen' },
      versions: 5,
    })
    const text = versions
      .map((version) => version.text)
      .join('\n')
      .replaceAll('\u00A0', ' ')
    expect(missing).toBeNull()
    expect(text).toMatch(/3 (?:Tischlampen|Produkte)/)
    expect(text).toContain('129 €')
    expect(text).not.toMatch(/199 €|Dora/)
  })

  it('has every sentence where it says it stands, and no error', async () => {
    const { versions } = await write({
      kind: 'newsletter',
      about: {
        title: { de: 'Licht für lange Abende' },
        products: [idOf('Anna'), idOf('Berta')],
        trending: [idOf('Berta')],
        offers: [{ title: { de: 'Tischlampen' }, percent: 10, until: '2026-07-01', code: null, source: 'offer' }],
      },
    })
    expect(versions.length).toBeGreaterThan(0)
    for (const { text, sentences, findings } of versions) {
      expect(findings.filter(({ level }) => level === 'error')).toEqual([])
      // Names of products are no slips of the pen.
      expect(
        findings.filter(
          ({ rule, start, end }) => rule === 'craft.spelling' && /Anna|Berta/.test(text.slice(start, end)),
        ),
      ).toEqual([])
      expect(sentences.every(({ start, end, sources }) => start >= 0 && end > start && sources.length > 0)).toBe(true)
    }
  })

  it('is refused where there is no such category or product', async () => {
    await expect(write({ kind: 'category-text', about: { category: 'Licht > Kerzen' } })).rejects.toMatchObject({
      code: 'input.not-found',
    })
    await expect(write({ kind: 'blog-post', about: { title: {}, products: [99_999] } })).rejects.toMatchObject({
      code: 'input.not-found',
    })
  })
})
