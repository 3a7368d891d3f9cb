/** The command line in the hands of somebody who gets everything wrong: one sentence that helps, the right exit code, nothing stored. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { childEnvironment } from '../src/config.ts'
import { openStateStore, type StateStore } from '../src/stores/state/store.ts'
import { type CliOptions, type CliResult, runCli, startCli } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-cli-'))
// As root the embedded server runs as another user, who has to get in.
chmodSync(folder, 0o755)
const dataDir = join(folder, 'data')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (args: readonly string[], options: Partial<CliOptions> = {}) => runCli(args, { dataDir, ...options })

function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const row = (invoice: number, quantity = '6', date = '2010-12-01 08:26:00') =>
  `${invoice},85123A,WHITE HEART,${quantity},${date},2.55,17850.0,United Kingdom`

/** One line on standard error that begins with our name, and no trace of where it came from. */
function expectSentence({ code, stdout, stderr }: CliResult, exitCode: number, sentence: RegExp): void {
  expect(stderr).toMatch(sentence)
  expect(stderr.split('\n').filter((line) => line.startsWith('dirigent: '))).toHaveLength(1)
  expect(`${stdout}${stderr}`).not.toMatch(/^\s+at |node:internal|\.js:\d+/m)
  expect(code).toBe(exitCode)
}

async function withState<T>(work: (state: StateStore) => Promise<T>): Promise<T> {
  const environment = childEnvironment()
  const state = await openStateStore({ url: null, folder: join(dataDir, 'postgres'), environment })
  try {
    return await work(state)
  } finally {
    await state.close()
  }
}

const countRows = (table: string) =>
  withState(async ({ pool }) => (await pool.query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n)

describe.concurrent('what is asked wrongly', () => {
  const csv = fileOf('good.csv', `${HEADER}\n${row(1)}\n`)
  const wrong: [string, string[], Record<string, string>, RegExp][] = [
    ['command', ['nosuch'], {}, /unknown command 'nosuch'/],
    ['option', ['night', '--nosuch'], {}, /unknown option '--nosuch'/],
    ['format to import', ['import', 'nosuch', csv], {}, /Format 'nosuch' is not known\. Choose one of: online-retail/],
    ['import without files', ['import', 'online-retail'], {}, /missing required argument 'files'/],
    ['csv without a mapping', ['import', 'csv', csv], {}, /Format csv needs --mapping <file>/],
    ['currency', ['import', 'online-retail', csv, '--currency', 'euro'], {}, /--currency: 'euro' is no currency/],
    ['delimiter', ['import', 'online-retail', csv, '--delimiter', 'ab'], {}, /--delimiter: 'ab' is not one character/],
    ['encoding', ['import', 'online-retail', csv, '--encoding', 'utf8'], {}, /--encoding: 'utf8' is not known/],
    ['form of a report', ['report', '--format', 'docx'], {}, /'docx' is invalid\. Allowed choices are html, pdf, text/],
    ['language', ['report', '--lang', 'fr'], {}, /'fr' is invalid\. Allowed choices are de, en/],
    ['day', ['night', '--as-of', 'tomorrow'], {}, /--as-of: 'tomorrow' is no date\. Write it as YYYY-MM-DD/],
    ['day that does not exist', ['report', '--as-of', '2011-02-30'], {}, /'2011-02-30' is no date/],
    ['day no store can hold', ['report', '--as-of', '0000-01-01'], {}, /0000-01-01 is not between 1970-01-01 and/],
    ['seed', ['demo', '--seed', 'x'], {}, /--seed: 'x' is no whole number/],
    ['model', ['backtest', 'nosuch', '--input', csv], {}, /'nosuch' is invalid/],
    ['port', ['config'], { DIRIGENT_PORT: '99999' }, /DIRIGENT_PORT\) is "99999"; expected is a port from 0 to 65535/],
    ['time zone', ['night'], { DIRIGENT_TIME_ZONE: 'Mars/Base' }, /is "Mars\/Base"; expected is an IANA time zone/],
    [
      'address',
      ['night'],
      { DATABASE_URL: 'mysql://u:geheim@h/d' },
      /databaseUrl .* is \*\*\*; expected is an address/,
    ],
    ['folder', ['--data-dir', '', 'night'], {}, /dataDir on the command line is ""; expected is a folder/],
  ]
  it.each(wrong)('%s is refused with exit code 2', async (_what, args, env, sentence) => {
    const result = await run(args, { env })
    expect(result.stderr).toMatch(sentence)
    expect(result.stderr.trim().split('\n')).toHaveLength(1)
    expect(result.stderr).toMatch(/^dirigent: /)
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(existsSync(dataDir)).toBe(false)
  })

  it.each([
    ['{"port": 1, "foo": 1}', /unknown setting 'foo'\. Known are: dataDir/],
    ['{"port": "x"}', /Setting port in dirigent\.config\.json is "x"; expected is a port/],
    ['[', /dirigent\.config\.json cannot be read as JSON/],
    ['[]', /must hold one JSON object of settings/],
  ])('the settings file %s is refused with exit code 2', async (content, sentence) => {
    const cwd = mkdtempSync(join(folder, 'settings-'))
    writeFileSync(join(cwd, 'dirigent.config.json'), content)
    expectSentence(await run(['config'], { cwd }), 2, sentence)
  })
})

