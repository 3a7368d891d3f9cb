/** The first data of a real shop take the place of the demo. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import { childEnvironment } from '../src/config.ts'
import { beginDemo, finishDemo } from '../src/stores/state/shop.ts'
import { openStateStore } from '../src/stores/state/store.ts'
import { runCli } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-room-'))
const dataDir = join(folder, 'data')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'

function fileOf(name: string, row: string): string {
  const path = join(folder, name)
  writeFileSync(path, `${HEADER}\n${row}\n`)
  return path
}

const reportShape = z.looseObject({ totals: z.unknown(), shop: z.looseObject({ currency: z.string() }) })

it('takes the demo out of both stores, with its reports, and only the demo', async () => {
  const invented = fileOf('invented.csv', '1,A,Lamp,2,2025-05-01 10:00:00,1.50,7.0,Germany')
  await runCli(['import', 'online-retail', invented, '--currency', 'EUR'], { dataDir })
  const state = await openStateStore({ url: null, folder: join(dataDir, 'postgres'), environment: childEnvironment() })
  await beginDemo(state, { name: 'Demo', currency: 'EUR', taxPercent: 19 }, { seed: 1, endDay: '2025-05-01' })
  await finishDemo(state)
  await state.close()
  mkdirSync(join(dataDir, 'demo'))
  await runCli(['night', '--as-of', '2025-05-01'], { dataDir })

  const real = fileOf('real.csv', '2,A,Lamp,1,2025-05-02 10:00:00,3.00,8.0,France')
  const first = await runCli(['import', 'online-retail', real], { dataDir })
  expect(first).toMatchObject({ code: 0 })
  expect(first.stderr).toContain('The demo shop makes room')
  expect(existsSync(join(dataDir, 'demo'))).toBe(false)
  const more = await runCli(['import', 'online-retail', invented], { dataDir })
  expect(more.stderr).not.toContain('makes room')
  expect(await runCli(['report', '--as-of', '2025-05-01'], { dataDir })).toMatchObject({ code: 3 })

  await runCli(['night', '--as-of', '2025-05-02'], { dataDir })
  const { stdout } = await runCli(['report', '--format', 'json'], { dataDir })
  const report = reportShape.parse(JSON.parse(stdout))
  expect(report.totals).toEqual({ invoices: 2, customers: 2, countries: 2, cancelledLines: 0, lineTotalCents: 600 })
  expect(report.shop.currency).toBe('GBP')
}, 120_000)
