import type { Day } from '../../core/time.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import type { Figure } from '../findings/index.ts'
import { MEASURES, type Measure } from './measures.ts'
import { BASELINES, SCOPE_LABELS, SCOPES, type ScopeName } from './periods.ts'
import type { PeriodName, PeriodRow } from './schema.ts'

export interface FigureGround {
  readonly rows: readonly PeriodRow[]
  /** The shop's first day with an order: what lies before it is not known. */
  readonly first: Day
  readonly taxPercent: number
  readonly evidenceId: string
}

/** Every figure of the day, the last 7 and 28 days and the month to date, each with what it is held against. */
export function figuresOf(ground: FigureGround): Figure[] {
  return SCOPES.flatMap((scope) => MEASURES.map((measure) => figureOf(scope, measure, ground)))
}

/** The sums of a period; null where it begins before the shop's history. */
export function rowOf(ground: Pick<FigureGround, 'rows' | 'first'>, period: PeriodName): PeriodRow | null {
  const row = ground.rows.find((one) => one.period === period)
  return row === undefined || row.from_day < ground.first ? null : row
}

function figureOf(scope: ScopeName, measure: Measure, ground: FigureGround): Figure {
  const row = ground.rows.find(({ period }) => period === scope)
  const value = row === undefined ? null : measure.value(row, ground.taxPercent)
  return {
    id: `sales.${scope}.${measure.name}`,
    label: bothLangs((lang) => `${measure.label[lang]}, ${SCOPE_LABELS[scope][lang]}`),
    value: rounded(value, measure),
    unit: measure.unit,
    interval: null,
    n: row === undefined ? null : measure.n(row),
    missing: value === null ? measure.missing : null,
    comparisons: BASELINES[scope].map(({ period, label }) => {
      const before = rowOf(ground, period)
      const other = before === null ? null : measure.value(before, ground.taxPercent)
      return { label, value: rounded(other, measure), change: changeOf(value, other, measure) }
    }),
    evidenceId: ground.evidenceId,
  }
}

/** Money in whole cents; counts stay as they are, since the average of four days need not be whole. */
function rounded(value: number | null, { unit }: Measure): number | null {
  return value !== null && unit === 'cents' ? Math.round(value) : value
}

/** Relative change; null for shares, where points count, and where there was nothing before. */
function changeOf(value: number | null, other: number | null, { unit }: Measure): number | null {
  if (value === null || other === null || other <= 0 || unit === 'ratio') return null
  return value / other - 1
}
