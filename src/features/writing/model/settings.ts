/** Which language model is asked, and within what bounds. */
type Provider = 'openai-compatible' | 'openai' | 'anthropic'

export interface ModelSettings {
  readonly provider: Provider
  /** Address its API begins with; null: the provider's own. */
  readonly url: string | null
  readonly model: string
  readonly key: string | null
  /** How long one answer may take, milliseconds. */
  readonly timeoutMs: number
  /** Questions at once, and begun within a minute. */
  readonly concurrency: number
  readonly perMinute: number
  /** Per million tokens, in the provider's currency; null: not known, so that nothing is counted but tokens. */
  readonly inputPrice: number | null
  readonly outputPrice: number | null
  /** Of a calendar month, in the same currency; null: no bound. */
  readonly monthlyBudget: number | null
  /** Wait before the second attempt, milliseconds; it doubles with each further one. Default: a second. */
  readonly pauseMs?: number
}

/** As people and proposals name it: 'openai/gpt-5-mini'. */
export function nameOfModel({ provider, model }: Pick<ModelSettings, 'provider' | 'model'>): string {
  return `${provider}/${model}`
}
