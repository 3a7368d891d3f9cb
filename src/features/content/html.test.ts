import { describe, expect, it } from 'vitest'
import { toHtml } from './html.ts'

describe('toHtml', () => {
  it('makes paragraphs of what empty lines part, and lists of lines with a dash', async () => {
    expect(await toHtml('Erster Satz.\nZweite Zeile.\n\n- eins\n- zwei\n\nSchluss.')).toBe(
      '<p>Erster Satz.<br>\nZweite Zeile.</p>\n<ul>\n<li>eins</li>\n<li>zwei</li>\n</ul>\n<p>Schluss.</p>',
    )
  })

  it('parts a list from the line before it', async () => {
    expect(await toHtml('Details:\r\n• 1,2 kg')).toBe('<p>Details:</p>\n<ul>\n<li>1,2 kg</li>\n</ul>')
  })

  it('knows headings, emphasis, links and tables', async () => {
    expect(await toHtml('## Leicht\n\nNur **1,2 kg**, *wirklich*: [Zelte](https://shop.example/zelte)')).toBe(
      '<h2>Leicht</h2>\n<p>Nur <strong>1,2 kg</strong>, <em>wirklich</em>: <a href="https://shop.example/zelte">Zelte</a></p>',
    )
    expect(await toHtml('| Größe | Gewicht |\n| --- | --- |\n| M | 1,2 kg |')).toContain('<td>1,2 kg</td>')
  })

  it('takes markup for text, and what leads elsewhere than to a page for no link', async () => {
    expect(await toHtml('<script>alert(1)</script> & "mehr"')).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;mehr&quot;</p>',
    )
    for (const target of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///x'])
      expect(await toHtml(`[a](${target})`)).not.toContain('href')
    expect(await toHtml('Nur &amp; wirklich nur `das` hier')).toBe('<p>Nur &amp;amp; wirklich nur `das` hier</p>')
  })

  it('takes a number for an entry of a list only where one begins or goes on', async () => {
    expect(await toHtml('3. Generation des Zelts.')).toBe('<p>3. Generation des Zelts.</p>')
    expect(await toHtml('1. Auspacken\n2. Aufstellen')).toContain('<li>Aufstellen</li>')
    expect(await toHtml('Satz\n---')).not.toContain('<h2>')
  })

  it('gives nothing for nothing', async () => {
    expect(await toHtml(' \n\n ')).toBe('')
  })
})
