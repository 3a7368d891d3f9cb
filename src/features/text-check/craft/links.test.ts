import { describe, expect, it } from 'vitest'
import { checkText } from '../check-text.ts'
import { checkLinks } from './links.ts'

const verdictOf = async (target: string) => {
  if (target.includes('gone')) return { kind: 'gone', status: 404 } as const
  if (target.includes('who')) return { kind: 'unknown', why: { de: 'weil', en: 'because' } } as const
  return { kind: 'alive' } as const
}
const found = async (text: string, isGrowing = false) =>
  (await checkLinks(text, { verdictOf, isGrowing })).map(({ rule, level, start, end, mend }) => [
    `${level} ${rule}`,
    text.slice(start, end),
    mend,
  ])

describe('the links of a text', () => {
  it('that lead somewhere are left alone', async () => {
    expect(
      await found(
        '[Zelte](https://shop.example/zelte), [hier](/zelte), https://shop.example. [Mail](mailto:a@b.example)',
      ),
    ).toEqual([])
    expect(await found('Nur [Klammern] (und noch mehr).')).toEqual([])
  })

  it('that lead nowhere become the words they stand on', async () => {
    expect(await found('Zu den [Zelten](https://shop.example/gone) und https://shop.example/gone.')).toEqual([
      ['warning craft.link-broken', '[Zelten](https://shop.example/gone)', 'Zelten'],
      ['warning craft.link-broken', 'https://shop.example/gone', ''],
    ])
    expect(await found('![Bild](/gone.jpg)')).toEqual([['warning craft.link-broken', '![Bild](/gone.jpg)', '']])
  })

  it('that are none get the address that was meant, where that can be told', async () => {
    expect(
      await found(
        '[a](www.shop.example/x) [b](htp:/shop.example) [c](javascript:alert) [d]() [e](https://) [f](zelte)',
      ),
    ).toEqual([
      ['error craft.link-form', '[a](www.shop.example/x)', '[a](https://www.shop.example/x)'],
      ['error craft.link-form', '[b](htp:/shop.example)', '[b](https://shop.example)'],
      ['error craft.link-form', '[c](javascript:alert)', 'c'],
      ['error craft.link-form', '[d]()', 'd'],
      ['error craft.link-form', '[e](https://)', 'e'],
      ['error craft.link-form', '[f](zelte)', 'f'],
    ])
  })

  it('of which nobody knows are said to be unchecked', async () => {
    expect(await found('[a](https://who.example)')).toEqual([
      ['hint craft.link-unchecked', '[a](https://who.example)', null],
    ])
    const many = Array.from({ length: 40 }, (_, n) => `[a](/${n})`).join(' ')
    expect(await found(many)).toHaveLength(10)
  })

  it('are not asked about while they are being typed', async () => {
    expect(await found('Mehr: https://shop.example/gone', true)).toEqual([])
    expect(await found('Mehr: https://shop.example/gone hier', true)).toHaveLength(1)
  })

  it('say nothing of the product: where a link leads is no claim', () => {
    const facts = {
      ...{
        externalId: 'a',
        title: { de: 'Zelt Alm' },
        brand: 'Bergfink',
        category: 'Zelte',
        description: {},
        tags: [],
      },
      ...{ attributes: [{ name: 'Gewicht', value: '1,8 kg' }], variants: [], currency: 'EUR' },
    }
    const text =
      'Das **Zelt** wiegt 1,8 kg: [andere Zelte](https://shop.example/2024/5-personen), https://shop.example/3-kg.'
    expect(checkText(text, { lang: 'de', facts })).toEqual([])
    expect(checkText(text.replace('1,8', '1,9'), { lang: 'de', facts })).toMatchObject([{ rule: 'facts.contradicted' }])
  })
})
