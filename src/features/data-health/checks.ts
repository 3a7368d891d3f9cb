/** The checks of sales and catalogue: what each counts, the revenue it concerns and what to do about it. Pure. */
import type { Text } from '../../core/lang.ts'
import { costUnknown, countryMissing, customersMissing, stockUnknown } from '../../language/sentences/data-gaps.ts'
import { type Statement, steps } from '../../language/sentences/pen.ts'
import type { Evidence, Table } from '../findings/index.ts'
import type { Products, Sales } from './store.ts'
import {
  categoryMissing,
  channelMissing,
  foreignCurrency,
  negativePrices,
  oneLanguage,
  priceMissing,
  titleMissing,
  unmappedSkus,
} from './texts.ts'

export interface Check {
  readonly id: string
  readonly label: Text
  /** Orders, products, articles or lines concerned, and of how many. */
  readonly count: number
  readonly of: number
  /** Revenue of the window that is concerned; null: not a matter of revenue. */
  readonly cents: number | null
  /** Share of the revenue it is measured against; null: unknown. */
  readonly share: number | null
  /** The command that helps; empty: none does. */
  readonly command: string
  /** Null: told in the table only. */
  readonly statement: Statement | null
  /** Below this share of revenue it is no finding. */
  readonly from: number
  /** What the catalogue lacks, in a word; null: not a matter of the catalogue. */
  readonly lacks: Text | null
}

const PRODUCT_IMPORT = 'dirigent import shopify-products <file>'
const ORDER_IMPORT = 'dirigent import shopify-orders <file>'

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}

const ONE_PERCENT = 0.01

export function salesChecks(sales: Sales, currency: string): Check[] {
  return [...lineChecks(sales, currency), ...orderChecks(sales, currency)]
}

function orderChecks(sales: Sales, currency: string): Check[] {
  const { orders } = sales
  const ofRevenue = (cents: number) => ratio(cents, sales.revenue_cents)
  return [
    {
      id: 'no-customer',
      label: { de: 'Bestellungen ohne Kunden', en: 'Orders without a customer' },
      count: sales.no_customer_orders,
      of: orders,
      cents: sales.no_customer_cents,
      share: ofRevenue(sales.no_customer_cents),
      command: ORDER_IMPORT,
      statement: customersMissing({
        orders: sales.no_customer_orders,
        share: sales.no_customer_orders / Math.max(1, orders),
      }),
      from: ONE_PERCENT,
      lacks: null,
    },
    {
      id: 'no-country',
      label: { de: 'Bestellungen ohne Land', en: 'Orders without a country' },
      count: sales.no_country_orders,
      of: orders,
      cents: sales.no_country_cents,
      share: ofRevenue(sales.no_country_cents),
      command: ORDER_IMPORT,
      statement: countryMissing({
        orders: sales.no_country_orders,
        share: sales.no_country_orders / Math.max(1, orders),
      }),
      from: ONE_PERCENT,
      lacks: null,
    },
    {
      id: 'no-channel',
      label: { de: 'Bestellungen ohne Kanal', en: 'Orders without a channel' },
      count: sales.no_channel_orders,
      of: orders,
      cents: sales.no_channel_cents,
      share: ofRevenue(sales.no_channel_cents),
      command: ORDER_IMPORT,
      statement: channelMissing({
        orders: sales.no_channel_orders,
        share: sales.no_channel_orders / Math.max(1, orders),
      }),
      from: ONE_PERCENT,
      lacks: null,
    },
    {
      id: 'foreign-currency',
      label: {
        de: `Bestellungen in anderer Währung als ${currency}`,
        en: `Orders in a currency other than ${currency}`,
      },
      count: sales.foreign_orders,
      of: orders,
      cents: sales.foreign_cents,
      share: ofRevenue(sales.foreign_cents),
      command: 'dirigent import <format> <file> --currency <code>',
      statement: foreignCurrency({ orders: sales.foreign_orders, cents: sales.foreign_cents, currency }),
      from: 0,
      lacks: null,
    },
  ]
}

