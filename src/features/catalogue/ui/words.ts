import type { Text } from '../../../core/lang.ts'
import type { Product, ProductListQuery } from '../schema.ts'

export const words = {
  writeTexts: { de: 'Texte über dieses Produkt', en: 'Texts about this product' },
  title: { de: 'Sortiment', en: 'Catalogue' },
  list: { de: 'Liste der Produkte', en: 'List of products' },
  product: { de: 'Produkt', en: 'Product' },
  search: { de: 'Titel, Marke, Nummer', en: 'Title, brand, number' },
  sort: { de: 'Reihenfolge', en: 'Order' },
  category: { de: 'Kategorie', en: 'Category' },
  brand: { de: 'Marke', en: 'Brand' },
  status: { de: 'Stand', en: 'Status' },
  stock: { de: 'Bestand', en: 'Stock' },
  anyCategory: { de: 'Alle Kategorien', en: 'All categories' },
  anyBrand: { de: 'Alle Marken', en: 'All brands' },
  anyStatus: { de: 'Jeder Stand', en: 'Any status' },
  anyStock: { de: 'Bestand: egal', en: 'Stock: any' },
  name: { de: 'Titel', en: 'Title' },
  price: { de: 'Preis', en: 'Price' },
  from: (price: string): Text => ({ de: `ab ${price}`, en: `from ${price}` }),
  compareAt: { de: 'Vergleichspreis', en: 'Compare-at price' },
  margin: { de: 'Marge', en: 'Margin' },
  cost: { de: 'Einkauf', en: 'Cost' },
  sold30: { de: 'Verkauft 30 Tage', en: 'Sold 30 days' },
  sold90: { de: 'Verkauft 90 Tage', en: 'Sold 90 days' },
  revenue30: { de: 'Umsatz 30 Tage', en: 'Revenue 30 days' },
  revenue90: { de: 'Umsatz 90 Tage', en: 'Revenue 90 days' },
  change: { de: 'Änderung', en: 'Change' },
  changeLong: { de: 'gegen die 30 Tage davor', en: 'against the 30 days before' },
  variants: { de: 'Varianten', en: 'Variants' },
  variant: { de: 'Variante', en: 'Variant' },
  sku: { de: 'Artikelnummer', en: 'SKU' },
  lowest: { de: 'Tief davor', en: 'Low before' },
  lowestAbout: {
    de: 'Tief davor: tiefster Preis der 30 Tage vor dem heutigen. Auf ihn bezieht sich eine Preisermäßigung (PAngV, § 11).',
    en: 'Low before: lowest price of the 30 days before the present one, which a reduction refers to (PAngV, section 11).',
  },
  prices: { de: 'Preis der letzten 180 Tage', en: 'Price of the last 180 days' },
  pricesOf: (sku: string): Text => ({
    de: `Preis von ${sku} in 180 Tagen, daneben das Tief der 30 Tage davor`,
    en: `Price of ${sku} over 180 days, beside the low of the 30 days before`,
  }),
  paid: { de: 'Preis', en: 'Price' },
  low: { de: 'Tief der 30 Tage davor', en: 'Low of the 30 days before' },
  sales: { de: 'Verkauf der letzten 90 Tage', en: 'Sales of the last 90 days' },
  salesOf: (title: string, day: string): Text => ({
    de: `Umsatz mit ${title}, 90 Tage bis ${day}`,
    en: `Revenue with ${title}, 90 days up to ${day}`,
  }),
  revenue: { de: 'Umsatz', en: 'Revenue' },
  noPrices: { de: 'Von dieser Variante ist kein Preis bekannt.', en: 'No price of this variant is known.' },
  about: { de: 'Beschreibung', en: 'Description' },
  fromOrders: {
    de: 'Nur aus Bestellungen bekannt: Importieren Sie den Katalog, dann stehen hier Text, Preis, Kosten und Bestand.',
    en: 'Known from orders alone: import the catalogue, and text, price, cost and stock will stand here.',
  },
  noneTitle: { de: 'Noch keine Produkte', en: 'No products yet' },
  none: {
    de: 'Hier steht Ihr Sortiment, sobald ein Katalog oder Bestellungen importiert sind: dirigent import.',
    en: 'Your catalogue will be here as soon as products or orders are imported: dirigent import.',
  },
  noMatch: { de: 'Kein Produkt passt zu diesen Filtern.', en: 'No product fits these filters.' },
  clear: { de: 'Filter aufheben', en: 'Clear filters' },
  asOf: (day: string): Text => ({ de: `Verkäufe bis ${day}`, en: `Sales up to ${day}` }),
  notCounted: { de: 'Verkäufe werden gerade gezählt.', en: 'Sales are being counted.' },
  updated: { de: 'Zuletzt geändert', en: 'Last changed' },
  tags: { de: 'Schlagwörter', en: 'Tags' },
  since: { de: 'seit', en: 'since' },
} satisfies Record<string, Text | ((...given: never[]) => Text)>

export const sortWords: Readonly<Record<ProductListQuery['sort'], Text>> = {
  revenue: { de: 'Umsatz 30 Tage', en: 'Revenue 30 days' },
  rising: { de: 'Gewinner zuerst', en: 'Risers first' },
  falling: { de: 'Verlierer zuerst', en: 'Fallers first' },
  title: { de: 'Titel', en: 'Title' },
}

export const stockWords: Readonly<Record<NonNullable<ProductListQuery['stock']>, Text>> = {
  out: { de: 'Ausverkauft', en: 'Out of stock' },
  low: { de: 'Höchstens 5 Stück', en: 'At most 5 pieces' },
  enough: { de: 'Mehr als 5 Stück', en: 'More than 5 pieces' },
  unknown: { de: 'Nicht bekannt', en: 'Not known' },
}

export const statusWords: Readonly<Record<Product['status'], Text>> = {
  active: { de: 'Im Verkauf', en: 'On sale' },
  draft: { de: 'Entwurf', en: 'Draft' },
  archived: { de: 'Archiviert', en: 'Archived' },
}
