import { describe, expect, it } from 'vitest'
import { fileOf, productsOf, readAll } from './testing.ts'

const OLD =
  'Handle,Title,Body (HTML),Vendor,Standard Product Type,Custom Product Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,' +
  'Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Cost per item,Status,Price / International'
const NEW =
  'Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,' +
  'Option1 Linked To,Price,Compare-at price,Cost per item,Inventory quantity,Weight value (grams),Color (product.metafields.shopify.color-pattern)'

function shopify(header: string, rows: readonly string[]) {
  return readAll({ format: 'shopify-products', path: fileOf([header, ...rows].join('\r\n')) })
}

describe('shopify-products', () => {
  it('reads the older export: variants and pictures in rows of their own', async () => {
    const reading = await shopify(OLD, [
      'regenjacke,Regenjacke Föhr,"<p>Dicht &amp; leicht</p>",Nordwind,Apparel > Outerwear,Jacken,"regen, herren",TRUE,Größe,M,Farbe,Blau,RJ-M,450,12,129.95,149.95,\'4006381333931,a.jpg,61.20,active,99.00',
      'regenjacke,,,,,,,,,L,,Blau,RJ-L,450,-2,129.95,,,,,,',
      'regenjacke,,,,,,,,,,,,,,,,,,b.jpg,,,',
      'kerze,Kerze,,,,,,FALSE,Title,Default Title,,,,,,5,,,,,,',
    ])
    expect(reading.rejected).toEqual([])
    expect(reading.spans).toEqual([
      [0, 2],
      [3, 3],
    ])
    expect(productsOf(reading)[0]).toEqual({
      type: 'product',
      externalId: 'regenjacke',
      title: { de: 'Regenjacke Föhr' },
      description: { de: 'Dicht & leicht' },
      brand: 'Nordwind',
      category: 'Apparel > Outerwear',
      tags: ['regen', 'herren'],
      attributes: { productType: 'Jacken', weightGrams: 450 },
      status: 'active',
      currency: 'EUR',
      validFrom: null,
      variants: [
        {
          sku: 'RJ-M',
          title: 'M / Blau',
          barcode: '4006381333931',
          options: { Größe: 'M', Farbe: 'Blau' },
          priceCents: 12995,
          compareAtCents: 14995,
          costCents: 6120,
          stock: 12,
        },
        {
          sku: 'RJ-L',
          title: 'L / Blau',
          options: { Größe: 'L', Farbe: 'Blau' },
          priceCents: 12995,
          compareAtCents: null,
          costCents: null,
          stock: -2,
        },
      ],
    })
    expect(productsOf(reading)[1]).toMatchObject({
      status: 'draft',
      category: '',
      description: {},
      variants: [{ sku: 'kerze', title: '', options: {}, priceCents: 500, stock: null }],
    })
  })

  it('reads the export since 2024', async () => {
    const reading = await shopify(NEW, [
      'Mug,mug,Plain text,Acme,Home > Mugs,,kitchen,TRUE,Archived,,,Color,Red,,8.5,,,3,300,Red',
      ',mug,,,,,,,,,,,Green,,9,,,0,300,',
    ])
    expect(productsOf(reading)).toMatchObject([
      {
        externalId: 'mug',
        status: 'archived',
        category: 'Home > Mugs',
        attributes: { weightGrams: 300, Color: 'Red' },
        variants: [
          { sku: 'mug:Red', options: { Color: 'Red' }, priceCents: 850, stock: 3 },
          { sku: 'mug:Green', options: { Color: 'Green' }, priceCents: 900, stock: 0 },
        ],
      },
    ])
  })

  it('rejects a bad variant and keeps the others; a product without a title is rejected with all its rows', async () => {
    const reading = await shopify(NEW, [
      'Mug,mug,,,,,,,,M1,,Color,Red,,free,,,3,,',
      ',mug,,,,,,,,M2,,,Green,,9,,,many,,',
      ',mug,,,,,,,,M3,,,Blue,,9,,,1,,',
      ',lost,,,,,,,,L1,,,,,1,,,1,,',
      ',,,,,,,,,L2,,,,,1,,,1,,',
    ])
    expect(productsOf(reading).map((product) => product.variants.map((variant) => variant.sku))).toEqual([['M3']])
    expect(reading.rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "The price 'free' is not an amount of money."],
      [3, "The inventory quantity 'many' is not a whole number."],
      [5, "The first row of product 'lost' has no title; keep the rows of a product together."],
      [6, 'The handle is empty; the row belongs to no product.'],
    ])
  })
})

const WOO =
  'ID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,"Is featured?","Short description",Description,"Date sale price starts","Date sale price ends",' +
  '"In stock?",Stock,"Sale price","Regular price",Categories,Tags,Images,Parent,Position,Brands,"Attribute 1 name","Attribute 1 value(s)","Attribute 1 visible","Attribute 2 name","Attribute 2 value(s)"'