describe('--help', () => {
  it('says of every command what it does and which exit codes there are', async () => {
    const { stdout, code } = await run(['--help'])
    expect(code).toBe(0)
    const commands = [...stdout.matchAll(/^ {2}(\w+)(?= .*|$)/gm)].map(([, name]) => name ?? '')
    const known = commands.filter((name) => /^[a-z]+$/.test(name) && name !== 'help')
    expect(known).toEqual(expect.arrayContaining(['start', 'demo', 'import', 'night', 'report', 'config', 'doctor']))
    const helps = await Promise.all(known.map(async (name) => ({ name, ...(await run([name, '--help'])) })))
    for (const { name, code, stdout, stderr } of helps) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain(`Usage: dirigent ${name}`)
      expect(stdout).toMatch(/Exit codes:\n {2}0 {2}done\n {2}1 {2}a fault\n {2}2 /)
    }
    expect(existsSync(dataDir)).toBe(false)
  }, 60_000)

  it('ends well where nobody reads it to its end', async () => {
    const { child, done } = startCli(['--help'], { dataDir })
    child.stdout?.destroy()
    expect(await done).toMatchObject({ code: 0, stderr: '' })
  })
})

describe.concurrent('config', () => {
  const env = {
    DATABASE_URL: 'postgres://shop:geheim@db.example:5432/shop?password=geheim',
    CLICKHOUSE_URL: 'https://shop:geheim@log.example/',
    DIRIGENT_SMTP_URL: 'smtp://shop:geheim@mail.example',
    DIRIGENT_LLM_KEY: 'sk-geheim',
  }

  it('shows no secret', async () => {
    const { stdout, code } = await run(['config'], { env })
    expect(code).toBe(0)
    expect(stdout).toContain('postgres://***@db.example:5432/shop')
    expect(stdout).not.toContain('geheim')
  })

  it('is one JSON object with --json', async () => {
    const { stdout } = await run(['config', '--json'], { env })
    expect(stdout).not.toContain('geheim')
    expect(z.record(z.string(), z.unknown()).parse(JSON.parse(stdout))).toMatchObject({
      dataDir,
      smtpUrl: 'smtp://***@mail.example',
      llmKey: '***',
      language: 'de',
    })
  })
})

