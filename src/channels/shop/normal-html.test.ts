import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDifference, normalHtml, sameHtml } from './normal-html.ts'

describe('sameHtml', () => {
  it.each([
    ['line breaks and space between blocks', '<p>Eins</p>\n\n  <p>Zwei</p>\n', '<p>Eins</p><p>Zwei</p>'],
    ['space at the ends of a block', '<p> Eins <br /> zwei </p>', '<p>Eins<br>zwei</p>'],
    ['needless space in a line', '<p>ein   Wort\nund <b> noch</b> eins</p>', '<p>ein Wort und <b>noch</b> eins</p>'],
    [
      'entities',
      '<p>Gr&ouml;&szlig;e 10&nbsp;mm &gt; R&B &#8211; &quot;gut&quot;</p>',
      '<p>Größe 10 mm > R&amp;B – "gut"</p>',
    ],
    [
      'capitals and quotes of tags',
      "<P CLASS='a'><A HREF='/x?a=1&b=2'>x</A></P>",
      '<p><a href="/x?a=1&amp;b=2">x</a></p>',
    ],
    ['the order of attributes', '<img src="a.jpg" alt="Zelt">', '<img alt="Zelt" src="a.jpg" />'],
    ['attributes nobody sees', '<p style="color:#000" data-x="1" class="mso">a</p>', '<p>a</p>'],
    ['what a shop adds to links', '<a href="/a" rel="nofollow" target="_blank">a</a>', '<a href="/a">a</a>'],
    ['comments', '<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->', '<p>a</p>'],
    ['empty wrappers', '<p><span style="x">a</span> <font>b</font></p>', '<p>a b</p>'],
    [
      'the body of a table',
      '<table><tr><td>a </td></tr></table>',
      '<table><tbody> <tr> <td>a</td></tr></tbody></table>',
    ],
  ])('looks beyond %s', (_what, a, b) => {
    expect(normalHtml(a)).toBe(normalHtml(b))
    expect([sameHtml(a, b), sameHtml(b, a)]).toEqual([true, true])
  })

  it.each([
    ['a word', '<p>Zelt</p>', '<p>Zelte</p>'],
    ['a number', '<p>10 mm</p>', '<p>1 0 mm</p>'],
    ['how words are set', '<p>sehr <b>leicht</b></p>', '<p>sehr leicht</p>'],
    ['paragraphs', '<p>a</p><p>b</p>', '<p>a<br>b</p>'],
    ['where a link leads', '<a href="/a">a</a>', '<a href="/b">a</a>'],
    ['the text of a picture', '<img src="a" alt="rot">', '<img src="a" alt="grün">'],
    ['signs that are no tag', '<p>&lt;b&gt;a&lt;/b&gt;</p>', '<p><b>a</b></p>'],
    ['space between words', '<p>a <b>b</b></p>', '<p>a<b>b</b></p>'],
    ['something and nothing', '', '<p>a</p>'],
    ['a script', '<p>a</p>', '<p>a</p><script>x()</script>'],
    ['what an attribute says that names another', '<img alt="src=a">', '<img src="a">'],
  ])('tells apart %s', (_what, a, b) => {
    expect([sameHtml(a, b), sameHtml(b, a)]).toEqual([false, false])
  })

  it('takes anything for HTML, and a normal text for normal', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      'p',
      'br',
      '/',
      '"',
      "'",
      ' ',
      '&',
      '&lt;',
      '!--',
      '-->',
      '=',
      'x',
      '\n',
      'href',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const once = normalHtml(pieces.join(''))
        expect(sameHtml(once, pieces.join(''))).toBe(true)
      }),
      { numRuns: 3000, seed: 5 },
    )
  })

  it.each(['<a "', '<', '</', '<!', '<p', '<p>', '&', 'a=" '])('reads a long text of %s', (piece) => {
    const text = piece.repeat(200_000)
    expect(sameHtml(`${text}>`, `${text}> `)).toBe(true)
  })
})

describe('firstDifference', () => {
  it.each([
    ['<p>Ein rotes Zelt</p>', '<p>Ein roter Hut</p>', ['rotes Zelt</p>', 'roter Hut</p>']],
    ['<p>a</p><script>x</script>', '<p>a</p>', ['<script>x</script>', '']],
    ['<p>a</p>', '', ['<p>a</p>', '']],
    ['<p>Zelt <b>rot</b></p>', '<p>Zelt rot</p>', ['<b>rot</b></p>', 'rot</p>']],
    ['<a href="/zelt">a</a>', '<a>a</a>', ['<a href="/zelt">a</a>', '<a>a</a>']],
  ])('of %s and %s', (a, b, parts) => {
    expect(firstDifference(a, b)).toEqual(parts)
  })

  it('is short', () => {
    const [a, b] = firstDifference(`<p>${'a'.repeat(500)}</p>`, '<p>b</p>')
    expect([a.length, a.endsWith('…'), b]).toEqual([61, true, 'b</p>'])
  })
})
