/** What an XML document says, piece by piece; names without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: string): void
  text(text: string): void
  close(name: string): void
}

/** Far more than the 32,767 characters a cell can hold. */
const MAX_PIECE_CHARS = 2_000_000

/**
 * Reads the XML of workbooks from chunks cut anywhere. No entities but the five of XML and numbers, no DTD: nothing in
 * a file can make it grow.
 * @throws RangeError  one tag or text is longer than 2 million characters
 */
export class XmlScanner {
  readonly #handler: XmlHandler
  #rest = ''

  constructor(handler: XmlHandler) {
    this.#handler = handler
  }

  push(chunk: string): void {
    const text = this.#rest === '' ? chunk : this.#rest + chunk
    let at = 0
    for (;;) {
      const tag = text.indexOf('<', at)
      if (tag === -1) break
      const end = tagEnd(text, tag)
      if (end === -1) break
      if (tag > at) this.#handler.text(decodeXml(text.slice(at, tag)))
      this.#take(text, tag, end)
      at = end + 1
    }
    this.#rest = text.slice(at)
    if (this.#rest.length > MAX_PIECE_CHARS)
      throw new RangeError('The XML holds a piece of more than 2 million characters')
  }

  #take(text: string, tag: number, end: number): void {
    const first = text.charCodeAt(tag + 1)
    if (first === 63) return
    if (first === 33) {
      if (text.startsWith('<![CDATA[', tag)) this.#handler.text(text.slice(tag + 9, end - 2))
      return
    }
    if (first === 47) {
      this.#handler.close(localName(text.slice(tag + 2, end).trimEnd()))
      return
    }
    const empty = text.charCodeAt(end - 1) === 47
    const body = text.slice(tag + 1, empty ? end - 1 : end)
    const space = body.search(/\s/)
    const name = localName(space === -1 ? body : body.slice(0, space))
    this.#handler.open(name, space === -1 ? '' : body.slice(space))
    if (empty) this.#handler.close(name)
  }
}

/** Where the tag, comment or CDATA section that begins at `start` ends; -1: not in this text. */
function tagEnd(text: string, start: number): number {
  if (text.length < start + 9 && text.charCodeAt(start + 1) === 33 && text.indexOf('>', start) === -1) return -1
  if (text.startsWith('<!--', start)) return endOf(text, '-->', start + 4)
  if (text.startsWith('<![CDATA[', start)) return endOf(text, ']]>', start + 9)
  const bracket = text.indexOf('>', start)
  return bracket === -1 ? -1 : unquotedBracket(text, start, bracket)
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found === -1 ? -1 : found + mark.length - 1
}

/** The first '>' at or behind `bracket` that is not inside an attribute's quotes; -1: not in this text. */
function unquotedBracket(text: string, start: number, bracket: number): number {
  let open = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (open === 0) {
      if (code === 62 && at >= bracket) return at
      if (code === 34 || code === 39) open = code
    } else if (code === open) open = 0
  }
  return -1
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** The value of an attribute in the text behind a tag's name; null when it is not there. */
export function attribute(attributes: string, name: string): string | null {
  let at = attributes.indexOf(`${name}=`)
  while (at > 0 && !/[\s:]/.test(attributes.charAt(at - 1))) at = attributes.indexOf(`${name}=`, at + 1)
  if (at === -1) return null
  const quote = attributes.charAt(at + name.length + 1)
  const from = at + name.length + 2
  const end = attributes.indexOf(quote, from)
  return quote !== '"' && quote !== "'" ? null : decodeXml(attributes.slice(from, end === -1 ? undefined : end))
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? whole
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
