import { describe, expect, it } from 'vitest'
import { asciiOf, buildCatalogue, usualPrice, VAT_RATE } from './catalogue.ts'
import { writeNumber } from './describe.ts'
import { FAMILIES, YEAR_PROFILES } from './families.data.ts'
import { BRANDS, COLOURS, FEATURES, MATERIALS, MODELS } from './words.data.ts'

const products = buildCatalogue(11, 730)
const variants = products.flatMap((product) => product.variants)

describe('the catalogue', () => {
  it('has about 300 products with 450 to 900 variants', () => {
    expect(products.length).toBeGreaterThan(280)
    expect(products.length).toBeLessThan(340)
    expect(variants.length).toBeGreaterThan(450)
    expect(variants.length).toBeLessThan(900)
  })

  it('gives every product, title, SKU and barcode only once', () => {
    for (const keys of [
      products.map(({ externalId }) => externalId),
      products.map(({ title }) => title.en),
      variants.map(({ sku }) => sku),
      variants.map(({ barcode }) => barcode),
    ]) {
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  it('has handles and SKUs of plain characters', () => {
    for (const { externalId } of products) expect(externalId).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    for (const { sku } of variants) expect(sku).toMatch(/^[A-Z]{3}-1\d\d[DH]?(-[A-Z0-9]+)*$/)
  })

  it('has barcodes with a right check digit from the range for use within a shop', () => {
    for (const { barcode } of variants) {
      expect(barcode).toMatch(/^29\d{11}$/)
      const sum = [...barcode].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
      expect(sum % 10).toBe(0)
    }
  })

  it('earns 35 to 60 percent of the net price', () => {
    for (const { listCents, costCents } of products) {
      const margin = 1 - costCents / (listCents / (1 + VAT_RATE))
      expect(margin).toBeGreaterThan(0.345)
      expect(margin).toBeLessThan(0.605)
    }
  })

  it('splits a popularity of 1 over the products and a product over its variants', () => {
    expect(products.reduce((sum, { popularity }) => sum + popularity, 0)).toBeCloseTo(1, 9)
    for (const product of products)
      expect(product.variants.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
  })
})

describe('the texts', () => {
  const texts = products.flatMap(({ title, description, attributes, tags }) => [
    ...[title, description, ...Object.values(attributes)].flatMap(({ de, en }) => [de, en]),
    ...Object.keys(attributes),
    ...tags,
  ])
  const tables = [
    ...Object.values(FEATURES).flat(),
    ...Object.values(MATERIALS).flat(),
    ...COLOURS.map(({ name }) => name),
    ...FAMILIES.flatMap(({ leads, uses, noun }) => [...leads, ...uses, noun]),
  ]

  it('have no holes, no placeholders and no stray spaces', () => {
    for (const text of [...texts, ...tables.flatMap(({ de, en }) => [de, en]), ...BRANDS, ...MODELS]) {
      expect(text).not.toMatch(/undefined|null|NaN|\[object| {2}|^ | $| [.,;]|\.\./)
      expect(text.length).toBeGreaterThan(0)
    }
    for (const text of texts) expect(text).not.toMatch(/[{}]/)
  })

  it('are German on the German side and English on the English side', () => {
    const german = products.map(({ description }) => description.de).join(' ')
    const english = products.map(({ description }) => description.en).join(' ')
    for (const letter of 'äöüß') expect(german).toContain(letter)
    expect(german).not.toMatch(/\b(fuer|ueber|Groesse|waermt|the|with|and)\b/)
    expect(english).not.toMatch(/\b(der|die|das|und|mit|ist)\b/)
    expect(english).not.toContain('ß')
  })

  it('write two to four sentences per description, each beginning with a capital and ending with a full stop', () => {
    for (const { description } of products) {
      for (const text of [description.de, description.en]) {
        const sentences = text.split(/(?<=\.) (?=\p{Lu})/u)
        expect(sentences.length).toBeGreaterThanOrEqual(2)
        expect(sentences.length).toBeLessThanOrEqual(4)
        for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}.*\.$/u)
      }
    }
  })

  it('describe no two products alike', () => {
    expect(new Set(products.map(({ description }) => description.de)).size).toBe(products.length)
  })

  it('name every model once within its family', () => {
    for (const family of FAMILIES) expect(family.models).toBeLessThanOrEqual(MODELS.length)
    expect(new Set(MODELS).size).toBe(MODELS.length)
  })
})

describe('the tables', () => {
  it('let complements name families that exist, without going round in a circle of one', () => {
    const keys = new Set(FAMILIES.map(({ key }) => key))
    for (const { key, complements } of FAMILIES)
      for (const [partner] of complements) expect(keys.has(partner) && partner !== key).toBe(true)
    expect(keys.size).toBe(FAMILIES.length)
    expect(new Set(FAMILIES.map(({ code }) => code)).size).toBe(FAMILIES.length)
  })

  it('give every year profile twelve months', () => {
    for (const months of Object.values(YEAR_PROFILES)) expect(months.length).toBe(12)
  })
})

describe('small words and numbers', () => {
  it('writes numbers in both languages', () => {
    expect([
      writeNumber(1234.5, 'de'),
      writeNumber(1234.5, 'en'),
      writeNumber(-4, 'de'),
      writeNumber(20000, 'de'),
    ]).toEqual(['1.234,5', '1,234.5', '−4', '20.000'])
  })

  it('takes umlauts and accents apart', () => {
    expect(['Größe Übung', 'Jérôme', 'Søren', 'Yılmaz', 'van den Berg', 'Zoë'].map(asciiOf)).toEqual([
      'groesse-uebung',
      'jerome',
      'soeren',
      'yilmaz',
      'van-den-berg',
      'zoe',
    ])
  })

  it('ends prices five cents below a whole euro', () => {
    expect([40, 1234, 1999, 2000, 12_345].map(usualPrice)).toEqual([95, 1195, 1995, 1995, 12_495])
  })
})
