import { type Command, Option } from 'commander'
import { backtestClv } from '../../features/clv-backtest/index.ts'
import type { CliContext } from '../context.ts'

export function addBacktest(program: Command, { terminal }: CliContext): void {
  program
    .command('backtest')
    .description('fit a model to a file and print what it found as one JSON line')
    .addArgument(program.createArgument('<model>', 'clv: BG/NBD purchases (and Gamma-Gamma spend)').choices(['clv']))
    .addOption(new Option('--input <file>', 'CSV with the columns ID,frequency,recency,T').makeOptionMandatory())
    .action(async (_model: 'clv', options: { input: string }) => {
      terminal.print(JSON.stringify(await backtestClv(options.input)))
    })
}
