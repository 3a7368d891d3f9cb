import type { SpendHistory } from './gamma-gamma.ts'

/**
 * Pearson correlation of frequency and average value over the customers with repeat purchases. The Gamma-Gamma model
 * assumes they are independent: beyond about 0.3 in size its figures should be read with care.
 * @returns  coefficient -1..1 and n; null where fewer than three customers or no spread leave it undefined
 * @throws RangeError  lengths differ
 * Source: Fader & Hardie (2013), section 1 (the assumption)
 */
export function frequencyValueCorrelation({ frequency, value }: SpendHistory): {
  coefficient: number | null
  n: number
} {
  if (value.length !== frequency.length) {
    throw new RangeError(`frequency and value differ in length: ${frequency.length}, ${value.length}`)
  }
  let n = 0
  let meanX = 0
  let meanY = 0
  let xx = 0
  let yy = 0
  let xy = 0
  for (let i = 0; i < frequency.length; i++) {
    const x = frequency[i] as number // i < n
    const y = value[i] as number
    if (x === 0) continue
    n += 1
    const dx = x - meanX
    const dy = y - meanY
    meanX += dx / n
    meanY += dy / n
    xx += dx * (x - meanX)
    yy += dy * (y - meanY)
    xy += dx * (y - meanY)
  }
  const spread = Math.sqrt(xx) * Math.sqrt(yy)
  if (n < 3 || !(spread > 0)) return { coefficient: null, n }
  return { coefficient: Math.max(-1, Math.min(1, xy / spread)), n }
}