const WOO_DE =
  'ID,Typ,Artikelnummer,Name,Veröffentlicht,Ist hervorgehoben?,Kurzbeschreibung,Beschreibung,Vorrätig?,Lager,Angebotspreis,Regulärer Preis,Kategorien,Schlagwörter,Übergeordnetes Produkt,Attribut 1 Name,Attribut 1 Wert(e)'

function woo(header: string, rows: readonly string[], asOf?: number) {
  const path = fileOf([header, ...rows].join('\n'))
  return readAll({ format: 'woocommerce-products', path, lang: 'en', ...(asOf === undefined ? {} : { asOf }) })
}

describe('woocommerce-products', () => {
  it('gives each product with its variations, wherever these stand in the file', async () => {
    const reading = await woo(WOO, [
      '44,variable,tee,,"V-Neck T-Shirt",1,1,Short,"Long<br>text\\nmore",,,1,,,,"Clothing > Tshirts, Clothing > Men > Tops, Sale","a, b",,,0,Acme,Color,"Blue, Red",1,Material,Cotton',
      '45,simple,cap,4006381333931,Cap,0,0,,,,,1,7,,16,Accessories,,,,0,,,,,,',
      '46,"variation, virtual",tee-red,,"V-Neck T-Shirt - Red",1,0,,,,,1,3,18,20,,,,id:44,0,,Color,Red,,,',
      '47,variation,,,"V-Neck T-Shirt - Blue",1,0,,,,,1,parent,,20,,,,tee,0,,Color,Blue,,,',
    ])
    expect(reading.rejected).toEqual([])
    expect(productsOf(reading)).toEqual([
      {
        type: 'product',
        externalId: '44',
        title: { en: 'V-Neck T-Shirt' },
        description: { en: 'Long\ntext\nmore' },
        brand: 'Acme',
        category: 'Clothing > Men > Tops',
        tags: ['a', 'b'],
        attributes: { Material: 'Cotton' },
        status: 'active',
        currency: 'EUR',
        validFrom: null,
        variants: [
          {
            sku: 'tee-red',
            title: 'Red',
            options: { Color: 'Red' },
            priceCents: 1800,
            compareAtCents: 2000,
            costCents: null,
            stock: 3,
          },
          {
            sku: 'id:47',
            title: 'Blue',
            options: { Color: 'Blue' },
            priceCents: 2000,
            compareAtCents: null,
            costCents: null,
            stock: null,
          },
        ],
      },
      expect.objectContaining({
        externalId: '45',
        status: 'draft',
        variants: [expect.objectContaining({ sku: 'cap', barcode: '4006381333931', priceCents: 1600, stock: 7 })],
      }),
    ])
  })

  it('reads the German columns and decimal commas', async () => {
    const reading = await woo(WOO_DE, [
      '12,simple,zelt-2,"Zelt ""Juist""",1,0,,Für zwei,1,4,,"1299,5",Camping > Zelte,,,Farbe,Grün',
    ])
    expect(productsOf(reading)).toMatchObject([
      {
        externalId: '12',
        title: { en: 'Zelt "Juist"' },
        attributes: { Farbe: 'Grün' },
        variants: [{ sku: 'zelt-2', priceCents: 129_950 }],
      },
    ])
  })

  it('lets a sale price count only while the sale lasts, where the time is given', async () => {
    const row = '1,simple,a,,A,1,0,,,2024-05-01,2024-05-31,1,,8,10,,,,,0,,,,,,'
    const price = async (asOf?: number) => productsOf(await woo(WOO, [row], asOf))[0]?.variants[0]?.priceCents
    expect([
      await price(),
      await price(Date.UTC(2024, 3, 30)),
      await price(Date.UTC(2024, 4, 31, 12)),
      await price(Date.UTC(2024, 5, 2)),
    ]).toEqual([800, 1000, 800, 1000])
  })

  it('rejects variations without a product and products without a name', async () => {
    const reading = await woo(WOO, [
      '5,variation,x,,X,1,0,,,,,1,1,,20,,,,id:99,0,,,,,,',
      '6,simple,y,,,1,0,,,,,1,1,,20,,,,,0,,,,,,',
      '7,simple,z,,Z,1,0,,,,,1,1,,abc,,,,,0,,,,,,',
    ])
    expect(reading.records).toEqual([])
    expect(reading.rejected.map(({ reason }) => reason)).toEqual([
      "The product 'id:99' this variation belongs to is not in the file.",
      'Name is empty; a product needs a name.',
      "The regular price 'abc' is not an amount of money.",
    ])
  })
})
