/** A version as it is typed. */
import type { PromptContent } from '../schema.ts'

export interface TypedPrompt {
  readonly system: string
  readonly template: string
  /** Empty: the one that is set. */
  readonly model: string
  /** Empty: the model's own. */
  readonly temperature: number | ''
  readonly maxTokens: number
  readonly tone: PromptContent['settings']['tone']
  readonly length: PromptContent['settings']['length']
}

export function typedOf({ system, template, settings }: PromptContent): TypedPrompt {
  const { model, temperature, maxTokens, tone, length } = settings
  return { system, template, model: model ?? '', temperature: temperature ?? '', maxTokens, tone, length }
}

export function contentOf({
  system,
  template,
  model,
  temperature,
  maxTokens,
  tone,
  length,
}: TypedPrompt): PromptContent {
  const settings = {
    model: model.trim() === '' ? null : model.trim(),
    temperature: temperature === '' ? null : temperature,
    maxTokens,
    tone,
    length,
  }
  return { system: system.trim(), template: template.trim(), settings }
}

/** All of a version as one text, for comparing two of them. */
export function wholeText({ system, template, settings }: PromptContent): string {
  const set = Object.entries(settings).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
  return [system, template, set.join('\n')].join('\n\n')
}
