import { backtestPricing } from '../../features/pricing-backtest/index.ts'
import type { CliContext } from '../context.ts'
import { withThreads } from '../with-threads.ts'

interface PricingOptions {
  readonly input: string
  readonly output?: string
}

export async function runPricingBacktest(
  { terminal, signal }: CliContext,
  { input, output }: PricingOptions,
): Promise<void> {
  const found = await withThreads(signal, (compute) => backtestPricing({ input, output: output ?? null }, compute))
  terminal.print(JSON.stringify(found))
}
