/** What whoever reads or writes HTML has to know: where a tag ends, what an entity stands for, and what has to be one. */

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
export const BLOCKS: ReadonlySet<string> = new Set(
  'address article blockquote br dd div dl dt figcaption footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul'.split(
    ' ',
  ),
)
/** Beyond this a quote in a tag is taken for a stray one; it keeps the time linear on any input. */
const MAX_TAG_CHARS = 4000

/** Where the tag that begins at `tag` ends: the place of its bracket, or -1. */
export function endOfTag(html: string, tag: number): number {
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

/** Text with HTML's entities as characters; what is no entity stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,9}));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return ENTITIES.get(name) ?? whole
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return ''
    return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? whole : String.fromCodePoint(code)
  })
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Text as it stands between tags. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (sign) => SIGNS[sign] ?? sign)
}
