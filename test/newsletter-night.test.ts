import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TEXT_KERNELS } from '../src/features/content/text-kernels.ts'
import { textWork } from '../src/features/content/text-work.ts'
import type { NewProposal } from '../src/features/desk/index.ts'
import type { Finding } from '../src/features/findings/index.ts'
import type { PublishDeps } from '../src/features/publish/deps.ts'
import { newsletterNight } from '../src/features/publish/newsletter-night.ts'
import type { NewsletterDraft } from '../src/features/publish/schema.ts'
import { readVoice } from '../src/features/voice/index.ts'
import { writeProducts } from '../src/ingest/write/products.ts'
import { clearDesk } from './desk.ts'
import { product, variant } from './event-store.ts'
import { NO_LINKS } from './links.ts'
import { contributionOf, findingOf } from './skill.ts'
import { openTestState, type TestState } from './state-store.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-06-25T03:00:00Z')
const AS_OF = '2026-06-24'

let state: TestState
let deps: PublishDeps
beforeAll(async () => {
  state = await openTestState()
  deps = {
    state,
    clock: { now: () => NOW },
    timeZone: 'Europe/Berlin',
    lang: 'de',
    channels: { social: {}, blog: null },
    mail: { smtpUrl: null, from: null, to: [] },
    links: NO_LINKS,
    work: () => textWork(TEXT_KERNELS, async () => (await readVoice(state)).profile),
  }
})
afterAll(() => state.close())
beforeEach(async () => {
  await clearDesk(state)
  await state.pool.query('TRUNCATE products, variants, price_ledger, outbox')
})

interface Tent {
  readonly name: string
  readonly priceCents: number
  readonly compareAtCents?: number
  readonly daysAgo?: number
  readonly stock?: number
}

async function store({ name, priceCents, compareAtCents, daysAgo = 60, stock = 4 }: Tent): Promise<void> {
  const counts = { added: 0, changed: 0, unchanged: 0 }
  const tent = product(name, {
    title: { de: `Zelt ${name}`, en: `Tent ${name}` },
    brand: 'Bergfink',
    category: 'Ausrüstung > Zelte',
    attributes: { Material: 'Nylon', Gewicht: '1,8 kg', Farbe: 'Grün' },
    variants: [
      variant(`Z-${name}`, { title: name, options: {}, priceCents, stock, compareAtCents: compareAtCents ?? null }),
    ],
    validFrom: NOW - daysAgo * DAY_MS,
  })
  await state.transaction((client) => writeProducts(client, { source: 'shop', products: [tent], counts, now: NOW }))
}
const NAMES = ['Alm', 'Bach', 'Fjord', 'Grat', 'Heide']
const storeAll = async () => {
  for (const name of NAMES) await store({ name, priceCents: 20_000 })
}
const reduced = (name: string, priceCents: number) => store({ name, priceCents, compareAtCents: 25_000, daysAgo: 2 })

async function night(found: Readonly<Record<string, readonly Finding[]>> = {}, asOf = AS_OF) {
  const contributions = new Map(Object.entries(found).map(([name, findings]) => [name, contributionOf(findings)]))
  const made: NewProposal<NewsletterDraft>[] = []
  for await (const one of newsletterNight(deps, { asOf, contributions, signal: new AbortController().signal }))
    made.push(one)
  return made
}
const rising = (name: string) => ({ trending: [findingOf(`trending.rising.shop/${name}`)] })

describe('the newsletter of the night', () => {
  it('tells of what rises, with subject lines, preheader and the evidence', async () => {
    await storeAll()
    const [made] = await night(rising('Fjord'))
    expect(made?.draft).toMatchObject({ place: 'file', lang: 'de', productId: null, day: null })
    expect(made?.draft.version1).toContain('Fjord')
    expect(made?.draft.subject1).not.toBe('')
    expect(made?.draft.version1).not.toContain(made?.draft.subject1)
    expect(made?.evidence.map(({ id }) => id)).toEqual(['trending.rising.shop/Fjord.rows'])
  })

  it('tells of reductions by the lowest price of the 30 days before, and not by the one struck out', async () => {
    await storeAll()
    await reduced('Bach', 15_000)
    const [made] = await night()
    const said = [made?.draft.version1, made?.draft.subject1, made?.draft.subject2, made?.draft.subject3].join(' ')
    expect(said).toMatch(/25\s?%/)
    expect(said).not.toMatch(/40\s?%/)
  })

  it('tells what is bought together, whatever signs the numbers have', async () => {
    await storeAll()
    const [made] = await night({ ...rising('Alm'), baskets: [findingOf('baskets.bundle.Z-Alm+Z-Heide')] })
    expect(made?.draft.version1).toContain('Oft zusammen gekauft: „Zelt Alm“ und „Zelt Heide“.')
  })

  it('is not made where nothing is news, of what is sold out, or twice in a week', async () => {
    await storeAll()
    expect(await night()).toEqual([])
    await store({ name: 'Grat', priceCents: 20_000, daysAgo: 1, stock: 0 })
    expect(await night(rising('Grat'))).toEqual([])
    const [made] = await night(rising('Alm'))
    await state.pool.query(
      `INSERT INTO proposals (id, skill, subject_kind, subject_key, subject_label, title, reason, draft, effect_rank, evidence, author,
         checks, worst, content_hash, proposed_hash, state, search_text, created_at)
       VALUES ('00000000-0000-4000-8000-000000000001', 'content.newsletter', 'piece', $1, $2, $2, $2, '{}', 0, '[]', '{}', '[]', 0, 'b', 'a', 'open', '', $3)`,
      [made?.subject.key, JSON.stringify({ de: 'N', en: 'N' }), new Date(NOW)],
    )
    expect(await night(rising('Alm'), '2026-06-30')).toEqual([])
    expect(await night(rising('Alm'), '2026-07-01')).toHaveLength(1)
    // The same night, cut off and gone on with, makes the same again: the desk takes it once.
    expect(await night(rising('Alm'))).toEqual([made])
  })
})
