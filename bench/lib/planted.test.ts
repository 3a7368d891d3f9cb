import { describe, expect, it } from 'vitest'
import { LANGS } from '../../src/core/lang.ts'
import { loadChecks } from '../../src/features/text-check/index.ts'
import { readGenerated } from './generated.ts'
import { isAlarmed, readPlain, readPlanted, readShops, realProducts, scoreFacts } from './planted.ts'

const { checkText } = await loadChecks()
const datasetsDir = process.env.DIRIGENT_DATASETS ?? '../shared/data'
const planted = readPlanted('test/golden/facts.json', datasetsDir)
const isError = ({ level, kind }: { level: string; kind: string }) => level === 'error' && kind === 'fact'

describe('the fact check on the planted set', () => {
  it('finds at least 95 of 100 false sentences, and is right in 95 of 100 it finds', () => {
    const { recall, precision, n } = scoreFacts(planted)
    expect(n).toBeGreaterThanOrEqual(400)
    expect(recall).toBeGreaterThanOrEqual(0.95)
    expect(precision).toBeGreaterThanOrEqual(0.95)
  })

  it('does about as well on forms it was not made for, and on real products that have a description only', () => {
    const heldOut = scoreFacts(planted.filter((sentence) => sentence.isHeldOut))
    expect(heldOut.recall).toBeGreaterThanOrEqual(0.85)
    expect(heldOut.precision).toBeGreaterThanOrEqual(0.95)
    const real = scoreFacts(planted.filter((sentence) => sentence.isReal))
    expect(real.recall).toBeGreaterThanOrEqual(0.85)
    expect(real.precision).toBeGreaterThanOrEqual(0.95)
  })

  it('is not alarmed by what claims nothing about the product', () => {
    const plain = readPlain('test/golden/facts.json')
    const alarmed = plain.filter(({ text, lang, facts }) => checkText(text, { lang, facts }).some(isError))
    expect(alarmed.map(({ text, facts }) => `${facts.externalId}: ${text}`)).toEqual([])
  })

  it('says nothing against a product’s own description', () => {
    for (const facts of realProducts(datasetsDir))
      for (const lang of LANGS) {
        const wrong = checkText(facts.description[lang] ?? '', { lang, facts }).filter(isError)
        expect(wrong, `${facts.title[lang]}`).toEqual([])
      }
  })
})

describe('the fact check on the products of many shops', () => {
  const shops = readShops('test/golden/facts-shops.json')

  it('finds what is false in wording it has not been made for, locked products included', () => {
    const open = scoreFacts(shops.planted.filter(({ isHeldOut }) => !isHeldOut))
    expect(open.recall).toBeGreaterThanOrEqual(0.95)
    expect(open.precision).toBeGreaterThanOrEqual(0.95)
    const locked = scoreFacts(shops.planted.filter(({ isHeldOut }) => isHeldOut))
    expect(locked.n).toBeGreaterThanOrEqual(400)
    expect(locked.recall).toBeGreaterThanOrEqual(0.85)
    expect(locked.precision).toBeGreaterThanOrEqual(0.95)
  })

  it('is alarmed by fewer than one in a hundred sentences that claim nothing, and by hardly a paragraph that is true', () => {
    expect(shops.plain.filter(isAlarmed).length / shops.plain.length).toBeLessThan(0.01)
    expect(shops.paragraphs.filter(isAlarmed).length).toBeLessThanOrEqual(1)
  })
})

describe('the fact check on sentences made by code from real products’ attributes', () => {
  const generated = readGenerated('test/golden/facts-real.json')

  it('makes every true sentence beside a false one, the same each time', () => {
    expect(generated.filter(({ isFalse }) => isFalse)).toHaveLength(generated.length / 2)
    expect(readGenerated('test/golden/facts-real.json')).toEqual(generated)
  })

  it('finds what was changed, on locked products as well', () => {
    for (const isLocked of [false, true]) {
      const { recall, precision, n } = scoreFacts(generated.filter(({ isHeldOut }) => isHeldOut === isLocked))
      expect(n).toBeGreaterThanOrEqual(800)
      expect(recall).toBeGreaterThanOrEqual(0.93)
      expect(precision).toBeGreaterThanOrEqual(0.98)
    }
  })
})
