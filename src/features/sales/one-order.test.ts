import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, type TestStore } from '../../../test/event-store.ts'
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
