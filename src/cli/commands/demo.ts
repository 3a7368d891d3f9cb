import { parseDay } from '../../core/time.ts'
import type { CliContext, Overrides } from '../context.ts'
import { buildDemo } from '../demo.ts'
import { parseWhole } from '../options.ts'

export async function runDemo(
  context: CliContext,
  overrides: Overrides,
  options: { seed?: string; until?: string },
): Promise<void> {
  const seed = options.seed === undefined ? null : parseWhole('--seed', options.seed, 0, 2 ** 31 - 1)
  const endDay = options.until === undefined ? null : parseDay(options.until, '--until')
  await context.withApp('demo', overrides, (app) => buildDemo(app, context, { seed, endDay }))
}
