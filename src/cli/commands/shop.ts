import { text } from 'node:stream/consumers'
import { changesCsv, defaultSince } from '../../channels/shop/index.ts'
import { type Day, parseDay } from '../../core/time.ts'
import type { CliContext, Overrides } from '../context.ts'
import { runningWorkbench } from '../running.ts'

/** The prices that were changed, to standard output. */
export async function runShopChanges(
  context: CliContext,
  overrides: Overrides,
  options: { since?: string },
): Promise<void> {
  const since = options.since === undefined ? null : parseDay(options.since, '--since')
  context.terminal.print((await readCsv(context, overrides, since)).trimEnd())
}

async function readCsv(context: CliContext, overrides: Overrides, since: Day | null): Promise<string> {
  const running = runningWorkbench(context.loadConfig(overrides).dataDir)
  if (running !== null) {
    return text(await running.stream(`/api/v1/shop/changes.csv${since === null ? '' : `?since=${since}`}`))
  }
  return context.withApp('shop', overrides, ({ state, clock, config: { timeZone } }) =>
    changesCsv(state, since ?? defaultSince({ clock, timeZone }), timeZone),
  )
}
