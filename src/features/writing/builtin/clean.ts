/** Text of product data as it comes, made plain: no markup, no emoji, no marks of direction, single spaces. */
import { decodeEntities } from '../../../core/html.ts'

/** Longer texts are cut here: nobody describes a product in more, and what comes after is boilerplate. */
const MOST_CHARACTERS = 20_000

/** A name: one line of plain text, cut where no name goes on. */
export function cleanName(raw: string): string {
  return cleanLine(raw.slice(0, 300))
}

/** One line of plain text. */
export function cleanLine(raw: string): string {
  return (
    decodeEntities(raw.slice(0, MOST_CHARACTERS).replace(/<[^<>]{0,2000}>/g, ' '))
      .normalize('NFC')
      .replace(/\p{Cc}|\p{Cf}|\p{Co}|\p{Cn}|\p{Extended_Pictographic}|\u20E3|\uFE0F/gu, (mark) =>
        /[\d#*©®™]/.test(mark) ? mark : ' ',
      )
      // No word is that long; what is, is data in the wrong place.
      .replace(/\S{80,}/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  )
}

const BLOCK = /<\/?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|table|section|article|hr)\b[^<>]{0,2000}>|\r?\n|•/gi
const HIDDEN = /<(script|style|head|template)\b|<!--/gi

/** Without what no reader sees; what is opened and never closed hides the rest, as in a browser. */
function visibleOf(raw: string): string {
  const lower = raw.toLowerCase()
  let visible = ''
  let from = 0
  for (const match of raw.matchAll(HIDDEN)) {
    if (match.index < from) continue
    visible += `${raw.slice(from, match.index)} `
    const close = match[1] === undefined ? '-->' : `</${match[1].toLowerCase()}`
    const end = lower.indexOf(close, match.index + match[0].length)
    if (end < 0) return visible
    from = close === '-->' ? end + close.length : lower.indexOf('>', end) + 1
    if (from === 0) return visible
  }
  return visible + raw.slice(from)
}

export interface Block {
  readonly text: string
  /** An entry of a list. */
  readonly isItem: boolean
}

/** The paragraphs and list entries of a description, in order. */
export function blocksOf(raw: string): readonly Block[] {
  const visible = visibleOf(raw.slice(0, 2 * MOST_CHARACTERS))
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
