/** What the editor knows: the forms that Markdown has, and nothing else. What is pasted is reduced to them. */
import { type Extensions, Mark, mergeAttributes, Node } from '@tiptap/core'
import { Bold } from '@tiptap/extension-bold'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { Italic } from '@tiptap/extension-italic'
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Text } from '@tiptap/extension-text'
import { UndoRedo } from '@tiptap/extensions'
import { isLinkTarget } from '../../../core/markdown.ts'
import { KEPT, markdown } from './from-markdown.ts'
import { tableSource } from './table-source.ts'

const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => {
        const href = element.getAttribute('href') ?? ''
        return isLinkTarget(href) ? { href } : false
      },
    },
  ],
  // No 'href': in the editor a click sets the caret.
  renderHTML: ({ HTMLAttributes: { href } }) => ['a', { 'data-href': href, title: href }, 0],
})

/** Shown as readers will see it; to change it one changes what it was made from. */
const Kept = Node.create({
  name: KEPT,
  group: 'block',
  atom: true,
  selectable: true,
  addAttributes: () => ({ source: { default: '' } }),
  parseHTML: () => [
    { tag: 'div[data-kept]', getAttrs: (element) => ({ source: element.dataset.kept ?? '' }) },
    {
      tag: 'table',
      getAttrs: (element) => {
        const source = tableSource(element)
        return source === '' ? false : { source }
      },
    },
  ],
  renderHTML({ node }) {
    const dom = document.createElement('div')
    const source = String(node.attrs.source)
    dom.dataset.kept = source
    dom.contentEditable = 'false'
    // Made by the same reader as what goes out, which lets no tags through.
    dom.innerHTML = markdown.render(source)
    return { dom }
  },
})

const HEADINGS = [2, 3, 4] as const
/** The page's own heading is the product's or the article's title. */
const LevelledHeading = Heading.extend({
  parseHTML: () => [
    { tag: 'h1', attrs: { level: HEADINGS[0] } },
    ...HEADINGS.map((level) => ({ tag: `h${level}`, attrs: { level } })),
    { tag: 'h5', attrs: { level: HEADINGS[2] } },
    { tag: 'h6', attrs: { level: HEADINGS[2] } },
  ],
}).configure({ levels: [...HEADINGS] })

/** The Tab key leaves the field, as in every other. */
const Entry = ListItem.extend({
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      'Mod-]': () => this.editor.commands.sinkListItem(this.name),
      'Mod-[': () => this.editor.commands.liftListItem(this.name),
    }
  },
})

const CountedList = OrderedList.extend({
  // Markdown numbers are those of their place.
  addAttributes: () => ({}),
  renderHTML: ({ HTMLAttributes }) => ['ol', mergeAttributes(HTMLAttributes), 0],
})

export const EXTENSIONS: Extensions = [
  Document,
  Text,
  Paragraph,
  LevelledHeading,
  HardBreak,
  Bold,
  Italic,
  Link,
  BulletList,
  CountedList,
  Entry,
  ListKeymap,
  Kept,
  UndoRedo,
]
