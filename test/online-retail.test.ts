/**
 * The morning report on the real Online Retail data set, audited: the built command line imports the file and runs a
 * night; then every figure, table, chart and finding is reckoned anew from the raw file, in plain TypeScript.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { reportSchema } from '../src/features/report/schema.ts'
import { type EventStore, openEventStore } from '../src/stores/events/store.ts'
import { runCli } from './cli.ts'
import { fault, type World } from './online-retail/audit.ts'
import { readGolden } from './online-retail/golden.ts'
import { openLedger, requireDataSet } from './online-retail/ledger.ts'
import { AUDIT_CASES, disorderIn, unaudited } from './online-retail/registry.ts'
import { expectedTexts, FORMATS, LANGS, readRendering } from './online-retail/renderings.ts'

const AS_OF = '2011-12-09'
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FILE = resolve(ROOT, process.env.DIRIGENT_DATASETS ?? '../shared/data', 'online-retail.csv.gz')

const folder = mkdtempSync(join(tmpdir(), 'dirigent-retail-'))
const dataDir = join(folder, 'data')
let world: World
/** As they stand in the JSON. */
let totals: string
/** The pages are written while the figures are audited. */
let rendered: Promise<void>

/** Runs a command with the settings everybody has who sets none. */
async function run(...args: readonly string[]): Promise<string> {
  const unset = Object.keys(process.env).filter((name) => name.startsWith('DIRIGENT_'))
  const env = Object.fromEntries(unset.map((name) => [name, '']))
  const { code, stdout, stderr } = await runCli(args, { dataDir, cwd: folder, env })
  if (code !== 0) throw new Error(`dirigent ${args.join(' ')} ended with ${code}: ${stderr}`)
  return stdout
}

const fileOf = (lang: string, format: string) => join(folder, `report-${lang}.${format}`)

beforeAll(async () => {
  requireDataSet(FILE)
  const imported = run('import', 'online-retail', FILE)
  const ledger = openLedger(FILE)
  await imported
  await run('night', '--as-of', AS_OF)
  const printed: unknown = JSON.parse(await run('report', '--format', 'json'))
  totals = JSON.stringify(z.object({ totals: z.unknown() }).parse(printed).totals)
  const report = reportSchema.parse(printed)
  world = { report, asOf: AS_OF, ledger, golden: readGolden() }
  rendered = renderAll()
  // Whoever waits for it gets the fault; until then it is nobody's.
  rendered.catch(() => undefined)
}, 300_000)

async function renderAll(): Promise<void> {
  for (const lang of LANGS) {
    for (const format of FORMATS) await run('report', '--format', format, '--lang', lang, '--out', fileOf(lang, format))
  }
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the report on Online Retail', () => {
  it('counts all that is in the file', () => {
    expect(totals).toBe(
      '{"invoices":25900,"customers":4372,"countries":38,"cancelledLines":9288,"lineTotalCents":974774793}',
    )
  })

  it('is of a night in which every step was done', () => {
    const { steps } = world.report.night
    expect(steps.filter(({ status }) => status !== 'done')).toEqual([])
    const skills = steps.flatMap(({ name }) => (name.startsWith('skill.') ? [name] : []))
    expect(skills.length).toBeGreaterThan(0)
    expect(steps.map(({ name }) => name)).toEqual([
      'prepare',
      ...world.report.sections.map(({ step }) => step),
      ...skills,
    ])
    expect(world.report.claimsChecked).toEqual([])
  })

  it('leaves no figure, table, chart or finding without an audit', () => {
    expect(unaudited(world)).toEqual([])
  })

  it('orders its findings by money, keeps values within their intervals and rests everything on evidence', () => {
    expect(disorderIn(world)).toEqual([])
  })
})

describe('reckoned anew from the raw file', () => {
  it.each(AUDIT_CASES)('$name', ({ run: audit, isExpected }) => {
    const audited = audit(world)
    if (isExpected(world)) expect(audited).toBeGreaterThan(0)
  })
})

describe('the evidence', () => {
  let events: EventStore
  beforeAll(async () => {
    // One program at a time holds the stores.
    await rendered
    events = await openEventStore({ url: null, folder: join(dataDir, 'clickhouse') })
  }, 120_000)
  afterAll(() => events.close())

  it('gives the rows that are shown when its query is run again', async () => {
    const evidence = world.report.sections.flatMap(({ contribution }) => contribution.evidence)
    expect(evidence.length).toBeGreaterThan(0)
    const faults: string[] = []
    for (const { id, sql, params, rowCount, columns, sample } of evidence.filter((one) => one.sql !== '')) {
      const rows = await events.query(sql, params, z.record(z.string(), z.unknown()))
      if (rows.length !== rowCount) faults.push(`${id}: ${rowCount} rows are named, ${rows.length} come`)
      for (const [i, shown] of sample.entries()) {
        for (const [k, column] of columns.entries()) {
          const value = rows[i]?.[column] ?? null
          const cell = typeof value === 'number' || typeof value === 'string' ? value : value && JSON.stringify(value)
          const wrong = fault(shown[k] ?? null, typeof cell === 'boolean' ? String(cell) : cell)
          if (wrong !== null) faults.push(`${id} row ${i} ${column}: ${wrong.replace('raw file', 'query')}`)
        }
      }
    }
    expect(faults.slice(0, 20), `${faults.length} values disagree`).toEqual([])
  }, 120_000)
})

describe.each(LANGS)('written in %s', (lang) => {
  beforeAll(() => rendered, 120_000)

  it.each(FORMATS)('as %s it shows totals and headline figures', async (format) => {
    const text = await readRendering(fileOf(lang, format), format)
    const missing = Object.entries(expectedTexts(world, lang)).filter(([, piece]) => !text.includes(piece))
    expect(missing).toEqual([])
  })
})
