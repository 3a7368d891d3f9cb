import { backtestPricing } from '../../features/pricing-backtest/index.ts'
import type { CliContext } from '../context.ts'

interface PricingOptions {
  readonly input: string
  readonly output?: string
}

export async function runPricingBacktest({ terminal }: CliContext, { input, output }: PricingOptions): Promise<void> {
  terminal.print(JSON.stringify(await backtestPricing(input, output ?? null)))
}
