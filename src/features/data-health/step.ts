/** What data is missing, stale or odd, by the money it concerns, and what to do about it. */
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import type { Contribution, Evidence, Figure, NightStep, StepContext } from '../findings/index.ts'
import { checkTable, productChecks, salesChecks } from './checks.ts'
import { checkFindings, dueOf, duplicateFindings, eventFindings, orderFindings } from './findings.ts'
import { freshnessOf, latestOf } from './freshness.ts'
import { findGaps } from './gaps.ts'
import { askDays, askDuplicates, askEvents, askProducts, askSales, askUnmapped } from './store.ts'
import { duplicateTable, eventTable, unmappedTable } from './tables.ts'
import { METHOD } from './texts.ts'

const TITLE = { de: 'Zustand der Daten', en: 'State of the data' }
const NEVER = '1970-01-01'
const MAX_FINDINGS = 5
const TABLE_ROWS = 100
/** Far enough back for half a year of same weekdays before the oldest day that is judged. */
const DAYS_READ = 400

export const dataHealthStep: NightStep = { name: 'data-health', title: TITLE, needs: [], run }

async function run({ ask, asOf, currency, timeZone, holidays }: StepContext): Promise<Contribution> {
  const shop = { asOf, currency, timeZone }
  const sales = await askSales(ask, shop)
  const products = await askProducts(ask, shop)
  const events = await askEvents(ask, shop)
  const duplicates = await askDuplicates(ask, shop, TABLE_ROWS)
  const unmapped = await askUnmapped(ask, shop, TABLE_ROWS)
  const sold = sales.rows[0]
  const listed = products.rows[0]
  if (sold === undefined || listed === undefined) throw new RangeError('The sums of sales and products have no row.')
  const lastDay = sold.last_day === NEVER ? null : sold.last_day
  const days = await askDays(ask, shop, addDays(lastDay ?? asOf, -DAYS_READ))
  const gaps = findGaps(days.rows, sold.first_day, asOf, holidays)
  const freshness = freshnessOf(events.rows, asOf)
  const ofSales = salesChecks(sold, currency)
  const ofProducts = productChecks(listed, sold)
  const findings = [
    ...orderFindings({ gaps, lastDay, asOf, currency }, days.evidence),
    ...eventFindings(freshness, asOf, events.evidence),
    ...duplicateFindings(duplicates.rows, currency, duplicates.evidence),
    ...checkFindings([...dueOf(ofSales, sales.evidence), ...dueOf(ofProducts, products.evidence)]),
  ]
  return {
    title: TITLE,
    method: METHOD,
    figures: [
      dayFigure(
        'last-order',
        { de: 'Tage seit der letzten Bestellung', en: 'Days since the last order' },
        lastDay,
        asOf,
        sales.evidence,
      ),
      dayFigure(
        'last-event',
        { de: 'Tage seit dem letzten Ereignis aus dem Shop', en: 'Days since the last event from the shop' },
        latestOf(freshness),
        asOf,
        events.evidence,
      ),
      ...ofSales
        .filter(({ id }) => id === 'cost-unknown' || id === 'no-customer')
        .map((check) => shareFigure(check, sales.evidence)),
    ],
    findings: findings.slice(0, MAX_FINDINGS),
    tables: [
      checkTable(ofSales, SALES_TABLE, sales.evidence),
      checkTable(ofProducts, PRODUCT_TABLE, products.evidence),
      ...(freshness.length === 0 ? [] : [eventTable(freshness, events.evidence)]),
      ...(unmapped.rows.length === 0 ? [] : [unmappedTable(unmapped.rows, unmapped.evidence)]),
      ...(duplicates.rows.length === 0 ? [] : [duplicateTable(duplicates.rows, duplicates.evidence)]),
    ],
    charts: [],
    evidence: [sales, products, events, duplicates, unmapped, days].map(({ evidence }) => evidence),
    claims: [],
    notEnoughData:
      lastDay === null
        ? {
            de: 'Es sind noch keine Bestellungen eingelesen: dirigent import shopify-orders <Datei>.',
            en: 'No orders have been imported yet: dirigent import shopify-orders <file>.',
          }
        : null,
  }
}

const SALES_TABLE = {
  id: 'data-health.sales',
  title: { de: 'Lücken in den Verkäufen', en: 'Gaps in the sales' },
  counted: { de: 'Betroffen', en: 'Concerned' },
}
const PRODUCT_TABLE = {
  id: 'data-health.products',
  title: { de: 'Lücken im Katalog', en: 'Gaps in the catalogue' },
  counted: { de: 'Produkte', en: 'Products' },
}

function dayFigure(id: string, label: Figure['label'], lastDay: Day | null, asOf: Day, evidence: Evidence): Figure {
  return {
    id: `data.${id}`,
    label,
    value: lastDay === null ? null : daysBetween(lastDay, asOf),
    unit: 'days',
    interval: null,
    n: null,
    missing: lastDay === null ? { de: 'Noch nichts eingelesen.', en: 'Nothing imported yet.' } : null,
    comparisons: [],
    evidenceId: evidence.id,
  }
}

function shareFigure(check: ReturnType<typeof salesChecks>[number], evidence: Evidence): Figure {
  return {
    id: `data.${check.id}`,
    label: { de: `${check.label.de}, Anteil am Umsatz`, en: `${check.label.en}, share of revenue` },
    value: check.share,
    unit: 'ratio',
    interval: null,
    n: check.of,
    missing: check.share === null ? { de: 'Kein Umsatz in zwölf Monaten.', en: 'No revenue in twelve months.' } : null,
    comparisons: [],
    evidenceId: evidence.id,
  }
}
