import { fileFault } from './fault.ts'

/** The columns each known export may have, by our name for them: every spelling that has been in use. */
export const ONLINE_RETAIL = {
  invoice: ['InvoiceNo', 'Invoice'],
  code: ['StockCode'],
  title: ['Description'],
  quantity: ['Quantity'],
  date: ['InvoiceDate'],
  price: ['UnitPrice', 'Price'],
  customer: ['CustomerID', 'Customer ID'],
  country: ['Country'],
} as const

export const SHOPIFY_PRODUCTS = {
  handle: ['Handle', 'URL handle'],
  title: ['Title'],
  description: ['Body (HTML)', 'Description'],
  vendor: ['Vendor'],
  category: ['Product Category', 'Standard Product Type', 'Standardized Product Type'],
  productType: ['Type', 'Custom Product Type'],
  tags: ['Tags'],
  published: ['Published', 'Published on online store'],
  status: ['Status'],
  sku: ['Variant SKU', 'SKU'],
  barcode: ['Variant Barcode', 'Barcode'],
  price: ['Variant Price', 'Price'],
  compareAt: ['Variant Compare At Price', 'Compare-at price'],
  cost: ['Cost per item'],
  stock: ['Variant Inventory Qty', 'Inventory quantity'],
  grams: ['Variant Grams', 'Weight value (grams)'],
  giftCard: ['Gift Card'],
  option1Name: ['Option1 Name'],
  option1: ['Option1 Value'],
  option2Name: ['Option2 Name'],
  option2: ['Option2 Value'],
  option3Name: ['Option3 Name'],
  option3: ['Option3 Value'],
} as const

export const SHOPIFY_ORDERS = {
  name: ['Name'],
  email: ['Email'],
  financialStatus: ['Financial Status'],
  paidAt: ['Paid at'],
  currency: ['Currency'],
  subtotal: ['Subtotal'],
  shipping: ['Shipping'],
  discountCode: ['Discount Code'],
  discountAmount: ['Discount Amount'],
  shippingMethod: ['Shipping Method'],
  createdAt: ['Created at'],
  quantity: ['Lineitem quantity'],
  title: ['Lineitem name'],
  price: ['Lineitem price'],
  sku: ['Lineitem sku'],
  lineDiscount: ['Lineitem discount'],
  billingCountry: ['Billing Country'],
  shippingCountry: ['Shipping Country'],
  cancelledAt: ['Cancelled at'],
  refunded: ['Refunded Amount'],
  source: ['Source'],
} as const

export const WOOCOMMERCE_PRODUCTS = {
  id: ['ID'],
  productType: ['Type', 'Typ'],
  sku: ['SKU', 'Artikelnummer'],
  barcode: ['GTIN, UPC, EAN, or ISBN', 'GTIN, UPC, EAN oder ISBN'],
  name: ['Name'],
  published: ['Published', 'Veröffentlicht'],
  shortDescription: ['Short description', 'Kurzbeschreibung'],
  description: ['Description', 'Beschreibung'],
  saleStart: ['Date sale price starts', 'Datum, an dem Angebotspreis beginnt'],
  saleEnd: ['Date sale price ends', 'Datum, an dem Angebotspreis endet'],
  stock: ['Stock', 'Lager', 'Lagerbestand', 'Bestand'],
  salePrice: ['Sale price', 'Angebotspreis'],
  regularPrice: ['Regular price', 'Regulärer Preis'],
  cost: ['Cost of goods', 'Cost of goods sold', 'Meta: _wc_cog_cost'],
  categories: ['Categories', 'Kategorien'],
  tags: ['Tags', 'Schlagwörter'],
  parent: ['Parent', 'Übergeordnetes Produkt', 'Übergeordnet', 'Eltern'],
  brand: ['Brands', 'Brand', 'Marken', 'Marke'],
} as const

