import { describe, expect, it } from 'vitest'
import { clickLabel } from './attention.ts'

// What the label reads of a list of classes is its first one.
const classes = (...names: string[]) => names as unknown as DOMTokenList

describe('the name of what was clicked', () => {
  it('is its tag with its id, else with its first class', () => {
    expect(clickLabel({ tagName: 'BUTTON', id: 'kauf', classList: classes('gross') })).toBe('button#kauf')
    expect(clickLabel({ tagName: 'A', id: '', classList: classes('teaser', 'gross') })).toBe('a.teaser')
    expect(clickLabel({ tagName: 'A', id: '', classList: classes() })).toBe('a')
  })
})
