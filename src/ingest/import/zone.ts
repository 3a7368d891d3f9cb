import { AppError } from '../../core/errors.ts'

const QUARTER_MS = 900_000
const DAY_MS = 86_400_000
const CACHE_SIZE = 100_000

/**
 * Turns wall-clock time of one place into instants. A time that happens twice (clocks go back) is the first of the two;
 * one that never happens (clocks go forward) moves on by the hour that was left out, as `Temporal` does by default.
 */
export class Zone {
  readonly #format: Intl.DateTimeFormat
  /** Wall time minus UTC, by quarter of an hour: no zone has changed inside one since 1970. */
  readonly #offsets = new Map<number, number>()
  /** The same for days around which the clocks are not changed; NaN: they are. */
  readonly #days = new Map<number, number>()
  #lastKey = Number.NaN
  #lastOffset = 0

  /** @throws AppError  usage.invalid when there is no such zone */
  constructor(timeZone: string) {
    try {
      this.#format = new Intl.DateTimeFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
    } catch (error) {
      const message = `The time zone '${timeZone}' is not known; give one such as Europe/Berlin.`
      throw new AppError('usage.invalid', message, { timeZone }, { cause: error })
    }
  }

  /** UTC milliseconds of a wall-clock time given as if it were UTC. */
  toUtc(wallMs: number): number {
    const key = Math.floor(wallMs / QUARTER_MS)
    if (key !== this.#lastKey) {
      this.#lastKey = key
      this.#lastOffset = this.#offsetOfWall(key)
    }
    return wallMs - this.#lastOffset
  }

  #offsetOfWall(key: number): number {
    const known = this.#offsets.get(key)
    if (known !== undefined) return known
    const wallMs = key * QUARTER_MS
    const ofDay = this.#offsetOfDay(Math.floor(wallMs / DAY_MS))
    if (!Number.isNaN(ofDay)) return ofDay
    const before = this.#offsetAt(wallMs - DAY_MS)
    const after = this.#offsetAt(wallMs + DAY_MS)
    let offset = before
    if (before !== after && this.#offsetAt(wallMs - before) !== before && this.#offsetAt(wallMs - after) === after) {
      offset = after
    }
    if (this.#offsets.size >= CACHE_SIZE) this.#offsets.clear()
    this.#offsets.set(key, offset)
    return offset
  }

  /** Asking the calendar costs more than reading a row. */
  #offsetOfDay(day: number): number {
    const known = this.#days.get(day)
    if (known !== undefined) return known
    const before = this.#offsetAt((day - 1) * DAY_MS)
    const offset = before === this.#offsetAt((day + 2) * DAY_MS) ? before : Number.NaN
    if (this.#days.size >= CACHE_SIZE) this.#days.clear()
    this.#days.set(day, offset)
    return offset
  }

  #offsetAt(utcMs: number): number {
    const part: Record<string, number> = {}
    for (const { type, value } of this.#format.formatToParts(utcMs)) part[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utcMs / 1000) * 1000
  }
}
