/** Names of the characters 160 to 255 in HTML, in order. */
const LATIN_1 = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml'
).split(' ')

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...LATIN_1.map((name, at) => [name, String.fromCharCode(160 + at)] as const),
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    euro: '€',
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    lsaquo: '‹',
    rsaquo: '›',
    hellip: '…',
    bull: '•',
    trade: '™',
    dagger: '†',
    permil: '‰',
    prime: '′',
    Prime: '″',
    minus: '−',
    le: '≤',
    ge: '≥',
    ne: '≠',
    larr: '←',
    rarr: '→',
    OElig: 'Œ',
    oelig: 'œ',
    Scaron: 'Š',
    scaron: 'š',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    zwnj: '',
    zwj: '',
  }),
])

/** Elements that end a line of text. */
const BLOCKS = new Set(
  'address article blockquote br dd div dl dt figcaption footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul'.split(
    ' ',
  ),
)
/** Elements whose content is no text. */
const HIDDEN = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'head', 'title'])

const TAG = /<[a-z/!?]/i
const MAX_PASSES = 5

/** Beyond this a quote in a tag is taken for a stray one; it keeps the time linear on any input. */
const MAX_TAG_CHARS = 4000

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

function endOfTag(html: string, tag: number): number {
  if (html.startsWith('<!--', tag)) {
    const close = html.indexOf('-->', tag + 4)
    return close === -1 ? -1 : close + 2
  }
  const limit = Math.min(html.length, tag + MAX_TAG_CHARS)
  let quote = ''
  for (let at = tag + 1; at < limit; at++) {
    const char = html.charAt(at)
    if (quote === '') {
      if (char === '>') return at
      if (char === '"' || char === "'") quote = char
    } else if (char === quote) quote = ''
  }
  // A stray quote in a tag: the tag ends at its first bracket all the same.
  return html.indexOf('>', tag)
}

function afterElement(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}\\b`, 'gi')
  close.lastIndex = from
  const found = close.exec(html)
  if (found === null) return html.length
  const end = html.indexOf('>', found.index)
  return end === -1 ? html.length : end + 1
}

/** Text with HTML's entities as characters; what is no entity stays as it is. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,9}));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return ENTITIES.get(name) ?? whole
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return ''
    return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? whole : String.fromCodePoint(code)
  })
}

function tidy(text: string): string {
  return text
    .replaceAll('\u00ad', '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
