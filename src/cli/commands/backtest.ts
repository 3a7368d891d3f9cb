import { backtestClv } from '../../features/clv-backtest/index.ts'
import type { CliContext } from '../context.ts'

export async function runBacktest({ terminal }: CliContext, { input }: { input: string }): Promise<void> {
  terminal.print(JSON.stringify(await backtestClv(input)))
}
