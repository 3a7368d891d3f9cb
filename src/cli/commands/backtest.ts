import { AppError } from '../../core/errors.ts'
import { backtestClv } from '../../features/clv-backtest/index.ts'
import { backtestForecast } from '../../features/forecast-backtest/index.ts'
import type { CliContext } from '../context.ts'
import { parseWhole } from '../options.ts'
import { withThreads } from '../with-threads.ts'

export interface BacktestOptions {
  readonly input: string
  readonly horizon?: string
  readonly frequency?: string
  readonly output?: string
}

export type BacktestModel = 'clv' | 'forecast'

const LONGEST = 10_000

export async function runBacktest(context: CliContext, model: BacktestModel, options: BacktestOptions): Promise<void> {
  const result = model === 'clv' ? await backtestClv(options.input) : await runForecast(context, options)
  context.terminal.print(JSON.stringify(result))
}

async function runForecast({ terminal, signal }: CliContext, { input, horizon, frequency, output }: BacktestOptions) {
  if (horizon === undefined || frequency === undefined) {
    const missing = horizon === undefined ? '--horizon <steps>' : '--frequency <steps in a season>'
    throw new AppError('usage.invalid', `backtest forecast needs ${missing}.`)
  }
  const request = {
    input,
    horizon: parseWhole('--horizon', horizon, 1, LONGEST),
    period: parseWhole('--frequency', frequency, 1, LONGEST),
    output: output ?? null,
  }
  try {
    return await withThreads(signal, (compute) =>
      backtestForecast(request, { compute, signal, note: terminal.say, progress: terminal.progress }),
    )
  } finally {
    terminal.endProgress()
  }
}
