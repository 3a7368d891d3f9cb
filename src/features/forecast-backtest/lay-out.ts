import { invalidFile } from '../../core/csv-file.ts'
import type { RawSeries } from './raw-series.ts'
import { findAxis, type TimeAxis } from './time-axis.ts'

/** A series on an even grid of steps. */
export interface Series {
  readonly id: string
  /** Float64Array[n], NaN in gaps, from the first to the last known value; empty where nothing is known. */
  readonly history: Float64Array
  /** Each Float64Array[n + known steps ahead], NaN where the file says nothing. */
  readonly regressors: readonly Float64Array[]
}

/** A file with one wrong date must not fill the memory with gaps. */
const MOST_GAPS = 10_000
const GAPS_PER_ROW = 50
/** Summer time ends on a Sunday, and the hour that comes twice lies before this one. */
const DOUBLED_BEFORE_HOUR = 4

interface Counts {
  gaps: number
  doubled: number
}

interface Place {
  /** Step from the first row. */
  at: number
  /** Place in the raw arrays. */
  row: number
}

/**
 * Puts the rows of each series in order on an even grid.
 * @throws AppError  input.invalid for two rows of one time, a date between two steps, or a date far from all others
 */
export function layOut(raw: readonly RawSeries[], file: string): { series: Series[]; notes: string[] } {
  const axis = raw.some(({ moments }) => moments.length > 0) ? findAxis(raw.map(({ moments }) => moments)) : null
  const counts = { gaps: 0, doubled: 0 }
  const series = raw.map((one) => gridOf(one, { axis, file, counts }))
  const notes: string[] = []
  if (axis !== null) notes.push(`The rows are ${axis.words} apart.`)
  if (counts.gaps > 0) {
    notes.push(
      `${counts.gaps} steps have no row or no value; they count as not known, not as 0 (write a 0 where there was nothing).`,
    )
  }
  if (counts.doubled > 0)
    notes.push(`${counts.doubled} hours stand twice, as when summer time ends; their mean was taken.`)
  return { series, notes }
}

interface GridOptions {
  axis: TimeAxis | null
  file: string
  counts: Counts
}

function gridOf(raw: RawSeries, options: GridOptions): Series {
  const places = placesOf(raw, options)
  const known = places.filter(({ row }) => Number.isFinite(raw.values[row]))
  const first = known[0]?.at ?? 0
  const last = known.at(-1)?.at ?? -1
  const n = last - first + 1
  const end = Math.max(last, places.at(-1)?.at ?? last)
  checkSize(raw, places, options.file)
  const history = new Float64Array(n).fill(Number.NaN)
  const regressors = raw.columns.map(() => new Float64Array(n === 0 ? 0 : end - first + 1).fill(Number.NaN))
  for (const { at, row } of places) {
    if (at < first) continue
    if (at <= last) put(history, at - first, raw.values[row])
    raw.columns.forEach((column, i) => {
      const target = regressors[i]
      if (target !== undefined && n > 0) put(target, at - first, column[row])
    })
  }
  for (const value of history) if (Number.isNaN(value)) options.counts.gaps++
  return { id: raw.id, history, regressors }
}

/** Two rows of a doubled hour give their mean. */
function put(target: Float64Array, at: number, value = Number.NaN): void {
  const before = target[at] ?? Number.NaN
  if (Number.isNaN(before)) target[at] = value
  else if (!Number.isNaN(value)) target[at] = (before + value) / 2
}

/** Every row's step, ascending, from the first row on. */
function placesOf(raw: RawSeries, { axis, file, counts }: GridOptions): Place[] {
  const { steps, moments, lines, id } = raw
  const timeOf = (row: number) => (axis === null ? (steps[row] ?? 0) : (moments[row]?.instantMs ?? 0))
  const order = Uint32Array.from(lines, (_, row) => row).sort((a, b) => timeOf(a) - timeOf(b))
  const start = moments[order[0] ?? 0]
  const places = Array.from(order, (row): Place => {
    const moment = moments[row]
    if (axis === null || moment === undefined || start === undefined)
      return { at: (steps[row] ?? 0) - timeOf(order[0] ?? 0), row }
    const at = axis.stepOf(moment, start)
    if (at !== null) return { at, row }
    const sentence = `${file}, line ${lines[row]}, column date: series '${id}' is off the steps of ${axis.words} that most rows keep; correct the date, or give the column step instead.`
    throw invalidFile(sentence, file, { line: lines[row] ?? 0, column: 'date' })
  })
  for (let i = 1; i < places.length; i++) {
    const [before, here] = [places[i - 1], places[i]]
    if (before === undefined || here === undefined || before.at !== here.at) continue
    const clock = new Date(moments[here.row]?.civilMs ?? 0)
    const isSummersEnd = clock.getUTCDay() === 0 && clock.getUTCHours() < DOUBLED_BEFORE_HOUR
    if (axis?.isWithinDay === true && isSummersEnd && places[i - 2]?.at !== here.at) {
      counts.doubled++
      continue
    }
    const [one, two] = [lines[before.row] ?? 0, lines[here.row] ?? 0].sort((a, b) => a - b)
    const column = axis === null ? 'step' : 'date'
    const sentence = `${file}, line ${two}, column ${column}: series '${id}' has this ${column} in line ${one} already; there must be one row per series and ${column} (add the values up first).`
    throw invalidFile(sentence, file, { line: two ?? 0, column })
  }
  return places
}

function checkSize({ id, lines }: RawSeries, places: readonly Place[], file: string): void {
  const steps = (places.at(-1)?.at ?? 0) + 1
  if (steps <= MOST_GAPS + GAPS_PER_ROW * places.length) return
  let [widest, line] = [0, 0]
  for (let i = 1; i < places.length; i++) {
    const gap = (places[i]?.at ?? 0) - (places[i - 1]?.at ?? 0)
    if (gap > widest) [widest, line] = [gap, lines[places[i]?.row ?? 0] ?? 0]
  }
  const sentence = `${file}, line ${line}: series '${id}' jumps ${widest} steps; check the step or date there.`
  throw invalidFile(sentence, file, { line })
}
