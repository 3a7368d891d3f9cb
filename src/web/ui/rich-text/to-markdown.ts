/** The editor's document as Markdown, and where in the document each place of that text stands. Pure. */
import type { Mark, Node } from '@tiptap/pm/model'
import { KEPT } from './from-markdown.ts'

export interface WrittenMarkdown {
  readonly text: string
  /** The place in the document where a run of the text begins that starts at `offset`; null: behind the last word. */
  startAt(offset: number): number | null
  /** Where it ends; null: before the first word. */
  endAt(offset: number): number | null
}

/** Words of the text that stand in the document as they are; of what is kept as it is the whole. */
interface Run {
  readonly at: number
  readonly length: number
  readonly from: number
  readonly to: number
}

interface Pen {
  /** Signs that stand for something. */
  put(signs: string): void
  /** Words, and where they stand in the document. */
  say(words: string, from: number, to?: number): void
}

export function toMarkdown(doc: Node): WrittenMarkdown {
  let text = ''
  const runs: Run[] = []
  const pen: Pen = {
    put(signs) {
      text += signs
    },
    say(words, from, to = from + words.length) {
      runs.push({ at: text.length, length: words.length, from, to })
      text += words
    },
  }
  writeBlocks(pen, doc, { start: 0, indent: '' })
  return {
    text,
    startAt(offset) {
      const run = runs.find(({ at, length }) => at + length > offset)
      return run === undefined ? null : inRun(run, Math.max(0, offset - run.at), run.from)
    },
    endAt(offset) {
      const run = runs.findLast(({ at }) => at < offset)
      return run === undefined ? null : inRun(run, Math.min(run.length, offset - run.at), run.to)
    },
  }
}

const inRun = ({ from, to, length }: Run, by: number, whole: number): number =>
  to - from === length ? from + by : whole

interface Place {
  /** Of the first thing within, in the document. */
  readonly start: number
  /** What every line but the first begins with. */
  readonly indent: string
}

function writeBlocks(pen: Pen, parent: Node, { start, indent }: Place): void {
  let isFirst = true
  parent.forEach((node, offset, index) => {
    // Markdown has no empty paragraphs.
    if (node.type.name === 'paragraph' && node.childCount === 0) return
    if (!isFirst) {
      const isTight =
        parent.type.name.endsWith('List') || (parent.type.name === 'listItem' && node.type.name.endsWith('List'))
      pen.put(`${isTight ? '\n' : '\n\n'}${indent}`)
    }
    isFirst = false
    writeBlock(pen, node, {
      at: start + offset,
      indent,
      number: index + 1,
      isOrdered: parent.type.name === 'orderedList',
    })
  })
}

interface BlockPlace {
  readonly at: number
  readonly indent: string
  readonly number: number
  readonly isOrdered: boolean
}

function writeBlock(pen: Pen, node: Node, { at, indent, number, isOrdered }: BlockPlace): void {
  const within = { start: at + 1, indent }
  const { name } = node.type
  if (name === KEPT) pen.say(String(node.attrs.source).replaceAll('\n', `\n${indent}`), at, at + node.nodeSize)
  else if (name === 'paragraph') writeWords(pen, node, within)
  else if (name === 'heading') {
    pen.put(`${'#'.repeat(Number(node.attrs.level))} `)
    writeWords(pen, node, within)
  } else if (name === 'listItem') {
    const mark = isOrdered ? `${number}. ` : '- '
    pen.put(mark)
    writeBlocks(pen, node, { start: at + 1, indent: indent + ' '.repeat(mark.length) })
  } else writeBlocks(pen, node, within)
}

const SIGNS: Readonly<Record<string, string>> = { bold: '**', italic: '*' }
/** The outermost first. */
const ORDER = ['link', 'bold', 'italic']

const opening = ({ type }: Mark): string => SIGNS[type.name] ?? '['
const closing = ({ type, attrs }: Mark): string => SIGNS[type.name] ?? `](${targetOf(String(attrs.href))})`
const targetOf = (href: string): string =>
  href.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)

