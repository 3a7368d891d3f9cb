/**
 * The record key of an intent: the same for every attempt, so that a post cannot be made twice.
 * Source: AT protocol, record keys of type `tid`: 53 bits of microseconds and 10 bits that tell writers apart, as 13 signs.
 */
import { hash32 } from '../../core/ids.ts'
import type { Intent } from './outlet.ts'

const SIGNS = '234567abcdefghijklmnopqrstuvwxyz'
const LENGTH = 13

export function tidOf({ key, begunAt }: Intent): string {
  const hash = hash32(key)
  // The clock gives milliseconds; the hash tells apart what begins within the same one.
  const micros = BigInt(begunAt) * 1_000n + BigInt(hash % 1_000)
  let rest = (micros << 10n) | BigInt(Math.floor(hash / 1_000) % 1_024)
  let tid = ''
  for (let at = 0; at < LENGTH; at++) {
    tid = SIGNS.charAt(Number(rest & 31n)) + tid
    rest >>= 5n
  }
  return tid
}
