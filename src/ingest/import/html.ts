import { BLOCKS, decodeEntities, endOfTag } from '../../core/html.ts'

/** Elements whose content is no text. */
const HIDDEN = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'head', 'title'])

const TAG = /<[a-z/!?]/i
const MAX_PASSES = 5

/**
 * The text a reader of the HTML would see, its blocks on lines of their own. The result is plain text: a decoded
 * '&lt;b&gt;' stays the characters '<b>', so whoever shows it must escape it like any text.
 */
export function textOfHtml(html: string): string {
  let text = html
  // What is left and right of a tag may make another one; a text that is still not clean after this is no honest text.
  for (let pass = 0; pass < MAX_PASSES && TAG.test(text); pass++) text = withoutTags(text)
  return tidy(decodeEntities(TAG.test(text) ? text.replaceAll('<', '') : text))
}

function withoutTags(html: string): string {
  let out = ''
  let at = 0
  while (at < html.length) {
    const tag = html.indexOf('<', at)
    if (tag === -1) break
    if (!/[a-z/!?]/i.test(html.charAt(tag + 1))) {
      out += html.slice(at, tag + 1)
      at = tag + 1
      continue
    }
    out += html.slice(at, tag)
    const end = endOfTag(html, tag)
    if (end === -1) return out
    const name = /^<\/?([a-z][a-z0-9]*)/i.exec(html.slice(tag, tag + 20))?.[1]?.toLowerCase() ?? ''
    if (BLOCKS.has(name)) out += '\n'
    else if (name === 'td' || name === 'th') out += ' '
    at = end + 1
    if (HIDDEN.has(name) && html.charAt(tag + 1) !== '/' && html.charAt(end - 1) !== '/')
      at = afterElement(html, name, at)
  }
  return out + html.slice(at)
}

function afterElement(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}\\b`, 'gi')
  close.lastIndex = from
  const found = close.exec(html)
  if (found === null) return html.length
  const end = html.indexOf('>', found.index)
  return end === -1 ? html.length : end + 1
}

function tidy(text: string): string {
  return text
    .replaceAll('\u00ad', '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
