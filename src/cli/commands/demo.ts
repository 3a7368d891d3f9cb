import type { Command } from 'commander'
import { parseDay } from '../../core/time.ts'
import type { CliContext } from '../context.ts'
import { buildDemo } from '../demo.ts'
import { overridesOf, parseWhole } from '../options.ts'

export function addDemo(program: Command, context: CliContext): void {
  program
    .command('demo')
    .description('make the demo shop: two years of a German outdoor shop; the same seed and day give the same bytes')
    .option('--seed <number>', 'which shop (default: 1)')
    .option('--until <date>', 'its last day, YYYY-MM-DD (default: yesterday in the shop)')
    .action(async (options: { seed?: string; until?: string }, command: Command) => {
      const seed = options.seed === undefined ? null : parseWhole('--seed', options.seed, 0, 2 ** 31 - 1)
      const endDay = options.until === undefined ? null : parseDay(options.until, '--until')
      await context.withApp('demo', overridesOf(command), async (app) => {
        await buildDemo(app, context, { seed, endDay })
      })
    })
}
