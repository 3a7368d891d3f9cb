/** A mail that must not go out twice: noted before it is sent, and again when the server has taken it. */
import { AppError } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import type { Clock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { channelFault, isMaybeDone } from '../fault.ts'
import { type MailMessage, type SmtpConfig, sendMail } from './smtp.ts'

/** What is known of a mail by its key. */
export interface MailNote {
  readonly messageId: string
  /** Null: it was begun, and nobody knows whether it went out. */
  readonly sentAt: Date | null
}

/** Null: it was never begun. */
export async function findMail({ pool }: Pick<StateStore, 'pool'>, key: string): Promise<MailNote | null> {
  const { rows } = await pool.query<MailNote>(
    'SELECT message_id AS "messageId", sent_at AS "sentAt" FROM mails_sent WHERE key = $1',
    [key],
  )
  return rows[0] ?? null
}

/** The same key gives the same Message-ID, by which the mail is found at the server. */
export function messageIdOf(key: string, from: string): string {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'dirigent.invalid'
  return `<${sha256(key).slice(0, 32)}@${domain}>`
}

/**
 * Sends a mail once for a key.
 * @returns its Message-ID, and readers whom the server refused; a key that was sent before sends nothing
 * @throws AppError 'channel.failed' as `sendMail` does; also where an earlier attempt may have sent it
 */
export async function sendOnce(
  { state, clock }: { readonly state: StateStore; readonly clock: Clock },
  config: SmtpConfig,
  key: string,
  message: Omit<MailMessage, 'messageId'>,
): Promise<{ readonly messageId: string; readonly rejected: readonly string[] }> {
  const messageId = messageIdOf(key, config.from)
  const { rowCount } = await state.pool.query(
    'INSERT INTO mails_sent (key, message_id, begun_at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING',
    [key, messageId, new Date(clock.now())],
  )
  if (rowCount === 0) {
    const known = await findMail(state, key)
    if (known?.sentAt) return { messageId: known.messageId, rejected: [] }
    throw maybeSent(messageId)
  }
  try {
    const { rejected } = await sendMail(config, { ...message, messageId })
    await state.pool.query('UPDATE mails_sent SET sent_at = $2 WHERE key = $1', [key, new Date(clock.now())])
    return { messageId, rejected }
  } catch (error) {
    // Refused, or never reached: it did not go out, and may be tried again.
    if (error instanceof AppError && !isMaybeDone(error)) {
      await state.pool.query('DELETE FROM mails_sent WHERE key = $1 AND sent_at IS NULL', [key])
    }
    throw error
  }
}

/** Whether it went out is for a person to find out. */
export function maybeSent(messageId: string): AppError {
  return channelFault({
    text: {
      de: `Ob diese Mail schon hinausging, ist nicht bekannt: Ein früherer Versuch brach während des Sendens ab. Im Mailserver nach der Message-ID ${messageId} sehen; ist sie nicht da, die Anfrage neu anlegen.`,
      en: `Whether this mail went out is not known: an earlier attempt broke off while it was sent. Look for the Message-ID ${messageId} at the mail server; if it is not there, make the request anew.`,
    },
    temporary: false,
    maybeDone: true,
  })
}
