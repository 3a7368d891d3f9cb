/** The workbench as a process: started, asked, refused to a second one, stopped, killed; and commands that are stopped half-way. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { asCommandLine, type CliOptions, type CliProcess, runCli, startCli } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-start-'))
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

function launch(args: readonly string[], options: CliOptions): CliProcess {
  const launched = startCli(args, { ...options, env: { DIRIGENT_PORT: '0', ...options.env } })
  running.push(launched)
  return launched
}

/** Waits until the process has said something; what it said first that fits. */
function heard({ child, done }: CliProcess, stream: 'stdout' | 'stderr', words: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child[stream]?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const found = words.exec(said)
      if (found !== null) resolve(found[0])
    })
    done.then(({ code, stderr }) => reject(new Error(`It ended with ${code}: ${stderr}`)), reject)
  })
}

/** Number and port of the embedded server. */
function readPidFile(dataDir: string): [pid: number, port: number] {
  const lines = readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')
  return [Number(lines[0]), Number(lines[3])]
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function expectGone(pid: number): Promise<void> {
  for (let tries = 0; tries < 100 && isAlive(pid); tries++) await sleep(50)
  expect(isAlive(pid)).toBe(false)
}

/** A month of a gift shop, long enough to be stopped on the way. */
function shopFile(rows: number): string {
  const lines = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country']
  for (let i = 0; i < rows; i++) {
    const day = String(1 + Math.floor((i / rows) * 28)).padStart(2, '0')
    lines.push(
      `${500_000 + Math.floor(i / 5)},${20_000 + (i % 400)},ITEM,${1 + (i % 5)},2010-12-${day} 10:00:00,2.50,${10_000 + (i % 900)}.0,Germany`,
    )
  }
  const path = join(folder, `shop-${rows}.csv`)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

describe('start', () => {
  const dataDir = join(folder, 'served')
  const secrets = { DIRIGENT_SMTP_URL: 'smtp://shop:geheim@127.0.0.1:1', DIRIGENT_LLM_KEY: 'sk-geheim' }

  it('on an empty folder serves a page that says so, holds the folder, and ends with a polite kill', async () => {
    const workbench = launch(['start', '--no-demo'], { dataDir, env: { ...secrets, DIRIGENT_LOG_LEVEL: 'trace' } })
    const url = await heard(workbench, 'stdout', /http:\/\/localhost:\d+(?=\n)/)
    const page = await fetch(url, { headers: { ...asCommandLine(dataDir), accept: 'text/html' } })
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect((await fetch(`${url}/api/v1/session/me`)).status).toBe(401)
    await fetch(url, { headers: { authorization: 'Bearer geheim', cookie: 'session=geheim' } })

    const second = await runCli(['night'], { dataDir })
    expect(second.code).toBe(4)
    expect(second.stderr).toMatch(
      new RegExp(`^dirigent: The data folder .* is held by process ${workbench.child.pid} \\('dirigent start', since `),
    )
    // What can be read is read from the workbench that holds the folder.
    const report = await runCli(['report'], { dataDir })
    expect([report.code, report.stderr]).toEqual([3, 'dirigent: There is no report yet. Run: dirigent night\n'])
    expect(await runCli(['jobs'], { dataDir })).toMatchObject({ code: 0, stdout: 'No job was given up.\n' })
    const doctor = await runCli(['doctor'], { dataDir })
    expect(doctor.stdout).toContain(
      `in use by process ${workbench.child.pid} ('dirigent start') and serves http://127.0.0.1:${new URL(url).port}`,
    )

    const taken = await runCli(['start', '--no-demo'], {
      dataDir: join(folder, 'other'),
      env: { DIRIGENT_PORT: new URL(url).port },
    })
    expect(taken.code).toBe(4)
    expect(taken.stderr).toMatch(
      /^dirigent: Port \d+ is taken by another program\. Set DIRIGENT_PORT to a free one\.$/m,
    )

    const [pid, port] = readPidFile(dataDir)
    const refused = await runCli(['jobs'], {
      dataDir: join(folder, 'other'),
      env: { DATABASE_URL: `postgres://dirigent:geheim@127.0.0.1:${port}/dirigent`, DIRIGENT_LOG_LEVEL: 'trace' },
    })
    expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('password authentication failed') })
    expect(refused.stderr).not.toContain('geheim')

    workbench.child.kill('SIGTERM')
    const { code, stdout, stderr } = await workbench.done
    expect([code, stdout]).toEqual([0, `${url}\n`])
    await expectGone(pid)
    expect(readdirSync(dataDir).toSorted()).toEqual(['clickhouse', 'postgres'])

    const log = stderr.split('\n').filter((line) => line.startsWith('{'))
    expect(log.length).toBeGreaterThan(3)
    const lineShape = z.looseObject({ level: z.number(), time: z.iso.datetime() })
    for (const line of log) lineShape.parse(JSON.parse(line))
    expect(stderr).not.toContain('geheim')
  }, 60_000)

  it('killed leaves its PostgreSQL to the next command, which stops it', async () => {
    const workbench = launch(['start', '--no-demo'], { dataDir })
    await heard(workbench, 'stdout', /http/)
    const [pid] = readPidFile(dataDir)
    workbench.child.kill('SIGKILL')
    await workbench.done
    expect(isAlive(pid)).toBe(true)
    expect(existsSync(join(dataDir, 'dirigent.lock'))).toBe(true)

    expect(await runCli(['jobs'], { dataDir })).toMatchObject({ code: 0, stderr: '' })
    await expectGone(pid)
    expect(existsSync(join(dataDir, 'dirigent.lock'))).toBe(false)
  }, 60_000)
})

