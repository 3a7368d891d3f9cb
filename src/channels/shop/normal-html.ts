/** Whether two texts in HTML are one to whoever reads them. */
import { BLOCKS, decodeEntities, endOfTag } from '../../core/html.ts'

/** What a reader sees of an element, or where it leads; shops add and drop all others (class, style, rel, data-...) as they like. */
const KEPT = new Set(['href', 'src', 'alt', 'title', 'lang', 'dir', 'start', 'colspan', 'rowspan'])
/** Say nothing without the attributes that are not looked at, or are put in by whoever reads and writes HTML. */
const BARE = new Set(['span', 'font', 'tbody'])
/** Have no end. */
const VOID = new Set(['area', 'br', 'col', 'embed', 'hr', 'img', 'input', 'source', 'wbr'])
/** Space around these is not seen. */
const isBlock = (name: string) => BLOCKS.has(name) || name === 'td' || name === 'th' || name === 'tbody'

const NAME = /^<(\/?)([a-z][a-z0-9-]*)/i
const LONGEST_NAME = 40
const ATTRIBUTE = /([a-z][a-z0-9:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi

export function sameHtml(a: string, b: string): boolean {
  return a === b || normalHtml(a) === normalHtml(b)
}

/**
 * The text with everything taken out that shops change by themselves when they keep it, and nobody sees: how entities,
 * attributes, capitals and quotes in tags are written, space between blocks and at the ends, needless space in a
 * line (a protected one counts as any other), comments, empty wrappers. For comparing, not for showing.
 */
export function normalHtml(html: string): string {
  const out: string[] = []
  let text = ''
  // Space at the beginning of a line is not seen.
  let isAtStart = true
  const flush = (isBeforeBlock: boolean) => {
    let words = decodeEntities(text).replaceAll(/\s+/g, ' ')
    if (isAtStart) words = words.replace(/^ /, '')
    if (isBeforeBlock) words = words.replace(/ $/, '')
    if (words !== '') isAtStart = words.endsWith(' ')
    // The space stands before a wrapper that was left out.
    if (isBeforeBlock && words === '' && out.at(-1)?.endsWith(' ')) out.push(out.pop()?.trimEnd() ?? '')
    if (words !== '') out.push(words.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
    text = ''
  }
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at)
    if (open === -1) {
      text += html.slice(at)
      break
    }
    text += html.slice(at, open)
    const [, slash, name = ''] = NAME.exec(html.slice(open, open + LONGEST_NAME)) ?? []
    const isComment = html.startsWith('<!', open)
    const end = name === '' && !isComment ? -1 : endOfTag(html, open)
    if (end === -1) {
      // A bracket that somebody wrote.
      text += '<'
      at = open + 1
      continue
    }
    at = end + 1
    const element = name.toLowerCase()
    const isBlockTag = isBlock(element)
    // Comments, and what stands in a line without being seen.
    if (isComment || (BARE.has(element) && !isBlockTag)) continue
    flush(isBlockTag)
    if (isBlockTag) isAtStart = true
    if (BARE.has(element)) continue
    if (slash === '') out.push(`<${element}${attributesOf(html.slice(open, end + 1))}>`)
    else if (!VOID.has(element)) out.push(`</${element}>`)
  }
  flush(true)
  return out.join('')
}

const EXCERPT = 60

/** Where two texts that are not the same part: what stands there in each, short, from the tag or the word it begins in. */
export function firstDifference(a: string, b: string): readonly [string, string] {
  const [left, right] = [normalHtml(a), normalHtml(b)]
  let at = 0
  while (at < left.length && left[at] === right[at]) at++
  const start = Math.max(
    left.lastIndexOf('<', at),
    left.lastIndexOf(' ', at - 1) + 1,
    left.lastIndexOf('>', at - 1) + 1,
    0,
  )
  const from = (text: string) => text.slice(start, start + EXCERPT).trim() + (text.length > start + EXCERPT ? '…' : '')
  return [from(left), from(right)]
}

/** ' href="/a" title="A"': those that count, in the order of their names. */
function attributesOf(tag: string): string {
  const found = new Map<string, string>()
  for (const [, name = '', double, single, bare] of tag.replace(NAME, '').matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase()
    if (KEPT.has(key) && !found.has(key)) found.set(key, decodeEntities(double ?? single ?? bare ?? '').trim())
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted
    .map(([name, value]) => ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
    .join('')
}
