import { describe, expect, it } from 'vitest'
import { parseMapping, readMapping } from './mapping.ts'
import type { ReadOptions } from './read.ts'
import { fileOf, ordersOf, productsOf, readAll } from './testing.ts'

function read(mapping: unknown, lines: readonly string[], options: Partial<ReadOptions> = {}) {
  const parsed = parseMapping(mapping, 'mapping.json')
  return readAll({ format: 'csv', path: fileOf(lines.join('\n')), mapping: parsed, ...options })
}

const ORDERS = {
  target: 'orders',
  decimalComma: true,
  columns: {
    order: 'Bestellnr',
    placedAt: 'Datum',
    sku: 'ArtNr',
    title: 'Artikel',
    quantity: 'Menge',
    unitPrice: 'Preis',
    email: 'E-Mail',
    currency: 'Währung',
  },
  lineKinds: [
    { column: 'ArtNr', startsWith: ['VERSAND'], kind: 'shipping' },
    { column: 'Artikel', contains: ['Rabatt'], kind: 'discount' },
  ],
  documents: [{ column: 'Bestellnr', startsWith: ['ST'], document: 'cancellation' }],
}
const HEADER = 'Bestellnr;Datum;ArtNr;Artikel;Menge;Preis;E-Mail;Währung'

describe('csv with a mapping', () => {
  it('reads orders by the mapping: decimal comma, kinds of lines and documents', async () => {
    const reading = await read(ORDERS, [
      HEADER,
      '100;1.5.2024 10:00;A1;Zelt;2;1.299,50;A@b.de;EUR',
      '100;1.5.2024 10:00;VERSAND-DE;Versand;1;4,90;A@b.de;EUR',
      '100;1.5.2024 10:00;R1;Rabatt 5 %;1;-5,00;A@b.de;EUR',
      'ST100;2.5.2024;A1;Zelt;-1;1.299,50;A@b.de;EUR',
    ])
    expect(reading.rejected).toEqual([])
    expect(ordersOf(reading)).toMatchObject([
      {
        externalId: '100',
        document: 'order',
        placedAt: Date.UTC(2024, 4, 1, 8),
        customerEmail: 'a@b.de',
        lines: [
          { sku: 'A1', kind: 'product', quantity: 2, unitPriceCents: 129_950, totalCents: 259_900 },
          { kind: 'shipping', totalCents: 490 },
          { kind: 'discount', totalCents: -500 },
        ],
      },
      {
        externalId: 'ST100',
        document: 'cancellation',
        placedAt: Date.UTC(2024, 4, 1, 22),
        lines: [{ totalCents: -129_950 }],
      },
    ])
  })

  it('derives the unit price where only the total of a line is known', async () => {
    const mapping = {
      target: 'orders',
      columns: { order: 'o', placedAt: 'd', sku: 's', quantity: 'q', lineTotal: 't', kind: 'k' },
    }
    const [order] = ordersOf(
      await read(mapping, [
        'o,d,s,q,t,k',
        '1,2024-05-01,a,3,10.00,',
        '1,2024-05-01,b,-2,-5.00,fee',
        '1,2024-05-01,c,1,-1.00,discount',
      ]),
    )
    expect(order?.lines).toMatchObject([
      { unitPriceCents: 333, totalCents: 1000, kind: 'product' },
      { unitPriceCents: 250, totalCents: -500, kind: 'fee' },
      { unitPriceCents: -100, totalCents: -100, kind: 'discount' },
    ])
  })

  it("rejects bad lines with the names of the file's own columns", async () => {
    const reading = await read(ORDERS, [
      HEADER,
      '1;31.4.2024;A;x;1;1,00;;EUR',
      '1;1.4.2024;A;x;1,5;1,00;;EUR',
      '1;1.4.2024;A;x;1;1.5;;EUR',
      '1;1.4.2024;A;x;1;1,00;;USD',
      ';1.4.2024;A;x;1;1,00;;EUR',
      '1;1.4.2024;;x;1;1,00;;EUR',
    ])
    expect(reading.records).toEqual([])
    expect(reading.rejected.map(({ reason }) => reason)).toEqual([
      "Datum '31.4.2024' does not exist.",
      "Menge '1,5' is not a whole number.",
      "Preis '1.5' is not an amount of money.",
      "Mixed currencies: the line is in USD, the shop's are in EUR.",
      'Bestellnr is empty; the line belongs to no order.',
      'ArtNr is empty; the line names no product.',
    ])
  })

  it('reads products with attributes, options and both languages', async () => {
    const mapping = {
      target: 'products',
      currency: 'CHF',
      columns: {
        product: 'id',
        sku: 'sku',
        titleDe: 'name_de',
        titleEn: 'name_en',
        price: 'price',
        stock: 'stock',
        category: 'cat',
        tags: 'tags',
      },
      attributes: { weight: 'Gewicht' },
      options: { size: 'Größe' },
    }
    const reading = await read(mapping, [
      'id,sku,name_de,name_en,price,stock,cat,tags,weight,size',
      'p1,p1-m,Jacke,Jacket,99.9,3,A>B,"x,y",1 kg,M',
      'p1,p1-l,Jacke,Jacket,-1,3,A>B,,1 kg,L',
      'p2,p2,,,1,1,,,,',
    ])
    expect(productsOf(reading)).toMatchObject([
      {
        externalId: 'p1',
        title: { de: 'Jacke', en: 'Jacket' },
        category: 'A > B',
        tags: ['x', 'y'],
        attributes: { Gewicht: '1 kg' },
        currency: 'CHF',
        variants: [{ sku: 'p1-m', options: { Größe: 'M' }, priceCents: 9990, stock: 3 }],
      },
    ])
    expect(reading.rejected.map(({ reason }) => reason)).toEqual([
      "price '-1' is negative.",
      "Product 'p2' has no title; a product needs one.",
    ])
  })

  it('reads customers and never guesses consent', async () => {
    const mapping = {
      target: 'customers',
      columns: {
        customer: 'id',
        email: 'mail',
        firstName: 'first',
        lastName: 'last',
        createdAt: 'since',
        acceptsMarketing: 'news',
      },
    }
    const reading = await read(mapping, [
      'id,mail,first,last,since,news',
      '7,Ada@X.de,Ada,Lovelace,2020-01-01,ja',
      '8,,,,,',
      '9,a@b.de,,,,maybe',
      '10,nobody,,,,no',
    ])
    expect(reading.records).toEqual([
      {
        type: 'customer',
        externalId: '7',
        email: 'ada@x.de',
        name: 'Ada Lovelace',
        country: '',
        city: '',
        postcode: '',
        createdAt: Date.UTC(2019, 11, 31, 23),
        acceptsMarketing: true,
      },
      {
        type: 'customer',
        externalId: '8',
        email: '',
        name: '',
        country: '',
        city: '',
        postcode: '',
        createdAt: null,
        acceptsMarketing: false,
      },
    ])
    expect(reading.rejected.map(({ reason }) => reason)).toEqual([
      "news 'maybe' is neither yes nor no.",
      "mail 'nobody' is not an e-mail address.",
    ])
  })

  it('names the columns a mapping has and the file has not', async () => {
    await expect(read(ORDERS, ['Bestellnr;Datum;ArtNr;Artikel;Menge', '1;1.4.2024;A;x;1'])).rejects.toThrow(
      "line 1: the mapping names 'Preis', 'E-Mail', 'Währung', which the file does not have; found 'Bestellnr', 'Datum'",
    )
  })

  it('says that a mapping is needed', async () => {
    await expect(readAll({ format: 'csv', path: fileOf('a,b\n1,2\n') })).rejects.toThrow('needs a mapping file')
  })
})

