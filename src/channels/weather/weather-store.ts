/** Weather that was asked for, kept by place and day. */
import type { Day } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { DayWeather } from './day-weather.ts'

type Pool = Pick<StateStore, 'pool'>

export interface KeptDay extends DayWeather {
  readonly day: Day
  readonly known_at: Date
}

export async function readKeptDays({ pool }: Pool, place: string, from: Day, to: Day): Promise<KeptDay[]> {
  const { rows } = await pool.query<KeptDay>(
    'SELECT day, temperature, rain, sunshine, known_at FROM weather_days WHERE place = $1 AND day BETWEEN $2 AND $3',
    [place, from, to],
  )
  return rows
}

export async function keepDays({ pool }: Pool, place: string, days: readonly KeptDay[]): Promise<void> {
  await pool.query(
    `INSERT INTO weather_days (place, day, temperature, rain, sunshine, known_at)
     SELECT $1, day, temperature, rain, sunshine, known_at
     FROM jsonb_to_recordset($2::jsonb) AS r (day date, temperature real, rain real, sunshine real, known_at timestamptz)
     ON CONFLICT (place, day) DO UPDATE SET temperature = excluded.temperature, rain = excluded.rain, sunshine = excluded.sunshine,
       known_at = excluded.known_at`,
    [place, JSON.stringify(days)],
  )
}
