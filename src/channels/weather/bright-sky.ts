/** Bright Sky: what the stations of the Deutscher Wetterdienst measured and what its model foresees, by the hour. */
import { z } from 'zod'
import { type Day, dayOf } from '../../core/time.ts'
import { callRemote, hostOf, orMissing, type Remote, shaped, type Wire } from '../call.ts'
import { isTemporary } from '../fault.ts'
import type { DayWeather } from './day-weather.ts'

export interface BrightSkySettings {
  readonly url: string
  /** Degrees north and east: '52.52,13.41'. */
  readonly place: string
  /** Of the shop: its days are counted. */
  readonly timeZone: string
}

const amount = z.number().nullish()
const answerSchema = z.object({
  weather: z.array(
    z.object({
      timestamp: z.iso.datetime({ offset: true }),
      temperature: amount,
      /** Millimetres of the hour. */
      precipitation: amount,
      /** Minutes of the hour. */
      sunshine: amount,
    }),
  ),
})
type Hour = z.infer<typeof answerSchema>['weather'][number]

/** A day with fewer hours says nothing about its mean. */
const LEAST_HOURS = 18
const TRIES = 3
const PAUSE_MS = 2_000

/**
 * Days from `from` to `to`, both inclusive, as far as the service knows them.
 * @throws AppError 'channel.failed' where it does not answer, refuses, or answers something else
 */
export async function askBrightSky(
  { url, place, timeZone }: BrightSkySettings,
  { from, to }: { from: Day; to: Day },
  wire: Wire,
): Promise<Map<Day, DayWeather>> {
  const remote: Remote = {
    name: `Bright Sky (${hostOf(url)})`,
    url,
    urlSetting: 'DIRIGENT_WEATHER_URL',
    accessSettings: 'DIRIGENT_WEATHER_URL',
    rights: { de: 'zum Lesen des Wetters', en: 'to read the weather' },
    secrets: [],
  }
  const [lat = '', lon = ''] = place.split(',')
  // Without an hour the last day would be asked for up to its first one.
  const query = new URLSearchParams({ lat, lon, date: from, last_date: `${to}T23:00`, tz: timeZone })
  for (let tried = 1; ; tried++) {
    try {
      const call = { method: 'GET', path: `weather?${query}`, headers: {}, also: orMissing } as const
      const { status, json } = await callRemote(remote, call, wire)
      // No station is near enough, or none had begun to measure.
      return status === 404 ? new Map() : daysOf(shaped(remote, answerSchema, json).weather, timeZone)
    } catch (error) {
      if (!isTemporary(error) || tried === TRIES) throw error
      await wire.sleep(PAUSE_MS * tried)
    }
  }
}

function daysOf(hours: readonly Hour[], timeZone: string): Map<Day, DayWeather> {
  const byDay = new Map<Day, Hour[]>()
  for (const hour of hours) {
    const day = dayOf(Date.parse(hour.timestamp), timeZone)
    const known = byDay.get(day)
    if (known === undefined) byDay.set(day, [hour])
    else known.push(hour)
  }
  return new Map([...byDay].map(([day, known]) => [day, dayFrom(known)]))
}

function dayFrom(hours: readonly Hour[]): DayWeather {
  const total = (of: (hour: Hour) => number | null | undefined) => {
    const known = hours.flatMap((hour) => of(hour) ?? [])
    const sum = known.reduce((all, value) => all + value, 0)
    return known.length < LEAST_HOURS ? null : { sum, mean: sum / known.length }
  }
  const sunshine = total((hour) => hour.sunshine)
  return {
    temperature: total((hour) => hour.temperature)?.mean ?? null,
    rain: total((hour) => hour.precipitation)?.sum ?? null,
    sunshine: sunshine === null ? null : sunshine.sum / 60,
  }
}
