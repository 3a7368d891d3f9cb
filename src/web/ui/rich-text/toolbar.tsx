/** Headings, emphasis, lists and links by buttons; each by its usual keys too. */
import { ActionIcon, Button, TextInput } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
} from '@tabler/icons-react'
import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import type { Text } from '../../../core/lang.ts'
import { isLinkTarget } from '../../../core/markdown.ts'
import { useText } from '../../lang.tsx'
import classes from './rich-text.module.css'
import { words } from './words.ts'

interface Tool {
  readonly label: Text
  readonly icon: typeof IconBold
  /** Null: it is done, not on or off. */
  readonly isOn: boolean | null
  readonly isOff?: boolean
  run(): void
}

export function Toolbar({ editor }: { editor: Editor }) {
  const t = useText()
  const [isLinking, setLinking] = useState(false)
  const run = () => editor.chain().focus()
  const tools: readonly Tool[] = [
    {
      label: words.heading,
      icon: IconH2,
      isOn: editor.isActive('heading', { level: 2 }),
      run: () => run().toggleHeading({ level: 2 }).run(),
    },
    {
      label: words.subheading,
      icon: IconH3,
      isOn: editor.isActive('heading', { level: 3 }),
      run: () => run().toggleHeading({ level: 3 }).run(),
    },
    { label: words.bold, icon: IconBold, isOn: editor.isActive('bold'), run: () => run().toggleBold().run() },
    { label: words.italic, icon: IconItalic, isOn: editor.isActive('italic'), run: () => run().toggleItalic().run() },
    {
      label: words.bullets,
      icon: IconList,
      isOn: editor.isActive('bulletList'),
      run: () => run().toggleBulletList().run(),
    },
    {
      label: words.numbers,
      icon: IconListNumbers,
      isOn: editor.isActive('orderedList'),
      run: () => run().toggleOrderedList().run(),
    },
    {
      label: words.link,
      icon: IconLink,
      isOn: editor.isActive('link'),
      isOff: editor.state.selection.empty && !editor.isActive('link'),
      run: () => setLinking(!isLinking),
    },
    {
      label: words.undo,
      icon: IconArrowBackUp,
      isOn: null,
      isOff: !editor.can().undo(),
      run: () => run().undo().run(),
    },
    {
      label: words.redo,
      icon: IconArrowForwardUp,
      isOn: null,
      isOff: !editor.can().redo(),
      run: () => run().redo().run(),
    },
  ]
  return (
    <>
      <div role="toolbar" aria-label={t(words.tools)} className={classes.tools}>
        {tools.map(({ label, icon: Icon, isOn, isOff = false, run: act }) => (
          <ActionIcon
            key={label.en}
            size="md"
            variant={isOn === true ? 'light' : 'subtle'}
            color={isOn === true ? 'petrol' : 'gray'}
            title={t(label)}
            aria-label={t(label)}
            {...(isOn === null ? {} : { 'aria-pressed': isOn })}
            disabled={isOff}
            onClick={act}
          >
            <Icon size={18} aria-hidden="true" />
          </ActionIcon>
        ))}
      </div>
      {isLinking && <LinkForm editor={editor} onDone={() => setLinking(false)} />}
    </>
  )
}

function LinkForm({ editor, onDone }: { editor: Editor; onDone(): void }) {
  const t = useText()
  const [href, setHref] = useState(() => String(editor.getAttributes('link').href ?? ''))
  const target = href.trim()
  const isFit = target === '' || isLinkTarget(target)
  const set = () => {
    const chain = editor.chain().focus().extendMarkRange('link')
    if (target === '') chain.unsetMark('link').run()
    else chain.setMark('link', { href: target }).run()
    onDone()
  }
  return (
    <div className={classes.linking}>
      <TextInput
        size="xs"
        label={t(words.target)}
        description={t(words.targetHint)}
        data-autofocus
        autoFocus
        value={href}
        error={isFit ? undefined : t(words.noTarget)}
        onChange={({ currentTarget }) => setHref(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !isFit) return
          // The form around has nothing to do with it.
          event.preventDefault()
          set()
        }}
      />
      <Button size="xs" variant="default" disabled={!isFit} onClick={set}>
        {t(words.set)}
      </Button>
    </div>
  )
}
