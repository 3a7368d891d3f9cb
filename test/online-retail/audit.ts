/** What an audit is: for the figures, tables, charts and findings whose id matches, what the raw file says they must be. */
import { expect } from 'vitest'
import type { Chart, Figure, Finding, Table } from '../../src/features/findings/index.ts'
import type { Report } from '../../src/features/report/schema.ts'
import type { Golden } from './golden.ts'
import type { Ledger } from './ledger.ts'

export interface World {
  readonly report: Report
  readonly asOf: string
  readonly ledger: Ledger
  /** What a reference implementation says about the same file. */
  readonly golden: Golden
}

/** What is reckoned of a world, kept for the audits that need it again. */
export function oncePerWorld<T>(reckon: (world: World) => T): (world: World) => T {
  let kept: { readonly world: World; readonly result: T } | null = null
  return (world) => {
    if (kept?.world !== world) kept = { world, result: reckon(world) }
    return kept.result
  }
}

export interface Audit<Item> {
  readonly id: RegExp
  /** Whether a report on this data set may be without such a thing. */
  readonly isRare?: boolean
  readonly check: (item: Item, world: World) => void
}

export interface Audits {
  /** The step of the night whose part of the report this is. */
  readonly step: string
  readonly figures?: readonly Audit<Figure>[]
  readonly tables?: readonly Audit<Table>[]
  readonly charts?: readonly Audit<Chart>[]
  readonly findings?: readonly Audit<Finding>[]
}

export type Cell = string | number | null

/** What a statistic must fulfil where its value is not reckoned anew. */
export interface Rule {
  readonly rule: string
  readonly holds: (found: Cell) => boolean
}

export type Expected = Cell | Rule

export const isNumber: Rule = { rule: 'a number', holds: (found) => typeof found === 'number' }
export const isProbability: Rule = {
  rule: 'a number from 0 to 1',
  holds: (found) => typeof found === 'number' && found >= 0 && found <= 1,
}

/** A number that may be off by so much of its size, as where two programs fit the same model. */
export function near(value: number, share: number): Rule {
  return {
    rule: `within ${share} of ${value}`,
    holds: (found) => typeof found === 'number' && Math.abs(found - value) <= share * Math.abs(value),
  }
}

/** A number that may be off by this much. */
export function within(value: number, distance: number): Rule {
  return {
    rule: `within ${distance} of ${value}`,
    holds: (found) => typeof found === 'number' && Math.abs(found - value) <= distance,
  }
}

/** Noise of floating-point sums in another order; money and counts are far from it. */
const NOISE = 1e-9

/** What is wrong with a value; null where nothing is. */
export function fault(found: Cell, expected: Expected): string | null {
  if (expected !== null && typeof expected === 'object') {
    return expected.holds(found) ? null : `the report says ${found}, expected is ${expected.rule}`
  }
  if (typeof found === 'number' && typeof expected === 'number') {
    if (Math.abs(found - expected) <= NOISE * Math.max(1, Math.abs(expected))) return null
  } else if (found === expected) return null
  return `the report says ${found}, the raw file ${expected}`
}

const SHOWN = 20

function expectNoFaults(faults: readonly (string | null)[]): void {
  const real = faults.filter((one) => one !== null)
  expect(real.slice(0, SHOWN), `${real.length} values disagree`).toEqual([])
}

export interface ExpectedFigure {
  readonly value: Expected
  readonly unit: Figure['unit']
  readonly n: Expected
  /** Left out: no interval. */
  readonly interval?: { readonly low: Expected; readonly high: Expected; readonly level: number }
  /** Left out: no comparisons. By their English label, in order. */
  readonly comparisons?: readonly { readonly label: string; readonly value: Expected; readonly change: Expected }[]
}

export function expectFigure(figure: Figure, expected: ExpectedFigure): void {
  const { id } = figure
  const faults = [
    named(id, fault(figure.unit, expected.unit)),
    named(id, fault(figure.value, expected.value)),
    named(`${id} n`, fault(figure.n, expected.n)),
    named(`${id} says what is missing`, fault(String(figure.missing !== null), String(figure.value === null))),
    named(`${id} interval level`, fault(figure.interval?.level ?? null, expected.interval?.level ?? null)),
  ]
  if (expected.interval !== undefined) {
    faults.push(named(`${id} low`, fault(figure.interval?.low ?? null, expected.interval.low)))
    faults.push(named(`${id} high`, fault(figure.interval?.high ?? null, expected.interval.high)))
  }
  const comparisons = expected.comparisons ?? []
  expect(
    figure.comparisons.map(({ label }) => label.en),
    `comparisons of ${id}`,
  ).toEqual(comparisons.map(({ label }) => label))
  for (const [i, { label, value, change }] of comparisons.entries()) {
    faults.push(named(`${id} against ${label}`, fault(figure.comparisons[i]?.value ?? null, value)))
    faults.push(named(`${id} change against ${label}`, fault(figure.comparisons[i]?.change ?? null, change)))
  }
  expectNoFaults(faults)
}

