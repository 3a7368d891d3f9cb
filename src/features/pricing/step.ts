/** The report's part about prices: what was said of each change, and what came. */
import { z } from 'zod'
import type { Text } from '../../core/lang.ts'
import { addDays } from '../../core/time.ts'
import { type Contribution, type NightStep, type StepContext, tableOf, textCell } from '../findings/index.ts'
import { DECISION_TYPE } from './decision-fact.ts'
import { measureResults } from './results.ts'
import type { PriceResult, ResultList } from './schema.ts'

const TITLE: Text = { de: 'Preise: gesagt und gekommen', en: 'Prices: said and came' }
const METHOD: Text = {
  de: 'Verkäufe vor und nach jeder Preisänderung, gegen Produkte gehalten, deren Preis in derselben Zeit blieb (Differenz der Differenzen, 90-%-Spanne).',
  en: 'Sales before and after each change of price, held against products whose price stayed in the same time (difference in differences, 90% interval).',
}
const NONE: Text = {
  de: 'Noch hat die Fähigkeit „Preise wählen“ keinen Preis geändert; nach der ersten freigegebenen Änderung steht hier, was sie gebracht hat.',
  en: 'The skill ‘Choose prices’ has not changed a price yet; after the first approved change, what it brought will stand here.',
}
const WITHIN: Text = { de: 'Änderungen, die im gesagten Band kamen', en: 'Changes that came within what was said' }
const NOT_JUDGED: Text = {
  de: 'Noch ist keine Änderung fertig gemessen.',
  en: 'No change has been measured to the end yet.',
}
const MOST_SHOWN = 30

export const pricingStep: NightStep = { name: 'pricing', title: TITLE, needs: [], run }

const countRow = z.object({ day: z.string(), changes: z.number() })

async function run({ ask, events, asOf, timeZone }: StepContext): Promise<Contribution> {
  const { rows, evidence } = await ask({
    id: 'decisions',
    title: { de: 'Preisänderungen je Tag', en: 'Changes of price per day' },
    sql: `
      SELECT toString(toDate(time, {timeZone:String})) AS day, uniqExact(JSONExtractString(properties, 'key')) AS changes
      FROM events
      WHERE type = '${DECISION_TYPE}'
      GROUP BY day
      ORDER BY day DESC`,
    params: { timeZone },
    row: countRow,
  })
  const empty = {
    title: TITLE,
    method: METHOD,
    figures: [],
    findings: [],
    tables: [],
    charts: [],
    claims: [],
    evidence: [evidence],
  }
  if (rows.length === 0) return { ...empty, notEnoughData: NONE }
  const results = await measureResults(events, addDays(asOf, 1), timeZone)
  return {
    ...empty,
    figures: [figureOf(results, evidence.id)],
    tables: [resultTable(results.items, evidence.id)],
    notEnoughData: null,
  }
}

function figureOf({ judged, within }: ResultList, evidenceId: string): Contribution['figures'][number] {
  return {
    id: 'pricing.within',
    label: WITHIN,
    value: judged === 0 ? null : within / judged,
    unit: 'ratio',
    interval: null,
    n: judged,
    missing: judged === 0 ? NOT_JUDGED : null,
    comparisons: [],
    evidenceId,
  }
}

function resultTable(items: readonly PriceResult[], evidenceId: string) {
  const whole = (cents: number | undefined) => (cents === undefined ? null : Math.round(cents))
  return tableOf({ id: 'pricing.results', title: TITLE, evidenceId, shown: MOST_SHOWN }, items, [
    ['title', { de: 'Produkt', en: 'Product' }, 'text', ({ title }) => textCell(title)],
    ['day', { de: 'Tag', en: 'Day' }, 'date', ({ day }) => day],
    ['from', { de: 'Alter Preis', en: 'Old price' }, 'cents', ({ fromCents }) => fromCents],
    ['to', { de: 'Neuer Preis', en: 'New price' }, 'cents', ({ toCents }) => toCents],
    [
      'said',
      { de: 'Gesagt, in vier Wochen', en: 'Said, in four weeks' },
      'cents',
      ({ said }) => whole(said?.margin.change),
    ],
    ['came', { de: 'Gekommen', en: 'Came' }, 'cents', ({ came }) => whole(came?.marginCents)],
    ['low', { de: 'von', en: 'from' }, 'cents', ({ came }) => whole(came?.lowCents)],
    ['high', { de: 'bis', en: 'to' }, 'cents', ({ came }) => whole(came?.highCents)],
    ['note', { de: 'Anmerkung', en: 'Note' }, 'text', ({ missing }) => (missing === null ? null : textCell(missing))],
  ])
}
