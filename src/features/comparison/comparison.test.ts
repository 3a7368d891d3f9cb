import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../../test/event-store.ts'
import { insertHits, type TestHit, type TestVisitor } from '../../../test/hits.ts'
import { randomSource } from '../../../test/simulate.ts'
import { runInline } from '../../compute/index.ts'
import { addDays } from '../../core/time.ts'
import { contributionSchema } from '../findings/index.ts'
import { orderSteps } from './model.ts'
import { comparisonInsight } from './routes.ts'
import { compareVisits, periodsOf } from './service.ts'
import { comparisonStep } from './step.ts'

const AS_OF = '2026-06-24'
const STEPS = ['address', 'payment', 'review']

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})

interface Guest {
  readonly browser: string
  readonly device: string
  readonly country: string
  /** Days before the last one. */
  readonly back: number
}

/** Five weeks of visits that reach the checkout; `goesOn` says how likely a visit gets from payment to review. */
function makeVisits(goesOn: (guest: Guest) => number, days = 35): TestVisitor[] {
  const random = randomSource(8)
  const visitors: TestVisitor[] = []
  for (let back = days - 1; back >= 0; back--) {
    for (const [browser, device] of [
      ['Firefox', 'desktop'],
      ['Chrome', 'mobile'],
      ['Chrome', 'desktop'],
    ] as const) {
      for (let n = 0; n < 20; n++) {
        const country = n % 4 === 0 ? 'AT' : 'DE'
        const id = visitors.length + 1
        const reviews = random.uniform() < goesOn({ browser, device, country, back })
        const step = (name: string, minute: number): TestHit => ({ type: 'Checkout Step Viewed', minute, step: name })
        const hits = [
          { type: 'Product Viewed', minute: 0 },
          { type: 'Product Added', minute: 1 },
          { type: 'Checkout Started', minute: 2 },
          step('address', 3),
          step('payment', 4),
          ...(reviews ? [step('review', 5)] : []),
          ...(reviews && n % 5 !== 0
            ? [{ type: 'Order Completed', minute: 6, valueCents: 5000, orderId: `o${id}` }]
            : []),
        ]
        visitors.push({ id, from: `${addDays(AS_OF, -back)}T10:00:00Z`, browser, device, country, hits })
      }
    }
  }
  return visitors
}

async function night(goesOn: (guest: Guest) => number, days = 35) {
  await store.events.command('TRUNCATE TABLE hits')
  await insertHits(store.events, makeVisits(goesOn, days))
  const said = await comparisonStep.run(store.context('comparison', { asOf: AS_OF }))
  expect(contributionSchema.parse(said)).toEqual(said)
  return said
}
const ids = (said: Awaited<ReturnType<typeof night>>) => said.findings.map(({ id }) => id)

