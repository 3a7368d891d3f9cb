import { sourceListSchema, sourceSchema } from '../../ingest/collect/source-routes.ts'
import { type SourceDesk, sourceDesk } from '../../ingest/collect/sources.ts'
import type { CliContext, Overrides } from '../context.ts'
import { type RunningWorkbench, runningWorkbench } from '../running.ts'

export async function runSourceList(context: CliContext, overrides: Overrides): Promise<void> {
  const { terminal } = context
  const sources = await withDesk(context, overrides, (desk) => desk.list())
  if (sources.length === 0) terminal.print('No source yet. Add one with: dirigent source add <name> --origin <origin>')
  for (const { name, writeKey, origins, closedAt } of sources) {
    const state = closedAt === null ? 'open  ' : 'closed'
    terminal.print(`${name.padEnd(20)} ${state}  ${writeKey}  ${origins.join(' ') || '(servers only)'}`)
  }
}

export async function runSourceAdd(
  context: CliContext,
  overrides: Overrides,
  { name, origins }: { name: string; origins: readonly string[] },
): Promise<void> {
  const { terminal } = context
  const source = await withDesk(context, overrides, (desk) => desk.add(name, origins))
  terminal.say(
    source.origins.length === 0
      ? `Source '${name}' is open for servers; browsers need an --origin. Its write key:`
      : `Source '${name}' is open for ${source.origins.join(', ')} and for servers. Its write key:`,
  )
  terminal.print(source.writeKey)
}

export async function runSourceClose(context: CliContext, overrides: Overrides, name: string): Promise<void> {
  await withDesk(context, overrides, (desk) => desk.close(name))
  context.terminal.say(`Source '${name}' is closed: its key is refused within seconds, its events stay.`)
}

/** Over the stores, or over the workbench that holds them. */
function withDesk<T>(context: CliContext, overrides: Overrides, work: (desk: SourceDesk) => Promise<T>): Promise<T> {
  const running = runningWorkbench(context.loadConfig(overrides).dataDir)
  if (running !== null) return work(remoteDesk(running))
  return context.withApp('source', overrides, (app) => work(sourceDesk(app, 'cli')))
}

const PATH = '/api/v1/sources'

function remoteDesk({ ask }: RunningWorkbench): SourceDesk {
  return {
    list: async () => sourceListSchema.parse(await ask(PATH)).items,
    add: async (name, origins) => sourceSchema.parse(await ask(PATH, { method: 'POST', body: { name, origins } })),
    async close(name) {
      await ask(`${PATH}/${encodeURIComponent(name)}`, { method: 'DELETE' })
    },
  }
}