function named(what: string, wrong: string | null): string | null {
  return wrong === null ? null : `${what}: ${wrong}`
}

/** Loose values, by name. */
export function expectValues(
  what: string,
  found: Readonly<Record<string, Cell>>,
  expected: Readonly<Record<string, Expected>>,
): void {
  expect(Object.keys(found).sort(), what).toEqual(Object.keys(expected).sort())
  expectNoFaults(
    Object.entries(expected).map(([name, value]) => named(`${what} ${name}`, fault(found[name] ?? null, value))),
  )
}

/** One expected row, by the key of its columns. */
export type ExpectedRow = Readonly<Record<string, Expected>>

/** A cell as it is audited: of a text in two languages both, where they differ. */
export function plain(cell: Table['rows'][number][number] | undefined): Cell {
  if (typeof cell !== 'object' || cell === null) return cell ?? null
  return cell.de === cell.en ? cell.de : `${cell.de} / ${cell.en}`
}

/** Every cell of the table; a column the audit does not know is a fault. */
export function expectTable(table: Table, rows: readonly ExpectedRow[], rowCount: number = rows.length): void {
  const keys = table.columns.map(({ key }) => key)
  const faults: (string | null)[] = [
    named(`${table.id} rows shown`, fault(table.rows.length, rows.length)),
    named(`${table.id} rowCount`, fault(table.rowCount, rowCount)),
  ]
  for (const [i, cells] of table.rows.entries()) {
    const row = rows[i] ?? {}
    faults.push(named(`${table.id} row ${i} cells`, fault(cells.length, keys.length)))
    for (const [k, key] of keys.entries()) {
      const expected = row[key]
      const where = `${table.id} row ${i} (${plain(cells[0])}) ${key}`
      faults.push(
        expected === undefined ? `${where}: no audit for this column` : named(where, fault(plain(cells[k]), expected)),
      )
    }
    for (const key of Object.keys(row)) if (!keys.includes(key)) faults.push(`${table.id} lacks the column ${key}`)
  }
  expectNoFaults(faults)
}

export interface ExpectedChart {
  readonly kind: Chart['kind']
  readonly unit: Chart['unit']
  readonly x: readonly string[]
  /** In order. */
  readonly series: readonly { readonly role: Chart['series'][number]['role']; readonly values: readonly Expected[] }[]
}

export function expectChart(chart: Chart, expected: ExpectedChart): void {
  expect({ kind: chart.kind, unit: chart.unit, x: chart.x }, chart.id).toEqual({
    kind: expected.kind,
    unit: expected.unit,
    x: [...expected.x],
  })
  expect(
    chart.series.map(({ role }) => role),
    `series of ${chart.id}`,
  ).toEqual(expected.series.map(({ role }) => role))
  const faults = expected.series.flatMap(({ role, values }, k) => {
    const found = chart.series[k]?.values ?? []
    return [
      named(`${chart.id} ${role} length`, fault(found.length, values.length)),
      ...values.map((value, i) => named(`${chart.id} ${role} ${k} at ${chart.x[i]}`, fault(found[i] ?? null, value))),
    ]
  })
  expectNoFaults(faults)
}

/** A number between two others, both inclusive. */
export function between(low: number, high: number): Rule {
  return {
    rule: `from ${low} to ${high}`,
    holds: (found) => typeof found === 'number' && found >= low && found <= high,
  }
}

/** now / before - 1; null where there was nothing before or it is not known. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before <= 0 ? null : now / before - 1
}

/** Part over whole; null where the whole is nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** 97.5 % quantile of the standard normal distribution. */
export const Z95 = 1.959963984540054

/** Wilson's 95 % interval of a share. */
export function wilson95(hits: number, n: number): { low: number; high: number; level: number } {
  const square = Z95 * Z95
  const middle = (hits + square / 2) / (n + square)
  const reach = (Z95 / (n + square)) * Math.sqrt((hits * (n - hits)) / n + square / 4)
  return { low: hits === 0 ? 0 : middle - reach, high: hits === n ? 1 : middle + reach, level: 0.95 }
}
