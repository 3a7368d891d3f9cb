/** Texts as people write them, as HTML for the shop. */
import { escapeText } from '../../core/html.ts'

/**
 * Paragraphs and lists: an empty line ends a paragraph, lines that begin with '- ' or '• ' are a list. Whatever else stands in
 * the text is text: no markup of a writer or a person reaches the shop.
 */
export function toHtml(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(blockHtml)
    .join('\n')
}

function blockHtml(block: string): string {
  const parts: { isList: boolean; lines: string[] }[] = []
  for (const line of block.split('\n')) {
    const item = /^\s*[-•]\s+(.*)$/.exec(line)
    const isList = item !== null
    const last = parts.at(-1)
    const said = escapeText((item?.[1] ?? line).trim())
    if (last?.isList === isList) last.lines.push(said)
    else parts.push({ isList, lines: [said] })
  }
  return parts
    .map(({ isList, lines }) =>
      isList ? `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>` : `<p>${lines.join('<br>')}</p>`,
    )
    .join('\n')
}
