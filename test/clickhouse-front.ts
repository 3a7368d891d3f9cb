/**
 * ClickHouse's HTTP interface over the embedded engine, as far as @clickhouse/client speaks it: what goes over the network to a
 * server is tested without one. Limits are those of a server (http_max_uri_size, http_max_field_value_size).
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Session } from 'chdb'
import { z } from 'zod'

const MAX_ADDRESS = 1_048_576
const MAX_FIELD = 131_072
/** Parameters of the address that are no settings of the engine. */
const NO_SETTINGS = new Set(['query', 'database', 'query_id', 'session_id', 'role', 'default_format'])
/** Settings of the HTTP interface itself. */
const OF_HTTP = /^(wait_end_of_query|http_|send_progress_in_http_headers|enable_http_compression)/

export interface Front {
  /** Address with user, password and database, as in CLICKHOUSE_URL. */
  readonly url: string
  /** Statements as they came, without their data. */
  readonly statements: string[]
  /** Settings of the last request. */
  readonly settings: ReadonlyMap<string, string>
  close(): Promise<void>
}

export interface FrontOptions {
  readonly folder: string
  /** Stands for a cluster of one node; there is no Keeper, so that its tables are not replicated. */
  readonly cluster?: string
}

export async function openFront({ folder, cluster }: FrontOptions): Promise<Front> {
  const session = openSession(folder, cluster)
  await session.queryAsync('CREATE DATABASE IF NOT EXISTS shop')
  const statements: string[] = []
  const settings = new Map<string, string>()
  const server = createServer({ maxHeaderSize: 2 * MAX_ADDRESS }, (request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, String(error)))
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if ((request.url?.length ?? 0) > MAX_ADDRESS) return refuse(response, 'Code: 113. DB::Exception: URI is too long')
    const { headers } = request
    const [user, key] = [headers['x-clickhouse-user'], headers['x-clickhouse-key']]
    const basic = `Basic ${Buffer.from('dirigent:secret').toString('base64')}`
    if (headers.authorization !== basic && !(user === 'dirigent' && key === 'secret'))
      return refuse(response, 'Code: 516. DB::Exception: Authentication failed (AUTHENTICATION_FAILED)', 403)
    const { fields, body } = await readRequest(request)
    for (const [name, value] of fields) {
      if (name !== 'query' && value.length > MAX_FIELD)
        return refuse(response, `Code: 1000. DB::Exception: Field value too long: ${name}`)
    }
    const query = [fields.get('query') ?? '', body].filter((text) => text !== '').join('\n')
    statements.push(query.slice(0, 2_000))
    settings.clear()
    const setting = [...fields].flatMap(([name, value]) => {
      if (NO_SETTINGS.has(name) || OF_HTTP.test(name)) return []
      settings.set(name, value)
      return `SET ${name} = ${literal(value)}; `
    })
    try {
      const result = await session.queryAsync(
        `USE ${fields.get('database') ?? 'default'}; ${setting.join('')}${ofOneNode(query)}`,
      )
      response.writeHead(200, { 'x-clickhouse-query-id': fields.get('query_id') ?? '', 'x-clickhouse-summary': '{}' })
      response.end(result.bytes())
    } catch (error) {
      refuse(response, error instanceof Error ? error.message : String(error))
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address() satisfies AddressInfo | string | null)
  return {
    url: `http://dirigent:secret@127.0.0.1:${port}/shop`,
    statements,
    settings,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      session.close()
    },
  }
}

function openSession(folder: string, cluster: string | undefined): Session {
  mkdirSync(folder, { recursive: true })
  if (cluster === undefined) return new Session(join(folder, 'data'))
  const config = join(folder, 'config.xml')
  writeFileSync(
    config,
    `<clickhouse><tcp_port>9000</tcp_port><remote_servers><${cluster}><shard><internal_replication>true</internal_replication>
      <replica><host>127.0.0.1</host><port>9000</port></replica></shard></${cluster}></remote_servers></clickhouse>`,
  )
  return new Session(join(folder, 'data'), { connectionArgs: [`--config-file=${config}`] })
}

/** Without Keeper there are neither statements for all nodes nor replicas. */
function ofOneNode(query: string): string {
  if (!/^(CREATE|DROP|ALTER|EXCHANGE|TRUNCATE|DELETE)/.test(query)) return query
  return query.replace(/ ON CLUSTER '\w+'/, '').replace(/ReplicatedMergeTree\('[^']*', '[^']*'\)/, 'MergeTree')
}

/** What came in the address and, with long parameters, as parts of a form. */
async function readRequest(request: IncomingMessage): Promise<{ fields: Map<string, string>; body: string }> {
  const { searchParams } = new URL(request.url ?? '/', 'http://front')
  const fields = new Map(searchParams)
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return { fields, body: bytes.toString('utf8') }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  for (const [name, value] of form) if (typeof value === 'string') fields.set(name, value)
  return { fields, body: '' }
}

function literal(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

function refuse(response: ServerResponse, message: string, status = 500): void {
  const code = /Code: (\d+)/.exec(message)?.[1] ?? '1002'
  response.writeHead(status, { 'x-clickhouse-exception-code': code })
  response.end(message)
}
