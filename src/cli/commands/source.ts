import { AppError, type FaultCode } from '../../core/errors.ts'
import { sourceListSchema, sourceSchema } from '../../ingest/collect/source-routes.ts'
import { type SourceDesk, sourceDesk } from '../../ingest/collect/sources.ts'
import { readHolder } from '../../stores/folder.ts'
import type { CliContext, Overrides } from '../context.ts'

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
  const url = readHolder(context.loadConfig(overrides).dataDir)?.url ?? null
  if (url !== null) return work(remoteDesk(`${url}/api/v1/sources`))
  return context.withApp('source', overrides, (app) => work(sourceDesk(app, 'cli')))
}

function remoteDesk(url: string): SourceDesk {
  return {
    list: async () => sourceListSchema.parse(await ask(url, {})).items,
    async add(name, origins) {
      const headers = { 'content-type': 'application/json' }
      return sourceSchema.parse(await ask(url, { method: 'POST', headers, body: JSON.stringify({ name, origins }) }))
    },
    async close(name) {
      await ask(`${url}/${encodeURIComponent(name)}`, { method: 'DELETE' })
    },
  }
}

/** So that the exit code is the same whoever holds the stores. */
const FAULTS: ReadonlyMap<number, FaultCode> = new Map([
  [404, 'input.not-found'],
  [409, 'input.conflict'],
])

/** What the workbench answers; its own sentence where it refuses. */
async function ask(url: string, init: RequestInit): Promise<unknown> {
  const answer = await fetch(url, init)
  const text = await answer.text()
  const body: unknown = text === '' ? null : JSON.parse(text)
  if (answer.ok) return body
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : text
  throw new AppError(FAULTS.get(answer.status) ?? (answer.status < 500 ? 'usage.invalid' : 'channel.failed'), detail)
}
