import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestState } from '../../../test/state-store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { openWeather } from './open.ts'
import { readWeatherFile } from './weather-file.ts'

const TIME_ZONE = 'Europe/Berlin'
const NOW = Date.parse('2026-06-30T06:00:00Z')

let state: StateStore
let server: Server
let url: string
/** What the stand-in does with the next requests; then it answers. */
let faults: ((response: ServerResponse) => void)[] = []
let asked: URL[] = []

/** Each hour of the days asked for, up to three days ahead of now: as warm as the day of the month, one millimetre at noon. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const address = new URL(request.url ?? '/', url)
  asked.push(address)
  const fault = faults.shift()
  if (fault !== undefined) {
    fault(response)
    return
  }
  const from = Date.parse(`${address.searchParams.get('date')}T00:00:00+02:00`)
  const to = Math.min(Date.parse(`${address.searchParams.get('last_date')}:00+02:00`), NOW + 3 * 86_400_000)
  const weather = []
  for (let at = from; at <= to; at += 3_600_000) {
    const local = new Date(at + 7_200_000)
    const isNoon = local.getUTCHours() === 12
    weather.push({
      timestamp: `${local.toISOString().slice(0, 19)}+02:00`,
      source_id: 1,
      temperature: local.getUTCDate(),
      precipitation: isNoon ? 1 : 0,
      sunshine: local.getUTCHours() < 6 ? 0 : 30,
    })
  }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ weather, sources: [] }))
}

beforeAll(async () => {
  state = await openTestState()
  server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/` // a port was listened on
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await state.close()
})
beforeEach(async () => {
  ;[faults, asked] = [[], []]
  await state.pool.query('TRUNCATE weather_days')
})

function weather(part: { file?: string | null; now?: number; timeoutMs?: number } = {}) {
  const { file = null, now = NOW, timeoutMs = 2_000 } = part
  const ask = openWeather(
    { place: '52.52,13.41', url, file, timeZone: TIME_ZONE },
    { state, clock: { now: () => now }, wire: { timeoutMs, sleep: async () => undefined } },
  )
  if (ask === null) throw new Error('Weather is set up.')
  return ask
}

const inFile = (name: string, text: string): string => {
  const path = join(tmpdir(), `dirigent-weather-${process.pid}-${name}.csv`)
  writeFileSync(path, text)
  return path
}

describe('the weather', () => {
  it('is asked for at the place, by day of the shop: mean temperature, rain and sunshine of the day', async () => {
    const { days, problem } = await weather()('2026-06-10', '2026-06-12')
    expect(problem).toBeNull()
    expect([...(days ?? [])]).toEqual(
      ['10', '11', '12'].map((day) => [`2026-06-${day}`, { temperature: Number(day), rain: 1, sunshine: 9 }]),
    )
    expect(asked).toHaveLength(1)
    expect(asked[0]?.searchParams.get('lat')).toBe('52.52')
    expect(asked[0]?.searchParams.get('lon')).toBe('13.41')
  })

  it('is kept: only what is not settled yet is asked for again', async () => {
    await weather()('2026-03-01', '2026-07-02')
    expect(asked.length).toBe(2)
    asked = []
    const { days } = await weather({ now: NOW + 86_400_000 })('2026-03-01', '2026-07-02')
    expect(asked.map((address) => address.searchParams.get('date'))).toEqual(['2026-06-27'])
    expect(days?.size).toBe(124)
  })

  it('foresees as far as the service does', async () => {
    const { days } = await weather()('2026-06-29', '2026-07-10')
    expect(days?.has('2026-07-02')).toBe(true)
    expect(days?.has('2026-07-10')).toBe(false)
  })

  it('is asked for again where the service failed or wanted patience', async () => {
    faults = [
      (response) => response.writeHead(503).end('busy'),
      (response) => response.writeHead(429, { 'retry-after': '1' }).end(),
    ]
    const { days, problem } = await weather()('2026-06-10', '2026-06-10')
    expect(problem).toBeNull()
    expect(days?.get('2026-06-10')?.temperature).toBe(10)
  })

  it('says why there is none, and gives what was kept', async () => {
    await weather()('2026-06-01', '2026-06-05')
    faults = Array.from({ length: 3 }, () => (response: ServerResponse) => response.writeHead(500).end())
    const { days, problem } = await weather()('2026-06-01', '2026-06-12')
    expect(days?.get('2026-06-05')?.temperature).toBe(5)
    expect(days?.has('2026-06-12')).toBe(false)
    expect(problem?.de).toMatch(/Ohne das neueste Wetter gerechnet: Bright Sky .* hat einen Fehler gemeldet \(500\)/)
    expect(problem?.en).toMatch(/reported a fault \(500\)/)
  })

  it('does not wait for ever', async () => {
    faults = Array.from({ length: 3 }, () => () => undefined)
    const { days, problem } = await weather({ timeoutMs: 100 })('2026-06-10', '2026-06-10')
    expect(days).toBeNull()
    expect(problem?.en).toMatch(/did not answer/)
  })

  it('refuses what is no answer of the service', async () => {
    faults = [(response) => response.end('<html>'), (response) => response.end('{"weather": 4}')]
    expect((await weather()('2026-06-10', '2026-06-10')).problem?.en).toMatch(/no answer of its interface/)
    expect((await weather()('2026-06-10', '2026-06-10')).problem?.en).toMatch(/in a form that Dirigent does not know/)
  })

  it('is not known where no station is near, and is not asked for each night', async () => {
    faults = [(response) => response.writeHead(404).end('{}')]
    const { days, problem } = await weather()('2026-05-10', '2026-05-11')
    expect(problem).toBeNull()
    expect(days?.get('2026-05-10')).toEqual({ temperature: null, rain: null, sunshine: null })
    asked = []
    await weather()('2026-05-10', '2026-05-11')
    expect(asked).toEqual([])
  })

  it('comes from a file where one is set, before what the service says', async () => {
    const file = inFile('own', 'date,temperature,rain\n2026-06-10,-3.5,\n2026-06-11,2,12.5\n')
    const { days } = await weather({ file })('2026-06-10', '2026-06-12')
    expect(days?.get('2026-06-10')).toEqual({ temperature: -3.5, rain: null, sunshine: null })
    expect(days?.get('2026-06-11')).toEqual({ temperature: 2, rain: 12.5, sunshine: null })
    expect(days?.get('2026-06-12')?.temperature).toBe(12)
  })

  it('goes on with the service where the file cannot be read', async () => {
    const { days, problem } = await weather({ file: '/nowhere/weather.csv' })('2026-06-10', '2026-06-10')
    expect(days?.size).toBe(1)
    expect(problem?.en).toMatch(/weather\.csv/)
  })

  it('is not set up without a place and a file', () => {
    const settings = { place: null, url, file: null, timeZone: TIME_ZONE }
    expect(openWeather(settings, { state, clock: { now: () => NOW } })).toBeNull()
  })
})

describe('a weather file', () => {
  it.each([
    ['without a date', 'temperature\n3\n', /line 1: expected are date and at least one of temperature, rain, sunshine/],
    ['without weather', 'date,mood\n2026-01-01,good\n', /line 1: expected are date/],
    ['with a day that is none', 'date,rain\n2026-02-30,1\n', /line 2, column date: '?2026-02-30/],
    [
      'with a day twice',
      'date,rain\n2026-02-01,1\n2026-02-01,2\n',
      /line 3, column date: 2026-02-01 stands there twice/,
    ],
    [
      'with a number that is none',
      'date,rain\n2026-02-01,viel\n',
      /line 2, column rain: 'viel' is no number from 0 to 2000/,
    ],
    ['with rain upwards', 'date,rain\n2026-02-01,-1\n', /line 2, column rain: '-1'/],
    ['with nothing below its first line', 'date,rain\n', /has no days/],
    ['with nothing at all', '', /has no days/],
  ])('%s is refused with line and column', async (name, text, sentence) => {
    await expect(readWeatherFile(inFile(name.replaceAll(' ', '-'), text))).rejects.toThrow(sentence)
  })
})
