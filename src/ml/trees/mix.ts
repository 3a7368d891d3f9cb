/**
 * A number 0 <= x < 1 that depends on the three counters alone, so that a draw needs no state and every thread makes the same one.
 * Source: the finaliser of MurmurHash3 (Appleby), applied counter by counter
 */
export function mix(seed: number, a: number, b: number): number {
  return (scramble(scramble(scramble(seed ^ 0x9e3779b9) ^ a) ^ b) >>> 0) / 4294967296
}

function scramble(value: number): number {
  let x = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) + 0x6d2b79f5
}
