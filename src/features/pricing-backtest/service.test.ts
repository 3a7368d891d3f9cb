import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { runInline } from '../../compute/index.ts'
import { AppError } from '../../core/errors.ts'
import { backtestPricing } from './service.ts'

const backtest = (input: string, output: string | null) => backtestPricing({ input, output }, runInline)

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pricing-backtest-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** Products whose prices move by themselves, in a shop with a season; the true elasticities beside. */
function sales(products: number, weeks: number) {
  const rng = randomSource(11)
  const truth: number[] = []
  const lines: string[] = []
  for (let p = 0; p < products; p++) {
    const elasticity = -1.8 + 0.5 * rng.normal()
    truth.push(elasticity)
    const base = 5 + 40 * rng.uniform()
    for (let week = 0; week < weeks; week++) {
      const promotion = rng.uniform() < 0.15 ? 1 : 0
      const price = Math.round(2000 * (1 + 0.15 * (rng.below(5) - 2)) * (1 - 0.2 * promotion)) / 100
      const season = Math.exp(0.4 * Math.sin((2 * Math.PI * week) / 52) + 0.3 * promotion)
      const units = rng.poisson((base * season * (price / 20) ** elasticity * rng.gamma(5)) / 5)
      lines.push(`${units},${week},p${p},${promotion},${price}`)
    }
  }
  return { truth, text: `units,week,product,promotion,price\n${lines.join('\n')}\n` }
}

describe('backtestPricing', () => {
  it('finds the elasticities that were put in, nine of ten within their interval, and sells better by price than without', async () => {
    const { truth, text } = sales(150, 80)
    const output = join(folder, 'elasticities.csv')
    const found = await backtest(await file('prices.csv.gz', gzipSync(text)), output)
    expect(found).toMatchObject({ products: 150, rows: 12_000, used: 150, leftOut: {} })
    expect(Math.abs(found.elasticity.pooled - -1.8)).toBeLessThan(0.15)
    const { holdout } = found
    expect(holdout?.by).toBe('week')
    expect(holdout?.rows).toBe(150 * 16)
    expect(holdout?.withPrice.deviance).toBeLessThan((holdout?.withoutPrice.deviance ?? 0) * 0.9)
    expect(holdout?.withoutPrice.deviance).toBeLessThan(holdout?.mean.deviance ?? 0)
    const [head, ...rows] = (await readFile(output, 'utf8')).trim().split('\n')
    expect(head).toBe('product,elasticity,lower90,upper90,n,prices,note')
    const inside = rows.filter((row, p) => {
      const [, , low, high] = row.split(',').map(Number)
      return (low ?? 0) <= (truth[p] ?? 0) && (truth[p] ?? 0) <= (high ?? 0)
    })
    expect(inside.length / truth.length).toBeGreaterThan(0.83)
    expect(inside.length / truth.length).toBeLessThan(0.97)
  })

  it('answers for one price, price zero, returns, nothing sold and few rows', async () => {
    const rows = [
      ...Array.from({ length: 30 }, (_, i) => `moving,${10 + (i % 3)},${20 - 5 * (i % 3)}`),
      ...Array.from({ length: 30 }, () => 'still,10,5'),
      ...Array.from({ length: 30 }, (_, i) => `dead,${10 + (i % 3)},0`),
      ...Array.from({ length: 5 }, (_, i) => `young,${10 + i},3`),
      'gift,0,7',
      'moving,10,-2',
    ]
    const output = join(folder, 'odd.csv.out')
    const found = await backtest(await file('odd.csv', `product,price,units\n${rows.join('\n')}`), output)
    expect(found.leftOut).toEqual({ 'one-price': 1, 'no-sales': 1, 'few-rows': 1, 'no-rows': 1 })
    expect(found).toMatchObject({ used: 1, freeRows: 1, returnRows: 1, holdout: { by: 'row' } })
    expect(JSON.stringify(found)).not.toContain('null')
    const written = await readFile(output, 'utf8')
    expect(written).toMatch(/still,-\d.*,30,1,one price ever; from the others/)
    expect(written).toMatch(/gift,-\d.*,0,0,no row with a price/)
    expect(written).not.toContain('NaN')
  })

  it('takes weeks as numbers, ISO weeks and days alike, in any order of the rows', async () => {
    const { text } = sales(3, 60)
    const [head, ...rows] = text.trim().split('\n')
    const monday = (week: string) => new Date(Date.UTC(2024, 0, 1) + Number(week) * 7 * 86_400_000)
    const dated = rows.map((row) =>
      row.replace(/^(\d+),(\d+)/, (_all, u, w) => `${u},${monday(w).toISOString().slice(0, 10)}`),
    )
    const byNumber = await backtest(await file('number.csv', `${head}\n${rows.join('\n')}`), null)
    const byDay = await backtest(await file('day.csv', `${head}\n${dated.toReversed().join('\n')}`), null)
    expect(byDay.holdout?.rows).toBe(byNumber.holdout?.rows)
    expect(byDay.elasticity.pooled).toBeCloseTo(byNumber.elasticity.pooled, 1)
  })

  const head = 'product,price,units\n'
  it.each([
    ['word.csv', `${head}a,ten,1`, "word.csv, line 2, column price: 'ten' is no number"],
    ['comma.csv', `${head}a,"9,99",1`, "comma.csv, line 2, column price: '9,99' is no number"],
    ['minus.csv', `${head}a,-1,1`, 'minus.csv, line 2, column price: -1 is negative'],
    ['short.csv', `${head}a,5`, 'short.csv, line 2, column units: the field is empty'],
    ['huge.csv', `${head}a,5,1e300`, "huge.csv, line 2, column units: '1e300' is no number up to 10^12"],
    ['name.csv', `${head},5,1`, 'name.csv, line 2, column product: the field is empty'],
    [
      'week.csv',
      'product,price,units,week\na,5,1,2026-02-30',
      "week.csv, line 2, column week: '2026-02-30' is no week",
    ],
    ['flag.csv', 'product,price,units,promotion\na,5,1,maybe', "flag.csv, line 2, column promotion: 'maybe'"],
    ['empty.csv', '', 'empty.csv is empty'],
    ['header.csv', head, 'header.csv has no rows'],
    ['column.csv', 'product,price\na,1', 'column.csv, line 1: units missing; expected are product, price, units'],
    ['semicolon.csv', 'product;price;units\na;1;2', 'separated by something else than a comma'],
    ['same.csv', `${head}a,5,1\na,5,2`, 'same.csv: none of its 1 products says anything about prices'],
  ])('refuses %s in a sentence that names the place', async (name, content, sentence) => {
    const fault = await backtest(await file(name, content), null).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(AppError)
    expect(fault).toMatchObject({ code: 'input.invalid', message: expect.stringContaining(sentence) })
  })
})
