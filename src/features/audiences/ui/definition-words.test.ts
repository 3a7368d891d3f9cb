import { expect, it } from 'vitest'
import { type Definition, definitionSchema, type Rule } from '../schema.ts'
import { clauseOf, matchText } from './definition-words.ts'

const de = { lang: 'de', currency: 'EUR' } as const
const en = { lang: 'en', currency: 'EUR' } as const
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const read = (rule: unknown): Rule => (definitionSchema.parse({ version: 1, rule }) satisfies Definition).rule
const said = (rule: unknown, writing: typeof de | typeof en = de) => plain(clauseOf(read(rule), writing).text)

it('tells what was bought with its bounds and period', () => {
  const rule = {
    kind: 'sales',
    orders: { atLeast: 2 },
    revenueCents: { atLeast: 10_000, atMost: 50_000 },
    daysSinceOrder: { atLeast: 90 },
    period: { days: 365 },
  }
  expect(said(rule)).toBe(
    'Hat gekauft: mindestens 2 Bestellungen, 100 € bis 500 € Umsatz, letzte Bestellung vor mindestens 90 Tagen (in den letzten 365 Tagen)',
  )
  expect(said({ kind: 'sales' }, en)).toBe('Has bought')
})

it('tells what was done, and where a way was left', () => {
  expect(
    said({
      kind: 'event',
      match: 'Product Viewed',
      count: { atLeast: 3 },
      period: { from: '2026-11-01', to: '2026-11-07' },
    }),
  ).toBe('Product Viewed, mindestens 3-mal, vom 01.11.2026 bis 07.11.2026')
  const funnel = {
    kind: 'funnel',
    steps: ['Cart Viewed', 'Checkout Step Viewed|step=payment', 'Order Completed'],
    step: 2,
    outcome: 'lost',
    period: { days: 30 },
    filters: [{ dimension: 'browser', values: ['Safari'] }],
  }
  expect(said(funnel, en)).toBe(
    'On the way Cart Viewed → Checkout Step Viewed (payment) → Order Completed came as far as Checkout Step Viewed (payment) and no further within 24 hours (browser: Safari), in the last 30 days',
  )
})

it('keeps how rules are joined, at every depth', () => {
  const segment = { kind: 'segment', segments: ['champions', 'loyal'] }
  const clause = clauseOf(read({ kind: 'all', of: [segment, { kind: 'not', of: { kind: 'any', of: [segment] } }] }), de)
  expect(clause.text).toBe('Alles davon trifft zu:')
  expect(clause.parts[0]?.text).toContain('Segment')
  expect(clause.parts[1]?.text).toBe('Dies trifft nicht zu:')
  expect(clause.parts[1]?.parts[0]?.parts[0]?.parts).toEqual([])
})

it('names a page by its path and a step by its name', () => {
  expect(matchText('/warenkorb')).toBe('/warenkorb')
  expect(matchText('Page Viewed|path=/sale*')).toBe('Page Viewed (/sale*)')
})
