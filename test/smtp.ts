/** A mail server that keeps what it was given, and can be told to refuse or to break off. */
import { once } from 'node:events'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface TestSmtp {
  readonly url: string
  readonly received: ParsedMail[]
  /** What happens to the next mails, one each: refused for now, refused for good, or taken before the connection breaks. */
  readonly troubles: ('later' | 'never' | 'cut')[]
  close(): Promise<void>
}

export async function startSmtp(): Promise<TestSmtp> {
  const received: ParsedMail[] = []
  const troubles: TestSmtp['troubles'] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      simpleParser(stream).then((mail) => {
        const trouble = troubles.shift()
        if (trouble === undefined || trouble === 'cut') received.push(mail)
        if (trouble === 'cut') {
          for (const connection of server.connections) if (connection.id === session.id) connection.close()
          return
        }
        const code = trouble === 'later' ? 451 : 550
        callback(trouble === undefined ? null : Object.assign(new Error('not this one'), { responseCode: code }))
      }, callback)
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    received,
    troubles,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
