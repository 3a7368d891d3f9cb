/** The guardrails as they are typed: families are lines, overrides a row for each setting. */
import type { Family, Limits, PricingRules } from '../schema.ts'

/** Settings that are numbers. */
export const NUMBERS = [
  'minMarginPercent',
  'largestStepPercent',
  'productChangesPerWeek',
  'floorCents',
  'ceilingCents',
  'slowBelowDays',
  'clearAboveDays',
  'taxPercent',
] as const satisfies readonly (keyof Limits)[]
/** The two sides of the competitor band, each a row of its own. */
export const SIDES = ['belowPercent', 'abovePercent'] as const
/** What an override can set here; the rest is set by the API and stays as it is. */
export const SETTINGS = [...NUMBERS, ...SIDES, 'endings', 'objective', 'paused'] as const
export type Setting = (typeof SETTINGS)[number]

type Override = PricingRules['overrides'][number]

export interface OverrideRow {
  readonly scope: Override['scope']
  readonly key: string
  readonly setting: Setting
  /** A number or nothing; as it is typed for endings ('99, 95'), the word for objective and paused. */
  readonly value: number | string | null
}

export interface TypedRules extends Omit<PricingRules, 'overrides' | 'families'> {
  readonly rows: readonly OverrideRow[]
  /** What the rows cannot say. */
  readonly others: readonly Override[]
  readonly families: string
  /** '99, 95, 49' */
  readonly endings: string
}

export function typedOf({ overrides, families, ...rest }: PricingRules): TypedRules {
  const rows = overrides.flatMap(({ scope, key, limits }) =>
    typedLimits(limits).map(([setting, value]): OverrideRow => ({ scope, key, setting, value })),
  )
  const others = overrides.flatMap(({ limits: { revenueWeight }, ...named }): Override[] =>
    revenueWeight === undefined ? [] : [{ ...named, limits: { revenueWeight } }],
  )
  const lines = families.map(
    ({ name, order, products }) => `${name}: ${products.join(order === 'same' ? ' = ' : ' < ')}`,
  )
  return { ...rest, rows, others, families: lines.join('\n'), endings: rest.everywhere.endings.join(', ') }
}

function typedLimits(limits: Override['limits']): [Setting, OverrideRow['value']][] {
  const { endings, objective, paused, competitorBand } = limits
  const typed = NUMBERS.map((name): [Setting, OverrideRow['value'] | undefined] => [name, limits[name]])
  // A band that is switched off is one row without a number.
  if (competitorBand === null) typed.push(['belowPercent', null])
  else for (const side of SIDES) typed.push([side, competitorBand?.[side]])
  typed.push(['endings', endings?.join(', ')], ['objective', objective])
  typed.push(['paused', paused === undefined ? undefined : paused ? 'yes' : 'no'])
  return typed.flatMap(([setting, value]) => (value === undefined ? [] : [[setting, value]]))
}

export function rulesOf({ rows, others, families, endings, ...rest }: TypedRules): PricingRules {
  const overrides = new Map<string, Override>()
  const lay = (
    scope: Override['scope'],
    key: string,
    limitsOver: (before: Override['limits']) => Override['limits'],
  ) => {
    const name = `${scope} ${key}`
    const before = overrides.get(name)?.limits ?? {}
    overrides.set(name, { scope, key, limits: { ...before, ...limitsOver(before) } })
  }
  for (const { scope, key, limits } of others) lay(scope, key, () => limits)
  for (const row of rows)
    if (row.key.trim() !== '') lay(row.scope, row.key.trim(), ({ competitorBand }) => limitOf(row, competitorBand))
  return {
    ...rest,
    everywhere: { ...rest.everywhere, endings: endingsOf(endings) },
    overrides: [...overrides.values()],
    families: linesOf(families).flatMap((line) => familyOf(line) ?? []),
  }
}

function limitOf({ setting, value }: OverrideRow, band: Limits['competitorBand'] | undefined): Override['limits'] {
  switch (setting) {
    case 'endings':
      return { endings: endingsOf(String(value ?? '')) }
    case 'objective':
      return { objective: value === 'revenue' || value === 'mix' ? value : 'profit' }
    case 'paused':
      return { paused: value === 'yes' }
    case 'belowPercent':
    case 'abovePercent':
      return { competitorBand: bandWith(band ?? null, setting, typeof value === 'number' ? value : null) }
    default:
      return { [setting]: typeof value === 'number' ? value : null }
  }
}

/** Both sides or none: a band that is open at one end is one as wide as can be. */
export function bandWith(
  band: Limits['competitorBand'],
  side: (typeof SIDES)[number],
  value: number | null,
): Limits['competitorBand'] {
  return value === null ? null : { ...(band ?? { belowPercent: 100, abovePercent: 100 }), [side]: value }
}

function endingsOf(text: string): number[] {
  const found = text.match(/\d{1,2}/g) ?? []
  return [...new Set(found.map(Number))]
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** 'Bottle: A-500 < A-1000'; null: it is no family. */
function familyOf(line: string): Family | null {
  const colon = line.indexOf(':')
  const name = line.slice(0, Math.max(0, colon)).trim()
  const members = line.slice(colon + 1)
  const order = members.includes('<') ? 'rising' : 'same'
  const products = members.split(order === 'rising' ? '<' : '=').map((part) => part.trim())
  const isGood = colon > 0 && name !== '' && products.length > 1 && products.every((product) => product !== '')
  return isGood ? { name, order, products } : null
}

/** Lines that are no family, for saying so. */
export function faultyFamilies(text: string): string[] {
  return linesOf(text).filter((line) => familyOf(line) === null)
}
