import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../../test/event-store.ts'
import { contributionOf, findingOf, nightOf, proposalsOf } from '../../../test/skill.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { addDays } from '../../core/time.ts'
import type { EventRecord } from '../../ingest/records.ts'
import { comparisonStep } from '../comparison/index.ts'
import type { ApplyJob, NewProposal } from '../desk/index.ts'
import type { Contribution } from '../findings/index.ts'
import { funnelStep } from '../funnel/index.ts'
import { describeDefinition } from './describe.ts'
import { definitionSchema, type NewAudience, newAudienceSchema, type Rule } from './schema.ts'
import { audienceSkill } from './skill.ts'

const AS_OF = '2026-06-24'
const NOW = Date.parse('2026-06-25T03:00:00Z')
const STEPS = ['Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed']

interface Visitor {
  readonly day: string
  readonly browser: string
  readonly ordered: boolean
  readonly events: readonly EventRecord[]
}

/**
 * Five weeks in which 40 visitors a day come to the checkout and most of them order, until on the last three days nobody with
 * Safari 17 gets past the payment.
 */
function makeVisitors(): Visitor[] {
  const visitors: Visitor[] = []
  for (let back = 34; back >= 0; back--) {
    for (let n = 0; n < 40; n++) {
      const day = addDays(AS_OF, -back)
      const safari = n % 4 === 0
      const ordered = n % 5 !== 3 && !(safari && back < 3)
      const browser = safari ? 'Safari 17' : 'Firefox 131'
      const who = { anonymousId: `v${back}-${n}`, browser, device: n % 3 === 0 ? 'mobile' : 'desktop' }
      const names = [...STEPS.slice(0, 3), 'Checkout Step Viewed', ...(ordered ? STEPS.slice(3) : [])]
      const events = names.map((name, minute) => ({
        ...NOTHING,
        ...who,
        name,
        messageId: `${who.anonymousId}-${minute}`,
        at: Date.parse(`${day}T10:00:00Z`) + minute * 60_000,
        valueCents: name === 'Order Completed' ? 4000 + 500 * (n % 7) : 0,
        properties: name === 'Checkout Step Viewed' ? { step: 'payment' } : {},
      }))
      visitors.push({ day, browser, ordered, events })
    }
  }
  return visitors
}

const NOTHING = {
  type: 'event',
  customerExternalId: '',
  sku: '',
  country: 'DE',
  channel: 'direct',
  path: '/',
} as const
const visitors = makeVisitors()

let contributions: ReadonlyMap<string, Contribution>
let store: TestStore
let state: TestState
beforeAll(async () => {
  store = await openTestStore()
  await store.fill(visitors.flatMap(({ events }) => events))
  const slid = findingOf('customers.slid', { kind: 'customers', stakeCents: -50_000, stakePeriodDays: 365 })
  contributions = new Map([
    ['funnel', await funnelStep.run(store.context('funnel', { asOf: AS_OF }))],
    ['comparison', await comparisonStep.run(store.context('comparison', { asOf: AS_OF }))],
    ['customers', contributionOf([slid])],
  ])
})
afterAll(async () => {
  await store.close()
})
beforeEach(async () => {
  state = await openTestState()
  return () => state.close()
})

const open = (lang: 'de' | 'en' = 'de') =>
  audienceSkill({
    state,
    events: store.events,
    clock: { now: () => NOW },
    timeZone: 'Europe/Berlin',
    lang,
    currency: async () => 'EUR',
  })

const propose = async (skill = open()) =>
  proposalsOf(skill, nightOf(store, 'audiences.keep', { asOf: AS_OF, contributions }))

async function proposalOf(start: string): Promise<NewProposal<NewAudience>> {
  const found = (await propose()).find(({ subject }) => subject.key.startsWith(start))
  if (found === undefined) throw new RangeError(`nothing was proposed for ${start}`)
  return { ...found, draft: newAudienceSchema.parse(found.draft) }
}

function inside(skill = open()) {
  if (skill.acts !== 'inside') throw new RangeError('acts outside')
  return skill
}

const job = (draft: NewAudience): ApplyJob<NewAudience> => ({
  proposalId: '11111111-1111-4111-8111-111111111111',
  contentHash: 'h',
  draft,
  key: 'k',
  lang: 'de',
})

async function apply(draft: NewAudience) {
  const receipt = await state.transaction((client) => inside().apply(job(draft), client))
  return { ...receipt, at: new Date(NOW).toISOString() }
}

const codes = async (draft: NewAudience) => (await open().check(draft)).map(({ level, code }) => `${level} ${code}`)

