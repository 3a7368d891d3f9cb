import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { order } from '../../test/event-store.ts'
import { openTestState, type TestState } from '../../test/state-store.ts'
import { runInline } from '../compute/index.ts'
import { loadConfig } from '../config.ts'
import { openLog } from '../core/log.ts'
import { listDeadLetters } from '../features/system/index.ts'
import { enqueueFacts } from '../ingest/write/outbox.ts'
import { orderFact } from '../ingest/write/to-events.ts'
import { type EventStore, openEventStore } from '../stores/events/store.ts'
import { startJobs } from './jobs.ts'
import { jobKinds } from './kinds.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-kinds-'))
let events: EventStore
let state: TestState
let smtp: SMTPServer
let received: ParsedMail[]
let refusing: boolean

beforeAll(async () => {
  events = await openEventStore({ url: null, folder })
})
afterAll(async () => {
  await events.close()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  state = await openTestState()
  await state.transaction((client) =>
    enqueueFacts(client, [orderFact('test', order('1', '2026-05-10', [['A', 2, 500]]))]),
  )
  received = []
  refusing = false
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, callback) => callback(refusing ? new Error('try later') : null),
    onData: (stream, _session, callback) => {
      simpleParser(stream).then((mail) => {
        received.push(mail)
        callback()
      }, callback)
    },
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
})
afterEach(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
  await state.close()
})

/** The job on a morning of May 2026. */
function nightJob(env: Record<string, string> = {}) {
  const address = smtp.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const mail = {
    DIRIGENT_SMTP_URL: `smtp://127.0.0.1:${port}`,
    DIRIGENT_MAIL_FROM: 'Dirigent <reports@shop.example>',
    DIRIGENT_REPORT_TO: 'a@shop.example, b@shop.example',
    DIRIGENT_PUBLIC_URL: 'https://dirigent.shop.example',
    DIRIGENT_NIGHT_AT: '03:30',
  }
  const config = loadConfig({ env: { ...mail, ...env }, cwd: folder })
  const clock = { now: () => Date.UTC(2026, 4, 11, 1, 30) }
  const kinds = jobKinds({
    config,
    clock,
    log: openLog('silent'),
    state,
    events,
    compute: runInline,
    steps: [],
    skills: [],
  })
  const night = kinds.find(({ name }) => name === 'night')
  if (night === undefined) throw new Error('There is no job for the night.')
  return night
}

const run = (job = nightJob()) => job.run({}, new AbortController().signal)
const nights = async () => (await state.pool.query("SELECT as_of FROM nights WHERE status = 'done'")).rows

describe('the job of the night', () => {
  it('runs at the time of the settings and is tried again where it fails', () => {
    expect(nightJob()).toMatchObject({ cron: '30 3 * * *', retries: 3 })
  })

  it('binds the report for yesterday and mails it to its readers, as page and as text, in the language of the shop', async () => {
    await run()
    const [mail] = received
    expect(received).toHaveLength(1)
    expect(mail?.subject).toMatch(/^Morgenbericht 10\.05\.2026/)
    expect([mail?.to].flat().flatMap((to) => to?.value.map(({ address }) => address))).toEqual([
      'a@shop.example',
      'b@shop.example',
    ])
    expect(mail?.html).toContain('<html lang="de"')
    expect(mail?.html).toContain('https://dirigent.shop.example/reports/2026-05-10')
    expect(mail?.text).toContain('https://dirigent.shop.example/reports/2026-05-10')
    expect(mail?.text).toContain('Morgenbericht')
  })

  it('writes English where the shop does', async () => {
    await run(nightJob({ DIRIGENT_LANGUAGE: 'en' }))
    expect(received.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Morning report/)])
  })

  it('mails a report once, also where two workers come at the same time', async () => {
    await run()
    await Promise.all([run(), run()])
    expect(received).toHaveLength(1)
    expect(await nights()).toEqual([{ as_of: '2026-05-10' }])
  })

  it('fails where the mail is refused, and tried again mails the same report without another night', async () => {
    refusing = true
    await expect(run()).rejects.toThrow(/mail server 127\.0\.0\.1.*did not take the mail/)
    expect(await nights()).toHaveLength(1)
    refusing = false
    await run()
    expect(received).toHaveLength(1)
    expect(await nights()).toHaveLength(1)
  })

  it('is a dead letter with the reason where the mail is refused for good', async () => {
    refusing = true
    const job = { ...nightJob(), retries: 0, cron: null }
    const jobs = await startJobs(state, [job], { timeZone: 'Europe/Berlin', log: openLog('silent') })
    try {
      await jobs.ask('night', {})
      for (let tries = 0; tries < 300 && (await listDeadLetters(state, 1)).length === 0; tries++) await sleep(100)
    } finally {
      await jobs.stop()
    }
    expect(await listDeadLetters(state, 10)).toEqual([
      expect.objectContaining({ job: 'night', error: expect.stringContaining('did not take the mail') }),
    ])
    expect(await nights()).toHaveLength(1)
  })

  it('mails nothing where no mail is set up', async () => {
    await run(nightJob({ DIRIGENT_SMTP_URL: '' }))
    expect(received).toEqual([])
    expect(await nights()).toHaveLength(1)
  })
})
