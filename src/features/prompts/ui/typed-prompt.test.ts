import { describe, expect, it } from 'vitest'
import { contentSchema } from '../schema.ts'
import { contentOf, typedOf, wholeText } from './typed-prompt.ts'

const content = contentSchema.parse({
  system: 'Schreibe klar.',
  template: '{{task}} {{data}}',
  settings: { model: 'small', temperature: 0.4, tone: 'warm' },
})

describe('a typed version', () => {
  it('is the version it came from', () => {
    expect(contentOf(typedOf(content))).toEqual(content)
    const plain = contentSchema.parse({ system: 'a', template: '{{data}}', settings: {} })
    expect(contentOf(typedOf(plain))).toEqual(plain)
  })

  it('has no model and no temperature where their fields are empty', () => {
    const typed = { ...typedOf(content), model: ' ', temperature: '' as const }
    expect(contentOf(typed).settings).toMatchObject({ model: null, temperature: null })
  })

  it('is compared with its settings, and without those that are not set', () => {
    expect(wholeText(content)).toBe(
      'Schreibe klar.\n\n{{task}} {{data}}\n\nmodel: small\ntemperature: 0.4\nmaxTokens: 2000\ntone: warm',
    )
  })
})
