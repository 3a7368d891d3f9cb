import { describe, expect, test } from 'vitest'
import { match, nameOf } from './key-match.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  nameOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

describe('nameOf', () => {
  test('names Ctrl and Cmd alike', () => {
    expect(press('k', { ctrlKey: true })).toBe('mod+k')
    expect(press('k', { metaKey: true })).toBe('mod+k')
  })
  test('names shift for letters and named keys, not for signs that need it', () => {
    expect(press('A', { shiftKey: true })).toBe('shift+a')
    expect(press('Tab', { shiftKey: true })).toBe('shift+Tab')
    expect(press('?', { shiftKey: true })).toBe('?')
  })
  test('reads a letter alike with caps lock', () => {
    expect(press('J')).toBe('j')
  })
})

describe('match', () => {
  const known = new Set(['j', 'g d', 'g r', 'mod+k', '?'])
  test('runs a single key at once', () => {
    expect(match(null, 'j', known)).toEqual({ kind: 'run', keys: 'j' })
  })
  test('waits after the first of two, and runs the pair', () => {
    expect(match(null, 'g', known)).toEqual({ kind: 'wait', first: 'g' })
    expect(match('g', 'd', known)).toEqual({ kind: 'run', keys: 'g d' })
  })
  test('takes the second key for itself where the pair is not known', () => {
    expect(match('g', 'j', known)).toEqual({ kind: 'run', keys: 'j' })
    expect(match('g', 'x', known)).toEqual({ kind: 'none' })
    expect(match('g', 'g', known)).toEqual({ kind: 'wait', first: 'g' })
  })
})
