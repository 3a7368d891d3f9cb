/** A model of the AI SDK, made of the settings; the SDK is loaded with the first question. */
import type { LanguageModel } from 'ai'
import { boundedFetch } from './bounded-fetch.ts'
import type { ModelSettings } from './settings.ts'

/** How a server is told what form the answer has: by its JSON schema, or only that it is JSON. */
export type AnswerForm = 'schema' | 'json'

/** @param model another one of the same provider than the settings name */
export async function connectModel(
  { provider, url, key, ...settings }: ModelSettings,
  { model = settings.model, form }: { readonly model?: string; readonly form: AnswerForm },
): Promise<LanguageModel> {
  const common = { ...(key === null ? {} : { apiKey: key }), fetch: boundedFetch }
  const address = url?.replace(/\/+$/, '')
  switch (provider) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai')
      return createOpenAI({ ...common, ...(address === undefined ? {} : { baseURL: address }) }).chat(model)
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic')
      return createAnthropic({ ...common, ...(address === undefined ? {} : { baseURL: address }) })(model)
    }
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
      return createOpenAICompatible({
        ...common,
        name: 'openai-compatible',
        baseURL: address ?? '',
        includeUsage: true,
        supportsStructuredOutputs: form === 'schema',
      })(model)
    }
  }
}
