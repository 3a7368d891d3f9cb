import type { Quantity } from './quantities.ts'

/** Values differ by less than this where only rounding lies between them. */
const ROUNDING = 0.02
const ABOUT = 0.06
/** 'Über 20 Liter' is said of 22, not of 60. */
const BEYOND = 1.25

/** Whether a number of a text says what a fact says, within rounding and what its words allow. */
export function agrees(meant: Quantity, fact: Quantity): boolean {
  // 'Ab 8 Jahren' is not said of 'ab 10 Jahren'.
  const said = meant.bound === fact.bound && meant.bound !== 'about' ? { ...meant, bound: 'exact' as const } : meant
  return said.low.some((low, reading) =>
    fact.low.some((factLow, factReading) => {
      const high = said.high[reading] ?? said.high[0] ?? low
      const factHigh = fact.high[factReading] ?? fact.high[0] ?? factLow
      return rangesAgree({ low, high }, { low: factLow, high: factHigh }, said)
    }),
  )
}

interface Range {
  readonly low: number
  readonly high: number
}

function rangesAgree(said: Range, fact: Range, { bound, half }: Quantity): boolean {
  const isSaidOne = said.low === said.high
  const isFactOne = fact.low === fact.high
  const close = (a: number, b: number) => {
    const share = bound === 'about' ? ABOUT * Math.abs(b) : Math.min(half, ROUNDING * Math.abs(b))
    return Math.abs(a - b) <= Math.max(share, 1e-9 * Math.abs(b))
  }
  if (isSaidOne && bound === 'above') return fact.high >= said.low * (1 - 1e-9) && fact.low <= said.low * BEYOND
  if (isSaidOne && bound === 'below') return fact.low <= said.low * (1 + 1e-9) && fact.high * BEYOND >= said.low
  if (isSaidOne && !isFactOne) return close(said.low, fact.low) || close(said.low, fact.high)
  if (!isSaidOne && isFactOne) return fact.low >= said.low && fact.low <= said.high
  return close(said.low, fact.low) && close(said.high, fact.high)
}
