/** Mail over SMTP: one message to its readers, and the check whether the server would take one. */
import { createTransport, type SentMessageInfo } from 'nodemailer'
import { AppError, messageOf, systemCodeOf } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'

export interface SmtpConfig {
  /** `smtp://user:password@host:port` (STARTTLS where the server offers it) or `smtps://...` (TLS from the start). */
  readonly url: string
  /** Sender: 'reports@shop.example' or 'Dirigent <reports@shop.example>'. */
  readonly from: string
  readonly to: readonly string[]
  /** Which setting names the readers; left out: that of the morning report. */
  readonly toSetting?: string
}

export interface MailMessage {
  readonly subject: string
  /** Left out: the mail is text alone. */
  readonly html?: string
  readonly text: string
  /** '<...@...>'; left out: one of its own each time. */
  readonly messageId?: string
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
      `The mail has no reader. Set ${readersOf(config)} to one or more addresses, separated by commas.`,
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
    throw failure(server, error, readersOf(config))
  } finally {
    transport.close()
  }
}

const readersOf = ({ toSetting = 'DIRIGENT_REPORT_TO' }: Pick<SmtpConfig, 'toSetting'>) => toSetting

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
    throw failure(server, error, readersOf(config))
  } finally {
    transport.close()
  }
}

const UNKNOWN_HOST: Text = {
  de: 'Den Namen des Rechners kennt niemand. Die Schreibweise prüfen.',
  en: 'The name of the host is not known. Check how it is written.',
}

const REMEDIES: Readonly<Record<string, Text>> = {
  ECONNREFUSED: {
    de: 'Dort hört niemand zu. Rechner und Port prüfen, und ob der Server läuft.',
    en: 'Nothing listens there. Check host and port, and whether the server is running.',
  },
  ENOTFOUND: UNKNOWN_HOST,
  EDNS: UNKNOWN_HOST,
  ETIMEDOUT: {
    de: 'Es kam keine Antwort. Rechner, Port und Firewall prüfen; viele Netze sperren Port 25.',
    en: 'There was no answer. Check host, port and firewall; many networks block port 25.',
  },
  ETLS: {
    de: 'Die Verbindung ließ sich nicht verschlüsseln. smtps:// gehört zu Port 465, smtp:// zu Port 587.',
    en: 'The connection could not be encrypted. Use smtps:// for port 465 and smtp:// for port 587.',
  },
  EAUTH: {
    de: 'Benutzername oder Passwort wurde abgelehnt. Beides prüfen; manche Anbieter verlangen ein eigenes Passwort für Programme.',
    en: 'User name or password was refused. Check both; some providers want a password for applications.',
  },
  ENOAUTH: {
    de: 'Der Server verlangt eine Anmeldung. Benutzer und Passwort in die Adresse schreiben: smtp://user:password@host:port.',
    en: 'The server wants a login. Put user and password into the address: smtp://user:password@host:port.',
  },
  EMESSAGE: {
    de: 'Der Server hat die Nachricht selbst abgelehnt. Seine Antwort sagt, warum.',
    en: 'The server refused the message itself. Its answer says why.',
  },
}

const CHECK_ADDRESS: Text = {
  de: 'Rechner, Port und Verschlüsselung prüfen: smtps:// für Port 465, smtp:// für Port 587.',
  en: 'Check host, port and encryption: smtps:// for port 465, smtp:// for port 587.',
}

const checkAddresses = (readers: string): Text => ({
  de: `Absender oder Empfänger wurde abgelehnt. DIRIGENT_MAIL_FROM und ${readers} prüfen.`,
  en: `Sender or reader was refused. Check DIRIGENT_MAIL_FROM and ${readers}.`,
})

/** The fault in a sentence. The server's answer may repeat what was sent, so the password is taken out of it. */
function failure(server: Server, error: unknown, readers: string): AppError {
  const code = codeOf(error)
  const remedy = code === 'EENVELOPE' ? checkAddresses(readers) : (REMEDIES[code] ?? CHECK_ADDRESS)
  const said = withoutSecrets(messageOf(error).replace(/\s+/g, ' ').trim(), server).replace(/\.$/, '')
  const place = `${server.host}:${server.port}`
  const text = {
    de: `Der Mailserver ${place} hat die Mail nicht angenommen: ${said}. ${remedy.de}`,
    en: `The mail server ${place} did not take the mail: ${said}. ${remedy.en}`,
  }
  const { host, port } = server
  return new AppError('channel.failed', text.en, { host, port, reason: code, text, ...prospectOf(code, error) })
}

/** Faults of before the mail itself was on its way. */
const BEFORE = ['ECONNREFUSED', 'ENOTFOUND', 'EDNS', 'ETLS', 'EAUTH', 'ENOAUTH']

/** Whether it may succeed later by itself, and whether it may have succeeded all the same. */
function prospectOf(code: string, error: unknown): { temporary: boolean; maybeDone: boolean } {
  const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  // Whoever answered has refused, for now (4xx) or for good.
  if (status > 0) return { temporary: status < 500, maybeDone: false }
  const early = BEFORE.includes(code) || /^(Connection timeout|Greeting never received)/.test(messageOf(error))
  return { temporary: early && !['ETLS', 'EAUTH', 'ENOAUTH'].includes(code), maybeDone: !early }
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
