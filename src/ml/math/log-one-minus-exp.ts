/** log(1 - exp(t)) for t <= 0 without loss at either end: the logarithm of a complement from the logarithm of a probability. */
export function logOneMinusExp(t: number): number {
  if (t >= 0) return -Infinity
  return t > -Math.LN2 ? Math.log(-Math.expm1(t)) : Math.log1p(-Math.exp(t))
}
