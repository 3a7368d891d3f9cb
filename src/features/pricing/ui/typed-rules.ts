/** The guardrails as they are typed: families are lines, overrides a row for each setting. */
import type { Family, Limits, PricingRules } from '../schema.ts'

/** Settings that an override can have here; others that are set by the API stay as they are. */
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
type NumberName = (typeof NUMBERS)[number]

type Override = PricingRules['overrides'][number]

export interface OverrideRow {
  readonly scope: Override['scope']
  readonly key: string
  readonly setting: NumberName
  readonly value: number | null
}

export interface TypedRules extends Omit<PricingRules, 'overrides' | 'families'> {
  readonly rows: readonly OverrideRow[]
  /** What the rows cannot say. */
  readonly others: readonly Override[]
  readonly families: string
  /** '99, 95, 49' */
  readonly endings: string
}

const isNumber = (name: string): name is NumberName => NUMBERS.some((one) => one === name)

export function typedOf({ overrides, families, ...rest }: PricingRules): TypedRules {
  const rows = overrides.flatMap(({ scope, key, limits }) =>
    Object.entries(limits).flatMap(([setting, value]): OverrideRow[] =>
      isNumber(setting) && (typeof value === 'number' || value === null) ? [{ scope, key, setting, value }] : [],
    ),
  )
  const others = overrides.flatMap(({ limits, ...named }): Override[] => {
    const kept = Object.entries(limits).filter(([setting]) => !isNumber(setting))
    return kept.length === 0 ? [] : [{ ...named, limits: Object.fromEntries(kept) }]
  })
  const lines = families.map(
    ({ name, order, products }) => `${name}: ${products.join(order === 'same' ? ' = ' : ' < ')}`,
  )
  return { ...rest, rows, others, families: lines.join('\n'), endings: rest.everywhere.endings.join(', ') }
}

export function rulesOf({ rows, others, families, endings, ...rest }: TypedRules): PricingRules {
  const overrides = new Map<string, Override>()
  const named = rows.filter(({ key }) => key.trim() !== '')
  for (const { scope, key, limits } of [
    ...others,
    ...named.map(({ scope, key, setting, value }) => ({ scope, key: key.trim(), limits: { [setting]: value } })),
  ]) {
    const name = `${scope} ${key}`
    overrides.set(name, { scope, key, limits: { ...overrides.get(name)?.limits, ...limits } })
  }
  return {
    ...rest,
    everywhere: { ...rest.everywhere, endings: endingsOf(endings) },
    overrides: [...overrides.values()],
    families: linesOf(families).flatMap((line) => familyOf(line) ?? []),
  }
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
