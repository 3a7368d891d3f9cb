/** Text of product data as it comes, made plain: no markup, no emoji, no marks of direction, single spaces. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  euro: '€',
  deg: '°',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  reg: '®',
  trade: '™',
  copy: '©',
  bdquo: '„',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  times: '×',
  frac12: '½',
  sup2: '²',
  micro: 'µ',
  bull: '•',
}

/** Longer texts are cut here: nobody describes a product in more, and what comes after is boilerplate. */
const MOST_CHARACTERS = 20_000

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole
  const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

/** One line of plain text. */
export function cleanLine(raw: string): string {
  return raw
    .slice(0, MOST_CHARACTERS)
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/&(#?\w{1,8});/g, decodeEntity)
    .normalize('NFC')
    .replace(/\p{Cc}|\p{Cf}|\p{Co}|\p{Cn}|\p{Extended_Pictographic}|\u20E3|\uFE0F/gu, (mark) =>
      /[\d#*©®™]/.test(mark) ? mark : ' ',
    )
    .replace(/\s+/g, ' ')
    .trim()
}

const BLOCK = /<\/?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|table|section|article|hr)\b[^<>]{0,2000}>|\r?\n|•/gi
const HIDDEN = /<(script|style|head|template)\b[\s\S]{0,20000}?<\/\1\s*>|<!--[\s\S]{0,20000}?-->/gi

export interface Block {
  readonly text: string
  /** An entry of a list. */
  readonly isItem: boolean
}

/** The paragraphs and list entries of a description, in order. */
export function blocksOf(raw: string): readonly Block[] {
  const visible = raw.slice(0, 2 * MOST_CHARACTERS).replace(HIDDEN, ' ')
  const blocks: Block[] = []
  let from = 0
  let isItem = false
  const add = (to: number) => {
    const text = cleanLine(visible.slice(from, to))
    if (text !== '') blocks.push({ text, isItem })
  }
  for (const match of visible.matchAll(BLOCK)) {
    add(match.index)
    from = match.index + match[0].length
    isItem = /^<li/i.test(match[0]) || match[0] === '•'
  }
  add(visible.length)
  return blocks
}
