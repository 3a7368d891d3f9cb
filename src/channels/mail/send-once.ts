/** A mail that must not go out twice: noted before it is sent, and again when the server has taken it. */
import { AppError } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import type { Text } from '../../core/lang.ts'
import type { Clock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { isMaybeDone } from '../fault.ts'
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
function messageIdOf(key: string, from: string): string {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'dirigent.invalid'
  return `<${sha256(key).slice(0, 32)}@${domain}>`
}

/**
 * Sends a mail once for a key: one that was sent is not sent again. One that was begun and may have gone out is, with the same
 * Message-ID: whoever asks for it has read (`findMail`) that nobody knows, and has decided so.
 * @returns its Message-ID, and readers whom the server refused
 * @throws AppError 'channel.failed' as `sendMail` does
 */
export async function sendOnce(
  { state, clock }: { readonly state: StateStore; readonly clock: Clock },
  config: SmtpConfig,
  key: string,
  message: Omit<MailMessage, 'messageId'>,
): Promise<{ readonly messageId: string; readonly rejected: readonly string[] }> {
  const messageId = messageIdOf(key, config.from)
  const { rows } = await state.pool.query<{ sent: boolean }>(
    `INSERT INTO mails_sent (key, message_id, begun_at) VALUES ($1, $2, $3)
     ON CONFLICT (key) DO UPDATE SET begun_at = CASE WHEN mails_sent.sent_at IS NULL THEN excluded.begun_at ELSE mails_sent.begun_at END
     RETURNING sent_at IS NOT NULL AS sent`,
    [key, messageId, new Date(clock.now())],
  )
  if (rows[0]?.sent === true) return { messageId, rejected: [] }
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

/** What a person has to find out where a mail was begun and not noted as sent. */
export function maybeSent({ messageId }: Pick<MailNote, 'messageId'>): Text {
  return {
    de: `Das Senden brach ab, bevor der Mailserver es bestätigt hatte. Dort nach der Message-ID ${messageId} sehen.`,
    en: `Sending broke off before the mail server had confirmed it. Look for the Message-ID ${messageId} there.`,
  }
}
