/**
 * x log(x / m) + m - x, the deviance of a Poisson count x from its mean m, without cancellation where x is near m.
 * @param x  > 0
 * @param m  > 0
 * Source: Loader (2000), "Fast and accurate computation of binomial probabilities", bd0
 */
export function poissonDeviance(x: number, m: number): number {
  const difference = x - m
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) - difference
  // With v = (x - m) / (x + m), log(x / m) = 2 artanh(v); its first term is merged with m - x by hand.
  const v = difference / (x + m)
  const square = v * v
  let term = 2 * x * v
  let sum = difference * v
  for (let k = 3; ; k += 2) {
    term *= square
    const next = sum + term / k
    if (next === sum) return sum
    sum = next
  }
}