function writeWords(pen: Pen, block: Node, { start, indent }: Place): void {
  const open: Mark[] = []
  /** Space that was not written yet: signs that close stand before it, and those that open behind it. */
  let space: { words: string; from: number } | null = null
  let isLineStart = true
  const whole = block.textBetween(0, block.content.size, '', '\n')
  /** Closes what does not go on, then opens what begins. */
  const setMarks = (wanted: readonly Mark[]) => {
    const kept = open.findIndex((mark, at) => !mark.eq(wanted[at] ?? mark) || at >= wanted.length)
    for (const mark of open.splice(kept === -1 ? open.length : kept).reverse()) pen.put(closing(mark))
    if (space !== null) pen.say(space.words, space.from)
    space = null
    for (const mark of wanted.slice(open.length)) {
      pen.put(opening(mark))
      open.push(mark)
    }
  }
  block.forEach((node, offset) => {
    const from = start + offset
    if (node.isText) {
      const wanted = node.marks.filter(({ type }) => ORDER.includes(type.name)).toSorted(byOrder)
      const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(node.text ?? '') ?? []
      if (words === '') {
        space = { words: (space?.words ?? '') + before, from: space?.from ?? from }
        return
      }
      if (before !== '') space = { words: (space?.words ?? '') + before, from: space?.from ?? from }
      // Space at the beginning of a line stands for something.
      if (isLineStart) space = null
      setMarks(wanted)
      const isLink = wanted.some(({ type }) => type.name === 'link')
      sayEscaped(pen, words, { from: from + before.length, whole, offset: offset + before.length, isLineStart, isLink })
      isLineStart = false
      if (after !== '') space = { words: after, from: from + before.length + words.length }
    } else {
      space = null
      setMarks([])
      pen.put(`\n${indent}`)
      isLineStart = true
    }
  })
  space = null
  setMarks([])
}

const byOrder = (a: Mark, b: Mark): number => ORDER.indexOf(a.type.name) - ORDER.indexOf(b.type.name)

interface Escaping {
  readonly from: number
  /** The words of the whole block, and where in it these begin: what stands beside a sign says whether it is one. */
  readonly whole: string
  readonly offset: number
  readonly isLineStart: boolean
  readonly isLink: boolean
}

/** What would be signs at the beginning of a line, and anywhere. */
const AT_START =
  /^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|\*(?=\s|$)|\d{1,9}(?=[.)](?:\s|$))|(?=(?:[-*_]\s*){3,}$)|(?=\|?[\s|:-]*\|[\s|:-]*$))/
const ANYWHERE = /https?:\/\/\S+|\\|[*]+|_+|\](?=\()/g
const WITHIN_LINK = /\\|[*]+|_+|[[\]]/g

/** Words with a backslash before what would be read as signs. */
function sayEscaped(pen: Pen, words: string, { from, whole, offset, isLineStart, isLink }: Escaping): void {
  const places = new Set<number>()
  for (const { 0: found, index } of words.matchAll(isLink ? WITHIN_LINK : ANYWHERE)) {
    // An address is read as a whole.
    if (found.length > 1 && found.startsWith('http')) continue
    const around = [whole.charAt(offset + index - 1), whole.charAt(offset + index + found.length)]
    if (/^[*_]/.test(found) && isNoSign(found, around)) continue
    for (let at = 0; at < found.length; at++) places.add(index + at)
  }
  if (isLineStart) {
    const sign = AT_START.exec(words)?.[0]
    // Of a number it is the full stop that is escaped.
    if (sign !== undefined) places.add(/^\d/.test(sign) ? sign.length : 0)
  }
  let last = 0
  for (const place of [...places].sort((a, b) => a - b)) {
    if (place > last) pen.say(words.slice(last, place), from + last)
    pen.put('\\')
    last = place
  }
  if (last < words.length) pen.say(words.slice(last), from + last)
}

/** Stars and underscores that stand alone, and underscores within a word. */
function isNoSign(found: string, around: readonly string[]): boolean {
  if (around.every((sign) => sign === '' || /\s/.test(sign))) return true
  return found.startsWith('_') && around.every((sign) => /[\p{L}\p{N}]/u.test(sign))
}
