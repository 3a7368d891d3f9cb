/** The lists behind the checks. Pure. */
import type { Text } from '../../core/lang.ts'
import { type Evidence, type Table, tableOf } from '../findings/index.ts'
import type { Freshness } from './freshness.ts'
import type { Duplicate, Unmapped } from './store.ts'

const LAST: Text = { de: 'Zuletzt', en: 'Last' }
const EVENT_ROWS = 100

export function eventTable(freshness: readonly Freshness[], evidence: Evidence): Table {
  return tableOf(
    {
      id: 'data-health.events',
      title: { de: 'Ereignisse aus dem Shop nach Art', en: 'Events from the shop by type' },
      note: {
        de: 'Üblich: längster Weg von einem Tag mit solchen Ereignissen zum nächsten in 120 Tagen; leer: zu selten. Bleibt aus: 1 ja, 0 nein.',
        en: 'Usual: longest way from one day with such events to the next in 120 days; empty: too rare. Stopped: 1 yes, 0 no.',
      },
      evidenceId: evidence.id,
      shown: EVENT_ROWS,
    },
    freshness.toSorted((a, b) => Number(b.stale) - Number(a.stale) || b.events - a.events),
    [
      ['type', { de: 'Art', en: 'Type' }, 'text', ({ type }) => type],
      ['events', { de: 'Ereignisse', en: 'Events' }, 'count', ({ events }) => events],
      ['last', LAST, 'date', ({ lastDay }) => lastDay],
      ['quiet', { de: 'Seither', en: 'Since then' }, 'days', ({ quietDays }) => quietDays],
      ['usual', { de: 'Üblich', en: 'Usual' }, 'days', ({ usualDays }) => usualDays],
      ['stale', { de: 'Bleibt aus', en: 'Stopped' }, 'count', ({ stale }) => (stale ? 1 : 0)],
    ],
  )
}

export function unmappedTable(rows: readonly Unmapped[], evidence: Evidence): Table {
  return tableOf(
    {
      id: 'data-health.unmapped',
      title: { de: 'Verkaufte Artikel, die im Katalog fehlen', en: 'Articles sold that the catalogue does not have' },
      evidenceId: evidence.id,
      rowCount: rows[0]?.total ?? 0,
    },
    rows,
    [
      ['sku', { de: 'Artikelnummer', en: 'SKU' }, 'text', ({ sku }) => sku],
      ['lines', { de: 'Zeilen', en: 'Lines' }, 'count', ({ lines }) => lines],
      ['cents', { de: 'Umsatz 12 Monate', en: 'Revenue 12 months' }, 'cents', ({ cents }) => cents],
      ['last', LAST, 'date', ({ last_day }) => last_day],
    ],
  )
}

const REASONS = {
  customer: 'Kunde und Inhalt / customer and content',
  source: 'Nummer und Betrag, andere Quelle / number and amount, other source',
} as const

export function duplicateTable(rows: readonly Duplicate[], evidence: Evidence): Table {
  return tableOf(
    {
      id: 'data-health.duplicates',
      title: { de: 'Bestellungen, die doppelt aussehen', en: 'Orders that look doubled' },
      evidenceId: evidence.id,
      rowCount: rows[0]?.total ?? 0,
    },
    rows,
    [
      ['day', { de: 'Tag', en: 'Day' }, 'date', ({ day }) => day],
      ['orders', { de: 'Bestellungen', en: 'Orders' }, 'text', ({ orders }) => orders],
      ['reason', { de: 'Gleich in', en: 'Same in' }, 'text', ({ reason }) => REASONS[reason]],
      ['cents', { de: 'Vielleicht zu viel', en: 'Perhaps too much' }, 'cents', ({ cents }) => cents],
    ],
  )
}
