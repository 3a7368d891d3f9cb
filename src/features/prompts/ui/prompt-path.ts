import type { PromptKey, ShownPrompt } from '../schema.ts'

export const pathOf = ({ kind, lang }: PromptKey): string => `/prompts/${kind}/${lang}`

export interface PromptViewProps {
  readonly prompt: ShownPrompt
  /** ETag of what is shown. */
  readonly seen: string | null
}
