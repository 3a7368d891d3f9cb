import { getSchema } from '@tiptap/core'
import { Node } from '@tiptap/pm/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXTENSIONS } from './extensions.ts'
import { fromMarkdown, markdown } from './from-markdown.ts'
import { toMarkdown } from './to-markdown.ts'

const schema = getSchema(EXTENSIONS)
const docOf = (source: string) => {
  const doc = Node.fromJSON(schema, fromMarkdown(source))
  doc.check()
  return doc
}
const again = (source: string) => toMarkdown(docOf(source)).text

describe('a text that is opened in the editor', () => {
  it.each([
    ['paragraphs', 'Erster Satz.\nZweite Zeile.\n\nNoch einer.'],
    ['headings', '## Leicht\n\nText.\n\n### Noch leichter'],
    ['emphasis', 'Nur **1,2 kg**, *wirklich* ***sehr* leicht** und un**glaub**lich.'],
    ['links', 'Zu den [Zelten](https://shop.example/zelte?a=1&b=2), [**fett**](/zelte), https://shop.example/a_b.'],
    ['lists', '- eins\n- zwei\n  - darunter\n\n1. erst\n2. dann'],
    ['entries of several paragraphs', '- eins\n\n  mehr dazu\n- zwei'],
    ['tables, as they are', 'Davor\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\nDanach'],
    ['pictures and quotes, as they are', '> Zitat\n\n![Zelt](https://shop.example/z.jpg) *daneben*\n\n---'],
    [
      'words that look like signs',
      '3\\. Generation\n\n\\# 1 im Test\n\n5 * 3, Preis\\*, snake_case, \\_x\\_, [Name], [a\\](b), \\\\',
    ],
    ['nothing', ''],
  ])('stays the same: %s', (_name, source) => {
    expect(again(source)).toBe(source)
  })

  it('is read to the same by whoever shows it, whatever was typed', () => {
    const word = fc.stringMatching(/^[a-zäöüß0-9*_#+.()[\]|>\\-]{1,6}$/)
    const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((all) => all.join(' '))
    const paragraph = words.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }))
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 3 }), (content) => {
        const doc = Node.fromJSON(schema, { type: 'doc', content })
        const { text } = toMarkdown(doc)
        expect(Node.fromJSON(schema, fromMarkdown(text)).toJSON()).toEqual(doc.toJSON())
      }),
      { numRuns: 300, seed: 5 },
    )
  })

  it('gives each place of the text its place in the document', () => {
    const source = '## Leicht\n\nNur **1,2 kg**, [wirklich](https://shop.example).\n\n- Preis\\* neu'
    const doc = docOf(source)
    const { text, startAt, endAt } = toMarkdown(doc)
    expect(text).toBe(source)
    for (const words of ['Leicht', '1,2 kg', 'wirklich', 'neu', 'Nur']) {
      const at = source.indexOf(words)
      const [from, to] = [startAt(at), endAt(at + words.length)]
      expect(doc.textBetween(from ?? 0, to ?? 0)).toBe(words)
    }
    // Signs belong to the words beside them.
    const bold = source.indexOf('**1')
    expect(doc.textBetween(startAt(bold) ?? 0, endAt(bold + '**1,2 kg**'.length) ?? 0)).toBe('1,2 kg')
  })

  it('has no link that leads to a script', () => {
    expect(JSON.stringify(fromMarkdown('[a](javascript:alert(1))'))).not.toContain('"link"')
    expect(markdown.render('| <img src=x onerror=alert(1)> |\n| --- |')).not.toContain('<img')
  })
})
