import { describe, expect, it } from 'vitest'
import { clean, escapeMarkup, slug } from './escape.ts'

describe('escapeMarkup', () => {
  it('leaves nothing that opens a tag, an attribute or an entity', () => {
    expect(escapeMarkup(`<a href='x' title="y">&</a>`)).toBe(
      '&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;&lt;/a&gt;',
    )
  })
})

describe('clean', () => {
  it('drops control characters, lone surrogates and direction overrides, and keeps the rest', () => {
    expect(clean('a\u0000b\ud800c\u202ed\uffff')).toBe('abcd')
    expect(clean('Zelt 🏕️ für 4 Personen\n')).toBe('Zelt 🏕️ für 4 Personen\n')
  })
})

describe('slug', () => {
  it('is made of letters, digits and hyphens', () => {
    expect(slug('Funnel: Größe.1 / "x"')).toBe('funnel-gro-e-1-x')
    expect(slug('日本')).toBe('')
  })
})
