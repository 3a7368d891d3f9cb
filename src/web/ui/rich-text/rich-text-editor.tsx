/** The editor itself: TipTap, told what to show and telling what somebody wrote, both as Markdown. */
import { Editor, Extension } from '@tiptap/core'
import { useEffect, useEffectEvent, useId, useReducer, useRef, useState } from 'react'
import small from '../small.module.css'
import { EXTENSIONS } from './extensions.ts'
import { FoundBar } from './found-bar.tsx'
import { fromMarkdown } from './from-markdown.ts'
import classes from './rich-text.module.css'
import type { RichTextProps } from './rich-text-props.ts'
import { toMarkdown } from './to-markdown.ts'
import { Toolbar } from './toolbar.tsx'
import { goToUnderlined, mendAtCaret, underline, underlines } from './underlines.ts'

const Found = Extension.create({
  name: 'found',
  addProseMirrorPlugins: () => [underlines()],
  addKeyboardShortcuts() {
    const { view } = this.editor
    return {
      F8: () => goToUnderlined(view, 1),
      'Shift-F8': () => goToUnderlined(view, -1),
      'Alt-Enter': () => mendAtCaret(view),
    }
  },
})

export function RichTextEditor({
  label,
  withLabel = true,
  value,
  underlined,
  autoFocus = false,
  onChange,
}: RichTextProps) {
  const labelId = useId()
  const place = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  /** What the editor says the text is: only another one is put into it. */
  const said = useRef(value)
  const tell = useEffectEvent((text: string) => {
    said.current = text
    onChange(text)
  })
  const make = useEffectEvent(() => {
    return new Editor({
      element: place.current,
      extensions: [...EXTENSIONS, Found],
      content: fromMarkdown(value),
      autofocus: autoFocus ? 'start' : false,
      injectCSS: false,
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-labelledby': labelId,
          class: classes.text ?? '',
        },
      },
      onTransaction: redraw,
      onUpdate: ({ editor: { state } }) => tell(toMarkdown(state.doc).text),
    })
  })
  // One editor for as long as the field is there.
  useEffect(() => {
    const made = make()
    setEditor(made)
    return () => made.destroy()
  }, [])
  useEffect(() => {
    if (editor === null || value === said.current) return
    said.current = value
    editor.commands.setContent(fromMarkdown(value), { emitUpdate: false })
  }, [editor, value])
  useEffect(() => {
    if (editor !== null && underlined !== undefined) underline(editor.view, underlined)
  }, [editor, underlined])
  return (
    <div className={classes.field}>
      <span id={labelId} className={withLabel ? classes.label : small.unseen}>
        {label}
      </span>
      {editor !== null && <Toolbar editor={editor} />}
      <div ref={place} className={classes.place} data-autofocus={autoFocus || undefined} />
      {editor !== null && <FoundBar editor={editor} />}
    </div>
  )
}
