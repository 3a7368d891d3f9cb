import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOfHtml } from './html.ts'

describe('textOfHtml', () => {
  it('gives the text a reader sees, a line for each block', () => {
    const html =
      '<p>Leichte <b>Regenjacke</b>&nbsp;f&uuml;r Herren</p><ul><li>wasserdicht</li><li>10&#8239;000&#xA0;mm</li></ul>'
    expect(textOfHtml(html)).toBe('Leichte Regenjacke für Herren\nwasserdicht\n10 000 mm')
  })

  it('leaves out scripts, styles and comments with what is in them', () => {
    expect(textOfHtml('a<script>alert("<b>x</b>")</script>b<style>p{}</style>c<!-- <p>no</p> -->d')).toBe('abcd')
    expect(textOfHtml('a<script src="x"')).toBe('a')
    expect(textOfHtml('a<SCRIPT>never closed')).toBe('a')
  })

  it('is not fooled by brackets in attributes', () => {
    expect(textOfHtml('<img alt="a > b" src=x>Jacke')).toBe('Jacke')
    expect(textOfHtml('<a title="open>Jacke</a>')).toBe('Jacke')
  })

  it('decodes entities once and keeps what is none', () => {
    expect(textOfHtml('3 &lt; 4 &amp;amp; R&B &unknown; &#0;&euro; 5 < 6')).toBe('3 < 4 &amp; R&B &unknown; € 5 < 6')
  })

  it('leaves plain text as it is but for needless space', () => {
    expect(textOfHtml('  Zwei  Wörter\r\n\r\nund mehr ')).toBe('Zwei Wörter\nund mehr')
  })

  it('takes out a tag that comes about when another is taken out', () => {
    expect(textOfHtml('<</-->p-->Zelt')).toBe('Zelt')
    expect(textOfHtml(`${'<b'.repeat(9)}x${'>'.repeat(9)}`)).not.toMatch(/<b/)
  })

  it('never lets a tag through', () => {
    const piece = fc.constantFrom('<', '>', 'p', 'script', '/', '"', "'", ' ', '!--', '-->', 'x', '=')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(textOfHtml(pieces.join(''))).not.toMatch(/<(?:p|script|x)[^<]*>/)
      }),
      { numRuns: 2000 },
    )
  })
})