describe.concurrent('a data folder that cannot be used', () => {
  const file = fileOf('in-the-way', '')
  const sealed = join(folder, 'sealed')
  mkdirSync(sealed)
  chmodSync(sealed, 0o555)

  it.each([
    ['where a file is in the way', file, /in-the-way cannot be written: a file is where a folder is expected/],
    ['below a file', join(file, 'data'), /cannot be written: a file is where a folder is expected/],
    ['where the system lets nobody make one', '/proc/none/data', /\/proc\/none\/data cannot be written: .*--data-dir/],
  ])('%s is named, with what to do', async (_what, dataDir, sentence) => {
    expectSentence(await run(['night'], { dataDir }), 4, sentence)
  })

  it('without the right to write is named, with what to do', async () => {
    const result = await run(['night'], { dataDir: join(sealed, 'data'), bound: true })
    expectSentence(result, 4, /sealed\/data cannot be written: permission is missing\. Give this user write permission/)
  })
})

describe('a file that cannot be imported', () => {
  const one = `${HEADER}\n${row(1)}\n`
  const files: [string, string, RegExp, string[]?][] = [
    [
      'broken by a quote',
      fileOf('quote.csv', `${HEADER}\n${row(1)}\n2,85123A,"WHITE HEART,6,2010-12-01,2.55,1.0,UK\n${row(3)}\n`),
      /quote\.csv, line 3: a quote \("\) opened in this row is not closed.*close it/,
    ],
    [
      'with another delimiter',
      fileOf('semicolon.csv', one.replaceAll(',', ';')),
      /semicolon\.csv, line 1: the columns .* are missing; .*separated by ";": give that delimiter/,
      ['--delimiter', ','],
    ],
    [
      'without a column',
      fileOf('column.csv', one.replace('Quantity,', 'Amount,')),
      /column\.csv, line 1: the column 'Quantity' is missing; found 'InvoiceNo', 'StockCode', 'Description', 'Amount'/,
    ],
    ['that is empty', fileOf('empty.csv', ''), /empty\.csv: the file is empty; export it again/],
    ['without rows', fileOf('header.csv', `${HEADER}\n`), /header\.csv, line 1: there is a header but no row below it/],
    [
      'that is no workbook',
      fileOf('text.xlsx', 'hello\n'),
      /text\.xlsx: the name ends in \.xlsx but this is no workbook/,
    ],
    [
      'of a workbook cut off',
      fileOf('cut.xlsx', 'PK\u0003\u0004 and no more'),
      /cut\.xlsx: .*cut off; copy or export it again/,
    ],
    [
      'of an archive cut off',
      fileOf('cut.csv.gz', gzipSync(one.repeat(50)).subarray(0, 60)),
      /cut\.csv\.gz: the gzip file ends too early .*copy or export it again/,
    ],
    [
      'of no text',
      fileOf('bytes.csv', Buffer.from([1, 2, 3, 4, 5, 6, 7, 0, 255, 8, 9, 10])),
      /bytes\.csv: the file is not text/,
    ],
    ['that is not there', join(folder, 'nosuch.csv'), /nosuch\.csv: there is no such file; check the path/],
    ['that is a folder', folder, /: this is a folder; name the file in it/],
    [
      'of which no row can be used',
      fileOf('useless.csv', `${HEADER}\n${row(1, 'six')}\n`),
      /useless\.csv: none of its rows could be used; .*useless\.csv\.rejected\.csv says why, row by row/,
    ],
  ]
  it.each(files)('%s is refused, with file, line and what to do', async (_what, path, sentence, options = []) => {
    expectSentence(await run(['import', 'online-retail', path, ...options]), 3, sentence)
  })

  it('among others keeps the others from being imported', async () => {
    const result = await run(['import', 'online-retail', fileOf('one.csv', one), join(folder, 'nosuch.csv')])
    expectSentence(result, 3, /nosuch\.csv/)
  })

  it('leaves the shop as empty as it was', async () => {
    for (const table of ['orders', 'products', 'customers', 'outbox']) expect(await countRows(table)).toBe(0)
    // That none of its rows can be used is known only after they were read one by one.
    expect(await countRows('imports')).toBe(1)
  })

  it('tells with --debug where the sentence came from', async () => {
    const { stderr, code } = await run(['import', 'online-retail', join(folder, 'quote.csv'), '--debug'])
    expect(code).toBe(3)
    expect(stderr).toMatch(/^dirigent: .*quote\.csv, line 3.*\nAppError: .*\n\s+at /)
  })
})

describe('rows that cannot be used', () => {
  it('are told apart from the others, with line and reason, and imported once', async () => {
    const rows = [row(1), row(2, 'six'), row(3, '6', '2010-02-30 08:26:00'), '4,5', row(5)]
    const path = fileOf('rows.csv', `${[HEADER, ...rows].join('\n')}\n`)
    const first = await run(['import', 'online-retail', path])
    expect(first).toMatchObject({ code: 0, stdout: '' })
    expect(first.stderr).toContain(`${path}: 5 rows, 2 accepted, 3 rejected.`)
    const rejected = readFileSync(`${path}.rejected.csv`, 'utf8').trim().split('\n')
    expect(rejected).toEqual([
      'line,reason,row',
      `3,Quantity 'six' is not a whole number.,${rows[1]}`,
      `4,InvoiceDate '2010-02-30 08:26:00' does not exist.,${rows[2]}`,
      `5,"The row has 2 fields, the header has 8; check its delimiters and quotes.",4,5`,
    ])
    const again = await run(['import', 'online-retail', path])
    expect(again.stderr).toContain('was imported before (5 rows, 3 of them rejected); nothing changed.')
    expect(await countRows('orders')).toBe(2)
  })

  it('are those of another currency than the shop has', async () => {
    const head =
      'Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku'
    const line = (name: string, currency: string) =>
      `${name},a@shop.example,paid,${currency},10.00,2026-01-02 10:00:00 +0100,1,Lamp,10.00,L1`
    const path = fileOf('mixed.csv', `${head}\n${line('#1', 'GBP')}\n${line('#2', 'USD')}\n`)
    expect(await run(['import', 'shopify-orders', path])).toMatchObject({ code: 0 })
    expect(readFileSync(`${path}.rejected.csv`, 'utf8')).toContain(
      `3,"Order #2: mixed currencies; the order is in USD, the shop's are in GBP."`,
    )
  })
})

describe('report', () => {
  it('before the first night says what to run', async () => {
    expectSentence(await run(['report']), 3, /There is no report yet\. Run: dirigent night/)
  })

  it('is not made for days to come', async () => {
    const result = await run(['night', '--as-of', '2148-01-01'])
    expectSentence(result, 2, /--as-of: 2148-01-01 is still to come; in the shop it is \d{4}-/)
  })

  it('says before the night that a mail could not be sent', async () => {
    const result = await run(['night', '--as-of', '2010-12-01', '--mail'])
    expectSentence(result, 2, /--mail needs DIRIGENT_SMTP_URL, DIRIGENT_MAIL_FROM and DIRIGENT_REPORT_TO/)
  })

  it('mailed to some of its readers says whom the server refused', async () => {
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, callback) =>
        callback(address.startsWith('b@') ? new Error('No such user') : null),
    })
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    const address = smtp.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const env = {
      DIRIGENT_SMTP_URL: `smtp://127.0.0.1:${port}`,
      DIRIGENT_MAIL_FROM: 'reports@shop.example',
      DIRIGENT_REPORT_TO: 'a@shop.example, b@shop.example',
    }
    try {
      const { code, stderr } = await run(['night', '--as-of', '2010-12-01', '--mail'], { env })
      expect(stderr).toContain(
        'Mailed to a@shop.example. The mail server refused b@shop.example: check DIRIGENT_REPORT_TO.\n',
      )
      expect(code).toBe(0)
    } finally {
      await new Promise<void>((resolve) => smtp.close(() => resolve()))
    }
  }, 60_000)

  it('says where it cannot be written, and ends well where nobody reads it to its end', async () => {
    expect(await run(['night', '--as-of', '2010-12-01'])).toMatchObject({ code: 0, stdout: '' })
    const missing = await run(['report', '--out', join(folder, 'nosuch', 'report.html')])
    expectSentence(missing, 3, /nosuch\/report\.html: its folder does not exist\. Make the folder, or name another/)
    expectSentence(await run(['report', '--out', folder]), 3, /: this is a folder\. Name a file in it/)
    const { child, done } = startCli(['report', '--format', 'html'], { dataDir })
    child.stdout?.destroy()
    expect(await done).toMatchObject({ code: 0, stderr: '' })
    expect(await run(['report', '--as-of', '2010-12-01', '--lang', 'en'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Morning report'),
    })
  }, 60_000)
})

