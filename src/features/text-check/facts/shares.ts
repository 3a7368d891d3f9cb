import type { ReadText } from '../text/tokens.ts'
import { type MaterialClaim, readMaterials } from './claims.ts'
import type { Quantity } from './quantities.ts'

/** So far behind a share, and before it, stands what it is a share of; characters. */
const BEHIND = 40
const BEFORE = 12

/** 'm:cotton' for '80 % Baumwolle' and 'Baumwolle (80 %)': what a share is a share of. */
export function materialsBeside(text: ReadText, { start, end, unit }: Quantity): readonly string[] {
  if (unit?.dimension !== 'percent') return []
  const all = readMaterials(text)
  const next = firstFrom(all, end)
  const [behind, further, before] = [all[next], all[next + 1], all[next - 1]]
  // 'Zu 80 Prozent besteht der Stoff aus Baumwolle': what is named first may be what has the share.
  const isApart = ({ start: from }: MaterialClaim) => from - end > 3
  const gapOf = (from: number, to: number) => text.plain.slice(from, to)
  if (behind !== undefined && behind.start - end < BEHIND && !/[%\d,;.]/.test(gapOf(end, behind.start)))
    return [behind, ...(isApart(behind) && further !== undefined && further.start - end < BEHIND ? [further] : [])].map(
      ({ id }) => `m:${id}`,
    )
  const isBefore = before !== undefined && before.end <= start && start - before.end < BEFORE
  return isBefore && !/[%\d;.]/.test(gapOf(before.end, start)) ? [`m:${before.id}`] : []
}

/** Place of the first claim that begins at an offset or behind it. */
function firstFrom(claims: readonly MaterialClaim[], offset: number): number {
  let [low, high] = [0, claims.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((claims[middle]?.start ?? 0) >= offset) high = middle
    else low = middle + 1
  }
  return low
}
