/** The lists behind the checks. Pure. */
import type { Evidence, Table } from '../findings/index.ts'
import type { Freshness } from './freshness.ts'
import type { Duplicate, Unmapped } from './store.ts'

export function eventTable(freshness: readonly Freshness[], evidence: Evidence): Table {
  const rows = [...freshness]
    .sort((a, b) => Number(b.stale) - Number(a.stale) || b.events - a.events)
    .slice(0, 100)
    .map(({ type, events, lastDay, quietDays, usualDays, stale }) => [
      type,
      events,
      lastDay,
      quietDays,
      usualDays,
      stale ? 1 : 0,
    ])
  return {
    id: 'data-health.events',
    title: { de: 'Ereignisse aus dem Shop nach Art', en: 'Events from the shop by type' },
    note: {
      de: 'Üblich: längster Weg von einem Tag mit solchen Ereignissen zum nächsten in 120 Tagen; leer: zu selten. Bleibt aus: 1 ja, 0 nein.',
      en: 'Usual: longest way from one day with such events to the next in 120 days; empty: too rare. Stopped: 1 yes, 0 no.',
    },
    columns: [
      { key: 'type', label: { de: 'Art', en: 'Type' }, unit: 'text' },
      { key: 'events', label: { de: 'Ereignisse', en: 'Events' }, unit: 'count' },
      { key: 'last', label: { de: 'Zuletzt', en: 'Last' }, unit: 'date' },
      { key: 'quiet', label: { de: 'Seither', en: 'Since then' }, unit: 'days' },
      { key: 'usual', label: { de: 'Üblich', en: 'Usual' }, unit: 'days' },
      { key: 'stale', label: { de: 'Bleibt aus', en: 'Stopped' }, unit: 'count' },
    ],
    rows,
    rowCount: freshness.length,
    evidenceId: evidence.id,
  }
}

export function unmappedTable(rows: readonly Unmapped[], evidence: Evidence): Table {
  return {
    id: 'data-health.unmapped',
    title: { de: 'Verkaufte Artikel, die im Katalog fehlen', en: 'Articles sold that the catalogue does not have' },
    note: null,
    columns: [
      { key: 'sku', label: { de: 'Artikelnummer', en: 'SKU' }, unit: 'text' },
      { key: 'lines', label: { de: 'Zeilen', en: 'Lines' }, unit: 'count' },
      { key: 'cents', label: { de: 'Umsatz 12 Monate', en: 'Revenue 12 months' }, unit: 'cents' },
      { key: 'last', label: { de: 'Zuletzt', en: 'Last' }, unit: 'date' },
    ],
    rows: rows.map(({ sku, lines, cents, last_day }) => [sku, lines, cents, last_day]),
    rowCount: rows[0]?.total ?? 0,
    evidenceId: evidence.id,
  }
}

const REASONS = {
  customer: 'Kunde und Inhalt / customer and content',
  source: 'Nummer und Betrag, andere Quelle / number and amount, other source',
} as const

export function duplicateTable(rows: readonly Duplicate[], evidence: Evidence): Table {
  return {
    id: 'data-health.duplicates',
    title: { de: 'Bestellungen, die doppelt aussehen', en: 'Orders that look doubled' },
    note: null,
    columns: [
      { key: 'day', label: { de: 'Tag', en: 'Day' }, unit: 'date' },
      { key: 'orders', label: { de: 'Bestellungen', en: 'Orders' }, unit: 'text' },
      { key: 'reason', label: { de: 'Gleich in', en: 'Same in' }, unit: 'text' },
      { key: 'cents', label: { de: 'Vielleicht zu viel', en: 'Perhaps too much' }, unit: 'cents' },
    ],
    rows: rows.map(({ day, orders, reason, cents }) => [day, orders, REASONS[reason], cents]),
    rowCount: rows[0]?.total ?? 0,
    evidenceId: evidence.id,
  }
}
