import { UNITS, type Unit } from './units.data.ts'

/** The units by every way they are written; longer names without their capitals too. */
export const UNITS_BY_NAME: ReadonlyMap<string, Unit> = (() => {
  const units = new Map<string, Unit>()
  for (const unit of UNITS)
    for (const name of [...unit.de, ...unit.en]) {
      units.set(name, unit)
      if (name.length > 3) units.set(name.toLowerCase(), unit)
    }
  return units
})()

const byLower = new Map([...UNITS_BY_NAME].reverse().map(([name, unit]) => [name.toLowerCase(), unit]))

/** The unit of a name such as 'kg' or 'Stunden', in shops' data also without its capitals ('db'); undefined: none. */
export function unitNamed(name: string): Unit | undefined {
  return UNITS_BY_NAME.get(name) ?? (name.length > 1 ? byLower.get(name.toLowerCase()) : undefined)
}
