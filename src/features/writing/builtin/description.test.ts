import { describe, expect, it } from 'vitest'
import { blocksOf, cleanLine } from './clean.ts'
import { namingPhrases, oldSentences } from './description.ts'

const texts = (description: string, lang: 'de' | 'en' = 'de', address: 'du' | 'sie' | 'neutral' = 'neutral') =>
  oldSentences(description, { lang, address }).map(({ text }) => text)

describe('what is taken over from a description', () => {
  it('takes whole sentences, and says which lean on the one before', () => {
    expect(
      oldSentences('Die Jacke hält den Wind ab und sitzt locker. Sie passt in eine kleine Tasche.', {
        lang: 'de',
        address: 'du',
      }),
    ).toEqual([
      { text: 'Die Jacke hält den Wind ab und sitzt locker.', leans: false },
      { text: 'Sie passt in eine kleine Tasche.', leans: true },
    ])
  })

  it.each([
    ['superlatives', 'Das ist die beste Jacke in der Stadt.'],
    ['claims on the environment', 'Der Stoff ist klimaneutral und mit Sorgfalt gewebt.'],
    ['prices', 'Die Jacke kostet bei uns im Laden nur 99 €.'],
    ['comparisons', 'Die Jacke ist leichter und dichter als die Vorgängerin.'],
    ['half sentences', 'Ermöglicht das bequeme Tragen auf der Schulter.'],
    ['doubled words', 'Die Jacke ist auch auch mit der Hand waschbar.'],
    ['articles that do not agree', 'Der Jacke hält den Wind ab und sitzt locker.'],
    ['the other language', 'The jacket keeps the wind out and is easy to pack.'],
    ['styles of a word processor', 'Der Text hat {mso-style-name:"Normale Tabelle";} und ist lang.'],
    ['lists run together', 'Die Jacke ist aus MaterialNylon und mit Futter genäht.'],
  ])('leaves out %s', (_, sentence) => {
    expect(texts(sentence)).toEqual([])
  })

  it('takes a sentence that speaks to the reader only as the shop speaks', () => {
    const sentence = 'Die Tasche hält deine Sachen auf dem Weg zusammen.'
    expect(texts(sentence, 'de', 'du')).toEqual([sentence])
    expect(texts(sentence, 'de', 'sie')).toEqual([])
    expect(texts('Mit der Tasche können Sie auf dem Weg alles tragen.', 'de', 'du')).toEqual([])
  })

  it('reads HTML by blocks, without scripts, emoji and marks of direction', () => {
    expect(blocksOf('<style>p{}</style><p>Hallo&nbsp;Welt 🎉</p><ul><li>Eins</li></ul>Ende\u202E.')).toEqual([
      { text: 'Hallo Welt', isItem: false },
      { text: 'Eins', isItem: true },
      { text: 'Ende .', isItem: false },
    ])
    expect(cleanLine('3 &times; 4 &#8211; <b>5</b>')).toBe('3 × 4 – 5')
  })

  it('makes a phrase without verb what the product is', () => {
    expect(namingPhrases('<p>Langes Shirt mit kurzen Ärmeln</p>', 'de')).toEqual([
      { text: 'ein langes Shirt mit kurzen Ärmeln', noun: 'Shirt' },
    ])
    expect(namingPhrases('<p>Casual jeans with a zip</p>', 'en')).toEqual([
      { text: 'casual jeans with a zip', noun: 'jeans' },
    ])
    expect(namingPhrases('<p>Langer Shirt mit kurzen Ärmeln</p>', 'de')).toEqual([])
  })
})
