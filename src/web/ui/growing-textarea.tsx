import { Textarea, type TextareaProps } from '@mantine/core'
import type { Ref } from 'react'
import classes from './growing-textarea.module.css'

interface GrowingTextareaProps extends Omit<TextareaProps, 'autosize' | 'rows' | 'minRows' | 'maxRows'> {
  readonly ref?: Ref<HTMLTextAreaElement>
  readonly rows: number
  readonly mostRows: number
}

/**
 * As high as its text, within bounds. The browser does it by itself: measuring in a script, as the component's own way does,
 * lays the page out once more with each proposal that is looked at.
 */
export function GrowingTextarea({ rows, mostRows, ...rest }: GrowingTextareaProps) {
  const bounds = { '--rows': rows, '--most-rows': mostRows }
  return <Textarea {...rest} rows={rows} classNames={{ input: classes.field }} styles={{ input: bounds }} />
}
