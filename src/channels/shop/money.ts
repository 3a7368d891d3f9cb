/** Cents and the decimal texts that shops write prices in. */

/** 1290 -> '12.90' */
export function decimalOf(cents: number): string {
  return (cents / 100).toFixed(2)
}

/** '12.9' -> 1290; null where it is no amount. */
export function centsOf(amount: string | number | null | undefined): number | null {
  const text = String(amount ?? '').trim()
  return /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 100) : null
}
