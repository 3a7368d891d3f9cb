/** Kill -9 at random points of an import and of a night shift: after the restart everything is as if nothing had happened. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadConfig } from '../src/config.ts'
import { openStateStore } from '../src/stores/state/store.ts'
import { runCli, startCli } from './cli.ts'

const KILLS = 10
const MOST_RUNS = 40
const folder = mkdtempSync(join(tmpdir(), 'dirigent-crash-'))
const file = join(folder, 'retail.csv')
const calm = join(folder, 'calm')
const shaken = join(folder, 'shaken')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Small and repeatable: the points at which we kill must differ, not the data. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A year of orders of a gift shop, with cancellations, guests and invoices that come back later in the file. */
function writeShop(lines: number): void {
  const random = randomFrom(7)
  const rows = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country']
  let invoice = 500_000
  for (let i = 0; i < lines; i++) {
    if (random() < 0.2) invoice++
    const day = new Date(Date.UTC(2010, 0, 1) + Math.floor((i / lines) * 365) * 86_400_000).toISOString().slice(0, 10)
    const item = Math.floor(400 * random() ** 2)
    const cancelled = invoice % 50 === 0
    const late = i > 5_000 && random() < 0.0005 ? invoice - 300 : invoice
    const customer = late % 7 === 0 ? '' : `${10_000 + (late % 900)}.0`
    const quantity = 1 + Math.floor(random() * 5)
    rows.push(
      `${cancelled ? 'C' : ''}${late},${20_000 + item},ITEM ${item},${cancelled ? -quantity : quantity},${day} 10:00:00,${(1 + (item % 90) / 10).toFixed(2)},${customer},${late % 5 === 0 ? 'Germany' : 'United Kingdom'}`,
    )
  }
  rows.push('bad,row') // one to reject, so that rejections are part of what must survive
  writeFileSync(file, `${rows.join('\n')}\n`)
}

/**
 * Runs a command again and again, killing it after a random time, until it was killed `KILLS` times; then lets it end.
 * @param typicalMs how long an undisturbed run takes
 */
async function shake(args: readonly string[], dataDir: string, typicalMs: number): Promise<number> {
  const random = randomFrom(11)
  let kills = 0
  let withinMs = typicalMs
  for (let run = 0; run < MOST_RUNS; run++) {
    const started = performance.now()
    const { child, done } = startCli(args, { dataDir })
    const last = kills === KILLS
    const ended = done.then(() => true)
    if (!last && !(await Promise.race([ended, sleep(200 + random() * withinMs, false)]))) {
      child.kill('SIGKILL')
      kills++
      await done
      continue
    }
    const result = await done
    if (result.code !== 0) throw new Error(result.stderr)
    if (last) break
    // Nothing was left to do: the next kill has to come sooner.
    withinMs = Math.min(withinMs, performance.now() - started)
  }
  return kills
}

/** Everything that is stored, without what only says when it was stored. */
async function fingerprint(dataDir: string): Promise<Record<string, unknown>> {
  const config = loadConfig({ env: {}, cwd: folder, overrides: { dataDir } })
  const state = await openStateStore({
    url: null,
    folder: join(config.dataDir, 'postgres'),
    environment: { PATH: process.env.PATH ?? '' },
  })
  const ask = async (sql: string) => (await state.pool.query<{ value: unknown }>(sql)).rows[0]?.value
  try {
    return {
      orders: await ask(
        "SELECT md5(string_agg(concat_ws('|', external_id, document, placed_at, customer_key, country, total_cents, part_hashes), ';' ORDER BY external_id)) AS value FROM orders",
      ),
      lines: await ask(
        "SELECT md5(string_agg(concat_ws('|', external_id, line_no, sku, kind, quantity, l.total_cents), ';' ORDER BY external_id, line_no)) AS value FROM order_lines AS l JOIN orders AS o ON o.id = l.order_id",
      ),
      products: await ask(
        "SELECT md5(string_agg(concat_ws('|', external_id, title), ';' ORDER BY external_id)) AS value FROM products",
      ),
      customers: await ask("SELECT md5(string_agg(key, ';' ORDER BY key)) AS value FROM customers"),
      outbox: await ask('SELECT count(*) AS value FROM outbox'),
      imports: await ask(
        "SELECT json_agg(json_build_object('status', status, 'rows', rows_taken, 'accepted', accepted, 'rejected', rejected)) AS value FROM imports",
      ),
      rejections: await ask(
        "SELECT json_agg(json_build_object('line', line, 'reason', reason)) AS value FROM import_rejections",
      ),
      nights: await ask(
        "SELECT json_agg(json_build_object('status', status, 'steps', (SELECT count(*) FROM night_steps WHERE night_id = nights.id AND status = 'done'))) AS value FROM nights",
      ),
      reports: await ask('SELECT count(*) AS value FROM reports'),
      claims: await ask("SELECT md5(string_agg(claim::text, ';' ORDER BY metric, day)) AS value FROM claims"),
    }
  } finally {
    await state.close()
  }
}

const reportShape = z.looseObject({
  night: z.object({ steps: z.array(z.looseObject({ name: z.string(), status: z.string() })) }),
})

/** The report without its times and the number of its night. */
async function readReport(dataDir: string): Promise<unknown> {
  const { stdout, stderr } = await runCli(['report', '--format', 'json'], { dataDir })
  if (stdout === '') throw new Error(stderr)
  const { createdAt: _created, night, ...rest } = reportShape.parse(JSON.parse(stdout))
  return { ...rest, steps: night.steps.map(({ name, status }) => [name, status]) }
}

describe('kill -9', () => {
  it('at ten random points of an import and of a night leaves the same result as no kill', async () => {
    writeShop(60_000)
    const importArgs = ['import', 'online-retail', file]
    const nightArgs = ['night', '--as-of', '2010-12-31']

    const importStarted = performance.now()
    expect(await runCli(importArgs, { dataDir: calm })).toMatchObject({ code: 0 })
    const importMs = performance.now() - importStarted
    const nightStarted = performance.now()
    expect(await runCli(nightArgs, { dataDir: calm })).toMatchObject({ code: 0 })
    const nightMs = performance.now() - nightStarted

    // Once an import is whole a further run does nothing; the kills fall before and around that moment.
    expect(await shake(importArgs, shaken, importMs)).toBe(KILLS)
    const imported = await fingerprint(shaken)
    expect(await shake(nightArgs, shaken, nightMs)).toBe(KILLS)

    const expected = await fingerprint(calm)
    const { nights: _calmNights, reports: _calmReports, ...facts } = expected
    const { nights, reports, ...found } = await fingerprint(shaken)
    expect(found).toEqual(facts)
    expect(imported.lines).toEqual(expected.lines)
    expect(JSON.stringify(nights)).not.toContain('running')
    expect(Number(reports)).toBe(Array.isArray(nights) ? nights.length : 0)
    expect(await readReport(shaken)).toEqual(await readReport(calm))
  }, 600_000)
})