describe('doctor', () => {
  let closedPort: number
  let smtp: SMTPServer
  const model = createServer((_request, response) => response.end('{"data":[]}'))
  const portOf = (server: { address(): AddressInfo | string | null }) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  beforeAll(async () => {
    smtp = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'] })
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve))
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    closedPort = portOf(closed)
    await new Promise((resolve) => closed.close(resolve))
  })
  afterAll(async () => {
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
    await new Promise((resolve) => model.close(resolve))
  })
  const settings = (mailPort: number, modelPort: number) => ({
    DIRIGENT_SMTP_URL: `smtp://shop:geheim@127.0.0.1:${mailPort}`,
    DIRIGENT_MAIL_FROM: 'reports@shop.example',
    DIRIGENT_REPORT_TO: 'a@shop.example',
    DIRIGENT_LLM_URL: `http://127.0.0.1:${modelPort}/v1`,
    DIRIGENT_LLM_MODEL: 'small',
    DIRIGENT_LLM_KEY: 'sk-geheim',
  })

  it('says what does not answer and what to do', async () => {
    const result = await run(['doctor'], { env: settings(closedPort, closedPort) })
    expectSentence(result, 1, /2 things need attention, see above/)
    expect(result.stdout).toMatch(/^FAULT {2}mail .*ECONNREFUSED.*Check host and port/m)
    expect(result.stdout).toMatch(/^FAULT {2}language model .*ECONNREFUSED.*check that it runs and DIRIGENT_LLM_URL/m)
    expect(result.stdout).toMatch(/^ok {5}state store {5}PostgreSQL/m)
    expect(`${result.stdout}${result.stderr}`).not.toContain('geheim')
  })

  it('names stores that do not answer, without their secrets, whatever is logged', async () => {
    for (const env of [
      { DATABASE_URL: `postgres://shop:geheim@localhost:${closedPort}/shop` },
      { CLICKHOUSE_URL: `http://shop:geheim@127.0.0.1:${closedPort}` },
    ]) {
      const result = await run(['doctor'], { env: { ...env, DIRIGENT_LOG_LEVEL: 'trace' } })
      expectSentence(result, 1, /1 thing needs attention/)
      expect(result.stdout).toMatch(/^FAULT {2}stores .* store does not answer: .*ECONNREFUSED.*_URL/m)
      expect(`${result.stdout}${result.stderr}`).not.toContain('geheim')
    }
  })

  it('is content where everything answers', async () => {
    const { DIRIGENT_SMTP_URL: _login, ...rest } = settings(portOf(smtp.server), portOf(model))
    const env = { ...rest, DIRIGENT_SMTP_URL: `smtp://127.0.0.1:${portOf(smtp.server)}` }
    const { code, stdout, stderr } = await run(['doctor'], { env })
    const notes = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('ok '))
    // What a new installation may still set up.
    expect(notes.map((line) => line.split(/\s+/).slice(0, 2))).toEqual(
      ['shop', 'publishing', 'purchasing', 'team'].map((about) => ['note', about]),
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })
})

describe('a store that a newer program wrote', () => {
  it('is refused', async () => {
    await withState(({ pool }) => pool.query("INSERT INTO dirigent_migrations (version, name) VALUES (999, 'later')"))
    expectSentence(
      await run(['report']),
      4,
      /The state store has version 999, this program knows \d+\. Start the newer/,
    )
  })
})