describe('parseMapping', () => {
  it('has one sentence for each thing that is wrong', () => {
    const wrong = {
      target: 'orders',
      decimalComa: true,
      currency: 'euro',
      columns: { order: 'o', placedAt: 7, sku: 's', quantity: 'q' },
      lineKinds: [
        { column: 'x', kind: 'postage', equals: ['a'] },
        { column: 'x', kind: 'fee' },
      ],
    }
    expect(() => parseMapping(wrong, 'm.json')).toThrow(
      'm.json: the mapping is not valid. "currency" must be a currency code such as EUR. ' +
        '"columns.placedAt" is not valid: expected string, received number. ' +
        '"lineKinds.0.kind" is not valid: expected one of "product"|"voucher"|"shipping"|"discount"|"fee"|"adjustment". ' +
        '"lineKinds.1" needs exactly one of "equals", "startsWith" and "contains". The mapping has unknown entry "decimalComa".',
    )
    expect(() => parseMapping({ target: 'orders', columns: {} }, 'm.json')).toThrow('"columns.order" is missing.')
    expect(() => parseMapping({ target: 'stock' }, 'm.json')).toThrow(
      '"target" must be "orders", "products" or "customers".',
    )
    expect(() => parseMapping([], 'm.json')).toThrow('m.json: the mapping is not valid.')
    const noPrice = { target: 'orders', columns: { order: 'o', placedAt: 'd', sku: 's', quantity: 'q' } }
    expect(() => parseMapping(noPrice, 'm.json')).toThrow('"columns" needs "unitPrice" or "lineTotal".')
  })

  it('reads a mapping file, and says when it is not there or no JSON', async () => {
    expect((await readMapping(fileOf(`\ufeff${JSON.stringify(ORDERS)}`, 'm.json'))).target).toBe('orders')
    await expect(readMapping(fileOf('{target: orders}', 'm.json'))).rejects.toThrow('the mapping is not JSON')
    await expect(readMapping('/nowhere/m.json')).rejects.toMatchObject({ code: 'input.not-found' })
  })
})
