import { describe, expect, it } from 'vitest'
import { toHtml } from './html.ts'

describe('toHtml', () => {
  it('makes paragraphs of what empty lines part, and lists of lines with a dash', () => {
    expect(toHtml('Erster Satz.\nZweite Zeile.\n\n- eins\n- zwei\n\nSchluss.')).toBe(
      '<p>Erster Satz.<br>Zweite Zeile.</p>\n<ul><li>eins</li><li>zwei</li></ul>\n<p>Schluss.</p>',
    )
  })

  it('parts a list from the line before it', () => {
    expect(toHtml('Details:\r\n• 1,2 kg')).toBe('<p>Details:</p>\n<ul><li>1,2 kg</li></ul>')
  })

  it('takes markup for text', () => {
    expect(toHtml('<script>alert(1)</script> & "mehr"')).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; "mehr"</p>',
    )
  })

  it('gives nothing for nothing', () => {
    expect(toHtml(' \n\n ')).toBe('')
  })
})
