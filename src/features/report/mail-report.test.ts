import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleReport } from '../../../test/report-sample.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { type MailDeps, mailReport } from './service.ts'
import { saveReport } from './store.ts'

const AS_OF = '2026-11-22'
let state: TestState
let smtp: SMTPServer
/** Who got each mail. */
let delivered: string[][]
let refused: readonly string[]

beforeEach(async () => {
  delivered = []
  refused = []
  state = await openTestState()
  const { rows } = await state.pool.query<{ id: number }>(
    "INSERT INTO nights (as_of, status, started_at) VALUES ($1, 'done', now()) RETURNING id",
    [AS_OF],
  )
  await state.transaction((client) => saveReport(client, rows[0]?.id ?? 0, { ...sampleReport(), asOf: AS_OF }))
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, callback) =>
      callback(refused.includes(address) ? new Error('No such user') : null),
    onData: (stream, { envelope }, callback) => {
      delivered.push(envelope.rcptTo.map(({ address }) => address))
      stream.resume().on('end', () => callback())
    },
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
})
afterEach(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
  await state.close()
})

function deps(): MailDeps {
  const address = smtp.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const to = ['a@shop.example', 'b@shop.example', 'c@shop.example']
  const server = { url: `smtp://127.0.0.1:${port}`, from: 'reports@shop.example', to }
  return { state, clock: { now: () => 0 }, lang: 'de', smtp: server, publicUrl: null }
}

describe('mailReport', () => {
  it('says who was refused while the others got the report, and sends it to nobody a second time', async () => {
    refused = ['b@shop.example']
    expect(await mailReport(deps(), AS_OF)).toMatchObject({
      accepted: ['a@shop.example', 'c@shop.example'],
      rejected: ['b@shop.example'],
    })
    refused = []
    expect(await mailReport(deps(), AS_OF)).toBeNull()
    expect(delivered).toEqual([['a@shop.example', 'c@shop.example']])
  })

  it('counts as not sent where the server takes it for nobody', async () => {
    refused = deps().smtp?.to ?? []
    await expect(mailReport(deps(), AS_OF)).rejects.toThrow(/did not take the mail/)
    refused = []
    expect(await mailReport(deps(), AS_OF)).toMatchObject({ rejected: [] })
    expect(delivered).toHaveLength(1)
  })

  it('sends nothing where no mail is set up, or the report is one of another version', async () => {
    expect(await mailReport({ ...deps(), smtp: null }, AS_OF)).toBeNull()
    await state.pool.query("UPDATE reports SET report = '{}'")
    expect(await mailReport(deps(), AS_OF)).toBeNull()
    expect(delivered).toEqual([])
  })
})
