import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../core/errors.ts'
import { backtestClv } from './service.ts'

interface Golden {
  frequency: number[]
  recency: number[]
  age: number[]
  fit: { r: number; alpha: number; a: number; b: number; logLikelihood: number }
}

let folder = ''
let golden: Golden
let values: { value: number[]; fit: { p: number; q: number; v: number } }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clv-backtest-'))
  const read = async (name: string) =>
    JSON.parse(await readFile(new URL(`../../../test/golden/${name}`, import.meta.url), 'utf8'))
  golden = await read('bgnbd.json')
  values = await read('gamma-gamma.json')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

async function faultOf(path: string): Promise<AppError> {
  const fault = await backtestClv(path).catch((error: unknown) => error)
  if (!(fault instanceof AppError)) throw new Error(`expected a fault for ${path}`)
  return fault
}

describe('backtestClv', () => {
  it('fits the golden customers, whatever the order of the columns, packed or not', async () => {
    const rows = golden.frequency.map((x, i) => [golden.age[i], `c${i}`, 'x', golden.recency[i], x].join(','))
    const text = `\uFEFFT,id,note,recency,frequency\r\n${rows.join('\r\n')}\r\n\r\n`
    const plain = await backtestClv(await file('summary.csv', text))
    expect(plain.n).toBe(400)
    expect(plain.repeatCustomers).toBe(golden.frequency.filter((x) => x > 0).length)
    expect(plain.spend).toBeNull()
    for (const name of ['r', 'alpha', 'a', 'b', 'logLikelihood'] as const) {
      expect(Math.abs(plain[name] / golden.fit[name] - 1)).toBeLessThan(2e-6)
    }
    const packed = await backtestClv(await file('summary.csv.gz', gzipSync(text)))
    expect(packed).toEqual(plain)
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
  })

  it('fits spend too where there is a column monetary_value, and leaves out free purchases', async () => {
    const rows = golden.frequency.map((x, i) => [i, x, golden.recency[i], golden.age[i], values.value[i]].join(','))
    const text = `ID,frequency,recency,T,monetary_value\n${rows.join('\n')}\n400,2,10,50,0`
    const { spend, n } = await backtestClv(await file('spend.csv', text))
    expect(n).toBe(401)
    if (spend === null || !('p' in spend)) throw new Error('no spend model')
    expect(spend.n).toBe(golden.frequency.filter((x) => x > 0).length)
    expect(Math.abs(spend.p / values.fit.p - 1)).toBeLessThan(2e-5)
    expect(spend.correlation).toBeCloseTo(0.06651, 5)
  })

  it('says why there is no spend model', async () => {
    const text = 'ID,frequency,recency,T,monetary_value\n1,2,10,50,8\n2,1,10,50,8\n3,0,0,50,0\n'
    expect((await backtestClv(await file('same.csv', text))).spend).toEqual({ reason: 'values-identical' })
  })

  const head = 'ID,frequency,recency,T\n1,1,5,9\n'
  it.each([
    ['later.csv', `${head}2,1,10,9\n`, 'later.csv, line 3, column recency: 10 is more than T (9)'],
    ['word.csv', `${head}2,one,5,9\n`, "word.csv, line 3, column frequency: 'one' is no number"],
    ['comma.csv', `${head}2,1,"5,5",9\n`, "comma.csv, line 3, column recency: '5,5' is no number"],
    ['half.csv', `${head}\n2,1.5,5,9\n`, 'half.csv, line 4, column frequency: 1.5 is no whole number'],
    ['minus.csv', `${head}2,1,-5,9\n`, 'minus.csv, line 3, column recency: -5 is negative'],
    ['infinite.csv', `${head}2,1,5,1e999\n`, "infinite.csv, line 3, column T: '1e999' is no number"],
    ['short.csv', `${head}2,1,5\n`, 'short.csv, line 3, column T: the field is empty'],
    ['twice.csv', `${head}1,0,0,9\n`, "twice.csv, line 3, column ID: customer '1' already stands in line 2"],
    ['odd.csv', `${head}2,0,4,9\n`, 'odd.csv, line 3, column recency: 4 does not go with frequency 0'],
    ['quote.csv', `${head}"2,1,5,9\n`, 'quote.csv is no proper CSV'],
    ['empty.csv', '', 'empty.csv is empty'],
    ['header.csv', 'ID,frequency,recency,T\n', 'header.csv has no customers'],
    ['once.csv', 'ID,frequency,recency,T\n1,0,0,9\n', 'once.csv: none of the 1 customers bought again'],
    ['semicolon.csv', 'ID;frequency;recency;T\n1;1;5;9\n', 'separated by something else than a comma'],
    ['column.csv', 'ID,frequency,recency\n1,1,5\n', 'column.csv, line 1: T missing; expected are ID, frequency'],
    ['double.csv', 'ID,frequency,T,recency,T\n1,1,5,3,5\n', 'double.csv, line 1: the column T stands there twice'],
    ['cut.csv.gz', gzipSync(head.repeat(50)).subarray(0, 40), 'cut.csv.gz is damaged'],
  ])('refuses %s in a sentence that names the place', async (name, content, sentence) => {
    const fault = await faultOf(await file(name, content))
    expect(fault.code).toBe('input.invalid')
    expect(fault.message).toContain(sentence)
  })

  it('says that a file does not exist, and that a folder is no file', async () => {
    const absent = await faultOf(join(folder, 'absent.csv'))
    expect(absent.code).toBe('input.not-found')
    expect(absent.message).toContain('absent.csv does not exist')
    expect((await faultOf(folder)).message).toContain('is a folder')
  })
})