describe('the night of audiences.keep', () => {
  it('proposes whom the largest drop-off lost, whom a fault has hit, and good customers who stay away', async () => {
    const made = await propose()
    expect(made.map(({ draft }) => draft.name)).toEqual([
      'Abbrecher nach „Bezahlvorgang begonnen“',
      'Von der Störung betroffen: Safari 17, „payment“',
      'Gute Kunden, die wegbleiben',
    ])
    expect(made.map(({ draft }) => draft.definition.rule)).toMatchObject([
      { kind: 'funnel', steps: STEPS, step: 3, outcome: 'lost', filters: [] },
      {
        steps: ['Checkout Step Viewed|step=payment', 'Order Completed'],
        filters: [{ dimension: 'browser', values: ['Safari 17'] }],
      },
      { kind: 'segment', segments: ['at-risk'] },
    ])
    expect((await propose(open('en')))[0]?.draft.name).toBe('Dropped off after “Checkout started”')
  })

  it('gives each the evidence and the money of its finding', async () => {
    const leak = await proposalOf('funnel.leak.')
    expect(leak.effect?.cents).toBe(contributions.get('funnel')?.findings[0]?.stakeCents)
    expect(leak.effect?.low).toBeLessThan(leak.effect?.cents ?? 0)
    expect(leak.effect?.high).toBeGreaterThan(leak.effect?.cents ?? 0)
    expect(leak.evidence.map(({ id }) => id)).toEqual(contributions.get('funnel')?.findings[0]?.evidenceIds)
    expect((await proposalOf('customers.slid')).effect).toMatchObject({ cents: 50_000, low: 40_000, high: 60_000 })
  })

  it('means the people it says: those whom Safari kept from paying', async () => {
    const { draft } = await proposalOf('comparison.break.')
    const fields = await open().present(draft)
    expect(fields.find(({ key }) => key === 'anonymous')?.value).toBe(
      visitors.filter(({ browser, day, ordered }) => browser === 'Safari 17' && day > addDays(AS_OF, -14) && !ordered)
        .length,
    )
    expect(fields.find(({ key }) => key === 'definition')?.value).toEqual([
      'Kamen in den letzten 14 Tagen bis „Schritt des Bezahlvorgangs: payment“ und nicht weiter zu „Bestellt“, nur browser: Safari 17',
    ])
  })

  it('proposes nothing twice', async () => {
    const { draft } = await proposalOf('customers.slid')
    await apply({ ...draft, name: 'Unter anderem Namen' })
    expect((await propose()).map(({ subject }) => subject.key)).not.toContain('customers.slid')
  })
})

describe('audiences.keep', () => {
  it('says what stands against an audience', async () => {
    const { draft } = await proposalOf('comparison.break.')
    expect(await codes(draft)).toEqual(['note audience.unknown-people'])
    await apply(draft)
    expect(await codes(draft)).toEqual(['error audience.exists', 'note audience.unknown-people'])
    const rule: Rule = { kind: 'segment', segments: ['champions'] }
    expect(await codes({ name: 'Niemand', definition: { version: 1, rule } })).toEqual(['warning audience.empty'])
  })

  it('keeps the audience, and takes it back as long as nobody has changed it', async () => {
    const { draft } = await proposalOf('funnel.leak.')
    const undo = async (receipt: Awaited<ReturnType<typeof apply>>) =>
      state.transaction(async (client) => inside().undo?.(receipt, draft, client))
    const names = async () => (await state.pool.query('SELECT name FROM audiences')).rows
    const first = await apply(draft)
    expect(await names()).toEqual([{ name: draft.name }])
    await expect(apply(draft)).rejects.toThrow(/audience of that name or meaning already/)
    await undo(first)
    expect(await names()).toEqual([])
    const second = await apply(draft)
    await state.pool.query("UPDATE audiences SET name = 'Meine'")
    await expect(undo(second)).rejects.toThrow(/has changed this audience/)
    expect(await names()).toEqual([{ name: 'Meine' }])
  })
})

describe('a definition in words', () => {
  it('says every kind of condition in both languages', () => {
    const { definition } = {
      definition: definitionSchema.parse({
        version: 1,
        rule: {
          kind: 'all',
          of: [
            {
              kind: 'event',
              match: 'Product Viewed',
              categories: ['Zelte'],
              count: { atLeast: 2, atMost: 5 },
              period: { days: 1 },
            },
            {
              kind: 'sales',
              orders: { atLeast: 2 },
              revenueCents: { atMost: 100_000 },
              daysSinceOrder: { atLeast: 90 },
            },
            { kind: 'not', of: { kind: 'segment', segments: ['new', 'loyal'] } },
            {
              kind: 'funnel',
              steps: ['/a', 'Order Completed'],
              period: { from: '2026-01-01', to: '2026-01-31' },
              breakdown: { dimension: 'country', value: 'AT' },
              step: 2,
              outcome: 'reached',
            },
          ],
        },
      }),
    }
    const plain = (lang: 'de' | 'en') =>
      describeDefinition(definition, lang, 'EUR').map((line) => line.replaceAll('\u00a0', ' '))
    expect(plain('de')).toEqual([
      'Alles davon:',
      '  „Produkt angesehen“ (Zelte) am letzten Tag, Anzahl mindestens 2, höchstens 5',
      '  Bisher, Bestellungen mindestens 2, Umsatz höchstens 1.000 €, Tage seit der letzten Bestellung mindestens 90',
      '  Nicht:',
      '    Segment: Neukunden oder Treue Kunden',
      '  Kamen vom 01.01.2026 bis zum 31.01.2026 bis „Bestellt“, nur country: AT',
    ])
    expect(plain('en')[1]).toBe('  “Product viewed” (Zelte) on the last day, times at least 2, at most 5')
  })
})
