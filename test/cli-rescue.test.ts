/** A start over what an older program or a cut-off command left behind: the workbench says what is the matter, and serves. */
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type App, openApp, yesterday } from '../src/app.ts'
import { makeRoom } from '../src/cli/demo.ts'
import { loadConfig } from '../src/config.ts'
import { beginDemo, finishDemo, isEmptyShop, readShop } from '../src/stores/state/shop.ts'
import { asCommandLine, type CliProcess, runCli, startCli } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-rescue-'))
// As root the embedded server runs as another user, who has to get in.
chmodSync(folder, 0o755)
const running: CliProcess[] = []
afterEach(async () => {
  for (const { child, done } of running.splice(0)) {
    child.kill('SIGKILL')
    await done
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Works on the stores of a data folder while no command holds them. */
async function withApp<T>(dataDir: string, work: (app: App) => Promise<T>): Promise<T> {
  const app = await openApp(loadConfig({ env: { DIRIGENT_DATA_DIR: dataDir }, cwd: folder }), 'test')
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}

/** Starts the workbench and waits until it says that it may be stopped; its address and what it said until then. */
async function started(dataDir: string): Promise<{ url: string; said: string; stop(): Promise<void> }> {
  const workbench = startCli(['start'], { dataDir, env: { DIRIGENT_PORT: '0' } })
  running.push(workbench)
  const { child, done } = workbench
  let [url, said] = ['', '']
  await new Promise<void>((resolve, reject) => {
    // The two streams come in any order.
    const check = () => {
      if (url.endsWith('\n') && said.includes('Stop with Ctrl-C.')) resolve()
    }
    child.stdout?.on('data', (chunk: Buffer) => {
      url += chunk.toString('utf8')
      check()
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      check()
    })
    done.then(({ code, stderr }) => reject(new Error(`It ended with ${code}: ${stderr}`)), reject)
  })
  return {
    url: url.trim(),
    said,
    async stop() {
      child.kill('SIGTERM')
      expect((await done).code).toBe(0)
    },
  }
}

const shopFile = join(folder, 'shop.csv')
const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
writeFileSync(shopFile, `${HEADER}\n1,A,Lamp,2,2025-05-01 10:00:00,1.50,7.0,Germany\n`)
const importShop = (dataDir: string) => runCli(['import', 'online-retail', shopFile, '--currency', 'EUR'], { dataDir })

describe('over a report that another version wrote', () => {
  const dataDir = join(folder, 'older')
  const sentence =
    'The report for 2025-05-01 was written by another version; run `dirigent night --as-of 2025-05-01` to make it anew.'

  it('start makes the newest report anew, and the old one says what to run', async () => {
    await importShop(dataDir)
    expect(await runCli(['night', '--as-of', '2025-05-01'], { dataDir })).toMatchObject({ code: 0 })
    const day = await withApp(dataDir, async (app) => {
      await app.state.pool.query("UPDATE reports SET report = jsonb_set(report - 'totals', '{version}', '0')")
      return yesterday(app)
    })
    for (const asOf of [[], ['--as-of', '2025-05-01']])
      expect(await runCli(['report', ...asOf], { dataDir })).toMatchObject({
        code: 3,
        stdout: '',
        stderr: `dirigent: ${sentence}\n`,
      })

    const { url, said, stop } = await started(dataDir)
    expect(said).toContain('The report for 2025-05-01 was written by another version; a new one is made.')
    expect(new URL(url).pathname).toBe(`/reports/${day}`)
    const old = await fetch(new URL('/reports/2025-05-01.html?lang=de', url), {
      headers: { ...asCommandLine(dataDir), accept: 'text/html' },
    })
    expect(old.status).toBe(409)
    expect(await old.text()).toContain('Der Bericht für den 01.05.2025 stammt von einer anderen Version.')
    expect(await runCli(['report', '--as-of', '2025-05-01', '--format', 'html'], { dataDir })).toMatchObject({
      code: 3,
      stderr: `dirigent: ${sentence}\n`,
    })
    await stop()

    expect(await runCli(['night', '--as-of', '2025-05-01'], { dataDir })).toMatchObject({ code: 0 })
    expect(await runCli(['report', '--as-of', '2025-05-01'], { dataDir })).toMatchObject({ code: 0 })
    // The rerun of an old day does not become the newest report.
    const { stdout } = await runCli(['report', '--format', 'json'], { dataDir })
    expect(JSON.parse(stdout)).toMatchObject({ asOf: day })
  }, 120_000)
})

describe('over a demo that has made room for an import that was killed', () => {
  /** A finished demo whose data came from a file. */
  async function demoIn(dataDir: string): Promise<void> {
    await importShop(dataDir)
    await withApp(dataDir, async ({ state }) => {
      await beginDemo(state, { name: 'Demo', currency: 'EUR', taxPercent: 19 }, { seed: 1, endDay: '2025-05-01' })
      await finishDemo(state)
    })
    expect(await runCli(['night', '--as-of', '2025-05-01'], { dataDir })).toMatchObject({ code: 0 })
  }
  const terminal = { terminal: { say: () => undefined } }

  /** As `makeRoom`, killed before the state store is emptied. */
  async function killedHalfWay(app: App): Promise<void> {
    const state = { ...app.state, transaction: () => Promise.reject(new Error('killed')) }
    await expect(makeRoom({ ...app, state }, terminal)).rejects.toThrow('killed')
    expect(await isEmptyShop(app.state)).toBe(false)
  }

  it.each([
    ['before the state store was emptied', killedHalfWay],
    ['before the first block', (app: App) => makeRoom(app, terminal)],
  ])(
    '%s, there is no data, no report and no new demo, until the import is run again',
    async (what, kill) => {
      const dataDir = join(folder, what.replaceAll(' ', '-'))
      await demoIn(dataDir)
      await withApp(dataDir, kill)

      const sentence = /There is no data yet: the demo shop has made room .* Run that import again\./
      const night = await runCli(['night', '--as-of', '2025-05-01'], { dataDir })
      expect([night.code, night.stdout]).toEqual([3, ''])
      expect(night.stderr).toMatch(sentence)
      const { url, said, stop } = await started(dataDir)
      expect(said).toMatch(sentence)
      expect(said).not.toContain('making the demo shop')
      expect(new URL(url).pathname).toBe('/')
      expect((await runCli(['report'], { dataDir })).stderr).toContain('There is no report yet.')
      await stop()
      await withApp(dataDir, async ({ state }) => {
        expect([await isEmptyShop(state), (await readShop(state)).demo]).toEqual([true, null])
        expect((await state.pool.query('SELECT FROM nights')).rowCount).toBe(0)
      })

      expect(await importShop(dataDir)).toMatchObject({ code: 0 })
      expect(await runCli(['night', '--as-of', '2025-05-01'], { dataDir })).toMatchObject({ code: 0 })
      expect(existsSync(join(dataDir, 'demo-made-room'))).toBe(false)
    },
    120_000,
  )
})