/** The import formats, in the order help texts list them. */
export const FORMATS = [
  'online-retail',
  'shopify-products',
  'shopify-orders',
  'woocommerce-products',
  'csv',
  'dirigent',
] as const
export type FormatName = (typeof FORMATS)[number]

interface KnownLayout {
  readonly columns: Readonly<Record<string, readonly string[]>>
  readonly required: readonly string[]
}

/** The formats that are known by their columns, and which of these they cannot do without. */
const LAYOUTS: Readonly<Partial<Record<FormatName, KnownLayout>>> = {
  'online-retail': { columns: ONLINE_RETAIL, required: ['invoice', 'code', 'quantity', 'date', 'price'] },
  'shopify-products': { columns: SHOPIFY_PRODUCTS, required: ['handle', 'title', 'price'] },
  'shopify-orders': { columns: SHOPIFY_ORDERS, required: ['name', 'createdAt', 'quantity', 'title', 'price'] },
  'woocommerce-products': { columns: WOOCOMMERCE_PRODUCTS, required: ['productType', 'name', 'regularPrice'] },
}

/** A column's name without case, spaces and punctuation: 'Customer ID', 'CustomerID' and 'customer_id' are one. */
export function normalName(column: string): string {
  return column
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Where each column is; -1: the file does not have it. The first of the same name counts. */
export function locate<K extends string>(
  columns: readonly string[],
  names: Readonly<Record<K, readonly string[]>>,
): Record<K, number> {
  const normal = columns.map(normalName)
  const found: Partial<Record<K, number>> = {}
  for (const key of keysOf(names)) {
    const positions = names[key].map((name) => normal.indexOf(normalName(name))).filter((at) => at !== -1)
    found[key] = positions[0] ?? -1
  }
  // Every key of `names` was set in the loop above.
  return found as Record<K, number>
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  // Object.keys of a record with keys K gives K; the library types it as string.
  return Object.keys(record) as K[]
}

/** The names by which a format's columns are known, for telling the delimiter; empty for formats with free columns. */
export function knownNames(format: FormatName): ReadonlySet<string> {
  return new Set(Object.values(LAYOUTS[format]?.columns ?? {}).flatMap((names) => names.map(normalName)))
}

/**
 * Refuses a file without the columns its format cannot do without.
 * @throws AppError  input.invalid naming what is missing, what was found and what the file looks like instead
 */
export function requireColumns(path: string, line: number, format: FormatName, columns: readonly string[]): void {
  const layout = LAYOUTS[format]
  if (layout === undefined) return
  const missing = missingOf(layout, columns)
  if (missing.length === 0) return
  const names = missing.map((key) => spellings(layout.columns[key] ?? [])).join(', ')
  const what = missing.length === 1 ? `the column ${names} is missing` : `the columns ${names} are missing`
  throw fileFault(path, line, `${what}; found ${listed(columns)}. ${hint(format, columns)}`)
}

function missingOf(layout: KnownLayout, columns: readonly string[]): string[] {
  const at = locate(columns, layout.columns)
  return layout.required.filter((key) => at[key] === -1)
}

function spellings(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(' or ')
}

/** The columns of a file as a message lists them. */
export function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, 20).map((name) => `'${name.length > 60 ? `${name.slice(0, 57)}...` : name}'`)
  return shown.join(', ') + (columns.length > 20 ? ` and ${columns.length - 20} more` : '')
}

function hint(format: FormatName, columns: readonly string[]): string {
  for (const other of FORMATS) {
    const layout = LAYOUTS[other]
    if (other !== format && layout !== undefined && missingOf(layout, columns).length === 0) {
      return `This looks like ${other}: import it as that format.`
    }
  }
  const [only] = columns
  const delimiter = [';', '\t', '|', ','].find((char) => columns.length === 1 && only?.includes(char))
  if (delimiter !== undefined) {
    return `The columns seem to be separated by ${JSON.stringify(delimiter)}: give that delimiter.`
  }
  return 'The first line must hold the column names; for another layout use the format csv with a mapping file.'
}
