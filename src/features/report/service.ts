/** A report in any of its forms, and on its way by mail. */
import { type MailReceipt, type SmtpConfig, sendMail } from '../../channels/mail/index.ts'
import type { Lang } from '../../core/lang.ts'
import type { Clock, Day } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { renderHtml } from './render/html/page.ts'
import { renderJson } from './render/json.ts'
import { renderMail } from './render/mail.ts'
import { renderPdfInThread } from './render/pdf/in-thread.ts'
import { renderText } from './render/text.ts'
import type { Report } from './schema.ts'
import { findReport, mailOnce } from './store.ts'

export const REPORT_FORMATS = ['html', 'pdf', 'text', 'json'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

export interface RenderedReport {
  readonly body: string | Buffer
  readonly contentType: string
}

const CONTENT_TYPES: Readonly<Record<ReportFormat, string>> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  text: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

export interface RenderOptions {
  /** Other forms of the report, shown at the head of the page. */
  readonly links?: readonly { readonly label: string; readonly href: string }[]
}

export async function renderReport(
  report: Report,
  format: ReportFormat,
  lang: Lang,
  options: RenderOptions = {},
): Promise<RenderedReport> {
  return { body: await renderBody(report, format, lang, options), contentType: CONTENT_TYPES[format] }
}

function renderBody(
  report: Report,
  format: ReportFormat,
  lang: Lang,
  options: RenderOptions,
): string | Promise<Buffer> {
  switch (format) {
    case 'html':
      return renderHtml(report, lang, options)
    case 'pdf':
      return renderPdfInThread({ report, lang })
    case 'text':
      return renderText(report, lang)
    case 'json':
      return renderJson(report)
  }
}

export interface MailDeps {
  readonly state: StateStore
  readonly clock: Clock
  readonly lang: Lang
  /** Null: no mail is set up. */
  readonly smtp: SmtpConfig | null
  /** Address under which people reach the workbench; null: the mail has no link. */
  readonly publicUrl: string | null
}

/**
 * Mails the newest report of a day to its readers, once: a reader whom the server refused while it took the mail for
 * others is named in the receipt and not tried again, for the others would get it twice.
 * @returns who got it; null where nothing was sent: no mail is set up, there is no report, or it was mailed before
 * @throws AppError 'channel.failed' where the server takes it for nobody; it counts as not sent then
 */
export async function mailReport(
  { state, clock, lang, smtp, publicUrl }: MailDeps,
  asOf: Day,
): Promise<MailReceipt | null> {
  const found = smtp === null ? null : await findReport(state, asOf)
  if (smtp === null || found === null) return null
  const options = publicUrl === null ? {} : { url: new URL(`/reports/${asOf}`, publicUrl).href }
  const mail = renderMail(found.report, lang, options)
  return mailOnce(state, found.nightId, clock.now(), () => sendMail(smtp, mail))
}
