import { describe, expect, it } from 'vitest'
import { LANGS } from '../core/lang.ts'
import { WORDS } from './words.ts'

describe('words of the frame', () => {
  it('are there in both languages, without markup, stray spaces or a full stop', () => {
    for (const [key, text] of Object.entries(WORDS)) {
      for (const lang of LANGS) {
        expect(text[lang], key).toMatch(/^\S(?:.*\S)?$/)
        expect(text[lang], key).not.toMatch(/[<>&]| {2}|\.$/)
      }
    }
  })

  it('says what the report is made of', () => {
    expect(WORDS.averageOrder).toEqual({ de: 'Ø Warenkorb', en: 'Average order value' })
    expect(WORDS.whatYouCouldDo.de).toBe('Was man tun kann')
    expect(WORDS.aiDraft.de).toBe('Entwurf der KI')
  })
})
