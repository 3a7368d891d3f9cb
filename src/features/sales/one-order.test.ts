import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lineOf, openTestStore, order, type TestStore } from '../../../test/event-store.ts'
import { addDays } from '../../core/time.ts'
import { driversStep } from '../drivers/index.ts'
import { contributionSchema } from '../findings/index.ts'
import { forecastStep } from '../forecast/index.ts'
import { salesStep } from './step.ts'

const DAY = '2024-02-29'
let store: TestStore

beforeAll(async () => {
  store = await openTestStore()
  await store.fill([order('only', DAY, [['A', 2, 1250]], { country: '', channel: '' })])
})
afterAll(() => store.close())

describe('a shop with one order of a guest, without catalogue, country or channel', () => {
  // On the day, the day after, and where the order lies a year and more back.
  it.each([0, 1, 6, 28, 364, 365, 366, 500, 1200])('is told what can be said %i days later', async (later) => {
    const asOf = addDays(DAY, later)
    for (const step of [salesStep, driversStep, forecastStep]) {
      const result = await step.run(store.context(step.name, { asOf, taxPercent: 19 }))
      expect(() => contributionSchema.parse(result)).not.toThrow()
      const evidence = new Set(result.evidence.map(({ id }) => id))
      const used = [...result.figures, ...result.tables, ...result.charts].map(({ evidenceId }) => evidenceId)
      expect(used.filter((id) => !evidence.has(id))).toEqual([])
    }
  })

  it('has revenue, and nulls with a reason for what is not known', async () => {
    const { figures } = await salesStep.run(store.context('sales', { asOf: DAY }))
    const figure = (id: string) => figures.find((one) => one.id === id)
    expect(figure('sales.day.revenue')).toMatchObject({ value: 2500, n: 1, missing: null })
    expect(figure('sales.day.averageOrder')?.value).toBe(2500)
    expect(figure('sales.day.margin')?.value).toBeNull()
    expect(figure('sales.day.margin')?.missing?.de).toContain('Einkaufspreis')
    expect(figure('sales.day.newCustomers')?.value).toBeNull()
    expect(figure('sales.day.revenue')?.comparisons.every(({ value }) => value === null)).toBe(true)
  })
})

describe('orders that were taken back on the day they were placed', () => {
  const day = '2026-05-04'
  const called = Date.parse(`${day}T15:00:00Z`)
  const by = (customerExternalId: string) => ({ customerExternalId })
  const figuresOn = async (asOf: string) => {
    const { figures } = await salesStep.run(store.context('sales', { asOf }))
    const value = (name: string) => figures.find(({ id }) => id === `sales.day.${name}`)
    return { value: (name: string) => value(name)?.value, n: value('averageOrder')?.n }
  }
  beforeAll(() =>
    store.fill([
      order('plain', day, [['A', 1, 5000]], by('c1')),
      order('called-off', day, [['A', 70, 10_000]], { cancelledAt: called }),
      // Mistyped, and taken back by a document of its own.
      order('mistyped', day, [['A', 1, 900_000]], by('c2')),
      order('C-mistyped', day, [['A', -1, 900_000]], { ...by('c2'), document: 'cancellation' }),
      // Of the same amount as an order of the day before that is called off today.
      order('before', addDays(day, -1), [['A', 1, 7000]], { ...by('c3'), cancelledAt: called }),
      order('again', day, [['A', 1, 7000]], by('c3')),
      // One piece of two given back: the order stands.
      order('partly', day, [['A', 2, 3000]], by('c4')),
      order('C-partly', day, [['A', -1, 3000]], { ...by('c4'), document: 'cancellation' }),
    ]),
  )

  it('came in, and are no part of the average order value, neither above nor below the line', async () => {
    const { value, n } = await figuresOn(day)
    expect(value('orders')).toBe(5)
    expect(value('gross')).toBe(5000 + 700_000 + 900_000 + 7000 + 6000)
    expect(value('cancellations')).toBe(700_000 + 900_000 + 7000 + 3000)
    expect(value('averageOrder')).toBe((5000 + 7000 + 6000) / 3)
    expect(n).toBe(3)
  })

  it('leave the average order value unknown where there was no other', async () => {
    await store.fill([order('alone', '2026-06-01', [['A', 1, 5000]], { cancelledAt: Date.parse('2026-06-01T15:00Z') })])
    const { value } = await figuresOn('2026-06-01')
    expect([value('orders'), value('gross'), value('averageOrder')]).toEqual([1, 5000, null])
  })
})

describe('a shop whose source names no channel and whose catalogue no category', () => {
  it('gets no breakdown by them, in sales and in what moved revenue', async () => {
    const asOf = '2028-06-01'
    await store.fill(
      Array.from({ length: 56 }, (_, back) => {
        const plain = order(`o${back}`, addDays(asOf, -back), [['A', 1, 5000 - 10 * back]], { channel: 'unknown' })
        return { ...plain, country: back % 2 === 0 ? 'DE' : '', lines: [...plain.lines, lineOf('shipping', 490)] }
      }),
    )
    const tables = await Promise.all(
      [salesStep, driversStep].map(async (step) => (await step.run(store.context(step.name, { asOf }))).tables),
    )
    const ids = tables.flat().map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['sales.country', 'drivers.days28.country']))
    expect(ids.filter((id) => /channel|category/.test(id))).toEqual([])
    const unnamed = tables
      .flat()
      .find(({ id }) => id === 'sales.country')
      ?.rows.at(-1)
    expect(unnamed?.[0]).toEqual({ de: 'ohne Angabe', en: 'not given' })
  })
})
