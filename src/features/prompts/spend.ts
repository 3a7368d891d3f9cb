import type { Clock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { loadLedger, type ModelSettings, nameOfModel } from '../writing/index.ts'
import type { Spend } from './schema.ts'

export interface SpendDeps {
  readonly state: Pick<StateStore, 'pool'>
  readonly clock: Clock
  readonly timeZone: string
  /** Null: no model is set. */
  readonly settings: Pick<ModelSettings, 'provider' | 'model' | 'inputPrice' | 'outputPrice' | 'monthlyBudget'> | null
}

const MICROS = 1_000_000

/** What this month has cost so far, beside what it may. */
export async function showSpend({ settings, ...deps }: SpendDeps): Promise<Spend> {
  const { readSpend } = await loadLedger()
  const { month, calls, input, output, costMicros } = await readSpend(deps)
  const hasPrices = settings !== null && settings.inputPrice !== null && settings.outputPrice !== null
  return {
    month,
    model: settings === null ? null : nameOfModel(settings),
    calls,
    inputTokens: input,
    outputTokens: output,
    cost: hasPrices || costMicros > 0 ? costMicros / MICROS : null,
    budget: settings?.monthlyBudget ?? null,
  }
}
