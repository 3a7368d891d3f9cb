/** The figures of a period, from its sums. */
import type { Text } from '../../core/lang.ts'
import type { Unit } from '../findings/index.ts'
import type { PeriodRow, Sums } from './schema.ts'

/** Average value in cents of the orders that were not taken back on the day they were placed; null without one. */
export function averageOrder(row: Pick<Sums, 'standing_cents' | 'standing_orders'>): number | null {
  return row.standing_orders > 0 ? row.standing_cents / row.standing_orders : null
}

/** Margin of the lines whose cost is known: in cents without tax, and as a share; null where no cost is known. */
export function marginOf(row: Sums, taxPercent: number): { cents: number; ratio: number | null } | null {
  if (row.costed === 0 && row.cost === 0) return null
  const net = row.costed / (1 + taxPercent / 100)
  return { cents: Math.round(net - row.cost), ratio: net > 0 ? (net - row.cost) / net : null }
}

export interface Measure {
  readonly name: string
  readonly label: Text
  readonly unit: Unit
  readonly value: (row: PeriodRow, taxPercent: number) => number | null
  /** What a count of orders or lines it rests on. */
  readonly n: (row: PeriodRow) => number
  readonly missing: Text
}

const NO_ORDER: Text = { de: 'Keine Bestellung in diesem Zeitraum', en: 'No order in this period' }
const NO_STANDING_ORDER: Text = {
  de: 'Keine Bestellung, die nicht am selben Tag storniert wurde',
  en: 'No order that was not cancelled on the same day',
}
const NO_COST: Text = {
  de: 'Zu keinem verkauften Produkt ist ein Einkaufspreis bekannt',
  en: 'No purchase cost is known for any product sold',
}
const NO_CUSTOMER: Text = {
  de: 'Zu keiner Bestellung ist ein Kunde bekannt',
  en: 'No customer is known for any order',
}

const orders = (row: PeriodRow) => Math.round(row.orders)
// Without any known customer, 0 would look like a fact.
const ifKnown = (row: PeriodRow, count: number) => (row.orders > 0 && row.known_orders === 0 ? null : count)

export const MEASURES: readonly Measure[] = [
  {
    name: 'revenue',
    label: { de: 'Umsatz', en: 'Revenue' },
    unit: 'cents',
    value: (row) => row.revenue,
    n: orders,
    missing: NO_ORDER,
  },
  {
    name: 'gross',
    label: { de: 'Bestellwert vor Stornierungen', en: 'Order value before cancellations' },
    unit: 'cents',
    value: (row) => row.gross,
    n: orders,
    missing: NO_ORDER,
  },
  {
    name: 'orders',
    label: { de: 'Eingegangene Bestellungen', en: 'Orders placed' },
    unit: 'count',
    value: (row) => row.orders,
    n: orders,
    missing: NO_ORDER,
  },
  {
    name: 'items',
    label: { de: 'Bestellte Artikel', en: 'Items ordered' },
    unit: 'count',
    value: (row) => row.items,
    n: orders,
    missing: NO_ORDER,
  },
  {
    name: 'averageOrder',
    label: { de: 'Durchschnittlicher Warenkorb', en: 'Average order value' },
    unit: 'cents',
    value: averageOrder,
    n: (row) => Math.round(row.standing_orders),
    missing: NO_STANDING_ORDER,
  },
  {
    name: 'margin',
    label: { de: 'Marge', en: 'Margin' },
    unit: 'ratio',
    value: (row, tax) => marginOf(row, tax)?.ratio ?? null,
    n: orders,
    missing: NO_COST,
  },
  {
    name: 'marginAmount',
    label: { de: 'Rohertrag', en: 'Gross profit' },
    unit: 'cents',
    value: (row, tax) => marginOf(row, tax)?.cents ?? null,
    n: orders,
    missing: NO_COST,
  },
  {
    name: 'costKnown',
    label: {
      de: 'Anteil des Produktumsatzes mit bekanntem Einkaufspreis',
      en: 'Share of product revenue with known cost',
    },
    unit: 'ratio',
    value: (row) => (row.product_revenue > 0 ? row.costed / row.product_revenue : null),
    n: orders,
    missing: NO_ORDER,
  },
  {
    name: 'newCustomers',
    label: { de: 'Neue Kunden', en: 'New customers' },
    unit: 'count',
    value: (row) => ifKnown(row, row.new_customers),
    n: (row) => Math.round(row.known_orders),
    missing: NO_CUSTOMER,
  },
  {
    name: 'returningCustomers',
    label: { de: 'Wiederkehrende Kunden', en: 'Returning customers' },
    unit: 'count',
    value: (row) => ifKnown(row, row.returning_customers),
    n: (row) => Math.round(row.known_orders),
    missing: NO_CUSTOMER,
  },
  {
    name: 'cancellations',
    label: { de: 'Stornierungen', en: 'Cancellations' },
    unit: 'cents',
    value: (row) => row.cancellations,
    n: orders,
    missing: NO_ORDER,
  },
  {
    name: 'refunds',
    label: { de: 'Erstattungen', en: 'Refunds' },
    unit: 'cents',
    value: (row) => row.refunds,
    n: orders,
    missing: NO_ORDER,
  },
]
