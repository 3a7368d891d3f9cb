import { describe, expect, it } from 'vitest'
import { missingNeed, orderSteps } from './model.ts'

const step = (name: string, ...needs: string[]) => ({ name, needs })

describe('orderSteps', () => {
  it('puts each step after what it needs and keeps the given order otherwise', () => {
    const ordered = orderSteps([step('c', 'a'), step('a'), step('b'), step('d', 'b', 'c')])
    expect(ordered.map(({ name }) => name)).toEqual(['a', 'c', 'b', 'd'])
  })

  it('refuses a step that needs one that is not there', () => {
    expect(() => orderSteps([step('a', 'x')])).toThrow("Step 'a' needs 'x', which is not there.")
  })

  it('refuses steps that need each other, naming them', () => {
    expect(() => orderSteps([step('a', 'b'), step('b', 'c'), step('c', 'a')])).toThrow('a -> b -> c -> a')
  })
})

describe('missingNeed', () => {
  it('names the first need that did not end well', () => {
    const status = (name: string) => (name === 'a' ? 'done' : name === 'b' ? 'failed' : undefined)
    expect(missingNeed(['a'], status)).toBeNull()
    expect(missingNeed(['a', 'b', 'c'], status)).toBe('b')
    expect(missingNeed(['c'], status)).toBe('c')
  })
})
