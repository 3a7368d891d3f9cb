/** Mail over SMTP: one message to its readers, and the check whether the server would take one. */
import { createTransport, type SentMessageInfo } from 'nodemailer'
import { AppError, messageOf, systemCodeOf } from '../../core/errors.ts'

export interface SmtpConfig {
  /** `smtp://user:password@host:port` (STARTTLS where the server offers it) or `smtps://...` (TLS from the start). */
  readonly url: string
  /** Sender: 'reports@shop.example' or 'Dirigent <reports@shop.example>'. */
  readonly from: string
  readonly to: readonly string[]
}

interface MailMessage {
  readonly subject: string
  readonly html: string
  readonly text: string
}

export interface MailReceipt {
  readonly messageId: string
  readonly accepted: readonly string[]
  /** Addresses the server refused while it took the mail for others. */
  readonly rejected: readonly string[]
}

interface Server {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly user: string
  readonly password: string
}

const DEFAULT_PORTS = { 'smtp:': 587, 'smtps:': 465 } as const

/** Takes the address apart; `AppError('config.invalid')` where it is none. The address itself is never quoted: it holds the password. */
function serverOf(url: string): Server {
  const parsed = URL.canParse(url) ? new URL(url) : null
  const scheme = parsed?.protocol
  if (parsed === null || parsed.hostname === '' || (scheme !== 'smtp:' && scheme !== 'smtps:')) {
    throw new AppError(
      'config.invalid',
      'The address of the mail server is not valid. Write it as smtp://user:password@host:587 or smtps://user:password@host:465, with special characters of the password percent-encoded.',
    )
  }
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? DEFAULT_PORTS[scheme] : Number(parsed.port),
    secure: scheme === 'smtps:',
    user: decoded(parsed.username),
    password: decoded(parsed.password),
  }
}

// A lone percent sign in a password is no escape; it is taken as it stands.
function decoded(part: string): string {
  return /%(?![0-9A-Fa-f]{2})/.test(part) ? part : decodeURIComponent(part)
}

const TIMEOUT_MS = 15_000

function transportOf(server: Server): ReturnType<typeof createTransport<SentMessageInfo>> {
  return createTransport({
    host: server.host,
    port: server.port,
    secure: server.secure,
    ...(server.user === '' ? {} : { auth: { user: server.user, pass: server.password } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS * 2,
    // A report names no file and no address to fetch; nothing a text holds may make the mailer read one.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/**
 * Sends one message to all readers of the configuration.
 * @throws AppError `channel.failed` naming host, port and what to do; `config.invalid` for an address that is none
 */
export async function sendMail(config: SmtpConfig, message: MailMessage): Promise<MailReceipt> {
  const server = serverOf(config.url)
  if (config.to.length === 0) {
    throw new AppError(
      'config.invalid',
      'The mail has no reader. Set DIRIGENT_REPORT_TO to one or more addresses, separated by commas.',
    )
  }
  const transport = transportOf(server)
  try {
    const sent = await transport.sendMail({ ...message, from: config.from, to: [...config.to] })
    return {
      messageId: sent.messageId,
      accepted: (sent.accepted ?? []).map(addressOf),
      rejected: (sent.rejected ?? []).map(addressOf),
    }
  } catch (error) {
    throw failure(server, error)
  } finally {
    transport.close()
  }
}

function addressOf(address: string | { address: string }): string {
  return typeof address === 'string' ? address : address.address
}

/** Connects, logs in and leaves again without sending anything; throws as `sendMail` does. */
export async function verifySmtp(config: SmtpConfig): Promise<void> {
  const server = serverOf(config.url)
  const transport = transportOf(server)
  try {
    await transport.verify()
  } catch (error) {
    throw failure(server, error)
  } finally {
    transport.close()
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there. Check host and port, and whether the server is running.',
  ENOTFOUND: 'The name of the host is not known. Check how it is written.',
  EDNS: 'The name of the host is not known. Check how it is written.',
  ETIMEDOUT: 'There was no answer. Check host, port and firewall; many networks block port 25.',
  ETLS: 'The connection could not be encrypted. Use smtps:// for port 465 and smtp:// for port 587.',
  EAUTH: 'User name or password was refused. Check both; some providers want a password for applications.',
  ENOAUTH: 'The server wants a login. Put user and password into the address: smtp://user:password@host:port.',
  EENVELOPE: 'Sender or reader was refused. Check DIRIGENT_MAIL_FROM and DIRIGENT_REPORT_TO.',
  EMESSAGE: 'The server refused the message itself. Its answer says why.',
}

/** The fault in a sentence. The server's answer may repeat what was sent, so the password is taken out of it. */
function failure(server: Server, error: unknown): AppError {
  const code = codeOf(error)
  const remedy = REMEDIES[code] ?? 'Check host, port and encryption: smtps:// for port 465, smtp:// for port 587.'
  const said = withoutSecrets(messageOf(error).replace(/\s+/g, ' ').trim(), server)
  const sentence = `The mail server ${server.host}:${server.port} did not take the mail: ${said.replace(/\.$/, '')}. ${remedy}`
  return new AppError('channel.failed', sentence, { host: server.host, port: server.port, reason: code })
}

// Behind ESOCKET and ECONNECTION stands what happened on the network; the message alone names it.
function codeOf(error: unknown): string {
  const network = /\b(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN)\b/.exec(messageOf(error))?.[1]
  const own = systemCodeOf(error) ?? ''
  const name = network === 'EAI_AGAIN' ? 'ENOTFOUND' : network
  if (name !== undefined) return name
  return own === 'ESOCKET' && /wrong version number|ssl|tls|certificate/i.test(messageOf(error)) ? 'ETLS' : own
}

function withoutSecrets(text: string, server: Server): string {
  if (server.password === '') return text
  const plain = Buffer.from(`\u0000${server.user}\u0000${server.password}`).toString('base64')
  const forms = [
    server.password,
    encodeURIComponent(server.password),
    Buffer.from(server.password).toString('base64'),
    plain,
  ]
  return forms.reduce((rest, form) => rest.split(form).join('***'), text)
}
