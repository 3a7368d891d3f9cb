import { describe, expect, it } from 'vitest'
import { pieceOf } from './written-piece.ts'

const part = (role: string, ...lines: string[]) => ({ role, text: lines.join(' '), lines })

describe('a piece that was written', () => {
  it('has subject line and preheader in fields of their own, and the rest as its text', () => {
    const parts = [
      part('subject', 'Erste', 'Zweite'),
      part('preheader', 'Davor'),
      part('heading', 'Kopf'),
      part('paragraph', 'Text.'),
    ]
    expect(pieceOf('newsletter', { text: '', parts })).toEqual({
      head: 'Erste',
      beside: 'Davor',
      text: 'Kopf\n\nText.',
    })
  })
  it('has its title beside its text, and a post is all text', () => {
    const parts = [part('headline', 'Titel'), part('paragraph', 'Text.')]
    expect(pieceOf('blog-post', { text: '', parts })).toEqual({ head: 'Titel', beside: null, text: 'Text.' })
    expect(pieceOf('social-post', { text: 'Ganz.', parts })).toEqual({ head: '', beside: null, text: 'Ganz.' })
  })
})
