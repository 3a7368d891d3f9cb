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
