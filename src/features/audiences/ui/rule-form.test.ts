import { expect, it } from 'vitest'
import { definitionSchema } from '../schema.ts'
import { CONDITIONS, emptyCondition, ruleOf, ruleOfCondition } from './rule-form.ts'

it('what the form begins with is complete, or says that something is missing', () => {
  for (const kind of CONDITIONS) {
    const rule = ruleOfCondition(emptyCondition(kind))
    if (kind === 'segment' || kind === 'bought') expect(rule).toBeNull()
    else expect(definitionSchema.parse({ version: 1, rule }).rule).toEqual(rule)
  }
})

it('one condition is the rule itself, several are joined', () => {
  const orders = emptyCondition('orders')
  const quiet = emptyCondition('quiet')
  expect(ruleOf('all', [orders])).toEqual({ kind: 'sales', orders: { atLeast: 2 }, period: { days: 365 } })
  const both = ruleOf('any', [orders, quiet])
  expect(definitionSchema.parse({ version: 1, rule: both }).rule).toEqual(both)
  expect(both?.kind).toBe('any')
})

it('is no rule as long as one condition lacks something', () => {
  expect(ruleOf('all', [])).toBeNull()
  expect(ruleOf('all', [emptyCondition('orders'), emptyCondition('segment')])).toBeNull()
  expect(ruleOf('all', [{ kind: 'event', match: '  ', atLeast: 1, days: 30 }])).toBeNull()
})

it('without a period everything that was ever sold counts', () => {
  expect(ruleOfCondition({ kind: 'bought', skus: ['4711'], days: null })).toEqual({ kind: 'sales', skus: ['4711'] })
})
