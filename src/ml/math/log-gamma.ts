const HALF_LOG_TWO_PI = 0.9189385332046728

/** zeta(k) - 1 for k = 2 .. 30, the coefficients of log gamma's Taylor series at 2. */
const ZETA_MINUS_ONE = Float64Array.of(
  0.6449340668482264,
  0.2020569031595943,
  0.08232323371113819,
  0.03692775514336993,
  0.01734306198444914,
  0.008349277381922827,
  0.00407735619794434,
  0.0020083928260822143,
  0.0009945751278180853,
  0.0004941886041194645,
  0.0002460865533080483,
  0.00012271334757848915,
  6.124813505870483e-5,
  3.058823630702049e-5,
  1.528225940865187e-5,
  7.637197637899763e-6,
  3.81729326499984e-6,
  1.908212716553939e-6,
  9.539620338727962e-7,
  4.769329867878064e-7,
  2.38450502727733e-7,
  1.1921992596531106e-7,
  5.960818905125948e-8,
  2.980350351465228e-8,
  1.4901554828365043e-8,
  7.45071178983543e-9,
  3.725334024788457e-9,
  1.862659723513049e-9,
  9.313274324196682e-10,
)
const ONE_MINUS_EULER = 0.42278433509846713

/**
 * Natural logarithm of the gamma function, accurate to about 1e-15 of max(1, |result|), also near its zeros at 1 and 2.
 * @param x  > 0
 * @returns  log gamma(x); Infinity for x = Infinity
 * @throws RangeError  x is not positive
 * Source: Abramowitz & Stegun 6.1.33 (Taylor series at 2), 6.1.41 (Stirling). Golden values: test/golden/special-functions.json
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma needs x > 0, got ${x}`)
  if (x === Infinity) return Infinity
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x)
  if (x < 0.5) return logGammaNearTwo(x) - Math.log1p(x) - Math.log(x)
  if (x < 1.5) return logGammaNearTwo(x - 1) - Math.log1p(x - 1)
  let reduced = x
  let product = 1
  while (reduced > 2.5) {
    reduced -= 1
    product *= reduced
  }
  return logGammaNearTwo(reduced - 2) + Math.log(product)
}

/**
 * What Stirling's formula leaves out: log gamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2). With it, quotients of gamma
 * functions are formed without subtracting large numbers.
 * @param x  > 0
 * @throws RangeError  x is not positive
 * Source: Abramowitz & Stegun 6.1.41; its use as in Loader (2000), "Fast and accurate computation of binomial probabilities"
 */
export function stirlingCorrection(x: number): number {
  if (x >= 10) return stirlingSeries(x)
  return logGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI)
}

/** log gamma(2 + z) for |z| <= 1/2. */
function logGammaNearTwo(z: number): number {
  let sum = 0
  for (let k = ZETA_MINUS_ONE.length + 1; k >= 2; k--) {
    const coefficient = (ZETA_MINUS_ONE[k - 2] as number) / k // within the table by the loop's bounds
    sum = (k % 2 === 0 ? coefficient : -coefficient) + z * sum
  }
  return z * (ONE_MINUS_EULER + z * sum)
}

function stirlingSeries(x: number): number {
  const s = 1 / x
  const q = s * s
  return (
    s *
    (1 / 12 + q * (-1 / 360 + q * (1 / 1260 + q * (-1 / 1680 + q * (1 / 1188 + q * (-691 / 360360 + q * (1 / 156)))))))
  )
}
