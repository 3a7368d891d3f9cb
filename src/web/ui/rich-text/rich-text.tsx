/** A text with headings, lists, emphasis and links, kept as Markdown. The editor is loaded when the first one is shown. */
import { lazy, Suspense } from 'react'
import { Waiting } from '../loaded.tsx'
import type { Underlined } from './underlines.ts'

export interface RichTextProps {
  readonly label: string
  /** Whether the label is shown above; else it is only read out. Default true. */
  readonly withLabel?: boolean
  /** Markdown. */
  readonly value: string
  /** Of this very text; others are left as they were. */
  readonly underlined?: readonly Underlined[] | undefined
  readonly autoFocus?: boolean
  onChange(value: string): void
}

const Editor = lazy(() => import('./rich-text-editor.tsx').then(({ RichTextEditor }) => ({ default: RichTextEditor })))

export function RichText(props: RichTextProps) {
  return (
    <Suspense fallback={<Waiting lines={4} />}>
      <Editor {...props} />
    </Suspense>
  )
}
