/**
 * Derivative of log gamma, accurate to about 1e-15 of max(1, |result|).
 * @param x  > 0
 * @throws RangeError  x is not positive
 * Source: Abramowitz & Stegun 6.3.5 (recurrence), 6.3.18 (asymptotic series). Golden values: test/golden/special-functions.json
 */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`digamma needs x > 0, got ${x}`)
  let shifted = x
  let result = 0
  while (shifted < 10) {
    result -= 1 / shifted
    shifted += 1
  }
  const q = 1 / (shifted * shifted)
  const series =
    q * (1 / 12 + q * (-1 / 120 + q * (1 / 252 + q * (-1 / 240 + q * (1 / 132 + q * (-691 / 32760 + q * (1 / 12)))))))
  return result + Math.log(shifted) - 0.5 / shifted - series
}
