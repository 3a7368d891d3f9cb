/** The weather at the shop's place, from a file, from Bright Sky, or from both. */
import { AppError, messageOf } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import { addDays, type Clock, type Day, dayOf, daysBetween } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { WIRE, type Wire } from '../call.ts'
import { askBrightSky } from './bright-sky.ts'
import type { DayWeather, WeatherDays } from './day-weather.ts'
import { readWeatherFile } from './weather-file.ts'
import { type KeptDay, keepDays, readKeptDays } from './weather-store.ts'

export interface WeatherSettings {
  /** '52.52,13.41': degrees north and east; null: Bright Sky is not asked. */
  readonly place: string | null
  readonly url: string
  /** CSV file whose days come before what is asked for; null: none. */
  readonly file: string | null
  readonly timeZone: string
}

interface Weather {
  /** Null: nothing is known. */
  readonly days: WeatherDays | null
  /** Why not everything is known that could be; null: nothing went wrong. */
  readonly problem: Text | null
}

export type AskWeather = (from: Day, to: Day) => Promise<Weather>

/** What is asked for at once. */
const MOST_DAYS = 90
/** Measurements are checked for some days; until then they are asked for again. */
const SETTLED_AFTER_DAYS = 3

/**
 * Asks for weather from one day to another, both inclusive. What goes wrong is said and costs nothing else: what is known is given.
 * Null: no weather is set up.
 */
export function openWeather(
  settings: WeatherSettings,
  { state, clock, wire = WIRE }: { state: Pick<StateStore, 'pool'>; clock: Clock; wire?: Wire },
): AskWeather | null {
  const { place, file } = settings
  if (place === null && file === null) return null
  return async (from, to) => {
    const days = new Map<Day, DayWeather>()
    const problems: Text[] = []
    try {
      if (place !== null) await takeKept({ ...settings, place }, { state, clock, wire }, { from, to, days })
    } catch (error) {
      problems.push(problemOf(error))
    }
    try {
      await takeWritten(file, { from, to, days })
    } catch (error) {
      problems.push(problemOf(error))
    }
    const [problem = null] = problems
    return { days: days.size === 0 ? null : days, problem }
  }
}

/** What is known already, without asking anybody elsewhere. @throws AppError where the file cannot be read */
export async function readKnownWeather(
  { place, file }: Pick<WeatherSettings, 'place' | 'file'>,
  state: Pick<StateStore, 'pool'>,
  { from, to }: { from: Day; to: Day },
): Promise<WeatherDays> {
  const days = new Map<Day, DayWeather>()
  const kept = place === null ? [] : await readKeptDays(state, place, from, to)
  for (const { day, temperature, rain, sunshine } of kept) days.set(day, { temperature, rain, sunshine })
  await takeWritten(file, { from, to, days })
  return days
}

async function takeWritten(file: string | null, { from, to, days }: Wanted): Promise<void> {
  const written = file === null ? [] : await readWeatherFile(file)
  for (const [day, weather] of written) if (day >= from && day <= to) days.set(day, weather)
}

interface Wanted {
  readonly from: Day
  readonly to: Day
  /** What is found is put here, so that it is there where asking fails half-way. */
  readonly days: Map<Day, DayWeather>
}

async function takeKept(
  { place, url, timeZone }: WeatherSettings & { place: string },
  { state, clock, wire }: { state: Pick<StateStore, 'pool'>; clock: Clock; wire: Wire },
  { from, to, days }: Wanted,
): Promise<void> {
  const kept = await readKeptDays(state, place, from, to)
  for (const { day, temperature, rain, sunshine } of kept) days.set(day, { temperature, rain, sunshine })
  const isSettled = ({ day, known_at: at }: KeptDay) => dayOf(at.getTime(), timeZone) > addDays(day, SETTLED_AFTER_DAYS)
  const settled = new Set(kept.filter(isSettled).map(({ day }) => day))
  const now = new Date(clock.now())
  const today = dayOf(clock.now(), timeZone)
  for (const range of rangesOf(from, to, settled)) {
    const found = await askBrightSky({ url, place, timeZone }, range, wire)
    const answered: KeptDay[] = []
    for (let day = range.from; day <= range.to; day = addDays(day, 1)) {
      const weather = found.get(day)
      // What nobody measured is not asked for each night; what is to come may be foreseen tomorrow.
      if (weather === undefined && day > today) continue
      const known = weather ?? { temperature: null, rain: null, sunshine: null }
      days.set(day, known)
      answered.push({ day, ...known, known_at: now })
    }
    await keepDays(state, place, answered)
  }
}

/** Runs of days that are not settled, in pieces. */
function rangesOf(from: Day, to: Day, settled: ReadonlySet<Day>): { from: Day; to: Day }[] {
  const ranges: { from: Day; to: Day }[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (settled.has(day)) continue
    const last = ranges.at(-1)
    if (last !== undefined && last.to === addDays(day, -1) && daysBetween(last.from, day) < MOST_DAYS) last.to = day
    else ranges.push({ from: day, to: day })
  }
  return ranges
}

function problemOf(error: unknown): Text {
  const said = error instanceof AppError ? error.details.text : undefined
  const why = isText(said) ? said : { de: messageOf(error), en: messageOf(error) }
  return {
    de: `Ohne das neueste Wetter gerechnet: ${why.de}`,
    en: `Reckoned without the latest weather: ${why.en}`,
  }
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'de' in value && 'en' in value
}
