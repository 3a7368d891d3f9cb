/** Cohorts by month of first order: who comes back, how soon, and what it brings. */
import type { Chart, Contribution, Evidence, NightStep, StepContext } from '../findings/index.ts'
import { COMPARED_DAYS, changeFinding, compareCohorts, repeatChart, SIGNIFICANCE, START_MONTHS } from './change.ts'
import { repeatFigures, repeatTable, retentionChart, retentionTable, revenueCurve, revenueFigures } from './model.ts'
import { askRepeats, askRetention } from './store.ts'
import { missingText, revenueTitle } from './texts.ts'

const TITLE = { de: 'Jahrgänge und Wiederkauf', en: 'Cohorts and repeat purchases' }

const METHOD = {
  de: `Jahrgang: Monat der ersten Bestellung im Bestand. Wieder bestellt: eine Bestellung an einem späteren Tag binnen 30, 60, 90 oder 365 Tagen; nur Kunden, die so lange beobachtet sind; Spannen nach Wilson (95 %). Die letzten drei fertigen Jahrgänge werden mit bis zu zwölf davor verglichen (${COMPARED_DAYS} Tage, Unterschied zweier Anteile, die Streuung zwischen den Jahrgängen eingerechnet, t-Test, Niveau ${SIGNIFICANCE * 100} %); die ersten ${START_MONTHS} Monate des Bestands bleiben dabei außen vor, weil dort alte Kunden wie neue aussehen.`,
  en: `Cohort: month of the first order on record. Ordered again: an order on a later day within 30, 60, 90 or 365 days; only customers seen for that long; Wilson intervals (95%). The last three finished cohorts are compared with up to twelve before (${COMPARED_DAYS} days, difference of two shares with the scatter between cohorts taken in, t test, level ${SIGNIFICANCE * 100}%); the first ${START_MONTHS} months on record are left out there, because old customers look new in them.`,
}

export const cohortsStep: NightStep = { name: 'cohorts', title: TITLE, needs: [], run }

async function run({ ask, asOf, currency }: StepContext): Promise<Contribution> {
  const repeats = await askRepeats(ask, asOf)
  const retention = await askRetention(ask, asOf)
  const { rows } = repeats
  const change = compareCohorts(rows, asOf)
  const finding = change === null ? null : changeFinding(change, currency, repeats.evidence)
  const figures = repeatFigures(rows, asOf, repeats.evidence)
  const heatmap = retentionChart(retention.rows, asOf, retention.evidence)
  const curve = revenueChart(revenueCurve(retention.rows, asOf), currency, retention.evidence)
  const again = change === null ? null : repeatChart(change, repeats.evidence)
  const first = figures[0]
  return {
    title: TITLE,
    method: METHOD,
    figures: [...figures, ...revenueFigures(rows, asOf, repeats.evidence)],
    findings: finding === null ? [] : [finding],
    tables:
      rows.length === 0
        ? []
        : [repeatTable(rows, asOf, repeats.evidence), retentionTable(retention.rows, asOf, retention.evidence)],
    charts: [heatmap, again, curve].filter((chart) => chart !== null),
    evidence: [repeats.evidence, retention.evidence],
    claims: [],
    notEnoughData: first?.value === null ? (first.missing ?? missingText(null)) : null,
  }
}

function revenueChart(curve: readonly number[], currency: string, evidence: Evidence): Chart | null {
  const last = curve.at(-1)
  if (last === undefined || curve.length < 2) return null
  return {
    id: 'cohorts.revenue',
    title: revenueTitle(last, curve.length, currency),
    kind: 'line',
    unit: 'cents',
    x: curve.map((_, age) => String(age)),
    series: [{ name: { de: 'Umsatz je Kunde', en: 'Revenue per customer' }, role: 'actual', values: [...curve] }],
    marks: [],
    evidenceId: evidence.id,
  }
}
