/** When an event happened, by the clock of this machine. */
import { Refused } from './json.ts'

const EARLIEST = Date.UTC(2000, 0, 1)
const DAY_MS = 86_400_000
const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?(Z|z|[+-]\d{2}:?\d{2})?$/

/**
 * UTC milliseconds of an instant as clients write it: ISO 8601 (UTC where it names no zone), or a number of milliseconds.
 * @returns NaN where it is neither
 */
export function instantOf(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.length > 40) return Number.NaN
  const match = ISO.exec(value)
  if (match === null) return Number.NaN
  return Date.parse(match[1] === undefined && value.length > 10 ? `${value.replace(' ', 'T')}Z` : value)
}

/**
 * When it happened: `timestamp + (receivedAt - sentAt)`. Both are told by the client's clock, so its error falls out; how long
 * the request was under way remains. Without `sentAt` the client's clock is believed, without `timestamp` it is now.
 * @throws Refused where the timestamp is none, before the year 2000 or more than a day ahead
 */
export function timeOf(timestamp: unknown, sentAt: unknown, receivedAt: number): number {
  if (timestamp === undefined || timestamp === null || timestamp === '') return receivedAt
  const said = instantOf(timestamp)
  if (Number.isNaN(said)) throw new Refused('timestamp is no ISO 8601 date')
  const sent = instantOf(sentAt)
  const time = Math.round(Number.isNaN(sent) ? said : said + (receivedAt - sent))
  if (time < EARLIEST) throw new Refused('timestamp is before the year 2000')
  if (!(time <= receivedAt + DAY_MS)) throw new Refused('timestamp is more than a day ahead')
  return time
}
