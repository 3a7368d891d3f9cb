import { getSchema } from '@tiptap/core'
import { DOMParser as Reader } from '@tiptap/pm/model'
import { EXTENSIONS } from './extensions.ts'
import { toMarkdown } from './to-markdown.ts'

/** A text in HTML as Markdown, less what Markdown has no form for; one without tags stays as it is. Nothing in it is run or fetched. */
export function markdownOf(text: string): string {
  if (!/<[a-z][^<>]*>/i.test(text)) return text
  const { body } = new DOMParser().parseFromString(text, 'text/html')
  return toMarkdown(Reader.fromSchema(getSchema(EXTENSIONS)).parse(body)).text
}
