/** Earlier claims held against what came. Pure: the claims and the days come from the caller. */
import type { Text } from '../../core/lang.ts'
import { addDays, type Day } from '../../core/time.ts'
import { calibration, claimCheck, outcomeOf } from '../../language/sentences/forecast.ts'
import { kpiChange } from '../../language/sentences/kpi.ts'
import { metricLabel } from '../../language/sentences/metric.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import type { Claim, Finding } from '../findings/index.ts'

export type ActualByDay = ReadonlyMap<Day, { readonly revenueCents: number; readonly orders: number }>

interface CheckedClaim {
  readonly claim: Claim
  /** Null: the day's figure is not known. */
  readonly actual: number | null
  readonly inBand: boolean | null
  /** 'Umsatz am Sonntag, 22. November 2026'. */
  readonly title: Text
  /** 'Gesagt: 12 bis 15 Tsd. €, gekommen: 13,1 Tsd. €. Im Band.' */
  readonly sentence: Text
}

/** How often the last claims held. */
interface Calibration {
  readonly metric: Claim['metric']
  /** Claims whose day has come, at most 28. */
  readonly checked: number
  readonly within: number
  /** What share of them was meant to hold; null where none could be checked. */
  readonly level: number | null
  readonly sentence: Text
}

export interface ClaimsChecked {
  /** One per claim, in order of day and metric. */
  readonly checked: readonly CheckedClaim[]
  readonly calibration: readonly Calibration[]
}

const CALIBRATION_CLAIMS = 28
const METRICS = ['revenueCents', 'orders'] as const

/**
 * Holds claims against what came.
 * @param claims       one for each day and metric: of several nights that spoke about a day, the last
 * @param actualByDay  what came, by shop day; a day that is not in it has not come or is not known
 * @param currency     ISO 4217 code, for the sentences
 */
export function checkClaims(claims: readonly Claim[], actualByDay: ActualByDay, currency: string): ClaimsChecked {
  const place = (claim: Claim) => claim.day + METRICS.indexOf(claim.metric)
  const checked = claims
    .toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
    .map((claim): CheckedClaim => {
      const actual = actualByDay.get(claim.day)?.[claim.metric] ?? null
      const said = { low: claim.low, high: claim.high }
      const { title, sentence } = claimCheck({ metric: claim.metric, day: claim.day, said, came: actual, currency })
      const inBand = actual === null ? null : outcomeOf(said, actual) === 'within'
      return { claim, actual, inBand, title, sentence }
    })
  return { checked, calibration: METRICS.map((metric) => calibrationOf(metric, checked)) }
}

function calibrationOf(metric: Claim['metric'], checked: readonly CheckedClaim[]): Calibration {
  const last = checked
    .filter(({ claim, inBand }) => claim.metric === metric && inBand !== null)
    .slice(-CALIBRATION_CLAIMS)
  const within = last.filter(({ inBand }) => inBand === true).length
  const level = last.at(-1)?.claim.level ?? null
  return {
    metric,
    checked: last.length,
    within,
    level,
    sentence: calibration({ checked: last.length, within, level: level ?? 0 }),
  }
}

/**
 * The finding where the result of `day` left its band; null where it held or nothing was claimed. Revenue speaks before
 * orders. Its stake is null: the day's headline of the sales step carries the money.
 * @param evidenceId  the evidence the actual figures rest on
 */
export function leftBand(
  { checked, calibration: calibrations }: ClaimsChecked,
  { day, currency, evidenceId }: { day: Day; currency: string; evidenceId: string },
): Finding | null {
  const left = checked.filter(({ claim, inBand }) => claim.day === day && inBand === false)
  const main = left.find(({ claim }) => claim.metric === 'revenueCents') ?? left[0]
  if (main === undefined || main.actual === null) return null
  const { claim, actual } = main
  const label = metricLabel(claim.metric)
  const above = actual > claim.high
  const held = calibrations.find(({ metric }) => metric === claim.metric)
  const statement = kpiChange({
    metric: claim.metric,
    period: { kind: 'day', day, today: addDays(day, 1) },
    value: actual,
    comparisons: [],
    expected: claim,
    currency,
  })
  return {
    id: 'claims.left-band',
    kind: 'forecast',
    direction: above ? 'good' : 'bad',
    stakeCents: null,
    stakePeriodDays: 1,
    title: {
      de: `${label.de} ${above ? 'über' : 'unter'} dem Vorhergesagten`,
      en: `${label.en} ${above ? 'above' : 'below'} what was forecast`,
    },
    sentence: bothLangs((lang) =>
      [...left.map(({ title, sentence }) => `${title[lang]}. ${sentence[lang]}`), held?.sentence[lang] ?? '']
        .join(' ')
        .trim(),
    ),
    figure: {
      id: `claims.${claim.metric}`,
      label,
      value: actual,
      unit: claim.metric === 'revenueCents' ? 'cents' : 'count',
      interval: { low: claim.low, high: claim.high, level: claim.level },
      n: held?.checked ?? null,
      missing: null,
      comparisons: [
        {
          label: { de: 'Vorhergesagt', en: 'Forecast' },
          value: claim.value,
          change: claim.value > 0 ? actual / claim.value - 1 : null,
        },
      ],
      evidenceId,
    },
    chart: null,
    evidenceIds: [evidenceId],
    next: [...statement.next],
  }
}
