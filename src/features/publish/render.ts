/** Pieces as they are read elsewhere: HTML from Markdown, the newsletter as a mail, and all of them as files. */
import { escapeText } from '../../core/html.ts'
import type { Lang } from '../../core/lang.ts'
import { toHtml } from '../content/index.ts'
import { chosenText } from './piece.ts'
import type { BlogDraft, FileFormat, NewsletterDraft, SocialDraft } from './schema.ts'

export interface Letter {
  readonly lang: Lang
  readonly subject: string
  readonly preheader: string
  readonly markdown: string
}

/** A mail of its own. How it is unsubscribed from stands in what sends it. */
export async function newsletterHtml({ lang, subject, preheader, markdown }: Letter): Promise<string> {
  const hidden =
    preheader === ''
      ? ''
      : `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeText(preheader)}</div>\n`
  const style = 'max-width:600px;margin:0 auto;padding:16px;font-family:Arial,sans-serif;font-size:16px;line-height:1.5'
  return `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeText(subject)}</title></head>
<body style="margin:0">
${hidden}<div style="${style}">
${await toHtml(markdown)}
</div>
</body>
</html>
`
}

export type AnyPiece =
  | { readonly kind: 'social-post'; readonly draft: SocialDraft; readonly text: string }
  | { readonly kind: 'blog-post'; readonly draft: BlogDraft }
  | { readonly kind: 'newsletter'; readonly draft: NewsletterDraft; readonly letter: Letter }

export const FILE_TYPES: Readonly<Record<FileFormat, string>> = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** The chosen version as a file, for whoever takes it out by hand. */
export async function fileOfPiece(piece: AnyPiece, format: FileFormat): Promise<string> {
  const { kind, draft } = piece
  const title = kind === 'blog-post' ? draft.title.trim() : kind === 'newsletter' ? piece.letter.subject : ''
  const body = kind === 'social-post' ? piece.text : chosenText(draft)
  switch (format) {
    case 'md':
      return `${title === '' ? '' : `# ${title}\n\n`}${body}\n`
    case 'txt':
      return `${title === '' ? '' : `${title}\n\n`}${body}\n`
    case 'json':
      return `${JSON.stringify({ kind, html: await toHtml(body), text: body, ...draft }, null, 2)}\n`
    case 'html':
      if (kind === 'newsletter') return newsletterHtml(piece.letter)
      return `${title === '' ? '' : `<h1>${escapeText(title)}</h1>\n`}${await toHtml(body)}\n`
  }
}
