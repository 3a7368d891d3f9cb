import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { runInline } from '../../compute/index.ts'
import { AppError } from '../../core/errors.ts'
import { backtestForecast } from './service.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-series-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(name: string, content: string | Buffer, options: { horizon?: number; period?: number } = {}) {
  const [input, output] = [join(folder, name), join(folder, `${name}.out.csv`)]
  writeFileSync(input, content)
  const notes: string[] = []
  const tools = {
    compute: runInline,
    signal: new AbortController().signal,
    note: (sentence: string) => notes.push(sentence),
    progress: () => undefined,
  }
  const result = await backtestForecast(
    { input, output, horizon: options.horizon ?? 3, period: options.period ?? 1 },
    tools,
  )
  const rows = readFileSync(output, 'utf8')
    .trim()
    .split('\n')
    .map((row) => row.split(','))
  return { result, notes, rows }
}

async function faultOf(name: string, content: string | Buffer): Promise<AppError> {
  const error: unknown = await run(name, content).catch((thrown: unknown) => thrown)
  if (error instanceof AppError) return error
  throw new Error(`${name} was taken`)
}

const random = randomSource(1)
const day = (t: number) => new Date(Date.UTC(2024, 0, 1 + t)).toISOString().slice(0, 10)

describe('backtestForecast', () => {
  it('holds out the end of each series, beats the naive forecast, and writes the steps after the end', async () => {
    const lines = ['a', 'b'].flatMap((id) =>
      Array.from(
        { length: 72 },
        (_, t) =>
          `${id},${t + 1},${(200 + t + 60 * Math.sin((2 * Math.PI * t) / 12) + 4 * random.normal()).toFixed(3)}`,
      ),
    )
    const text = `ID,Step,Value\n${lines.toReversed().join('\n')}\nshort,1,4\nnone,1,\n`
    const { result, notes, rows } = await run('months.csv', text, { horizon: 6, period: 12 })
    expect(result).toMatchObject({ series: 4, tested: 2, horizon: 6, frequency: 12, written: 18 })
    expect(result.mase ?? 9).toBeLessThan(0.85 * (result.seasonalNaive.mase ?? 0))
    expect(result.leftOut).toEqual([
      { reason: 'no known value', series: 1, ids: ['none'] },
      { reason: 'too short to hold out 6 steps: at least 7 are needed', series: 1, ids: ['short'] },
    ])
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
    expect(rows[0]).toEqual(['id', 'step', 'forecast', 'lower90', 'upper90'])
    expect(rows).toHaveLength(19)
    for (const [, , forecast, low, high] of rows.slice(1)) {
      expect(Number(low)).toBeLessThanOrEqual(Number(forecast))
      expect(Number(high)).toBeGreaterThanOrEqual(Number(forecast))
    }
    expect(rows.find(([id]) => id === 'short')?.slice(0, 3)).toEqual(['short', '1', '4'])
    expect(notes).toContainEqual(expect.stringMatching(/1 series have too little data \(a model needs 8 .* has 1\)/))
    const packed = await run('months.csv.gz', gzipSync(text), { horizon: 6, period: 12 })
    expect(packed.result).toEqual(result)
  })

  it('takes rows of dates in any order, gaps as not known, columns of numbers as regressors and their future rows', async () => {
    const lines = Array.from({ length: 84 }, (_, t) => {
      const promotion = t % 9 === 4 ? 1 : 0
      return `x,${day(t)},${t >= 80 ? '' : 100 + 50 * promotion + random.normal()},${promotion},text`
    }).filter((_, t) => t !== 30)
    const { result, notes, rows } = await run(
      'days.csv',
      `id,date,value,promotion,shop\n${lines.toReversed().join('\n')}`,
      {
        horizon: 6,
        period: 7,
      },
    )
    expect(result.regressors).toEqual(['promotion'])
    expect(notes).toContain('Passed over, as they hold text: shop.')
    expect(notes).toContain('The rows are a day apart.')
    expect(notes).toContainEqual(expect.stringMatching(/^1 steps have no row or no value/))
    expect(notes).toContainEqual(expect.stringMatching(/steps ahead: of 1 series the further columns do not reach/))
    // Day 85 is the next promotion, step 6 after day 79: beyond the file, so it is taken from a week before, day 78, without one.
    expect(Number(rows[6]?.[2])).toBeLessThan(115)
  })

  it('counts months, the days of a change of summer time and the hour that comes twice', async () => {
    const months = Array.from(
      { length: 30 },
      (_, t) => `m,${2022 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}-01,${t}`,
    )
    expect((await run('m.csv', `id,date,value\n${months.join('\n')}`)).notes).toEqual(['The rows are a month apart.'])
    const instants = Array.from({ length: 20 }, (_, t) =>
      new Date(Date.UTC(2024, 2, 20 + t) - (t < 12 ? 1 : 2) * 3_600_000).toISOString(),
    ).map((date, t) => `d,${date},${t}`)
    expect((await run('d.csv', `id,date,value\n${instants.join('\n')}`)).notes).toEqual(['The rows are a day apart.'])
    const hours = Array.from({ length: 48 }, (_, t) => new Date(Date.UTC(2024, 9, 26, t)).toISOString().slice(0, 16))
    const doubled = [...hours, '2024-10-27T02:00'].map((date, t) => `h,${date},${t}`)
    expect((await run('h.csv', `id,date,value\n${doubled.join('\n')}`)).notes).toContain(
      '1 hours stand twice, as when summer time ends; their mean was taken.',
    )
  })

  const head = 'id,step,value\na,1,5\n'
  it.each([
    ['twice.csv', `${head}a,1,6\n`, "twice.csv, line 3, column step: series 'a' has this step in line 2 already"],
    ['word.csv', `${head}a,2,many\n`, "word.csv, line 3, column value: 'many' is no number"],
    ['comma.csv', `${head}a,2,"1,5"\n`, "comma.csv, line 3, column value: '1,5' is no number"],
    ['half.csv', `${head}a,1.5,6\n`, "half.csv, line 3, column step: '1.5' is no whole number"],
    ['noid.csv', `${head},2,6\n`, 'noid.csv, line 3, column id: the field is empty'],
    ['far.csv', `${head}a,2000000000,6\n`, "far.csv, line 3: series 'a' jumps 1999999999 steps"],
    ['regressor.csv', 'id,step,value,price\na,1,5,2\na,2,5,x\n', "line 3, column price: 'x' is no number"],
    ['date.csv', 'id,date,value\na,2024-02-30,5\n', "date.csv, line 2, column date: '2024-02-30' is no date"],
    ['double.csv', 'id,date,value\na,2024-02-02,5\na,2024-02-02,5\n', 'line 3, column date: series'],
    [
      'off.csv',
      `id,date,value\n${[0, 7, 14, 21, 30].map((t) => `a,${day(t)},1`).join('\n')}`,
      "off.csv, line 6, column date: series 'a' is off the steps of 7 days",
    ],
    ['columns.csv', 'id,value\na,1\n', 'columns.csv, line 1: step (or date) missing'],
    ['semicolon.csv', 'id;step;value\na;1;5\n', 'separated by something else than a comma'],
    ['both.csv', 'id,step,date,value\na,1,2024-01-01,5\n', 'there is a column step and a column date'],
    ['empty.csv', '', 'empty.csv is empty'],
    ['header.csv', 'id,step,value\n', 'header.csv has no rows'],
    ['unknown.csv', 'id,step,value\na,1,NA\n', 'no series has a known value'],
  ])('refuses %s in a sentence that names the place', async (name, content, sentence) => {
    const fault = await faultOf(name, content)
    expect(fault.code).toBe('input.invalid')
    expect(fault.message).toContain(sentence)
  })

  it('says that a file does not exist', async () => {
    const tools = {
      compute: runInline,
      signal: new AbortController().signal,
      note: () => undefined,
      progress: () => undefined,
    }
    const request = { input: join(folder, 'absent.csv'), output: null, horizon: 1, period: 1 }
    await expect(backtestForecast(request, tools)).rejects.toThrow(/absent\.csv does not exist/)
  })
})
