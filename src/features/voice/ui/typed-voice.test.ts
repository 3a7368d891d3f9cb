import { describe, expect, it } from 'vitest'
import { voiceSchema } from '../schema.ts'
import { typedOf, voiceOf, withLines } from './typed-voice.ts'

const voice = voiceSchema.parse({
  address: 'du',
  use: ['robust'],
  avoid: [
    { word: 'hochwertig', instead: 'robust' },
    { word: 'einzigartig', instead: null },
  ],
  names: ['Bergfink'],
  sentenceWords: 20,
})

describe('a typed voice', () => {
  it('is the profile it came from', () => {
    expect(typedOf(voice).avoid).toBe('hochwertig = robust\neinzigartig')
    expect(voiceOf(typedOf(voice))).toEqual(voice)
  })

  it('leaves out empty lines, doubled ones and replacements of nothing', () => {
    const typed = { ...typedOf(voice), use: ' fein \n\nfein\n', avoid: '= robust\nbillig =\n' }
    expect(voiceOf(typed)).toMatchObject({ use: ['fein'], avoid: [{ word: 'billig', instead: null }] })
  })

  it('takes a word once, whatever stands for it', () => {
    expect(withLines('Hochwertig = robust', ['hochwertig', 'billig = günstig'])).toBe(
      'Hochwertig = robust\nbillig = günstig',
    )
  })
})
