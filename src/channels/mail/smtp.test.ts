import { once } from 'node:events'
import { createServer } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../core/errors.ts'
import { sendMail, verifySmtp } from './smtp.ts'

const PASSWORD = 'p@ss/w:rd%'
const MESSAGE = { subject: 'Morgenbericht für Söhne: 41.280 €', html: '<p>Größe</p>', text: 'Größe' }

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Running {
  readonly port: number
  readonly received: Buffer[]
}

async function serve(options: SMTPServerOptions = {}): Promise<Running> {
  const received: Buffer[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, callback) =>
      auth.username === 'shop' && auth.password === PASSWORD
        ? callback(null, { user: 'shop' })
        : callback(new Error(`Invalid login ${auth.password}`)),
    onData: (stream, _session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push(Buffer.concat(chunks))
        callback()
      })
    },
    ...options,
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  const address = server.server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : 0, received }
}

async function fault(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error instanceof AppError ? error : new AppError('internal', 'no fault')
}

function config(port: number, login = ''): { url: string; from: string; to: string[] } {
  return {
    url: `smtp://${login}127.0.0.1:${port}`,
    from: 'Dirigent <reports@shop.example>',
    to: ['a@shop.example', 'b@shop.example'],
  }
}

describe('sendMail', () => {
  it('delivers both parts with umlauts to all readers', async () => {
    const { port, received } = await serve()
    const receipt = await sendMail(config(port), MESSAGE)
    expect(receipt.accepted).toEqual(['a@shop.example', 'b@shop.example'])
    const mail = await simpleParser(received[0] ?? Buffer.alloc(0))
    expect(mail.subject).toBe(MESSAGE.subject)
    expect(mail.html).toBe('<p>Größe</p>')
    expect(mail.text?.trim()).toBe('Größe')
    expect(mail.messageId).toBe(receipt.messageId)
  })

  it('logs in with a password of special characters', async () => {
    const { port, received } = await serve({ authOptional: false })
    await sendMail(config(port, `shop:${encodeURIComponent(PASSWORD)}@`), MESSAGE)
    expect(received).toHaveLength(1)
  })

  it('names those the server refused while it took the mail for others', async () => {
    const { port } = await serve({
      onRcptTo: (address, _session, callback) =>
        address.address.startsWith('b@') ? callback(new Error('No such user')) : callback(),
    })
    expect(await sendMail(config(port), MESSAGE)).toMatchObject({
      accepted: ['a@shop.example'],
      rejected: ['b@shop.example'],
    })
  })

  it('says which addresses to check where the server takes none of the readers', async () => {
    const { port } = await serve({ onRcptTo: (_address, _session, callback) => callback(new Error('No such user')) })
    const error = await fault(sendMail(config(port), MESSAGE))
    expect(error.code).toBe('channel.failed')
    expect(error.message).toContain('Check DIRIGENT_MAIL_FROM and DIRIGENT_REPORT_TO.')
  })

  it('never tells the password, not even where the server does', async () => {
    const { port } = await serve({ authOptional: false })
    const wrong = 'se cret+1'
    const error = await fault(sendMail(config(port, `shop:${encodeURIComponent(wrong)}@`), MESSAGE))
    expect(error.message).toContain(`127.0.0.1:${port}`)
    expect(error.message).toContain('User name or password was refused.')
    for (const form of [wrong, encodeURIComponent(wrong), Buffer.from(wrong).toString('base64')]) {
      expect(JSON.stringify([error.message, error.details])).not.toContain(form)
    }
    const invalid = await fault(sendMail({ ...config(port), url: `smtp//shop:${PASSWORD}` }, MESSAGE))
    expect(invalid.code).toBe('config.invalid')
    expect(invalid.message).not.toContain(PASSWORD)
  })

  it('refuses to send to nobody', async () => {
    expect((await fault(sendMail({ ...config(1), to: [] }, MESSAGE))).message).toContain('DIRIGENT_REPORT_TO')
  })

  it('keeps a subject with line breaks one header', async () => {
    const { port, received } = await serve()
    await sendMail(config(port), { ...MESSAGE, subject: 'a\r\nBcc: x@y.example' })
    const mail = await simpleParser(received[0] ?? Buffer.alloc(0))
    expect(mail.bcc).toBeUndefined()
  })
})

describe('verifySmtp', () => {
  it('is silent where the server takes the login', async () => {
    const { port } = await serve()
    await expect(verifySmtp(config(port, `shop:${encodeURIComponent(PASSWORD)}@`))).resolves.toBeUndefined()
  })

  it('says that nothing listens, with host, port and what to do', async () => {
    const free = createServer().listen(0, '127.0.0.1')
    await once(free, 'listening')
    const address = free.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await new Promise((resolve) => free.close(resolve))
    const error = await fault(verifySmtp(config(port)))
    expect(error).toMatchObject({
      code: 'channel.failed',
      details: { host: '127.0.0.1', port, reason: 'ECONNREFUSED' },
    })
    expect(error.message).toContain('Nothing listens there.')
  })

  it('says which scheme goes with which port where TLS is spoken to a plain server', async () => {
    const { port } = await serve()
    const error = await fault(verifySmtp({ ...config(port), url: `smtps://127.0.0.1:${port}` }))
    expect(error.message).toContain('smtps:// for port 465')
  })
})
