/** The Markdown that texts are kept in: one grammar for what goes out, and for what an editor shows. */
import MarkdownIt from 'markdown-it'

/** What shops' texts have no use for, and what would take plain words for markup: '<b>', '&amp;', a line of dashes below a sentence. */
const LEFT_OUT = [
  'autolink',
  'backticks',
  'code',
  'entity',
  'fence',
  'html_block',
  'html_inline',
  'lheading',
  'reference',
  'strikethrough',
]

/** Within the shop, or by a way that every reader's program knows; anything else stays the text it is. */
export function isLinkTarget(href: string): boolean {
  return /^(?:https?:\/\/|mailto:|tel:)\S|^[/#?]/i.test(href)
}

/**
 * Reads Markdown: CommonMark with tables, less what is left out above; a line's end is one, and an address in full is a link. Tags
 * in it are text, and no link leads anywhere but to a page, a mail or a telephone.
 */
export function openMarkdown(): InstanceType<typeof MarkdownIt> {
  const reader = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable(LEFT_OUT)
  reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  reader.validateLink = isLinkTarget
  return reader
}

const ORDINAL = /^(\s{0,3}\d{1,9})([.)] )/

/**
 * The text as it is handed to the reader: '• ' begins an entry of a list as '- ' does, and a number does so only from 1 on or below
 * such an entry: '3. Generation' begins a sentence.
 */
export function readyMarkdown(text: string): string {
  let isBelowEntry = false
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => {
      if (line.trim() === '') return line
      const ordinal = ORDINAL.exec(line)
      const isEntry = ordinal !== null && (isBelowEntry || Number(ordinal[1]) === 1)
      isBelowEntry = isEntry || (isBelowEntry && /^\s/.test(line))
      return ordinal !== null && !isEntry ? line.replace(ORDINAL, '$1\\$2') : line.replace(/^(\s*)• /, '$1- ')
    })
    .join('\n')
}