function lineChecks(sales: Sales, currency: string): Check[] {
  const { lines, skus } = sales
  const ofRevenue = (cents: number) => ratio(cents, sales.revenue_cents)
  const ofProducts = (cents: number) => ratio(cents, sales.product_cents)
  const costShare = ofProducts(sales.cost_unknown_cents)
  return [
    {
      id: 'cost-unknown',
      label: { de: 'Umsatz ohne Einkaufspreis', en: 'Revenue without purchase cost' },
      count: sales.cost_unknown_skus,
      of: skus,
      cents: sales.cost_unknown_cents,
      share: costShare,
      command: PRODUCT_IMPORT,
      statement: costUnknown({ products: sales.cost_unknown_skus, revenueShare: costShare }),
      from: ONE_PERCENT,
      lacks: { de: 'Einkaufspreis', en: 'purchase cost' },
    },
    {
      id: 'unmapped',
      label: { de: 'Verkaufte Artikel, die im Katalog fehlen', en: 'Articles sold that the catalogue does not have' },
      count: sales.unmapped_skus,
      of: skus,
      cents: sales.unmapped_cents,
      share: ofProducts(sales.unmapped_cents),
      command: PRODUCT_IMPORT,
      statement: unmappedSkus({ skus: sales.unmapped_skus, share: ofProducts(sales.unmapped_cents) }),
      from: ONE_PERCENT,
      lacks: null,
    },
    {
      id: 'other-lines',
      label: { de: 'Zeilen, die keine Produkte sind', en: 'Lines that are no products' },
      count: sales.other_lines,
      of: lines,
      cents: sales.other_cents,
      share: ofRevenue(sales.other_cents),
      command: '',
      statement: null,
      from: ONE_PERCENT,
      lacks: null,
    },
    {
      id: 'negative-prices',
      label: { de: 'Verkäufe mit negativem Preis', en: 'Sales at a negative price' },
      count: sales.negative_lines,
      of: lines,
      cents: sales.negative_cents,
      share: ofRevenue(Math.abs(sales.negative_cents)),
      command: ORDER_IMPORT,
      statement: negativePrices({ lines: sales.negative_lines, cents: sales.negative_cents, currency }),
      from: 0.0005,
      lacks: null,
    },
    {
      id: 'free-lines',
      label: { de: 'Verkäufe zum Preis 0', en: 'Sales at a price of 0' },
      count: sales.free_lines,
      of: lines,
      cents: null,
      share: null,
      command: '',
      statement: null,
      from: ONE_PERCENT,
      lacks: null,
    },
  ]
}

export function productChecks(products: Products, sales: Sales): Check[] {
  const of = products.products
  const check = (
    name: 'no_category' | 'no_stock' | 'no_price' | 'no_title' | 'one_language' | 'no_cost' | 'foreign',
    label: Text,
    lacks: Text | null,
    statement: ((count: number, share: number | null) => Statement) | null,
  ): Check => {
    const cents = products[`${name}_cents`]
    const share = ratio(cents, sales.product_cents)
    const count = products[name]
    return {
      id: name.replace('_', '-'),
      label,
      count,
      of,
      cents,
      share,
      command: PRODUCT_IMPORT,
      statement: statement === null ? null : statement(count, share),
      from: name === 'one_language' ? 0.1 : ONE_PERCENT,
      lacks,
    }
  }
  return [
    check(
      'no_category',
      { de: 'Ohne Kategorie', en: 'Without a category' },
      { de: 'Kategorie', en: 'category' },
      (count, share) => categoryMissing({ count, share }),
    ),
    check(
      'no_stock',
      { de: 'Ohne Bestand', en: 'Without a stock level' },
      { de: 'Bestand', en: 'stock level' },
      (count) => stockUnknown({ products: count }),
    ),
    check('no_price', { de: 'Ohne Preis', en: 'Without a price' }, { de: 'Preis', en: 'price' }, (count, share) =>
      priceMissing({ count, share }),
    ),
    check('no_title', { de: 'Ohne Titel', en: 'Without a title' }, { de: 'Titel', en: 'title' }, (count, share) =>
      titleMissing({ count, share }),
    ),
    check(
      'one_language',
      { de: 'Titel nur in einer Sprache', en: 'Title in one language only' },
      { de: 'Titel in zweiter Sprache', en: 'title in a second language' },
      (count, share) => oneLanguage({ count, share }),
    ),
    check('no_cost', { de: 'Ohne Einkaufspreis', en: 'Without a purchase cost' }, null, null),
    check('foreign', { de: 'Preis in anderer Währung', en: 'Price in another currency' }, null, null),
  ]
}

/** The command of a check as a step to take. */
export function commandStep(command: string): readonly Text[] {
  if (command === '') return []
  const german = command.replaceAll('<file>', '<Datei>').replace('<code>', '<Kürzel>').replace('<format>', '<Format>')
  return steps([`Einlesen: ${german}`, `Import: ${command}`])
}

export interface CheckTableText {
  readonly id: string
  readonly title: Text
  /** What is counted. */
  readonly counted: Text
}

/** One row per check, the most money first. */
export function checkTable(
  checks: readonly Check[],
  { id, title, counted }: CheckTableText,
  evidence: Evidence,
): Table {
  const rows = [...checks]
    .sort((a, b) => Math.abs(b.cents ?? 0) - Math.abs(a.cents ?? 0))
    .map(({ label, count, of, cents, share, command }) => [
      label,
      count,
      of,
      cents,
      share,
      count === 0 ? null : command,
    ])
  return {
    id,
    title,
    note: null,
    columns: [
      { key: 'check', label: { de: 'Prüfung', en: 'Check' }, unit: 'text' },
      { key: 'count', label: counted, unit: 'count' },
      { key: 'of', label: { de: 'Von', en: 'Of' }, unit: 'count' },
      { key: 'cents', label: { de: 'Umsatz 12 Monate', en: 'Revenue 12 months' }, unit: 'cents' },
      { key: 'share', label: { de: 'Anteil am Umsatz', en: 'Share of revenue' }, unit: 'ratio' },
      { key: 'command', label: { de: 'Was hilft', en: 'What helps' }, unit: 'text' },
    ],
    rows,
    rowCount: rows.length,
    evidenceId: evidence.id,
  }
}