describe('stopped by Ctrl-C', () => {
  const dataDir = join(folder, 'stopped')

  it('an import says what is stored, and the next one goes on there', async () => {
    const args = ['import', 'online-retail', shopFile(90_000)]
    const first = launch(args, { dataDir })
    await heard(first, 'stderr', /names no currency/)
    first.child.kill('SIGINT')
    const { code, stderr } = await first.done
    expect(stderr).toMatch(
      /^dirigent: Stopped: [\d,]+ rows of .*\.csv are stored\. To go on, run the same command again/m,
    )
    expect(code).toBe(5)
    const again = await runCli(args, { dataDir })
    expect(again.stderr).toContain('90,000 rows, 90,000 accepted, 0 rejected.')
    expect(again.code).toBe(0)
  }, 60_000)

  it('a night keeps its steps, and the next one goes on with the others', async () => {
    const args = ['night', '--as-of', '2010-12-28']
    const first = launch(args, { dataDir })
    await heard(first, 'stderr', /✔ \[1\//)
    first.child.kill('SIGINT')
    const { code, stderr } = await first.done
    expect(stderr).toMatch(/^dirigent: The night shift was stopped\. What is done is kept; run it again to go on\.$/m)
    expect(code).toBe(5)
    expect(await runCli(args, { dataDir })).toMatchObject({ code: 0, stdout: '' })
    const { stdout } = await runCli(['report', '--format', 'json'], { dataDir })
    expect(JSON.parse(stdout)).toMatchObject({ asOf: '2010-12-28', night: { id: '1' } })
  }, 60_000)

  it('a demo that is being made leaves nothing, and does not keep real data out', async () => {
    const demoDir = join(folder, 'demo')
    const first = launch(['demo'], { dataDir: demoDir })
    await heard(first, 'stderr', /Simulating/)
    first.child.kill('SIGINT')
    expect(await first.done).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('dirigent: Making the demo shop was stopped; nothing of it was kept.\n'),
    })
    const real = await runCli(['import', 'online-retail', shopFile(10)], { dataDir: demoDir })
    expect(real).toMatchObject({ code: 0, stderr: expect.not.stringContaining('makes room') })
  }, 60_000)
})
