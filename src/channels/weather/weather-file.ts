/** Weather from a CSV file: date, temperature, rain, sunshine. */
import { columnPlaces, headerHint, invalidFile, readCsvFile } from '../../core/csv-file.ts'
import { messageOf } from '../../core/errors.ts'
import { type Day, parseDay } from '../../core/time.ts'
import type { DayWeather } from './day-weather.ts'

const AMOUNTS = ['temperature', 'rain', 'sunshine'] as const
/** What no thermometer, gauge or clock shows. */
const BOUNDS = { temperature: [-90, 60], rain: [0, 2_000], sunshine: [0, 24] } as const

/**
 * Days of a file with the columns date and at least one of temperature (mean, degrees Celsius), rain (millimetres) and sunshine
 * (hours); an empty field is not known.
 * @throws AppError  input.not-found, or input.invalid naming file, line and column and what is expected
 */
export function readWeatherFile(path: string): Promise<Map<Day, DayWeather>> {
  return readCsvFile(path, 'weather', async (lines, file) => {
    let places: ReadonlyMap<string, number> | null = null
    const days = new Map<Day, DayWeather>()
    for await (const { record, info } of lines) {
      if (places === null) {
        places = placesOf(record, file)
        continue
      }
      const where = `${file}, line ${info.lines}`
      const field = (column: string) => record[places?.get(column) ?? -1] ?? ''
      const day = dayFrom(field('date'), where, file)
      if (days.has(day)) throw invalidFile(`${where}, column date: ${day} stands there twice.`, file)
      const amount = (column: (typeof AMOUNTS)[number]) => amountFrom(field(column), column, where, file)
      days.set(day, { temperature: amount('temperature'), rain: amount('rain'), sunshine: amount('sunshine') })
    }
    if (days.size === 0) throw invalidFile(`${file} has no days. It needs a first line date,temperature,rain.`, file)
    return days
  })
}

function placesOf(header: readonly string[], file: string): ReadonlyMap<string, number> {
  const places = columnPlaces(header, ['date', ...AMOUNTS], file)
  if (places.has('date') && AMOUNTS.some((name) => places.has(name))) return places
  const sentence = `${file}, line 1: expected are date and at least one of ${AMOUNTS.join(', ')}.`
  throw invalidFile(`${sentence} ${headerHint(header)}`, file, { line: 1 })
}

function dayFrom(text: string, where: string, file: string): Day {
  try {
    return parseDay(text, 'date')
  } catch (error) {
    throw invalidFile(`${where}, column ${messageOf(error)}`, file)
  }
}

function amountFrom(text: string, column: (typeof AMOUNTS)[number], where: string, file: string): number | null {
  if (text === '') return null
  const [least, most] = BOUNDS[column]
  const value = Number(text)
  if (value >= least && value <= most) return value
  throw invalidFile(`${where}, column ${column}: '${text}' is no number from ${least} to ${most}.`, file)
}
