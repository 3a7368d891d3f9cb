import type { Day } from '../../core/time.ts'

/** One day at one place; null: not measured. */
export interface DayWeather {
  /** Mean, degrees Celsius. */
  readonly temperature: number | null
  /** Millimetres. */
  readonly rain: number | null
  /** Hours. */
  readonly sunshine: number | null
}

export type WeatherDays = ReadonlyMap<Day, DayWeather>
