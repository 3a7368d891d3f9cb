/** Mails of the team: an invitation, a link for a new password. */
import { sendMail } from '../../channels/mail/index.ts'
import { messageOf } from '../../core/errors.ts'
import type { Lang, Text } from '../../core/lang.ts'
import type { Role } from '../../core/rights.ts'
import { ROLE_WORDS } from '../../core/role-words.ts'
import type { TeamContext } from './context.ts'

interface Letter {
  readonly subject: Text
  /** Paragraphs before the link and after it. */
  readonly before: readonly Text[]
  readonly button: Text
  readonly after: readonly Text[]
}

export function invitation({ role, by }: { role: Role; by: string }): Letter {
  const { title } = ROLE_WORDS[role]
  return {
    subject: { de: 'Einladung zu Dirigent', en: 'Invitation to Dirigent' },
    before: [
      {
        de: `${by} lädt Sie ein, mit Dirigent zu arbeiten. Ihre Rolle: ${title.de}.`,
        en: `${by} invites you to work with Dirigent. Your role: ${title.en}.`,
      },
    ],
    button: { de: 'Einladung annehmen', en: 'Accept the invitation' },
    after: [
      {
        de: 'Der Link gilt sieben Tage und einmal. Wenn Sie die Einladung nicht erwartet haben, löschen Sie diese Mail.',
        en: 'The link works for seven days and once. If you did not expect this invitation, delete this mail.',
      },
    ],
  }
}

export function newPassword(): Letter {
  return {
    subject: { de: 'Neues Passwort für Dirigent', en: 'A new password for Dirigent' },
    before: [
      {
        de: 'Für Ihr Konto wurde ein neues Passwort angefordert. Mit diesem Link setzen Sie es:',
        en: 'A new password was asked for your account. This link lets you set it:',
      },
    ],
    button: { de: 'Neues Passwort setzen', en: 'Set a new password' },
    after: [
      {
        de: 'Der Link gilt einen Tag und einmal. Wenn Sie das nicht waren, löschen Sie diese Mail: Ihr Passwort bleibt, wie es ist.',
        en: 'The link works for a day and once. If this was not you, delete this mail: your password stays as it is.',
      },
    ],
  }
}

/** @returns whether the server took it; why not is in the log, for the link can still be handed over */
export async function post(
  { smtp, log }: TeamContext,
  { to, lang, url }: { to: string; lang: Lang; url: string },
  letter: Letter,
): Promise<boolean> {
  if (smtp === null) return false
  try {
    const { accepted } = await sendMail({ ...smtp, to: [to] }, write(letter, lang, url))
    return accepted.length > 0
  } catch (error) {
    log.warn({ reason: messageOf(error) }, 'a mail of the team could not be sent')
    return false
  }
}

function write(letter: Letter, lang: Lang, url: string): { subject: string; text: string; html: string } {
  const before = letter.before.map((text) => text[lang])
  const after = letter.after.map((text) => text[lang])
  const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')
  return {
    subject: letter.subject[lang],
    text: `${[...before, `${letter.button[lang]}: ${url}`, ...after].join('\n\n')}\n`,
    html: `<!doctype html><html lang="${lang}"><meta charset="utf-8"><body style="font:16px/1.5 sans-serif;color:#1f1d1a;max-width:36em">${paragraphs(before)}<p><a href="${escapeHtml(url)}" style="display:inline-block;padding:8px 16px;background:#0b6e6e;color:#fff;text-decoration:none;border-radius:4px">${escapeHtml(letter.button[lang])}</a></p>${paragraphs(after)}</body></html>`,
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
}