describe('the comparison', () => {
  it('says what is missing without visits, and of a young shop', async () => {
    const empty = await comparisonStep.run(store.context('comparison', { asOf: AS_OF }))
    expect(empty.notEnoughData?.de).toContain('noch keine Besuche')
    const young = await night(({ back }) => (back < 7 ? 0.1 : 0.8), 14)
    expect(young.notEnoughData?.de).toContain('drei Wochen')
    expect(young.findings).toEqual([])
  })

  it('finds nothing where nothing happened', async () => {
    expect(ids(await night(() => 0.8))).toEqual([])
  })

  it('names the one device of a browser that no longer gets on, with its step, its day and its money', async () => {
    const said = await night(({ browser, device, back }) =>
      browser === 'Chrome' && device === 'mobile' && back < 7 ? 0.2 : 0.8,
    )
    expect(ids(said)).toEqual(['comparison.break.Chrome.mobile.payment'])
    const [found] = said.findings
    expect(found?.title.de).toBe('Besuche mit Chrome (mobile) brechen beim Schritt „payment“ ab')
    expect(found?.chart?.marks[0]?.x).toBe(addDays(AS_OF, -6))
    expect(found?.figure.n).toBe(140)
    const fall = Number(found?.figure.comparisons[0]?.value) - Number(found?.figure.value)
    expect(fall).toBeGreaterThan(0.5)
    // Four in five of those who see the review order, for 50 euros.
    expect((found?.stakeCents ?? 0) / -(140 * fall * 0.8 * 5000)).toBeCloseTo(1, 1)
    expect(found?.sentence.de).toMatch(/^Von 140 Besuchen mit Chrome \(mobile\), die seit dem 18\. Juni 2026/)
  })

  it('names a country as easily as a browser', async () => {
    expect(ids(await night(({ country, back }) => (country === 'AT' && back < 7 ? 0.2 : 0.8)))).toEqual([
      'comparison.break.AT.payment',
    ])
  })

  it('names all visits where everybody falls', async () => {
    expect(ids(await night(({ back }) => (back < 7 ? 0.3 : 0.8)))).toEqual(['comparison.break.all.payment'])
  })

  it('tells two breaks as two', async () => {
    const said = await night(({ browser, country, back }) =>
      back < 7 && (browser === 'Firefox' || (browser === 'Chrome' && country === 'AT')) ? 0.1 : 0.85,
    )
    expect(ids(said).toSorted()).toEqual(['comparison.break.AT.payment', 'comparison.break.Firefox.payment'])
  })

  it('tells what has long been worse as a gap, not as a break', async () => {
    const said = await night(({ device }) => (device === 'mobile' ? 0.4 : 0.9))
    expect(said.findings).toHaveLength(1)
    const [gap] = said.findings
    expect(gap?.id).toMatch(/^comparison\.gap\..*mobile.*\.payment$/)
    expect(gap?.direction).toBe('neutral')
    expect(gap?.sentence.de).toContain('auch in den Wochen davor so')
    expect(gap?.stakeCents).toBeLessThan(0)
  })

  it('sums every cell over the visits themselves', async () => {
    const visits = makeVisits(({ back }) => (back % 2 === 0 ? 0.5 : 0.7))
    await store.events.command('TRUNCATE TABLE hits')
    await insertHits(store.events, visits)
    const { ask } = store.context('comparison', { asOf: AS_OF })
    const now = { from: addDays(AS_OF, -6), to: AS_OF }
    const { cells, steps } = await compareVisits(
      { ask },
      { now, filters: [{ dimension: 'device', values: ['desktop'] }] },
    )
    const place = steps.findIndex(({ step }) => step === 'payment')
    const cell = cells.find((one) => one.place === place && one.cell.country === 'AT')
    const own = visits.filter((one) => one.country === 'AT' && one.device === 'desktop')
    const went = (some: readonly TestVisitor[]) =>
      some.filter(({ hits }) => hits.some(({ step }) => step === 'review')).length
    const isNow = ({ from }: TestVisitor) => from.slice(0, 10) >= now.from
    const [recent, past] = [own.filter(isNow), own.filter((one) => !isNow(one))]
    expect(cell?.now).toEqual({ reached: recent.length, went: went(recent) })
    expect(cell?.before).toEqual({ reached: past.length, went: went(past) })
    expect(cells.some((one) => one.cell.device === 'mobile')).toBe(false)
  })

  it('answers over the API with breaks, gaps and every cell', async () => {
    await night(({ browser, back }) => (browser === 'Firefox' && back < 7 ? 0.2 : 0.8))
    const deps = {
      events: store.events,
      compute: runInline,
      clock: { now: () => Date.parse('2026-06-25T09:00:00Z') },
      timeZone: 'Europe/Berlin',
      currency: async () => 'EUR',
    }
    const answer = await comparisonInsight.answer({ from: '2026-06-18' }, deps)
    expect(answer).toMatchObject({
      before: { from: '2026-05-21', to: '2026-06-17' },
      breaks: [{ cell: { browser: 'Firefox' }, step: 'payment', now: { reached: 140 } }],
      gaps: [],
    })
    await expect(comparisonInsight.answer({ from: '2026-01-01' }, deps)).rejects.toThrow('more than the 100')
  })
})

describe('the weeks before', () => {
  it('are four for a week or less, else as long as the period', () => {
    expect(periodsOf({ from: '2026-06-18', to: '2026-06-24' }).before).toEqual({ from: '2026-05-21', to: '2026-06-17' })
    expect(periodsOf({ from: '2026-06-01', to: '2026-06-20' }).before).toEqual({ from: '2026-05-12', to: '2026-05-31' })
  })
})

describe('the steps of the checkout', () => {
  it('stand in the order in which visits mostly see them, whoever skips some', () => {
    const pair = (earlier: string, later: string, visits: number) => ({ earlier, later, visits })
    const names = orderSteps([
      pair('review', 'review', 900),
      pair('payment', 'payment', 300),
      pair('address', 'address', 310),
      pair('address', 'payment', 290),
      pair('address', 'review', 250),
      pair('payment', 'review', 240),
      pair('review', 'payment', 20),
    ]).map(({ type, step }) => step || type)
    expect(names).toEqual(['Product Viewed', 'Product Added', 'Checkout Started', ...STEPS, 'Order Completed'])
  })
})
