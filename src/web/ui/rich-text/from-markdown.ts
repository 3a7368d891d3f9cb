/** Markdown as the editor's document. What the editor has no form for (a table, a picture) is kept as it is, to be looked at. Pure. */
import type { JSONContent } from '@tiptap/core'
import type { Token } from 'markdown-it'
import { openMarkdown, readyMarkdown } from '../../../core/markdown.ts'

export const KEPT = 'kept'
const LEVELS = { least: 2, most: 4 }

export const markdown = openMarkdown()

export function fromMarkdown(source: string): JSONContent {
  const ready = readyMarkdown(source)
  const lines = ready.split('\n')
  const content = blocksOf(markdown.parse(ready, {})).map((block): JSONContent => {
    const [from = 0, to = 0] = block[0]?.map ?? []
    if (isEditable(block)) return nodeOf(block)
    return { type: KEPT, attrs: { source: lines.slice(from, to).join('\n').trimEnd() } }
  })
  return { type: 'doc', content: content.length === 0 ? [{ type: 'paragraph' }] : content }
}

/** The tokens of each block that stands at the top. */
function blocksOf(tokens: readonly Token[]): Token[][] {
  const blocks: Token[][] = []
  let depth = 0
  for (const token of tokens) {
    if (depth === 0) blocks.push([])
    blocks.at(-1)?.push(token)
    depth += token.nesting
  }
  return blocks
}

const EDITABLE = /^(?:inline|(?:paragraph|heading|bullet_list|ordered_list|list_item)_(?:open|close))$/
const EDITABLE_INLINE = /^(?:text|text_special|softbreak|hardbreak|(?:strong|em|link)_(?:open|close))$/

function isEditable(block: readonly Token[]): boolean {
  return block.every(({ type, level, children }, at) => {
    // An entry of a list begins with words.
    const next = block[at + 1]?.type
    if (type === 'list_item_open' && next !== 'paragraph_open' && next !== 'list_item_close') return false
    if (type === 'heading_open' && level > 0) return false
    const hasTitle = children?.some(({ attrs }) => attrs?.some(([name]) => name === 'title')) ?? false
    return EDITABLE.test(type) && !hasTitle && (children ?? []).every((child) => EDITABLE_INLINE.test(child.type))
  })
}

/** A block with its beginning and end. */
function nodeOf(block: readonly Token[]): JSONContent {
  const [open] = block
  const within = block.slice(1, -1)
  switch (open?.type) {
    case 'heading_open': {
      const level = Math.min(LEVELS.most, Math.max(LEVELS.least, Number(open.tag.slice(1))))
      return { type: 'heading', attrs: { level }, content: wordsOf(within) }
    }
    case 'bullet_list_open':
      return { type: 'bulletList', content: blocksOf(within).map(nodeOf) }
    case 'ordered_list_open':
      return { type: 'orderedList', content: blocksOf(within).map(nodeOf) }
    case 'list_item_open':
      return { type: 'listItem', content: within.length === 0 ? [{ type: 'paragraph' }] : blocksOf(within).map(nodeOf) }
    default:
      return { type: 'paragraph', content: wordsOf(within) }
  }
}

type Marks = NonNullable<JSONContent['marks']>

function wordsOf(within: readonly Token[]): JSONContent[] {
  const words: JSONContent[] = []
  let marks: Marks = []
  for (const { type, content, markup, attrs } of within[0]?.children ?? []) {
    switch (type) {
      case 'softbreak':
      case 'hardbreak':
        words.push({ type: 'hardBreak' })
        break
      case 'strong_open':
        marks = [...marks, { type: 'bold' }]
        break
      case 'em_open':
        marks = [...marks, { type: 'italic' }]
        break
      case 'link_open':
        // An address that stands there in full is text, and becomes a link wherever it is read.
        if (markup !== 'linkify')
          marks = [...marks, { type: 'link', attrs: { href: attrs?.find(([name]) => name === 'href')?.[1] ?? '' } }]
        break
      case 'strong_close':
      case 'em_close':
        marks = marks.slice(0, -1)
        break
      case 'link_close':
        if (markup !== 'linkify') marks = marks.slice(0, -1)
        break
      default:
        if (content !== '') words.push({ type: 'text', text: content, ...(marks.length === 0 ? {} : { marks }) })
    }
  }
  return words
}
