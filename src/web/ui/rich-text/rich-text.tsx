/** A text with headings, lists, emphasis and links, kept as Markdown. The editor is loaded when the first one is shown. */
import { lazy, Suspense } from 'react'
import { Waiting } from '../loaded.tsx'
import type { RichTextProps } from './rich-text-props.ts'

const Editor = lazy(() => import('./rich-text-editor.tsx').then(({ RichTextEditor }) => ({ default: RichTextEditor })))

export function RichText(props: RichTextProps) {
  return (
    <Suspense fallback={<Waiting lines={4} />}>
      <Editor {...props} />
    </Suspense>
  )
}
